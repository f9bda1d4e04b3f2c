import { readFile } from 'node:fs/promises';
import { ProblemError, type Problem } from '#libs/kernel';
import { LIMITS } from './limits.js';
import { intakeProblems } from './problems.js';
import { isObject } from './reader.js';
import type { ReceivedFile } from './received-file.js';

export const ENRICHMENT_FORMAT = 'microcredential-register/enrichment-1';

/** Content that a source lacks, by the code of its offer: `{"format", "testData"?, "offers": [{"code", "content"}]}`. */
export class Enrichment {
  private readonly unused: Set<string>;

  private constructor(private readonly contents: ReadonlyMap<string, Record<string, unknown>>) {
    this.unused = new Set(contents.keys());
  }

  /** @throws ProblemError ENRICHMENT_INVALID. */
  static async read(file: ReceivedFile): Promise<Enrichment> {
    const fail = (reason: string) => new ProblemError(intakeProblems.make('ENRICHMENT_INVALID', '', { file: file.name, reason }));
    if (file.bytes > LIMITS.enrichmentBytes) throw fail(`larger than ${LIMITS.enrichmentBytes} bytes`);
    let value: unknown;
    try {
      value = JSON.parse((await readFile(file.path)).subarray(file.skip).toString('utf8'));
    } catch {
      throw fail('not JSON');
    }
    if (!isObject(value) || value.format !== ENRICHMENT_FORMAT) throw fail(`"format" is not "${ENRICHMENT_FORMAT}"`);
    if (!Array.isArray(value.offers)) throw fail('"offers" is not a list');
    const contents = new Map<string, Record<string, unknown>>();
    for (const [at, entry] of (value.offers as unknown[]).entries()) {
      if (!isObject(entry) || typeof entry.code !== 'string' || !isObject(entry.content)) throw fail(`offers.${at} needs "code" and "content"`);
      if (contents.has(entry.code)) throw fail(`"${entry.code}" stands twice`);
      contents.set(entry.code, entry.content);
    }
    return new Enrichment(contents);
  }

  /** The draft with what it lacks; what the source itself says stays. */
  apply(draft: unknown, code: string): { draft: unknown; problems: Problem[] } {
    const added = this.contents.get(code);
    if (!added || !isObject(draft)) return { draft, problems: [] };
    this.unused.delete(code);
    const content: Record<string, unknown> = isObject(draft.content) ? { ...draft.content } : {};
    const problems: Problem[] = [];
    for (const [key, value] of Object.entries(added)) {
      if (isGiven(content[key])) problems.push(intakeProblems.make('ENRICHMENT_NOT_NEEDED', `content.${key}`, { key }));
      else content[key] = value;
    }
    return { draft: { ...draft, content }, problems };
  }

  /** After the last record. */
  notes(): Problem[] {
    return [...this.unused].map((code) => intakeProblems.make('ENRICHMENT_UNUSED', '', { code }));
  }
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
