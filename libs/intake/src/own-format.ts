import { ProblemError, type Problem } from '#libs/kernel';
import { intakeProblems } from './problems.js';
import { codeOf, keysOf, providerKey, type Prepared, type PreparedOrganisation } from './prepared.js';
import { isObject, scanJson } from './reader.js';
import { contentOf, type ReceivedFile } from './received-file.js';
import { OWN_FORMAT } from './own-format.schema.js';
import type { JsonItem } from './json-scanner.js';

export type OwnItem =
  | { kind: 'offer'; record: Prepared }
  | { kind: 'organisation'; organisation: PreparedOrganisation }
  | { kind: 'note'; problem: Problem };

const OFFER_KEYS = new Set(['provider', 'code', 'content', 'runs']);

/**
 * The register's own format, item by item.
 * @param known the profiles there are, for the message when the file is something else.
 * @throws ProblemError FORMAT_NOT_STATED when it is something else.
 */
export async function* readOwn(file: ReceivedFile, known: string): AsyncGenerator<OwnItem> {
  let stated = false;
  const notStated = () => new ProblemError(intakeProblems.make('FORMAT_NOT_STATED', '', { file: file.name, format: OWN_FORMAT, known }));
  try {
    for await (const item of scanJson(contentOf(file), { file: file.name, lists: [], optionalLists: ['offers', 'providers'] })) {
      if (item.at === 'format') {
        if (item.value !== OWN_FORMAT) throw notStated();
        stated = true;
      } else yield itemOf(item);
    }
  } catch (error) {
    throw isOtherFormat(error) ? notStated() : error;
  }
  if (!stated) throw notStated();
}

const isOtherFormat = (error: unknown): boolean =>
  error instanceof ProblemError && error.problems.some(({ code }) => code === 'JSON_ROOT_OTHER');

function itemOf(item: JsonItem): OwnItem {
  if (item.at === 'offers' && item.index !== null) return { kind: 'offer', record: offerOf(item) };
  if (item.at === 'providers' && item.index !== null) return { kind: 'organisation', organisation: { keys: keysOf(item.value), value: item.value } };
  return { kind: 'note', problem: intakeProblems.make('ENTRY_KEY_UNKNOWN', item.at, { key: item.at }) };
}

function offerOf({ index, line, value }: JsonItem): Prepared {
  const at = { index: index ?? 0, line };
  if (!isObject(value)) return { ...at, code: null, provider: null, draft: null, problems: [intakeProblems.make('RECORD_NOT_AN_OBJECT')] };
  const unknown = Object.keys(value).filter((key) => !OFFER_KEYS.has(key));
  const { provider, code, content, runs } = value;
  return {
    ...at,
    code: codeOf(code),
    provider: providerKey(provider),
    draft: { code, content, runs: runs ?? [] },
    problems: unknown.map((key) => intakeProblems.make('ENTRY_KEY_UNKNOWN', key, { key })),
  };
}
