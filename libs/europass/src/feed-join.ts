import { open, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { QueryRunner } from 'typeorm';
import type { CrossCheck } from './cross-check.js';
import type { FeedManifest, Section } from './feed-files.js';
import type { FragmentKind, Part } from './fragment.js';
import { HashedFile } from './hashed-file.js';
import { containerFrames, fileHead, fileTail } from './loq-file.js';
import { INDEX_ENTRY, indexEntry, LIST_COLUMN, RecordList, SectionIndex } from './record-list.js';
import { FORMAT, type FeedSettings } from './settings.js';

export interface Joining {
  folder: string;
  names: { file: string; index: string };
  checked: CrossCheck;
  settings: FeedSettings;
  before: FeedManifest | null;
}

export interface Joined {
  sha256: string;
  bytes: number;
  sections: Section[];
}

/**
 * Writes the file. What the build before has with the same key is copied from its file in long stretches, everything
 * else is read from the database: a build costs what changed, and one pass over the file.
 */
export async function joinFile(runner: QueryRunner, joining: Joining): Promise<Joined> {
  const { folder, names, checked, settings } = joining;
  const lists = { offer: await listOf(runner, 'offer', checked), organisation: await listOf(runner, 'organisation', checked) };
  const base = await openBase(folder, joining.before);
  const out = new HashedFile(await open(join(folder, names.file), 'w'));
  const index = await open(join(folder, names.index), 'w');
  const sections: Section[] = [];
  try {
    await out.write(Buffer.from(fileHead));
    for (const { part, head, tail } of containerFrames(settings)) {
      await out.write(Buffer.from(head));
      for (const kind of KINDS[part]) {
        sections.push({ part, kind, offset: out.length, count: lists[kind].count });
        await new SectionJoin(runner, { out, index, base, part, kind }).join(lists[kind], await indexOf(base, part, kind));
      }
      await out.write(Buffer.from(tail));
    }
    await out.write(Buffer.from(fileTail));
  } finally {
    await Promise.all([out.close(), index.close(), base?.file.close(), base?.index.close()]);
  }
  return { sha256: out.sha256, bytes: out.length, sections };
}

const KINDS: Readonly<Record<Part, readonly FragmentKind[]>> = {
  opportunities: ['offer'], specifications: ['offer'], outcomes: ['offer'], assessments: ['offer'], agents: ['organisation'],
  locations: ['organisation', 'offer'],
};

/** COPY takes no parameters: what stands in its text are ids from uuid columns and names of our own. */
async function listOf(runner: QueryRunner, kind: FragmentKind, { excludedOffers, organisationIds }: CrossCheck): Promise<RecordList> {
  const wanted = kind === 'organisation'
    ? `id = ANY ('{${organisationIds.join(',')}}'::uuid[])`
    : excludedOffers.length ? `id <> ALL ('{${excludedOffers.join(',')}}'::uuid[])` : 'true';
  const client = (await runner.connect()) as PoolClient;
  const sql = `COPY (SELECT ${LIST_COLUMN} FROM feed_fragment WHERE format = '${FORMAT}' AND kind = '${kind}' AND NOT left_out AND ${wanted} ORDER BY id) TO STDOUT`;
  const chunks: Buffer[] = [];
  for await (const chunk of client.query(copyTo(sql))) chunks.push(chunk as Buffer);
  return new RecordList(Buffer.concat(chunks));
}

interface Base {
  file: FileHandle;
  index: FileHandle;
  sections: readonly Section[];
}

/** The build before, if its files are whole. */
async function openBase(folder: string, before: FeedManifest | null): Promise<Base | null> {
  if (!before) return null;
  const size = async (name: string) => (await stat(join(folder, name)).catch(() => null))?.size;
  const entries = before.sections.reduce((sum, section) => sum + section.count, 0);
  if ((await size(before.file)) !== before.bytes || (await size(before.index)) !== entries * INDEX_ENTRY) return null;
  return { file: await open(join(folder, before.file)), index: await open(join(folder, before.index)), sections: before.sections };
}

async function indexOf(base: Base | null, part: Part, kind: FragmentKind): Promise<SectionIndex> {
  const at = base?.sections.findIndex((section) => section.part === part && section.kind === kind) ?? -1;
  const section = base?.sections[at];
  if (!base || !section) return new SectionIndex(Buffer.alloc(0), 0);
  const skipped = base.sections.slice(0, at).reduce((sum, each) => sum + each.count, 0);
  const entries = Buffer.alloc(section.count * INDEX_ENTRY);
  await base.index.read(entries, 0, entries.length, skipped * INDEX_ENTRY);
  return new SectionIndex(entries, section.offset);
}

interface SectionParts {
  out: HashedFile;
  index: FileHandle;
  base: Base | null;
  part: Part;
  kind: FragmentKind;
}

/** Texts asked of the database at a time, and the longest stretch copied at once. */
const PAGE = 500;
const STRETCH = 4 << 20;

type Step = { from: number; length: number } | { record: Buffer; id: string };

/** Goes through the records in order; steps are gathered until enough texts are missing to be worth a query. */
class SectionJoin {
  private steps: Step[] = [];
  private missing: string[] = [];
  private entries: Buffer[] = [];

  constructor(private readonly runner: QueryRunner, private readonly to: SectionParts) {}

  async join(list: RecordList, before: SectionIndex): Promise<void> {
    for (let at = 0; at < list.count; at++) {
      const record = list.bytesAt(at);
      const found = before.find(record);
      if (found) this.copy(record, found);
      else this.fetch(record, list.idAt(at));
      if (this.missing.length >= PAGE || this.entries.length >= PAGE * 20) await this.flush();
    }
    await this.flush();
  }

  private copy(record: Buffer, found: { from: number; length: number }): void {
    this.entries.push(indexEntry(record, found.length));
    const last = this.steps.at(-1);
    if (last && 'from' in last && last.from + last.length === found.from) last.length += found.length;
    else if (found.length) this.steps.push(found);
  }

  private fetch(record: Buffer, id: string): void {
    this.entries.push(record);
    this.steps.push({ record, id });
    this.missing.push(id);
  }

  private async flush(): Promise<void> {
    const texts = await this.texts();
    const lengths = new Map<Buffer, number>();
    for (const step of this.steps) {
      if ('from' in step) await this.copyStretch(step.from, step.length);
      else {
        const text = texts.get(step.id) ?? '';
        const bytes = Buffer.from(text && `${text}\n`);
        lengths.set(step.record, bytes.length);
        await this.to.out.write(bytes);
      }
    }
    const written = this.entries.map((entry) => (lengths.has(entry) ? indexEntry(entry, lengths.get(entry) as number) : entry));
    await this.to.index.writeFile(Buffer.concat(written));
    this.steps = [];
    this.missing = [];
    this.entries = [];
  }

  private async texts(): Promise<Map<string, string>> {
    if (!this.missing.length) return new Map();
    const rows = (await this.runner.query(
      `SELECT id, ${this.to.part} AS text FROM feed_fragment WHERE format = $1 AND kind = $2 AND id = ANY ($3::uuid[])`,
      [FORMAT, this.to.kind, this.missing],
    )) as { id: string; text: string }[];
    return new Map(rows.map((row) => [row.id, row.text]));
  }

  private async copyStretch(from: number, length: number): Promise<void> {
    const { base, out } = this.to;
    if (!base) return;
    const read = async (at: number): Promise<Buffer> => {
      const buffer = Buffer.allocUnsafe(Math.min(STRETCH, length - at));
      const { bytesRead } = await base.file.read(buffer, 0, buffer.length, from + at);
      if (!bytesRead) throw new Error('The build before ended early');
      return buffer.subarray(0, bytesRead);
    };
    // The next piece is read while this one is hashed and written.
    let piece: Buffer | null = await read(0);
    for (let at = piece.length; piece; ) {
      const [next]: [Buffer | null, void] = await Promise.all([at < length ? read(at) : null, out.write(piece)]);
      at += next?.length ?? 0;
      piece = next;
    }
  }
}
