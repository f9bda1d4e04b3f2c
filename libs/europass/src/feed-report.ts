import type { QueryRunner } from 'typeorm';
import type { Problem } from '#libs/kernel';
import type { CrossCheck } from './cross-check.js';
import type { FeedManifest } from './feed-files.js';
import { europassProblems, type EuropassProblemCode } from './problems.js';
import { FORMAT, MAPPING_VERSION } from './settings.js';

/** What was built, what was left out and why, and what ELM does not carry. Served beside the file. */
export interface FeedReport {
  format: string;
  builtAt: string;
  sha256: string;
  bytes: number;
  mappingVersion: number;
  schema: { name: 'ELM LOQ'; version: '3.3.1'; checkedBy: string; officialXsdRun: false };
  counts: { offers: number; organisations: number; leftOut: number };
  leftOut: { id: string; kind: string; problems: Problem[] }[];
  /** How many records each loss concerns, with one of them; each record's own losses are in its fragment. */
  losses: { code: string; records: number; example: string; message: Problem['message'] | null }[];
}

export async function writeReport(runner: QueryRunner, { manifest, checked }: { manifest: FeedManifest; checked: CrossCheck }): Promise<string> {
  const own = (await runner.query(
    `SELECT id, kind, problems FROM feed_fragment WHERE format = $1 AND left_out ORDER BY kind, id`, [FORMAT],
  )) as FeedReport['leftOut'];
  const losses = (await runner.query(
    `SELECT code, count(*)::int AS records, min(id::text) AS example FROM feed_fragment CROSS JOIN LATERAL unnest(loss_codes) code
     WHERE format = $1 AND NOT left_out GROUP BY code ORDER BY code`, [FORMAT],
  )) as { code: EuropassProblemCode; records: number; example: string }[];
  const report: FeedReport = {
    format: FORMAT,
    builtAt: manifest.builtAt,
    sha256: manifest.sha256,
    bytes: manifest.bytes,
    mappingVersion: MAPPING_VERSION,
    schema: { name: 'ELM LOQ', version: '3.3.1', checkedBy: 'structural rules of the register', officialXsdRun: false },
    counts: checked.counts,
    leftOut: [...own, ...checked.refused.map(({ kind, id, problem }) => ({ id, kind, problems: [problem] }))],
    losses: losses.map((loss) => ({ ...loss, message: wordingOf(loss.code) })),
  };
  return `${JSON.stringify(report, null, 1)}\n`;
}

/** The sentence without its parameters. */
function wordingOf(code: EuropassProblemCode): Problem['message'] | null {
  const known = europassProblems.definitions[code];
  return known ? { en: known.en, lt: known.lt } : null;
}
