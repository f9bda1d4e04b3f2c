import type { Reach } from '#libs/access';

/** The organisations a list is narrowed to: those reached, and of them the one asked for. Null: no limit. */
export function reachedBy(reach: Reach, asked: string | null): string[] | null {
  if (asked === null) return reach.ids;
  return reach.covers(asked) ? [asked] : [];
}
