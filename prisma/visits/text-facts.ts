import { Prisma } from '../client.js';

/** What a text about a visit may speak of, as `VisitFacts`: of the message `m` of the follow-up `f`. */
export const VISIT_FACTS = Prisma.sql`
      CASE WHEN f.kind = 'visit' THEN (
        SELECT json_build_object('id', v.id, 'startsAt', CASE WHEN m.part LIKE 'proposal%' THEN NULL ELSE v."startsAt" END,
          'staff', (SELECT name FROM staff WHERE id = v."staffId"), 'slots', o.slots,
          'summary', (SELECT coalesce(text, '') FROM visit_reports WHERE "followUpId" = f.id),
          'products', (SELECT json_agg(DISTINCT coalesce(b.products->0->>'name', b.products->0->>'code')) FROM (
              SELECT coalesce(xs.products, xt.products, xa.products) AS products FROM follow_ups x
                JOIN plans xp ON xp.id = x."planId" LEFT JOIN sales xs ON xs.id = xp."saleId"
                LEFT JOIN tickets xt ON xt.id = xp."ticketId" LEFT JOIN agreements xa ON xa.id = xp."agreementId"
              WHERE x.id = ANY(CASE WHEN m.part LIKE 'proposal%' THEN o."followUpIds"
                ELSE (SELECT array_agg("followUpId") FROM visit_follow_ups WHERE "visitId" = v.id) END)) b))
        FROM (SELECT 1) one
          LEFT JOIN LATERAL (SELECT w.* FROM visits w JOIN visit_follow_ups y ON y."visitId" = w.id
            WHERE y."followUpId" = f.id ORDER BY w.state = 'booked' DESC, w."createdAt" DESC LIMIT 1) v ON true
          LEFT JOIN visit_proposals o ON o."followUpId" = f.id AND o.turn = m.turn AND m.part LIKE 'proposal%') END`;
