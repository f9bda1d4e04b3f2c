import path from 'node:path';
import { pidFile, readPid, readText } from './data-dir.js';
import { EngineError } from './engine-error.js';
import { LOCALHOST } from './ports.js';
import { APP_ROLE, DATABASE, OWNER_ROLE, postgresUrl } from './postgres-roles.js';
import { isRunning } from './processes.js';
import { secrets } from './secrets.js';

export interface RunningEngines {
  databaseUrl: string;
  databaseOwnerUrl: string;
  meiliUrl: string;
  meiliMasterKey: string;
  /** The port the API was given. */
  apiPort: number;
}

/**
 * Where the engines of a data folder listen that a start keeps running (`isLocked`): for commands beside it.
 * @throws EngineError when the folder does not say.
 */
export function runningEngines(dataDir: string): RunningEngines {
  const keys = secrets(dataDir);
  const postgres = portOf(dataDir, 'postgres');
  return {
    databaseUrl: postgresUrl(postgres, { user: APP_ROLE, password: keys.appPassword, database: DATABASE }),
    databaseOwnerUrl: postgresUrl(postgres, { user: OWNER_ROLE, password: keys.ownerPassword, database: DATABASE }),
    meiliUrl: `http://${LOCALHOST}:${portOf(dataDir, 'meilisearch')}`,
    meiliMasterKey: keys.meiliMasterKey,
    apiPort: portOf(dataDir, 'api'),
  };
}

export interface RunningIssuer {
  url: string;
  clientSecret: string;
}

/** The local issuer that a start keeps running on this data folder; null when there is none. */
export function runningIssuer(dataDir: string): RunningIssuer | null {
  const pid = readPid(pidFile(dataDir, 'issuer'));
  if (pid === undefined || !isRunning(pid)) return null;
  return { url: issuerUrl(portOf(dataDir, 'issuer')), clientSecret: secrets(dataDir).issuerClientSecret };
}

/** What the local issuer calls itself. */
export const issuerUrl = (port: number): string => `http://${LOCALHOST}:${port}`;

function portOf(dataDir: string, name: string): number {
  const port = Number(readText(path.join(dataDir, 'run', `${name}.port`)));
  if (!Number.isInteger(port) || port <= 0) {
    throw new EngineError(`The register in ${dataDir} is still starting: wait until it says that it is ready.`);
  }
  return port;
}
