import type { Simulation } from './policies.api';

type Item = Simulation['followUps'][number];

export interface ComparedItem extends Item {
  change: 'same' | 'added' | 'moved' | 'removed';
  /** Where the published version has it; null: not at all. */
  wasLocal: string | null;
}

/** What a draft makes of a subject beside what the version in force makes of it, in order of time. */
export function compareSimulations(draft: Simulation, published: Simulation | null): ComparedItem[] {
  if (!published) return draft.followUps.map((item) => ({ ...item, change: 'same', wasLocal: null }));
  const before = new Map(published.followUps.map((item) => [keyOf(item), item]));
  const compared: ComparedItem[] = draft.followUps.map((item) => {
    const was = before.get(keyOf(item));
    before.delete(keyOf(item));
    if (!was) return { ...item, change: 'added', wasLocal: null };
    const isSame = was.dueAt === item.dueAt && was.sendAt === item.sendAt;
    return { ...item, change: isSame ? 'same' : 'moved', wasLocal: was.dueLocal };
  });
  for (const was of before.values()) compared.push({ ...was, change: 'removed', wasLocal: was.dueLocal });
  return compared.sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
}

function keyOf({ step, occurrence }: Item): string {
  return `${step}/${occurrence}`;
}
