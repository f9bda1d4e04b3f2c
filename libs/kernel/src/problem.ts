import { type FieldDifference, fieldDifferences } from './differences.js';
import type { LanguageMap } from './language-map.js';

export type Severity = 'ERROR' | 'WARNING' | 'INFO';

/**
 * One finding, the same type from rules, imports, exports and mutations.
 * `path` points into the record in dot notation (`runs.0.price.currency`), empty for the whole record.
 */
export interface Problem {
  code: string;
  severity: Severity;
  path: string;
  message: LanguageMap;
  /** Of a VERSION_CONFLICT: both states. */
  conflict?: VersionConflict;
}

/** Two editors started from one state: what the second one sent beside what stands by now. */
export interface VersionConflict {
  /** The version the editor started from. */
  expected: number;
  /** The version that stands. */
  actual: number;
  /** The fields in which the two differ: `before` is what stands, `after` what the editor sent. */
  fields: FieldDifference[];
}

/** The wording of one problem; `{name}` in a sentence is replaced by the parameter of that name. */
export interface ProblemDefinition {
  severity: Severity;
  en: string;
  lt: string;
  /** Where the rule comes from: a point of the Recommendation, a brief's section, a DESIGN section. */
  source?: string;
}

export type ProblemParameters = Readonly<Record<string, string | number>>;

export class ProblemCatalogue<Code extends string = string> {
  constructor(readonly definitions: Readonly<Record<Code, ProblemDefinition>>) {}

  make(code: Code, path = '', parameters: ProblemParameters = {}): Problem {
    const { severity, en, lt } = this.definitions[code];
    return { code, severity, path, message: { en: fill(en, parameters), lt: fill(lt, parameters) } };
  }
}

const fill = (sentence: string, parameters: ProblemParameters): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in parameters ? String(parameters[name]) : whole));

/** The problem with both states beside it; `stands` and `sent` are the record's fields as the editor may send them. */
export const withConflict = (problem: Problem, versions: { expected: number; actual: number }, states: { stands: unknown; sent: unknown }): Problem => ({
  ...problem,
  conflict: { ...versions, fields: fieldDifferences(states.stands, states.sent) },
});

/** Ties the codes of a catalogue to their literal types. */
export const problemCatalogue = <Code extends string>(definitions: Record<Code, ProblemDefinition>) =>
  new ProblemCatalogue<Code>(definitions);

export const errorsOf = (problems: readonly Problem[]): Problem[] => problems.filter((p) => p.severity === 'ERROR');

/** Either what was asked for, or the errors why not; `problems` of a success are warnings and notes. */
export type Outcome<T> = { ok: true; value: T; problems: Problem[] } | { ok: false; problems: Problem[] };

export const succeed = <T>(value: T, problems: Problem[] = []): Outcome<T> => ({ ok: true, value, problems });

export const fail = (...problems: Problem[]): { ok: false; problems: Problem[] } => ({ ok: false, problems });

/** An expected failure that must also undo the transaction it is met in; turned back into data by the unit of work's caller. */
export class ProblemError extends Error {
  readonly problems: Problem[];

  constructor(...problems: Problem[]) {
    super(problems.map((p) => `${p.code}${p.path ? ` at ${p.path}` : ''}: ${p.message.en ?? ''}`).join('; '));
    this.name = 'ProblemError';
    this.problems = problems;
  }
}
