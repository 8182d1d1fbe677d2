import { type Db, type Prisma, type Tx, inTransaction } from '@aftercare/db/client.js';
import { newId } from '@aftercare/db/ids.js';
import { DomainError } from '@aftercare/workflows/domain/errors.js';
import { Inject, Injectable } from '@nestjs/common';
import { type Page, type PageQuery, idBehind, toPage } from '../common/page.js';
import { DB } from '../tokens.js';
import { findStaffId } from './find-staff.js';
import { type NewTeam, TEAM_INCLUDE, type TeamChanges, type TeamView, toTeam } from './staff.schema.js';

@Injectable()
export class TeamsService {
  constructor(@Inject(DB) private readonly db: Db) {}

  async list(query: PageQuery): Promise<Page<TeamView>> {
    const behind = idBehind(query);
    const rows = await this.db.team.findMany({
      where: { ...(behind !== undefined && { id: { gt: behind } }) },
      include: TEAM_INCLUDE,
      orderBy: { id: 'asc' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, toTeam, (row) => [row.id]);
  }

  create({ key, ...facts }: NewTeam): Promise<TeamView> {
    return inTransaction(this.db, async (tx) => {
      if (await tx.team.findUnique({ where: { key } })) throw keyTaken();
      const data = {
        id: newId('team'),
        key,
        name: facts.name,
        ...limitsOf(facts),
        ...(await leaders(tx, facts)),
      };
      return toTeam(await tx.team.create({ data, include: TEAM_INCLUDE }));
    });
  }

  update(id: string, changes: TeamChanges): Promise<TeamView> {
    return inTransaction(this.db, async (tx) => {
      if (!(await tx.team.findUnique({ where: { id } })))
        throw new DomainError('team.not-found', 'There is no such team');
      const data: Prisma.TeamUncheckedUpdateInput = {
        ...{ name: changes.name, ...limitsOf(changes) },
        ...(await leaders(tx, changes)),
      };
      return toTeam(await tx.team.update({ where: { id }, data, include: TEAM_INCLUDE }));
    });
  }
}

/** When it goes out, and how much it can take on in a day. */
function limitsOf({ calendar, visitsPerDay, minutesPerDay }: TeamChanges) {
  return { calendar, visitsPerDay, minutesPerDay };
}

/** The ids of those who are named; undefined leaves a place as it is, null empties it. */
async function leaders(tx: Tx, { lead, manager }: TeamChanges) {
  const idOf = async (named: string | null | undefined, path: string) =>
    typeof named === 'string' ? findStaffId(tx, named, path) : named;
  return { leadId: await idOf(lead, '/lead'), managerId: await idOf(manager, '/manager') };
}

function keyTaken(): DomainError {
  return new DomainError('team.conflict', 'Another team has this key', {
    errors: [{ path: '/key', message: 'is taken by another team' }],
  });
}
