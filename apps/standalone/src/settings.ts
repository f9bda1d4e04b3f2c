import path from 'node:path';
import { EngineError } from '#libs/engines';

/** What the person who starts the register may choose; all of it has a default. */
export interface Settings {
  /** 0 lets the system choose. */
  port: number;
  workerPort: number;
  host: string;
  dataDir: string;
  /** Databases and engines of one's own; without them embedded ones are started. */
  databaseUrl: string | undefined;
  databaseOwnerUrl: string | undefined;
  meiliUrl: string | undefined;
  meiliMasterKey: string | undefined;
  postgresPort: number;
  meiliPort: number;
  adminApiKey: string | undefined;
  /** An issuer of one's own; without it a local one with demo people is started. */
  oidcIssuer: string | undefined;
  issuerPort: number;
  publicUrl: string | undefined;
  nodeEnv: string;
}

/** @param cwd what a relative DATA_DIR is relative to. */
export function readSettings(env: NodeJS.ProcessEnv, cwd: string): Settings {
  const text = (name: string): string | undefined => env[name]?.trim() || undefined;
  const port = (name: string, standard: number): number => {
    const value = text(name);
    if (value === undefined) return standard;
    if (!/^\d{1,5}$/.test(value) || Number(value) > 65535) throw new EngineError(`${name} is "${value}" but must be a number between 0 and 65535.`);
    return Number(value);
  };
  return {
    port: port('PORT', 3000),
    workerPort: port('WORKER_PORT', 0),
    host: text('HOST') ?? '127.0.0.1',
    dataDir: path.resolve(cwd, text('DATA_DIR') ?? '.data'),
    databaseUrl: text('DATABASE_URL'),
    databaseOwnerUrl: text('DATABASE_OWNER_URL'),
    meiliUrl: text('MEILI_URL'),
    meiliMasterKey: text('MEILI_MASTER_KEY'),
    postgresPort: port('POSTGRES_PORT', 0),
    meiliPort: port('MEILI_PORT', 0),
    adminApiKey: text('ADMIN_API_KEY'),
    oidcIssuer: text('OIDC_ISSUER'),
    issuerPort: port('ISSUER_PORT', 0),
    publicUrl: text('PUBLIC_URL')?.replace(/\/+$/, ''),
    nodeEnv: text('NODE_ENV') ?? 'development',
  };
}

/** Where this machine reaches the API: an address that means "all of them" is none to call. */
export const apiUrl = ({ host }: Pick<Settings, 'host'>, port: number): string => {
  const reachable = ['0.0.0.0', '::', '[::]'].includes(host) ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') && !reachable.startsWith('[') ? `[${reachable}]` : reachable}:${port}`;
};
