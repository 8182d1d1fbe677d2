import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, createCompany } from '../test/support/company.js';
import { root } from '../test/support/servers.js';
import { newId } from './ids.js';
import { textingPolicy } from '../test/support/policies.js';

const NOW = '2027-03-01T10:00:00Z';
const SCHEMA = join(root, 'prisma/schema.prisma');

let company: Company;
beforeAll(async () => {
  company = await createCompany({
    now: NOW,
    policies: [textingPolicy('thanks', { kind: 'sms', template: 'thank-you' })],
  });
});
afterAll(() => company?.close());

/** How PostgreSQL calls what the schema language calls otherwise. */
const TYPES: Record<string, string> = {
  String: 'text',
  Int: 'integer',
  BigInt: 'bigint',
  Float: 'double precision',
  Boolean: 'boolean',
  Json: 'jsonb',
  Decimal: 'numeric',
  '@db.Timestamptz': 'timestamp with time zone',
  '@db.Date': 'date',
  '[]': 'ARRAY',
};

/** `table.column type`, with `?` where it may be empty, for every column that schema.prisma describes. */
function describedColumns(schema: string): string[] {
  const models = [...schema.matchAll(/^model \w+ \{\n([^]*?)\n\}/gm)].map(([, body]) => body!);
  return models.flatMap((body) => {
    const table = /@@map\("(\w+)"\)/.exec(body)![1];
    const fields = [...body.matchAll(/^ {2}(\w+) +(\w+)(\[\])?(\?)?([^\n]*)$/gm)];
    return fields.flatMap(([, name, type, list, optional, rest]) => {
      const sql = TYPES[list ?? /@db\.(Timestamptz|Date)\b/.exec(rest!)?.[0] ?? type!];
      const isRelation = type !== 'DateTime' && TYPES[type!] === undefined;
      return isRelation ? [] : [`${table}.${name} ${sql}${optional ?? ''}`];
    });
  });
}

describe('The migrations', () => {
  it('lead an empty database to exactly the columns of schema.prisma', async () => {
    const rows = await company.db.$queryRaw<{ column: string }[]>`
      SELECT table_name || '.' || column_name || ' ' || data_type || CASE is_nullable WHEN 'YES' THEN '?' ELSE '' END AS column
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`;
    // PostgreSQL lets a list be empty in two ways; Prisma never writes the second.
    const found = rows.map(({ column }) => column.replace('ARRAY?', 'ARRAY'));
    expect(found.sort()).toEqual(describedColumns(readFileSync(SCHEMA, 'utf8')).sort());
  });

  it('end with the schema as it is now, so that the next difference starts from it', () => {
    expect(readFileSync(join(root, 'prisma/migrations/schema.prisma'), 'utf8')).toBe(
      readFileSync(SCHEMA, 'utf8'),
    );
  });
});

describe('Rows that never change', () => {
  it.each(['policy_versions', 'consents', 'audit', 'follow_up_changes', 'message_decisions'])(
    'are refused any change: %s',
    async (table) => {
      await addOneOfEach();
      const change = company.db.$executeRawUnsafe(`UPDATE ${table} SET id = id`);
      await expect(change).rejects.toThrow(`${table} is append-only`);
      await expect(company.db.$executeRawUnsafe(`DELETE FROM ${table}`)).rejects.toThrow(
        `${table} is append-only`,
      );
    },
  );
});

async function addOneOfEach(): Promise<void> {
  const { db } = company;
  const at = new Date(NOW);
  const { planId, customer } = await company.sell({ products: [{ code: 'thanks' }] });
  const { id: followUpId } = await company.followUp(planId, 'text');
  await db.followUpChange.create({
    data: { id: newId('followUpChange'), followUpId, at, by: 'test', changed: {} },
  });
  await db.messageDecision.create({
    data: {
      ...{ id: newId('messageDecision'), key: followUpId, followUpId, part: 'message', at, by: 'plan' },
      ...{ what: 'kept-back', rule: 'consent.missing', reason: {}, fromAt: at },
    },
  });
  await db.audit.create({
    data: { id: newId('audit'), at, actor: 'test', action: 'x', entity: 'x', entityId: 'x' },
  });
  await db.consent.create({
    data: {
      id: newId('consent'),
      customerId: customer.id,
      channel: 'sms',
      purpose: 'survey',
      granted: true,
      method: 'form',
      text: 'yes',
      at,
      recordedBy: 'test',
    },
  });
}

describe('What must hold, holds against any program', () => {
  it.each([
    ['a phone that is no number', 'customers_phone', `UPDATE customers SET phone = '861234567'`],
    ['a tier of nobody', 'customers_tier', `UPDATE customers SET tier = 'silver'`],
    ['a state that no follow-up has', 'follow_ups_state', `UPDATE follow_ups SET state = 'open'`],
    [
      'a message that left without a text',
      'messages_that_left_have_a_text',
      `UPDATE messages SET state = 'sent', body = NULL`,
    ],
    [
      'an event of nothing',
      'events_belong_to_one',
      `INSERT INTO events (id, type, at, "recordedBy", "recordedAt") VALUES ('x', 'x', now(), 'x', now())`,
    ],
    ['a plan of two subjects', 'plans_have_one_subject', `UPDATE plans SET "saleId" = NULL`],
    [
      'a resting plan that wakes',
      'plans_resting_do_not_wake',
      `UPDATE plans SET state = 'resting', "wakeAt" = now()`,
    ],
    [
      'goods that arrive before they are sold',
      'sales_delivered_after_sold',
      `UPDATE sales SET "deliveredAt" = "soldAt" - interval '1 day'`,
    ],
    ['an amount of no currency', 'sales_amount', `UPDATE sales SET amount = 5`],
    ['a second organisation', 'organisations_one_row', `UPDATE organisations SET id = 2`],
    [
      'two plans of one family for a sale',
      'plans_saleId_family_key',
      `INSERT INTO plans SELECT 'pln_2', "saleId", "ticketId", "agreementId", "customerId", "policyVersionId", family, zone, "startedAt", state, NULL, NULL, 1, NULL, "createdAt" FROM plans LIMIT 1`,
    ],
  ])('%s is refused', async (_, constraint, sql) => {
    await company.sell({ products: [{ code: 'thanks' }] });
    await expect(company.db.$executeRawUnsafe(sql)).rejects.toThrow(constraint);
  });

  it('a second attempt needs a definite no first', async () => {
    const { db } = company;
    const { planId } = await company.sell({ products: [{ code: 'thanks' }] });
    const { id: messageId } = await db.message.findFirstOrThrow({ where: { planId } });
    const attempt = (number: number, state: string) => {
      const at = new Date(NOW);
      return db.attempt.create({
        data: { id: newId('attempt'), messageId, number, state, startedAt: at, calledAt: at },
      });
    };
    await attempt(1, 'refused');
    const second = await attempt(2, 'unknown');
    await expect(attempt(3, 'in-flight')).rejects.toThrow(/[Uu]nique/);
    await db.attempt.update({ where: { id: second.id }, data: { state: 'refused' } });
    await attempt(3, 'in-flight');
  });
});
