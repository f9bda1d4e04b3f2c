import { randomBytes } from 'node:crypto';
import { fieldDifferences, plainJson, sha256 } from '#libs/kernel';

/** Characters of one value's JSON, and of all changes of a line: the log is no store of files. */
const VALUE_LIMIT = 100_000;
const LINE_LIMIT = 1_000_000;

export interface States {
  before: unknown;
  after: unknown;
  /** Paths (dot notation; entries of lists need not be named) whose values are personal. */
  personal: readonly string[];
}

/**
 * The differences as the log keeps them: JSON text of `FieldDifference[]`. In place of a value that is too long stands
 * `{"tooLong": {"bytes": …, "sha256": …}}` of its JSON, in place of a personal one `sha256:<salt>:<hash>`.
 */
export function changesText({ before, after, personal }: States): string {
  const states = personal.length ? hidePersonal({ before, after }, personal) : { before, after };
  const differences = fieldDifferences(states.before, states.after).map(
    (one) => `{"path":${JSON.stringify(one.path)},"before":${valueText(one.before)},"after":${valueText(one.after)}}`,
  );
  const text = `[${differences.join(',')}]`;
  if (text.length <= LINE_LIMIT) return text;
  const whole = (state: unknown) => tooLong(JSON.stringify(plainJson(state) ?? null));
  return `[{"path":"","before":${whole(states.before)},"after":${whole(states.after)}}]`;
}

function valueText(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > VALUE_LIMIT ? tooLong(text) : text;
}

const tooLong = (text: string): string => JSON.stringify({ tooLong: { bytes: Buffer.byteLength(text), sha256: sha256(text) } });

/**
 * Before anything is compared: a personal field may lie inside a value that is logged as a whole. One salt for both
 * states, so that what did not change is no difference; another for each line, so that nothing is learnt from two lines.
 */
function hidePersonal({ before, after }: Pick<States, 'before' | 'after'>, personal: readonly string[]): Pick<States, 'before' | 'after'> {
  const salt = randomBytes(16).toString('hex');
  const hidden = (state: unknown): unknown => personal.reduce((value, path) => hide(value, path, salt), plainJson(state));
  return { before: hidden(before), after: hidden(after) };
}

function hide(value: unknown, path: string, salt: string): unknown {
  const rest = path.slice(path.indexOf('.') + 1);
  // The path may name entries of a list or not; rather too much is hidden than too little.
  if (Array.isArray(value)) return value.map((entry) => hide(rest === path ? entry : hide(entry, rest, salt), path, salt));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]): [string, unknown] => {
    if (key === path) return [key, hashOf(part, salt)];
    return [key, path.startsWith(`${key}.`) ? hide(part, path.slice(key.length + 1), salt) : part];
  }));
}

/** Whoever knows the value can show that it was this one; equal values of two lines do not look equal. */
const hashOf = (value: unknown, salt: string): string | null =>
  (value ?? null) === null ? null : `sha256:${salt}:${sha256(salt + JSON.stringify(value))}`;
