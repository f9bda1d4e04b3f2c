import { generateKeyPairSync, randomBytes, type JsonWebKey } from 'node:crypto';
import path from 'node:path';
import { createWhole, prepareDataDir, readText, subfolder } from './data-dir.js';
import { EngineError } from './engine-error.js';

export interface Secrets {
  adminApiKey: string;
  meiliMasterKey: string;
  /** The database superuser: used by this lib alone, to create the two roles. */
  superuserPassword: string;
  ownerPassword: string;
  appPassword: string;
  /** With it the command line gets tokens from the local issuer. */
  issuerClientSecret: string;
  /** Signs the local issuer's cookies. */
  issuerCookieKey: string;
}

const FILES: Record<keyof Secrets, string> = {
  adminApiKey: 'admin-api-key',
  meiliMasterKey: 'meilisearch-master-key',
  superuserPassword: 'postgres-superuser-password',
  ownerPassword: 'postgres-owner-password',
  appPassword: 'postgres-app-password',
  issuerClientSecret: 'issuer-client-secret',
  issuerCookieKey: 'issuer-cookie-key',
};

/** The file that holds one secret and nothing else, so that `$(cat FILE)` can stand in a command. */
export const secretFile = (dataDir: string, name: keyof Secrets): string =>
  path.join(path.resolve(dataDir), 'secrets', FILES[name]);

/** Reads the generated secrets of a data folder; those that do not exist yet are made (files of mode 0600). */
export function secrets(dataDir: string): Secrets {
  subfolder(prepareDataDir(dataDir), 'secrets');
  const names = Object.keys(FILES) as (keyof Secrets)[];
  return Object.fromEntries(names.map((name) => [name, secret(secretFile(dataDir, name))])) as unknown as Secrets;
}

/** The key pair with which the local issuer signs (ES256), as JWK; made at the first call, in a file of mode 0600. */
export function issuerSigningKey(dataDir: string): JsonWebKey {
  const file = path.join(subfolder(prepareDataDir(dataDir), 'secrets'), 'issuer-signing-key.json');
  if (readText(file) === undefined) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    createWhole(file, `${JSON.stringify({ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' })}\n`);
  }
  try {
    return JSON.parse(readText(file) ?? '') as JsonWebKey;
  } catch {
    throw new EngineError(`The key in ${file} cannot be read: delete the file to have a new one made.`);
  }
}

function secret(file: string): string {
  if (readText(file) === undefined) createWhole(file, `${randomBytes(24).toString('base64url')}\n`);
  // Read back: of two processes that come at once, one has created the file and both use its content.
  const value = readText(file);
  if (!value || value.length < 16) {
    throw new EngineError(`The secret in ${file} is shorter than 16 characters: delete the file to have a new one made.`);
  }
  return value;
}
