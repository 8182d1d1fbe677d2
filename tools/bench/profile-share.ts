import { Session } from 'node:inspector/promises';

/** The share of the work's time that was spent in files of this package, without what they call elsewhere. */
export async function profileShare(packageName: string, work: () => unknown): Promise<number> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const isInside = new Map(
    profile.nodes.map(({ id, callFrame }) => [id, callFrame.url.includes(`/node_modules/${packageName}/`)]),
  );
  const samples = profile.samples ?? [];
  return samples.filter((id) => isInside.get(id)).length / samples.length;
}
