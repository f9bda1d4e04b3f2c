import { parentPort, workerData } from 'node:worker_threads';
import jsonata from 'jsonata';

// Started by its file's own name, in a thread of its own: only erasable types here and no import of our own files,
// so that Node runs the source (tests) and the built file alike.

interface Task {
  id: number;
  records: { value: unknown; joined: Record<string, unknown[]> }[];
}

interface Finding {
  code: string;
  parameters: Record<string, string>;
}

interface Setup {
  expression: string;
  leaves: { path: string; expression: string }[];
  tables: Record<string, Record<string, unknown>>;
}

const { expression, leaves, tables } = workerData as Setup;
const port = parentPort;
let findings: Finding[] = [];

const blank = (value: unknown): boolean => value === null || value === undefined || value === '';
const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 200);

function note(code: string, parameters: Record<string, string>): undefined {
  findings.push({ code, parameters });
  return undefined;
}

function coded(name: string, value: unknown): unknown {
  if (blank(value)) return undefined;
  const table = tables[name];
  if (!table) throw new Error(`the profile has no table "${name}"`);
  const key = show(value);
  if (Object.hasOwn(table, key)) return table[key] ?? undefined;
  return note('VALUE_UNKNOWN', { table: name, value: key });
}

function decimal(value: unknown): number | undefined {
  if (blank(value)) return undefined;
  const text = show(value).trim();
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) return Number(text);
  return note('VALUE_NOT_A_NUMBER', { value: text });
}

function day(value: unknown): string | undefined {
  if (blank(value)) return undefined;
  const found = /^(\d{4}-\d{2}-\d{2})(?:T.*)?$/.exec(show(value).trim())?.[1];
  return found ?? note('VALUE_NOT_A_DATE', { value: show(value) });
}

/** Absent, null and empty texts say nothing; so does an object in which nothing is left. */
function prune(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(prune).filter((item) => item !== undefined);
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .map(([key, member]) => [key, prune(member)] as const)
      .filter(([, member]) => member !== undefined);
    return members.length ? Object.fromEntries(members) : undefined;
  }
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  return value === null || typeof value === 'function' ? undefined : value;
}

interface AstNode {
  type?: unknown;
  value?: unknown;
  procedure?: AstNode;
  arguments?: AstNode[];
}

/** Names of all fields that an expression mentions. */
function fieldsOf(node: unknown, into: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, value, procedure, arguments: given } = node as AstNode;
  if (type === 'name' && typeof value === 'string') into.add(value);
  // A name that is no JSONata name is read as $lookup($, 'Tuition_Cost(non-USD)').
  const looked = procedure?.value === 'lookup' ? given?.[1]?.value : undefined;
  if (typeof looked === 'string') into.add(looked);
  for (const child of Object.values(node)) fieldsOf(child, into);
}

/** What is wrong with the profile's expressions, null when they can be used. */
function faultOf(): string | null {
  for (const leaf of leaves) {
    try {
      jsonata(leaf.expression);
    } catch (error) {
      return `${leaf.path}: ${(error as Error).message}`;
    }
  }
  return null;
}

async function map(record: Task['records'][number], compiled: jsonata.Expression) {
  findings = [];
  try {
    const result = prune(await compiled.evaluate(record.value, record.joined));
    return { result: result ?? {}, findings, fault: null };
  } catch (error) {
    return { result: null, findings, fault: (error as { message?: string }).message ?? 'unknown' };
  }
}

function start(): void {
  const fault = faultOf();
  if (fault !== null) {
    port?.postMessage({ ready: false, fault });
    return;
  }
  const compiled = jsonata(expression);
  compiled.registerFunction('coded', coded, '<sx?:x>');
  compiled.registerFunction('decimal', decimal, '<x?:n>');
  compiled.registerFunction('day', day, '<x?:s>');
  const fields = new Set<string>();
  fieldsOf(compiled.ast(), fields);
  port?.on('message', (task: Task) => {
    const work = task.records.reduce<Promise<unknown[]>>(
      async (done, record) => [...(await done), await map(record, compiled)], Promise.resolve([]),
    );
    void work.then((results) => port.postMessage({ id: task.id, results }));
  });
  port?.postMessage({ ready: true, fields: [...fields] });
}

start();
