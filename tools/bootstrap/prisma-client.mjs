import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, step } from './steps.mjs';

/** Generates the database client when the schema or the generator changed. */
export async function generatePrismaClient(root) {
  const schema = join(root, 'prisma', 'schema.prisma');
  const generator = join(root, 'node_modules', 'prisma');
  const stamp = join(root, 'prisma', 'generated', '.made-from');
  const wanted = createHash('sha256')
    .update(readFileSync(schema))
    .update(readFileSync(join(generator, 'package.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await step('Generating the database client', () =>
    run(process.execPath, [join(generator, 'build', 'index.js'), 'generate', '--schema', schema], {
      cwd: root,
      // Any existing file will do: `generate` asks only that it exists, and then downloads no engine.
      env: {
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    }),
  );
  writeFileSync(stamp, wanted);
}
