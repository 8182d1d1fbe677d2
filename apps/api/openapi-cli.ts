import { writeFile } from 'node:fs/promises';
import { createApp } from './app.js';
import { loadConfig } from './config.js';
import { createOpenApi } from './openapi.js';

/** Writes the OpenAPI document that is committed: the sandbox's, which has every route. Needs nothing running. */
async function writeOpenApi(file: URL): Promise<void> {
  const app = await createApp(
    loadConfig({ DATABASE_URL: 'postgresql://127.0.0.1/none', AFTERCARE_MODE: 'sandbox', LOG_LEVEL: 'warn' }),
  );
  await writeFile(file, `${JSON.stringify(createOpenApi(app), null, 2)}\n`);
  await app.close();
}

// From `dist/` the document stands one folder up, beside the sources.
await writeOpenApi(new URL('../openapi.json', import.meta.url));
