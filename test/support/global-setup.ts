import type { TestProject } from 'vitest/node';
import { startServers } from './servers.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** What a test file needs to find the servers of this run. */
    servers: { folder: string; adminUrl: string; templateDatabase: string; temporalAddress: string };
  }
}

/** Starts the servers once for all files that need them, and only when there are such files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...servers } = await startServers();
  project.provide('servers', servers);
  return stop;
}
