import { chmodSync, copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run, step } from './steps.mjs';

const REACHABLE_WITHIN_MS = 4_000;
const DOWNLOAD_WITHIN_MS = 10 * 60_000;

/**
 * Lets Temporal's SDK download its server and keeps a copy in our cache, since the SDK throws its own away after a
 * while. Answers false, without a word of alarm, where the network does not allow it: building is the next way.
 */
export async function downloadTemporal(root, version, target) {
  if (!(await isReachable('https://temporal.download/'))) return false;
  const folder = `${target}.download`;
  try {
    await step(`Downloading the Temporal server ${version} (about 60 MB)`, () =>
      run(process.execPath, ['--input-type=module', '-e', startOnce(version, folder)], {
        cwd: root,
        timeoutMs: DOWNLOAD_WITHIN_MS,
      }),
    );
    return moveIntoPlace(folder, target);
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The SDK downloads only while it starts a server, so one is started and stopped. Its `ttl` here is a year. */
function startOnce(version, downloadDir) {
  const executable = { type: 'cached-download', version: `v${version}`, downloadDir, ttl: '365 days' };
  return `
    import { mkdirSync } from 'node:fs';
    import { TestWorkflowEnvironment } from '@temporalio/testing';
    mkdirSync(${JSON.stringify(downloadDir)}, { recursive: true });
    const server = await TestWorkflowEnvironment.createLocal({ server: { executable: ${JSON.stringify(executable)} } });
    await server.teardown();`;
}

function moveIntoPlace(folder, target) {
  const name = existsSync(folder) && readdirSync(folder).find((file) => file.startsWith('temporal'));
  if (!name) return false;
  const temporary = `${target}.${process.pid}.tmp`;
  copyFileSync(join(folder, name), temporary);
  chmodSync(temporary, 0o755);
  renameSync(temporary, target);
  return true;
}

async function isReachable(url) {
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(REACHABLE_WITHIN_MS) });
    return true;
  } catch {
    return false;
  }
}
