import type { Tx } from './tx.js';

/** The value the register remembers under the key; undefined where it remembers none. */
export async function readSetting(tx: Tx, key: string): Promise<unknown> {
  const [row] = await tx.query<{ value: unknown }>('SELECT value FROM setting WHERE key = $1', [key]);
  return row?.value;
}

export async function writeSetting(tx: Tx, key: string, value: unknown): Promise<void> {
  await tx.query(
    'INSERT INTO setting (key, value) VALUES ($1, $2::jsonb) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [key, JSON.stringify(value)],
  );
}
