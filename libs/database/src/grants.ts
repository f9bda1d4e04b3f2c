import type { DataSource } from 'typeorm';

/**
 * Gives the application's role what it needs and nothing more. Owner and application are separate roles (DESIGN
 * section 5): the application can neither alter tables nor undo history.
 */
export async function grantToApplication(owner: DataSource, role: string): Promise<void> {
  const name = `"${role.replaceAll('"', '""')}"`;
  await owner.query(`GRANT USAGE ON SCHEMA public TO ${name}`);
  await owner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${name}`);
  await owner.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${name}`);
  for (const { table } of await appendOnlyTables(owner)) await owner.query(`REVOKE UPDATE, DELETE, TRUNCATE ON ${table} FROM ${name}`);
  await owner.query(`REVOKE INSERT, UPDATE, DELETE ON migration FROM ${name}`);
}

/** The role a connection URL signs in as. */
export const roleOf = (url: string): string => decodeURIComponent(new URL(url).username);

/** What was decided, published or happened: the tables that a migration gave the trigger against every change. */
const appendOnlyTables = (owner: DataSource): Promise<{ table: string }[]> =>
  owner.query(`SELECT DISTINCT tgrelid::regclass::text AS "table" FROM pg_trigger WHERE tgfoid = 'refuse_change'::regproc`);
