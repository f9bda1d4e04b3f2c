import type { DataSource } from 'typeorm';

/** Tables the application may add to but never change: what was decided, published or happened. */
const APPEND_ONLY = ['revision', 'publication_event', 'qa_outcome', 'qa_outcome_withdrawal', 'provider_status_change'];

/**
 * Gives the application's role what it needs and nothing more. Owner and application are separate roles (DESIGN
 * section 5): the application can neither alter tables nor undo history.
 */
export async function grantToApplication(owner: DataSource, role: string): Promise<void> {
  const name = `"${role.replaceAll('"', '""')}"`;
  await owner.query(`GRANT USAGE ON SCHEMA public TO ${name}`);
  await owner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${name}`);
  await owner.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${name}`);
  await owner.query(`REVOKE UPDATE, DELETE ON ${APPEND_ONLY.join(', ')} FROM ${name}`);
  await owner.query(`REVOKE INSERT, UPDATE, DELETE ON migration FROM ${name}`);
}

/** The role a connection URL signs in as. */
export const roleOf = (url: string): string => decodeURIComponent(new URL(url).username);
