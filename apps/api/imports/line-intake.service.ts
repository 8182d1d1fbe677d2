import { Prisma, type Tx } from '@aftercare/db/client.js';
import type { ClockService } from '@aftercare/db/clock.js';
import { DomainError, type Fault } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import { AgreementsService } from '../agreements/agreements.service.js';
import type { z } from 'zod';
import type { Actor } from '../common/actor.js';
import { faultsOf } from '../common/faults.js';
import { CustomersService } from '../customers/customers.service.js';
import { saveNewCustomer } from '../customers/find-or-create.js';
import { SalesService } from '../sales/sales.service.js';
import { takeInRecord } from '../subjects/intake.js';
import { TicketsService } from '../tickets/tickets.service.js';
import { CLOCK } from '../tokens.js';
import type { ImportKind } from './fields.js';

/** What became of a line. */
export type Taken = { readonly created: boolean } | { readonly faults: readonly Fault[] };

type Store = (tx: Tx) => Promise<{ created: boolean }>;

/** Takes in one line with the same code as a request, within a transaction of many lines. */
@Injectable()
export class LineIntake {
  constructor(
    @Inject(CLOCK) private readonly clock: ClockService,
    private readonly customers: CustomersService,
    private readonly sales: SalesService,
    private readonly tickets: TicketsService,
    private readonly agreements: AgreementsService,
  ) {}

  /** A line that is refused takes back what it stored, and nothing else. */
  async take(tx: Tx, kind: ImportKind, facts: unknown, actor: Actor): Promise<Taken> {
    const store = this.check(kind, facts, actor);
    if ('faults' in store) return store;
    await tx.$executeRaw`SAVEPOINT line`;
    try {
      const { created } = await store.run(tx);
      await tx.$executeRaw`RELEASE SAVEPOINT line`;
      return { created };
    } catch (error) {
      const faults = faultsBehind(error);
      if (faults === null) throw error;
      await tx.$executeRaw`ROLLBACK TO SAVEPOINT line`;
      return { faults };
    }
  }

  private check(kind: ImportKind, facts: unknown, actor: Actor): { run: Store } | { faults: Fault[] } {
    switch (kind) {
      case 'customers':
        return whenRight(this.customers.parse(facts), (customer) => async (tx) => {
          const now = await this.clock.now(tx);
          return saveNewCustomer(tx, customer, { now, actor, at: '' });
        });
      case 'sales':
        return whenRight(
          this.sales.parse(facts),
          (sale) => (tx) => takeInRecord(tx, this.sales.intakeOf(sale, actor)),
        );
      case 'tickets':
        return whenRight(
          this.tickets.parse(facts),
          (ticket) => (tx) => takeInRecord(tx, this.tickets.intakeOf(ticket, actor)),
        );
      case 'agreements':
        return whenRight(
          this.agreements.parse(facts),
          (agreement) => (tx) => takeInRecord(tx, this.agreements.intakeOf(agreement, actor)),
        );
    }
  }
}

function whenRight<T>(
  parsed: z.ZodSafeParseResult<T>,
  store: (facts: T) => Store,
): { run: Store } | { faults: Fault[] } {
  return parsed.success ? { run: store(parsed.data) } : { faults: faultsOf(parsed.error.issues) };
}

/** What a line is refused for; null for what is no fault of the line. */
function faultsBehind(error: unknown): readonly Fault[] | null {
  if (error instanceof DomainError)
    return error.errors?.length ? error.errors : [{ path: '', message: error.message }];
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
    return [{ path: '', message: 'was taken in by somebody else at the same moment; import the file again' }];
  return null;
}
