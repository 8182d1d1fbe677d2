import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, step } from './steps.mjs';

const PRODUCT = ['workflows', 'db', 'api', 'worker', 'console', 'twilio-sim', 'tools'];
const PROJECTS = { start: PRODUCT, test: PRODUCT, bench: [...PRODUCT, 'bench'] };

/** Builds what the mode needs. Nx leaves alone what has not changed since the last time. */
export async function build(root, mode) {
  const projects = PROJECTS[mode].map((name) => `@aftercare/${name}`).join(',');
  const args = ['run-many', '-t', 'build', '-p', projects, '--outputStyle=static'];
  await step('Building', (progress) => {
    let done = 0;
    return run(process.execPath, [nxCommand(root), ...args], {
      cwd: root,
      env: { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', FORCE_COLOR: '0' },
      onLine: (line) => {
        // Printed with the output of each part when it is done.
        if (line.startsWith('> nx run ')) progress(`${++done} of ${PROJECTS[mode].length} parts`);
      },
    });
  });
}

function nxCommand(root) {
  const folder = join(root, 'node_modules', 'nx');
  return join(folder, JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).bin.nx);
}
