import { dirname, join } from 'node:path';
import { ProblemError, type Problem } from '#libs/kernel';
import { LIMITS } from './limits.js';
import type { Mapped, Mapper, MappingInput } from './mapper.js';
import { intakeProblems } from './problems.js';
import { codeOf, keysOf, type Prepared, type PreparedOrganisation } from './prepared.js';
import type { JoinedSource, Profile } from './profile.types.js';
import { isObject, readRecords } from './reader.js';
import { receive, type ReceivedFile } from './received-file.js';
import type { JoinedRow, Scratch } from './scratch.js';
import type { SourceRecord } from './source-record.js';

/** A record of a joined file that cannot be taken in. */
export interface JoinedRefusal {
  source: string;
  index: number;
  line: number;
  problems: Problem[];
}

/** Receives the files that the profile wants beside the imported one. */
export async function receiveJoined(profile: Profile, file: string, folder: string): Promise<{ role: string; file: ReceivedFile }[]> {
  const received: { role: string; file: ReceivedFile }[] = [];
  for (const [role, source] of Object.entries(profile.joined ?? {})) {
    received.push({ role, file: await receive(join(dirname(file), source.file), folder).catch(missing(source)) });
  }
  return received;
}

const missing = (source: JoinedSource) => (error: unknown): never => {
  if (error instanceof ProblemError && error.problems[0]?.code === 'FILE_MISSING') {
    throw new ProblemError(intakeProblems.make('SOURCE_MISSING', '', { file: source.file }));
  }
  throw error;
};

/** Reads a foreign catalogue by its profile: joined files into the scratch tables first, then the records in batches. */
export class ProfileSource {
  private readonly fields = new Set<string>();

  constructor(private readonly parts: { profile: Profile; mapper: Mapper; scratch: Scratch }) {}

  /** Puts a joined file aside and names the records in it that belong to nothing. */
  async *join(role: string, file: ReceivedFile): AsyncGenerator<JoinedRefusal> {
    const source = this.parts.profile.joined?.[role] as JoinedSource;
    let batch: (SourceRecord & { key: string })[] = [];
    for await (const group of grouped(readRecords(file, source))) {
      for (const record of group) {
        this.noteFields(record.value);
        const key = fieldOf(record.value, source.key);
        const problems = [...record.problems, ...(key === null ? [intakeProblems.make('SOURCE_RECORD_NO_KEY', source.key, { field: source.key })] : [])];
        if (problems.length || key === null) yield { source: role, index: record.index, line: record.line, problems };
        else batch.push({ ...record, key });
      }
      await this.parts.scratch.addJoined(role, batch);
      batch = [];
    }
  }

  async *records(file: ReceivedFile): AsyncGenerator<{ record: Prepared; organisation: PreparedOrganisation }> {
    for await (const group of grouped(readRecords(file, this.parts.profile.source))) {
      group.forEach((record) => this.noteFields(record.value));
      const usable = group.filter((record) => !record.problems.length);
      const inputs = await this.inputs(usable);
      const mapped = await this.parts.mapper.map(inputs);
      const results = new Map(usable.map((record, at) => [record.index, { mapped: mapped[at] as Mapped, input: inputs[at] as MappingInput }]));
      for (const record of group) {
        const result = results.get(record.index);
        yield prepare(record, result?.mapped ?? null, result ? tooMany(result.input) : []);
      }
    }
  }

  /** What the profile leaves out and takes for granted; after the last record. */
  notes(): Problem[] {
    const { profile, mapper } = this.parts;
    const keys = new Set([profile.key, ...Object.values(profile.joined ?? {}).map((source) => source.key)]);
    const left = [...this.fields].filter((field) => !mapper.fields.has(field) && !keys.has(field)).sort();
    return [
      ...(profile.assumptions ?? []).map((text) => assumption(text)),
      ...left.map((field) => intakeProblems.make('FIELD_NOT_TAKEN', field, { field, reason: profile.notTaken?.[field] ?? '' })),
    ];
  }

  private async inputs(records: readonly SourceRecord[]): Promise<MappingInput[]> {
    const { profile, scratch } = this.parts;
    const sources = Object.keys(profile.joined ?? {});
    if (!sources.length || profile.key === undefined) return records.map(({ value }) => ({ value, joined: {} }));
    const keys = records.map((record) => fieldOf(record.value, profile.key as string));
    const rows = Map.groupBy(await scratch.joinedOf(keys.filter((key) => key !== null)), (row: JoinedRow) => row.key);
    return records.map(({ value }, at) => {
      const own = rows.get(keys[at] ?? '') ?? [];
      const joined = sources.map((source) => [source, own.filter((row) => row.source === source).map((row) => row.value)] as const);
      return { value, joined: Object.fromEntries(joined) };
    });
  }

  private noteFields(value: unknown): void {
    if (!isObject(value) || this.fields.size > LIMITS.skeletonKeys) return;
    for (const field of Object.keys(value)) this.fields.add(field);
  }
}

/** Records in groups for one message to the mapping thread, bounded by number and by size. */
async function* grouped(records: AsyncIterable<SourceRecord>): AsyncGenerator<SourceRecord[]> {
  let group: SourceRecord[] = [];
  let bytes = 0;
  for await (const record of records) {
    group.push(record);
    bytes += record.bytes;
    if (group.length < LIMITS.mappingBatch && bytes < LIMITS.batchBytes) continue;
    yield group;
    group = [];
    bytes = 0;
  }
  if (group.length) yield group;
}

function prepare(record: SourceRecord, mapped: Mapped | null, more: Problem[]) {
  const problems = [...record.problems, ...(mapped?.problems ?? []), ...more];
  const { offer, organisation } = mapped?.result ?? {};
  const keys = keysOf(organisation);
  const prepared: Prepared = {
    index: record.index, line: record.line, code: codeOf((offer as { code?: unknown } | undefined)?.code), provider: keys[0] ?? null,
    draft: offer ?? null, problems,
  };
  return { record: prepared, organisation: { keys, value: organisation } };
}

const tooMany = ({ joined }: MappingInput): Problem[] =>
  Object.entries(joined)
    .filter(([, records]) => records.length > LIMITS.joinedRecords)
    .map(([source]) => intakeProblems.make('SOURCE_TOO_MANY', '', { source, limit: LIMITS.joinedRecords }));

function fieldOf(value: unknown, field: string): string | null {
  const found = isObject(value) && Object.hasOwn(value, field) ? value[field] : null;
  return codeOf(found);
}

const assumption = (text: Readonly<Record<string, string>>): Problem => {
  const said = intakeProblems.make('ASSUMPTION', '', { text: text.en ?? '' });
  const lt = intakeProblems.make('ASSUMPTION', '', { text: text.lt ?? text.en ?? '' }).message.lt as string;
  return { ...said, message: { ...said.message, lt } };
};
