import { mkdtempSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';

const root = fileURLToPath(new URL('../../', import.meta.url));
const PREFIX = 'microcredential-register-test-';

/** One throw-away PostgreSQL and Meilisearch for the whole run, unless the environment names others. */
export default async function globalSetup() {
  if (process.env.TEST_DATABASE_URL && process.env.TEST_MEILI_URL) return;
  const engines = await loadEngines();
  await removeLeftovers(engines);
  // Resolved: on some systems the temporary folder is itself a link, and process command lines hold the real path.
  const dataDir = realpathSync(mkdtempSync(path.join(tmpdir(), PREFIX)));
  engines.lockDataDir(dataDir);
  const started = { dataDir, stops: [], remove: () => engines.removeDataDir(dataDir) };
  globalThis.registerTestEngines = started;
  try {
    await Promise.all([startPostgres(engines, started), startMeilisearch(engines, started)]);
  } catch (error) {
    await Promise.allSettled(started.stops.map((stop) => stop()));
    started.remove();
    throw error;
  }
}

async function startPostgres(engines, { dataDir, stops }) {
  if (process.env.TEST_DATABASE_URL) return;
  const postgres = await engines.startPostgres({ dataDir, durable: false, maxConnections: 200 });
  stops.push(postgres.stop);
  process.env.TEST_DATABASE_URL = postgres.url;
  process.env.TEST_APP_DATABASE_URL = postgres.appUrl;
}

async function startMeilisearch(engines, { dataDir, stops }) {
  if (process.env.TEST_MEILI_URL) return;
  const { meiliMasterKey } = engines.secrets(dataDir);
  const meilisearch = await engines.startMeilisearch({ dataDir, masterKey: meiliMasterKey });
  stops.push(meilisearch.stop);
  process.env.TEST_MEILI_URL = meilisearch.url;
  process.env.TEST_MEILI_MASTER_KEY = meiliMasterKey;
}

/** A run that was killed leaves its engines and its folder behind: whoever comes next clears them away. */
async function removeLeftovers(engines) {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    try {
      const folder = realpathSync(path.join(tmpdir(), name));
      // Without a lock file the folder may be that of a run that is just beginning.
      if (!readdirSync(folder).includes('supervisor.lock') || engines.isLocked(folder)) continue;
      await engines.stopOrphanedPostgres(folder);
      await engines.stopOrphanedMeilisearch(folder);
      engines.removeDataDir(folder);
    } catch {
      // Another user's, or just being cleared away by another run.
    }
  }
}

/** Jest runs this file untransformed: the engines' TypeScript is loaded through Node's own hooks and swc. */
async function loadEngines() {
  const options = JSON.parse(readFileSync(path.join(root, '.swcrc'), 'utf8'));
  delete options.$schema;
  const ours = (url) => url?.startsWith('file:') && !url.includes('/node_modules/');
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const lib = /^#libs\/([^/]+)$/.exec(specifier)?.[1];
      if (lib) return next(pathToFileURL(path.join(root, 'libs', lib, 'src/index.ts')).href, context);
      const relative = ours(context.parentURL) && /^\.{1,2}\/.*\.js$/.test(specifier);
      return next(relative ? specifier.replace(/\.js$/, '.ts') : specifier, context);
    },
    load(url, context, next) {
      if (!url.endsWith('.ts') || !ours(url)) return next(url, context);
      const filename = fileURLToPath(url);
      const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename, swcrc: false, sourceMaps: 'inline' });
      return { format: 'module', source: code, shortCircuit: true };
    },
  });
  try {
    return await import(pathToFileURL(path.join(root, 'libs/engines/src/index.ts')).href);
  } finally {
    hooks.deregister();
  }
}
