import { createRequire } from 'node:module';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

const here = dirname(fileURLToPath(import.meta.url));
/** Where the prebuilt bundle lies beside the compiled worker. */
export const BUNDLE_PATH = join(here, 'workflow-bundle.js');

/** Packs the compiled workflows into the one file that workers and replays run. */
export async function buildBundle(): Promise<void> {
  const contract = createRequire(import.meta.url).resolve('@aftercare/workflows/contract.js');
  const { code } = await bundleWorkflowCode({ workflowsPath: join(dirname(contract), 'index.js') });
  await mkdir(here, { recursive: true });
  await writeFile(BUNDLE_PATH, code);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildBundle();
