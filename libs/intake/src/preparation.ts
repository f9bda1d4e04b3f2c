import { ProblemError, type Problem } from '#libs/kernel';
import type { ReportWriter } from './import-report.js';
import { intakeProblems } from './problems.js';
import { keyText, type PreparedOrganisation } from './prepared.js';
import { readOwn } from './own-format.js';
import type { JoinedRefusal, ProfileSource } from './profile-source.js';
import type { ReceivedFile } from './received-file.js';
import type { Scratch } from './scratch.js';
import type { Spool } from './spool.js';

export interface PreparationParts {
  scratch: Scratch;
  spool: Spool;
  registerProviders: boolean;
  progress: (records: number) => void;
}

export interface Preparation {
  records: number;
  notes: Problem[];
  /** Joined records without the field that says where they belong. */
  keyless: JoinedRefusal[];
}

const KEYLESS_NAMED = 1000;
const NOTES = 1000;

/** First pass over a file of the register's own format. @throws ProblemError when the file is refused as a whole. */
export async function prepareOwn(file: ReceivedFile, parts: PreparationParts & { known: string }): Promise<Preparation> {
  const notes: Problem[] = [];
  let records = 0;
  for await (const item of readOwn(file, parts.known)) {
    if (item.kind === 'note') {
      if (notes.length < NOTES) notes.push(item.problem);
    } else if (item.kind === 'organisation') await remember(item.organisation, parts);
    else {
      await parts.spool.add(item.record);
      parts.progress(++records);
    }
  }
  return { records, notes, keyless: [] };
}

/** First pass over a foreign catalogue and the files beside it. */
export async function prepareByProfile(
  source: ProfileSource, files: { main: ReceivedFile; joined: readonly { role: string; file: ReceivedFile }[] }, parts: PreparationParts,
): Promise<Preparation> {
  const keyless: JoinedRefusal[] = [];
  for (const { role, file } of files.joined) {
    for await (const refusal of source.join(role, file)) if (keyless.length < KEYLESS_NAMED) keyless.push(refusal);
  }
  let records = 0;
  for await (const { record, organisation } of source.records(files.main)) {
    if (organisation.keys.length) await remember(organisation, parts);
    await parts.spool.add(record);
    parts.progress(++records);
  }
  if (!records) throw new ProblemError(intakeProblems.make('FILE_EMPTY', '', { file: files.main.name }));
  return { records, notes: source.notes(), keyless };
}

/** Catalogues repeat their provider in record after record. */
async function remember({ keys, value }: PreparedOrganisation, { scratch, registerProviders }: PreparationParts): Promise<void> {
  if (!registerProviders) return;
  for (const key of keys.length ? keys : [{ scheme: '', value: JSON.stringify(value) }]) await scratch.addOrganisation(keyText(key), value);
}

export async function reportJoined(refusals: AsyncIterable<JoinedRefusal> | readonly JoinedRefusal[], report: ReportWriter): Promise<void> {
  for await (const refusal of refusals) await report.joined({ type: 'joined', ...refusal });
}
