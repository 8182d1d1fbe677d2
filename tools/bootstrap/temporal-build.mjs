import { execFileSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PlainError, run, step } from './steps.mjs';

const PACKAGE = 'github.com/temporalio/cli/cmd/temporal';
const VERSION_VARIABLE = 'github.com/temporalio/cli/internal/temporalcli.Version';
/** What the pinned modules ask for. An older Go from 1.21 on fetches it by itself when it is allowed to. */
const WANTED_GO = [1, 26, 4];

/** Builds the Temporal server from its pinned sources. Takes minutes, once; a half-built file never gets the name. */
export async function buildTemporal(root, version, target) {
  const go = findGo(version);
  const folder = join(root, 'tools', 'temporal');
  const env = goEnvironment(go);
  const count = await step('Downloading the sources of the Temporal server', async (progress) => {
    let modules = 0;
    const list = await run(go, ['list', '-C', folder, '-deps', PACKAGE], {
      env,
      onLine: (line) => line.startsWith('go: downloading') && progress(`${++modules} modules`),
    });
    return list.split('\n').filter((line) => line && !line.startsWith('go: ')).length;
  });
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    await step(
      `Building the Temporal server ${version} (about 5 minutes on two cores, only this once)`,
      (progress) => compile({ go, folder, version, output: temporary, env, count, progress }),
    );
    renameSync(temporary, target);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function compile({ go, folder, version, output, env, count, progress }) {
  let packages = 0;
  const flags = `-s -w -X ${VERSION_VARIABLE}=${version}`;
  // -v names each package as it is compiled, which is the only sign of progress that Go gives.
  return run(go, ['build', '-C', folder, '-v', '-buildvcs=false', '-ldflags', flags, '-o', output, PACKAGE], {
    env,
    onLine: () => progress(`${++packages} of about ${count} packages`),
  });
}

function findGo(version) {
  const go = ['go', '/usr/local/go/bin/go'].find((name) => goVersion(name) !== null);
  if (go) return go;
  throw new PlainError(
    `No Temporal server was found, its download is out of reach, and Go is not installed to build one. One of these helps:
  - the Temporal command line tool ${version} or newer on the PATH
  - Go ${WANTED_GO.join('.')} or newer, to build it here
  - TEMPORAL_ADDRESS=host:port of a server that already runs`,
  );
}

function goEnvironment(go) {
  const found = goVersion(go);
  const tooOld = WANTED_GO.map((part, i) => found[i] - part).find((difference) => difference !== 0) < 0;
  return { ...(tooOld && !process.env.GOTOOLCHAIN ? { GOTOOLCHAIN: 'auto' } : {}), CGO_ENABLED: '0' };
}

function goVersion(go) {
  if (go.startsWith('/') && !existsSync(go)) return null;
  try {
    const text = execFileSync(go, ['env', 'GOVERSION'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return text.match(/\d+/g).map(Number);
  } catch {
    return null;
  }
}
