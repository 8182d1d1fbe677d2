import { percentile, secondsOf } from './measure.js';
import type { Product } from './product.js';

/** Each is asked so often; the slowest twentieth counts. */
const ASKED = 20;
const REPORTS = ['overdue', 'satisfaction', 'contact', 'sla', 'staff', 'renewals', 'retention'] as const;

/** How long each report takes, ms. */
export type Reports = Record<(typeof REPORTS)[number], number> & { followUps: number };

/** Part (g): every report of half a year over so many follow-ups, and over a quarter as many tickets and agreements. */
export async function measureReports(product: Product, followUps: number): Promise<Reports> {
  await fill(product, followUps);
  const found = { followUps } as Reports;
  for (const name of REPORTS) {
    const look = () => secondsOf(() => product.intake.send('GET', `/v1/reports/${name}`));
    await look();
    const seconds: number[] = [];
    for (let i = 0; i < ASKED; i++) seconds.push(await look());
    found[name] = percentile(seconds, 0.95) * 1_000;
  }
  return found;
}

/** Rows as the product would have left them, spread over two years; only the database is asked, no plan is run. */
async function fill({ db }: Product, followUps: number): Promise<void> {
  const customers = Math.ceil(followUps / 10);
  const others = Math.ceil(followUps / 4);
  const version = await db.policyVersion.findFirstOrThrow();
  const spread = `now() - random() * interval '700 days'`;
  const statements = [
    `INSERT INTO staff (id, key, name, email, role, languages, alerts, skills, active)
     SELECT 'stf_bench' || i, 'bench-' || i, 'Person ' || i, 'bench' || i || '@example.com', 'staff', '{}', 'none', '{}', true
     FROM generate_series(1, 40) i`,
    `INSERT INTO customers (id, name, phone, language, type, tier, country, region, channels, "createdAt", "ownerId")
     SELECT 'cus_bench' || i, 'Customer ' || i, '+3706' || (1000000 + i), 'en', (ARRAY['retail', 'business'])[1 + i % 2],
       (ARRAY['platinum', 'gold', 'iron', 'lead'])[1 + i % 4], 'LT', 'LT-' || (i % 10), '{sms}', now() - interval '800 days',
       'stf_bench' || (1 + i % 40) FROM generate_series(1, ${customers}) i`,
    `INSERT INTO sales (id, "externalId", "customerId", "soldAt", products, "factsHash", "createdAt")
     SELECT 'sal_bench' || i, 'bench-' || i, 'cus_bench' || (1 + i % ${customers}), ${spread},
       jsonb_build_array(jsonb_build_object('code', 'product-' || (i % 25), 'name', 'Product')), '', now()
     FROM generate_series(1, ${followUps}) i`,
    `INSERT INTO plans (id, "saleId", "customerId", "policyVersionId", family, zone, "startedAt", state, "createdAt")
     SELECT 'pln_bench' || i, 'sal_bench' || i, 'cus_bench' || (1 + i % ${customers}), '${version.id}', 'bench', 'Europe/Vilnius',
       now(), 'resting', now() FROM generate_series(1, ${followUps}) i`,
    `INSERT INTO follow_ups (id, "planId", "customerId", step, occurrence, kind, state, "dueAt", "sendAt", "appearsAt", "endedAt",
       reasons, question, score, "ownerId", weight, "createdAt", "updatedAt")
     SELECT 'fup_bench' || i, 'pln_bench' || i, 'cus_bench' || (1 + i % ${customers}), 'bench', 1,
       CASE WHEN i % 2 = 0 THEN 'survey' ELSE (ARRAY['call', 'visit', 'review'])[1 + i % 3] END,
       CASE WHEN i % 2 = 0 THEN (ARRAY['answered', 'closed'])[1 + (i / 2) % 2] WHEN i % 50 = 1 THEN 'due' ELSE 'done' END,
       at, CASE WHEN i % 2 = 0 THEN at END, at, CASE WHEN i % 50 <> 1 THEN at + random() * interval '5 days' - interval '1 day' END, '[]',
       CASE WHEN i % 2 = 0 THEN (ARRAY['csat', 'nps'])[1 + (i / 4) % 2] END, CASE WHEN i % 4 = 0 THEN (1 + i % 5)::text END,
       'stf_bench' || (1 + i % 40), 100, at - interval '3 days', at
     FROM (SELECT i, ${spread} AS at FROM generate_series(1, ${followUps}) i) rows`,
    `INSERT INTO tickets (id, "externalId", "customerId", "openedAt", subject, kind, reason, priority, products, "ownerId", "factsHash", "createdAt")
     SELECT 'tic_bench' || i, 'bench-' || i, 'cus_bench' || (1 + i % ${customers}), ${spread}, 'x', 'incident', 'reason-' || (i % 30), 'normal',
       jsonb_build_array(jsonb_build_object('code', 'product-' || (i % 25))), 'stf_bench' || (1 + i % 40), '', now()
     FROM generate_series(1, ${others}) i`,
    `INSERT INTO events (id, "ticketId", type, at, "recordedBy", "recordedAt")
     SELECT 'evt_bench' || i, 'tic_bench' || i, 'ticket.resolved', now(), 'bench', now() FROM generate_series(1, ${others}) i`,
    `INSERT INTO agreements (id, "externalId", "customerId", "startsOn", term, "autoRenew", products, "factsHash", "createdAt")
     SELECT 'agr_bench' || i, 'bench-' || i, 'cus_bench' || (1 + i % ${customers}), (${spread})::date, 'P1Y', i % 2 = 0, '[]', '', now()
     FROM generate_series(1, ${others}) i`,
    `ANALYZE`,
  ];
  for (const statement of statements) await db.$executeRawUnsafe(statement);
}
