import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { waitForLock } from '../lock-file.mjs';
import { PlainError, say } from './steps.mjs';
import { buildTemporal } from './temporal-build.mjs';
import { downloadTemporal } from './temporal-download.mjs';

/** Older servers know no priorities by default and cannot upgrade a workflow when it continues as new. */
const OLDEST_SERVER = [1, 31];

/**
 * Finds or makes a Temporal development server, the quickest way first, and writes where it is to
 * `.aftercare/temporal-server.json` for the supervisor and the tests.
 */
export async function obtainTemporal(root) {
  if (process.env.TEMPORAL_ADDRESS) return;
  const version = wantedVersion(root);
  const cached = join(cacheFolder(), `temporal-${version}-${process.platform}-${process.arch}`);
  const server = onPath() ?? usable(cached) ?? (await fetchOrBuild(root, version, cached));
  mkdirSync(join(root, '.aftercare'), { recursive: true });
  writeFileSync(join(root, '.aftercare', 'temporal-server.json'), JSON.stringify(server));
}

/** The cache is shared by all clones of this user, hence its own lock. */
async function fetchOrBuild(root, version, cached) {
  mkdirSync(cacheFolder(), { recursive: true });
  const release = await waitForLock(`${cached}.lock`, (holder) =>
    say(`Another process (${holder?.pid ?? 'unknown'}) obtains the Temporal server; waiting for it.`),
  );
  try {
    const done = usable(cached) ?? ((await downloadTemporal(root, version, cached)) && usable(cached));
    if (done) return done;
    await buildTemporal(root, version, cached);
    const built = usable(cached);
    if (!built) throw new PlainError(`The Temporal server that was built at ${cached} does not run.`);
    return built;
  } finally {
    release();
  }
}

function wantedVersion(root) {
  const modules = readFileSync(join(root, 'tools', 'temporal', 'go.mod'), 'utf8');
  return /github\.com\/temporalio\/cli v(\d+\.\d+\.\d+)\s/.exec(modules)[1];
}

function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'aftercare');
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const found = folders.map((folder) => join(folder, 'temporal')).find((file) => existsSync(file));
  return found ? usable(found) : null;
}

/** The server inside decides, not the version of the command line tool around it. */
function usable(binary) {
  const serverVersion = serverVersionOf(binary);
  if (!serverVersion) return null;
  const [major, minor] = serverVersion.split('.').map(Number);
  const recent = major > OLDEST_SERVER[0] || (major === OLDEST_SERVER[0] && minor >= OLDEST_SERVER[1]);
  return recent ? { binary, serverVersion } : null;
}

function serverVersionOf(binary) {
  if (!existsSync(binary)) return null;
  try {
    const text = execFileSync(binary, ['--version'], {
      encoding: 'utf8',
      timeout: 20_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return /Server (\d+\.\d+\.\d+)/.exec(text)?.[1] ?? null;
  } catch {
    return null;
  }
}
