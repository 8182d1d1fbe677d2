import { Session } from 'node:inspector/promises';

/** The share of the work's time that was spent in files of this package and in what they called. */
export async function profileShare(packageName: string, work: () => unknown): Promise<number> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const inside = new Set<number>();
  // A node stands before those it called.
  for (const { id, callFrame, children } of profile.nodes) {
    if (callFrame.url.includes(`/node_modules/${packageName}/`)) inside.add(id);
    if (inside.has(id)) for (const child of children ?? []) inside.add(child);
  }
  const samples = profile.samples ?? [];
  return samples.filter((id) => inside.has(id)).length / samples.length;
}
