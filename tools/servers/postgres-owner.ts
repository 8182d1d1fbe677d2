import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createHash } from 'node:crypto';

/** The user PostgreSQL runs as when we are root, which it refuses to run as. */
export interface Owner {
  uid: number;
  gid: number;
}

/** Where files go that PostgreSQL's own user must reach, when the repository lies where that user may not enter. */
const OUTSIDE = '/var/lib/aftercare';

/** Null when we are an ordinary user and PostgreSQL simply runs as us. Creates the user `postgres` where it is missing. */
export function postgresOwner(): Owner | null {
  if (process.getuid?.() !== 0) return null;
  return findOwner() ?? createOwner();
}

/** Whether the owner can read `path`: tried as that user, because only the system knows all its rules. */
export function canRead(owner: Owner | null, path: string): boolean {
  if (owner === null) return true;
  const asked = spawnSync('/bin/sh', ['-c', 'test -r "$1" && test -x "$1"', 'sh', path], {
    ...owner,
    cwd: '/',
  });
  return asked.status === 0;
}

/** `folder` itself where the owner can get at it, else a folder of the same meaning outside, the same one each time. */
export function reachableFolder(owner: Owner | null, folder: string): string {
  mkdirSync(dirname(folder), { recursive: true });
  if (canRead(owner, dirname(folder))) return folder;
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  mkdirSync(join(OUTSIDE, name), { recursive: true, mode: 0o755 });
  return join(OUTSIDE, name, 'postgres');
}

/** The package's `native` folder, or a copy of it outside when the owner cannot run what lies in the repository. */
export function reachableBinaries(owner: Owner | null, native: string): string {
  if (canRead(owner, join(native, 'bin', 'postgres'))) return native;
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(OUTSIDE, `binaries-${version}`);
  if (existsSync(copy)) return copy;
  mkdirSync(OUTSIDE, { recursive: true, mode: 0o755 });
  const temporary = `${copy}.${process.pid}.tmp`;
  cpSync(native, temporary, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(temporary, copy);
  } catch (error) {
    // Another start made the same copy in between.
    rmSync(temporary, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

function findOwner(): Owner | null {
  try {
    return { uid: numberFrom('-u'), gid: numberFrom('-g') };
  } catch {
    return null;
  }
}

function numberFrom(option: string): number {
  const text = execFileSync('id', [option, 'postgres'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return Number.parseInt(text, 10);
}

function createOwner(): Owner {
  try {
    execFileSync('groupadd', ['--system', '--force', 'postgres'], { stdio: 'ignore' });
    execFileSync('useradd', ['--system', '--no-create-home', '-g', 'postgres', 'postgres'], {
      stdio: 'ignore',
    });
  } catch {
    throw new Error(
      'PostgreSQL does not run as root, and no user "postgres" could be created for it. ' +
        'Start Aftercare as an ordinary user, or set DATABASE_URL.',
    );
  }
  return findOwner()!;
}
