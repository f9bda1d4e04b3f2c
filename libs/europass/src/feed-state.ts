import { newId } from '#libs/kernel';
import { readSetting, type Tx } from '#libs/database';
import { FORMAT } from './settings.js';

/** What the fragments in the database are; a built file names the token it was made of. */
export interface FeedState {
  /** Changed in the same transaction as any fragment. */
  token: string;
  /** Day of the register for which every fragment was last looked at. */
  day: string | null;
  /** Hash of mapping version and configuration for which every fragment was last looked at. */
  context: string | null;
}

const KEY = `feed.${FORMAT}`;

export async function readState(tx: Tx): Promise<FeedState | null> {
  const { token, day = null, context = null } = ((await readSetting(tx, KEY)) ?? {}) as Partial<FeedState>;
  return token === undefined ? null : { token, day, context };
}

async function merge(tx: Tx, value: Partial<FeedState>): Promise<void> {
  await tx.query(
    `INSERT INTO setting (key, value) VALUES ($1, $2::jsonb) ON CONFLICT (key) DO UPDATE SET value = setting.value || excluded.value`,
    [KEY, JSON.stringify(value)],
  );
}

export const noteChange = (tx: Tx): Promise<void> => merge(tx, { token: newId() });

/** Every fragment has been marked for this day and context. */
export async function noteReconciled(tx: Tx, value: { day: string; context: string }): Promise<void> {
  await merge(tx, { ...value, ...((await readState(tx)) === null && { token: newId() }) });
}
