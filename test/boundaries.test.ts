import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { boundaries } from '../tools/lint/boundaries.mjs';

const IMPORTS = '@typescript-eslint/no-restricted-imports';
const SYNTAX = 'no-restricted-syntax';

/** A file and a line that must not stand in it. */
const FORBIDDEN_IMPORTS: [file: string, line: string][] = [
  ['workflows/domain/planted.ts', "import { readFileSync } from 'node:fs';"],
  ['workflows/domain/planted.ts', "import fs from 'fs/promises';"],
  ['workflows/domain/planted.ts', "import { DateTime } from 'luxon';"],
  ['workflows/domain/planted.ts', "import Holidays from 'date-holidays';"],
  ['workflows/domain/planted.ts', "import { sleep } from '@temporalio/workflow';"],
  ['workflows/domain/planted.ts', "import { Injectable } from '@nestjs/common';"],
  ['workflows/domain/planted.ts', "import { PrismaClient } from '@prisma/client';"],
  ['workflows/domain/planted.ts', "import { facts } from '@aftercare/db/facts.js';"],
  ['workflows/domain/planted.ts', "import type { Activities } from '../activities.js';"],
  ['workflows/domain/planted.ts', "import { planWorkflow } from '../plan.workflow.js';"],
  ['workflows/domain/planted.ts', "import { holidays } from '../documents/holidays.js';"],
  ['workflows/domain/deeper/planted.ts', "import { DateTime } from 'luxon';"],
  ['workflows/documents/planted.ts', "import Holidays from 'date-holidays';"],
  ['workflows/documents/planted.ts', "import { DateTime } from 'luxon';"],
  ['workflows/planted.workflow.ts', "import { Client } from '@temporalio/client';"],
  ['workflows/planted.workflow.ts', "import { Worker } from '@temporalio/worker';"],
  ['workflows/planted.workflow.ts', "import { agenda } from '@aftercare/workflows/domain/agenda.js';"],
  ['workflows/planted.workflow.ts', "import { db } from '../prisma/client.js';"],
  ['workflows/planted.workflow.ts', "import { config } from '../apps/worker/config.js';"],
  ['apps/api/sales/planted.ts', "import { config } from '@aftercare/worker/config.js';"],
  ['apps/api/sales/planted.ts', "import { config } from '../../worker/config.js';"],
  ['apps/api/sales/planted.ts', "import { planWorkflow } from '@aftercare/workflows/plan.workflow.js';"],
  ['apps/api/sales/planted.ts', "import { Worker } from '@temporalio/worker';"],
  ['apps/api/sales/planted.ts', "import { ticketSchema } from '../tickets/tickets.schema.js';"],
  ['apps/api/sales/planted.ts', "import { TicketsController } from '../tickets/tickets.controller.js';"],
  ['apps/worker/planted.ts', "import { Injectable } from '@nestjs/common';"],
  ['apps/worker/planted.ts', "import { AppModule } from '@aftercare/api/app.module.js';"],
  ['apps/console/src/board/planted.tsx', "import { facts } from '@aftercare/db/facts.js';"],
  [
    'apps/console/src/board/planted.tsx',
    "import { planWorkflow } from '@aftercare/workflows/plan.workflow.js';",
  ],
  ['apps/console/src/board/planted.tsx', "import { config } from '../../../api/config.js';"],
  ['apps/twilio-sim/planted.ts', "import { parseReply } from '@aftercare/workflows/domain/reply.js';"],
  ['apps/twilio-sim/planted.ts', "import { config } from '../api/config.js';"],
  ['prisma/planted.ts', "import { config } from '@aftercare/api/config.js';"],
  ['prisma/planted.ts', "import { Client } from '@temporalio/client';"],
  ['prisma/planted.ts', "import { config } from '../apps/api/config.js';"],
  ['tools/planted.ts', "import { config } from '../apps/api/config.js';"],
];

const ALLOWED_IMPORTS: [file: string, line: string][] = [
  ['workflows/domain/time.ts', "import { DateTime } from 'luxon';"],
  ['workflows/domain/planted.ts', "import { zoned } from './time.js';"],
  ['workflows/documents/holidays.ts', "import Holidays from 'date-holidays';"],
  ['workflows/planted.workflow.ts', "import { condition } from '@temporalio/workflow';"],
  ['workflows/planted.workflow.ts', "import { agenda } from './domain/agenda.js';"],
  ['apps/api/sales/planted.ts', "import type { planWorkflow } from '@aftercare/workflows/plan.workflow.js';"],
  ['apps/api/sales/planted.ts', "import { facts } from '@aftercare/db/facts.js';"],
  ['apps/api/sales/planted.ts', "import { pageSchema } from '../common/page.schema.js';"],
  ['apps/console/src/board/planted.tsx', "import { dueBucket } from '@aftercare/workflows/domain/due.js';"],
  ['apps/console/src/board/planted.tsx', "import { client } from '../api/client';"],
  ['test/planted.test.ts', "import { config } from '../apps/api/config.js';"],
];

const FORBIDDEN_CLOCKS = [
  'export const at = Date.now();',
  'export const at = new Date();',
  'export const at = new Date(0);',
  'export const at = performance.now();',
  "export const text = new Intl.DateTimeFormat('en').format(0);",
  "export const text = new Intl.DateTimeFormat('en', { hour: 'numeric' }).format(0);",
  'export const hour = (date: Date) => date.getHours();',
  'export const dice = Math.random();',
];

const ALLOWED_CLOCKS = [
  "export const text = new Intl.DateTimeFormat('en', { timeZone: 'UTC' }).format(0);",
  'export const later = (now: number) => now + 60_000;',
];

// Only these rules, without types: a planted file belongs to no project, so rules that need types cannot read it.
const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ['**/*.ts', '**/*.tsx'],
      languageOptions: { parser: tseslint.parser, parserOptions: { projectService: false } },
      plugins: { '@typescript-eslint': tseslint.plugin },
    },
    ...boundaries,
  ] as ESLint.Options['overrideConfig'],
});

async function rulesBroken(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath });
  return result!.messages.map((message) => message.ruleId);
}

describe('an import against the arrows is reported', () => {
  it.each(FORBIDDEN_IMPORTS)('%s: %s', async (file, line) => {
    expect(await rulesBroken(file, line)).toEqual([IMPORTS]);
  });
});

describe('an import along the arrows is not', () => {
  it.each(ALLOWED_IMPORTS)('%s: %s', async (file, line) => {
    expect(await rulesBroken(file, line)).toEqual([]);
  });
});

describe.each([
  'workflows/domain/planted.ts',
  'workflows/planted.workflow.ts',
  'workflows/documents/planted.ts',
])('in %s', (file) => {
  it.each(FORBIDDEN_CLOCKS)('a clock or a zone of the machine is reported: %s', async (line) => {
    expect(await rulesBroken(file, line)).toEqual([SYNTAX]);
  });
  it.each(ALLOWED_CLOCKS)('this is not: %s', async (line) => {
    expect(await rulesBroken(file, line)).toEqual([]);
  });
});

it('the configuration of the repository holds these rules for real files', async () => {
  const config = await new ESLint().calculateConfigForFile('workflows/domain/time.ts');
  expect(config.rules[IMPORTS][0]).toBe(2);
  expect(config.rules[SYNTAX][0]).toBe(2);
});
