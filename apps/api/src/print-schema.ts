import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { endpoints, holders } from './endpoints.js';
import { sdl } from './sdl.js';

/**
 * Writes the two files that say what this API is: its schema, the public manual, and who may use what. With `--check`
 * says whether they are as the code has it. Run from the root of the repository: the built program lies elsewhere than
 * its source.
 */
const FILES: Readonly<Record<string, string>> = {
  'apps/api/schema.graphql': await sdl(),
  'apps/api/permissions.json': `${JSON.stringify({ endpoints: endpoints(), permissions: holders() }, null, 2)}\n`,
};

for (const [file, text] of Object.entries(FILES)) {
  if (!process.argv.includes('--check')) {
    await writeFile(file, text);
    process.stdout.write(`${file} written\n`);
  } else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    process.stderr.write(`${file} is not what the code says: run \`npm run schema\` and commit it\n`);
    process.exitCode = 1;
  }
}
