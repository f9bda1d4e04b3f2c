import pg from 'pg';
import { LOCALHOST } from './ports.js';
import type { Secrets } from './secrets.js';

export const SUPERUSER = 'postgres';
export const OWNER_ROLE = 'register_owner';
export const APP_ROLE = 'register_app';
export const DATABASE = 'register';

export interface Login {
  user: string;
  password: string;
  database: string;
}

export const postgresUrl = (port: number, { user, password, database }: Login): string =>
  `postgresql://${user}:${encodeURIComponent(password)}@${LOCALHOST}:${port}/${database}`;

/** Connects as superuser, which also proves that it is our server that answers on this port. */
export async function connectAsSuperuser(port: number, password: string): Promise<pg.Client> {
  const client = new pg.Client({ host: LOCALHOST, port, user: SUPERUSER, password, database: 'postgres', connectionTimeoutMillis: 3000 });
  // A server that goes away during set-up shows in the failing query.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Creates the two roles and the database if they are missing; sets the passwords to those of the data folder. */
export async function ensureRoles(client: pg.Client, secrets: Secrets): Promise<void> {
  await ensureRole(client, OWNER_ROLE, { password: secrets.ownerPassword, rights: 'CREATEDB' });
  await ensureRole(client, APP_ROLE, { password: secrets.appPassword, rights: 'NOCREATEDB' });
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER_ROLE}`);
}

async function ensureRole(client: pg.Client, role: string, given: { password: string; rights: string }): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (!rowCount) await client.query(`CREATE ROLE ${role}`);
  await client.query(`ALTER ROLE ${role} LOGIN NOSUPERUSER NOCREATEROLE ${given.rights} PASSWORD ${pg.escapeLiteral(given.password)}`);
}
