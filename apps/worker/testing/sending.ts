import type { Activities } from '@aftercare/workflows/activities.js';
import { MockActivityEnvironment } from '@temporalio/testing';
import { pino } from 'pino';
import { type Company, createCompany } from '../../../test/support/company.js';
import { uniqueName } from '../../../test/support/temporal.js';
import { startTwilioSim } from '../../twilio-sim/server.js';
import { createSendDue } from '../activities/send-due.js';
import type { WorkerDeps } from '../activities/deps.js';
import { readConfig } from '../config.js';
import { createLinks, createTransports } from '../transports.js';

const ACCOUNT = 'AC00000000000000000000000000000001';
const TOKEN = 'secret-of-a-test';

/** The sender's activity on a real database, with the real client and a twilio-sim that calls nobody back. */
export interface Sending {
  company: Company;
  deps: WorkerDeps;
  /** One round of a sender's workflow; of the number's when none is named. */
  sendDue: (number?: string) => ReturnType<Activities['sendDue']>;
  /** Texts that arrived at Twilio, oldest first. */
  arrived: (phone?: string) => Promise<{ to: string; body: string; sid: string }[]>;
  rule: (rule: object) => Promise<void>;
  control: (path: string, body?: object) => Promise<any>;
  close: () => Promise<void>;
}

export async function startSending({
  environment = {},
  ...options
}: {
  now: string;
  policies: readonly any[];
  /** Further variables of the worker. */
  environment?: Record<string, string>;
}): Promise<Sending> {
  const company = await createCompany(options);
  const sim = await startTwilioSim({
    accounts: [{ sid: ACCOUNT, authToken: TOKEN, apiKeys: [] }],
    numbers: [{ phoneNumber: company.number, smsUrl: '' }],
    reportedStatuses: [],
  });
  const config = readConfig({
    DATABASE_URL: 'postgresql://unused',
    AFTERCARE_MODE: 'sandbox',
    PUBLIC_WEBHOOK_BASE: 'http://127.0.0.1:1',
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: TOKEN,
    TWILIO_FROM: company.number,
    TWILIO_API_BASE_URL: sim.url,
    TWILIO_TIMEOUT_MS: '5000',
    TEMPORAL_TASK_QUEUE: uniqueName('sending'),
    ...environment,
  });
  const { db, clock, keep } = company;
  const links = createLinks(config);
  const deps: WorkerDeps = {
    db,
    clock,
    keep,
    transports: createTransports(config, { db, clock, links }),
    links,
    consoleUrl: null,
    log: pino({ level: 'silent' }),
  };
  const activity = createSendDue(deps);
  const control = async (path: string, body?: object): Promise<any> => {
    const answer = await fetch(`${sim.url}/_sim/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`twilio-sim ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    company,
    deps,
    sendDue: (number = company.number) => new MockActivityEnvironment().run(activity, { number }),
    arrived: async (phone) => {
      const { messages } = await control(`messages${phone ? `?to=${encodeURIComponent(phone)}` : ''}`);
      return messages.filter((text: { direction: string }) => text.direction === 'outbound-api');
    },
    rule: async (rule) => void (await control('rules', rule)),
    control,
    close: async () => {
      await sim.close();
      await company.close();
    },
  };
}
