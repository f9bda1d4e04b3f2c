import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { sdl } from './sdl.js';

/**
 * Writes the schema file, the public manual of the API; with `--check` says whether it is as the code has it.
 * From the root of the repository: the built program lies elsewhere than its source.
 */
const FILE = 'apps/api/schema.graphql';

const text = await sdl();
if (!process.argv.includes('--check')) {
  await writeFile(FILE, text);
  process.stdout.write(`${FILE} written\n`);
} else if ((await readFile(FILE, 'utf8').catch(() => '')) !== text) {
  process.stderr.write(`${FILE} is not what the code says: run \`npm run schema\` and commit it\n`);
  process.exitCode = 1;
}
