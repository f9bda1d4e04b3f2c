import { Worker } from 'node:worker_threads';
import { ProblemError, type Problem } from '#libs/kernel';
import { LIMITS, type Limits } from './limits.js';
import { expressionOf, leavesOf } from './mapping-expression.js';
import { intakeProblems, type IntakeProblemCode } from './problems.js';
import type { MappingTree, Profile } from './profile.types.js';

export interface MappingInput {
  value: unknown;
  /** Joined records by the name of their source. */
  joined: Record<string, unknown[]>;
}

/** What the profile made of a record; null when it could make nothing. */
export interface Mapped {
  result: { organisation?: unknown; offer?: unknown } | null;
  problems: Problem[];
}

interface RawResult {
  result: Mapped['result'];
  findings: { code: string; parameters: Record<string, string> }[];
  fault: string | null;
}

type Answer = { ready: true; fields: string[] } | { ready: false; fault: string } | { id: number; results: RawResult[] };

const TIMED_OUT = Symbol('timed out');

/**
 * Evaluates a profile's expressions in a thread of its own. An expression that does not end blocks that thread only: it
 * is terminated when its time is up, a new one takes over, and the records of the batch are tried one by one.
 */
export class Mapper {
  private worker: Worker | null = null;
  private nextId = 1;
  private timeouts = 0;
  /** Fields of the source that the profile mentions; known after the first use. */
  readonly fields = new Set<string>();

  constructor(private readonly profile: Profile, private readonly limits: Limits = LIMITS) {}

  /** @throws ProblemError PROFILE_INVALID when an expression cannot be compiled. */
  async start(): Promise<void> {
    if (this.worker) return;
    const tree: MappingTree = { organisation: this.profile.organisation, offer: this.profile.offer };
    // The same folder and kind of file as this one: TypeScript from source, JavaScript when built.
    const kind = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`./mapping.worker.${kind}`, import.meta.url), {
      workerData: { expression: expressionOf(tree), leaves: leavesOf(tree, 'profile'), tables: this.profile.tables ?? {} },
      resourceLimits: { maxOldGenerationSizeMb: this.limits.mappingHeapMb },
    });
    worker.on('error', () => undefined);
    this.worker = worker;
    const answer = await this.answer(worker, { ms: this.limits.mappingBatchMs });
    if (answer === TIMED_OUT || !('ready' in answer)) throw this.invalid('its expressions do not compile');
    if (!answer.ready) throw this.invalid(answer.fault);
    answer.fields.forEach((field) => this.fields.add(field));
  }

  /**
   * As many answers as inputs, in their order.
   * @throws ProblemError MAPPING_ENDLESS when too many records have run out of time.
   */
  async map(inputs: readonly MappingInput[]): Promise<Mapped[]> {
    const results = await this.send(inputs, this.limits.mappingBatchMs);
    if (results !== TIMED_OUT) return results.map(toMapped);
    const mapped: Mapped[] = [];
    for (const input of inputs) {
      const alone = await this.send([input], this.limits.mappingRecordMs);
      mapped.push(alone === TIMED_OUT ? this.timedOut() : toMapped(alone[0] as RawResult));
    }
    return mapped;
  }

  async close(): Promise<void> {
    const worker = this.worker;
    this.worker = null;
    await worker?.terminate();
  }

  private timedOut(): Mapped {
    if (++this.timeouts >= this.limits.mappingTimeouts) throw this.problem('MAPPING_ENDLESS', { count: this.timeouts });
    return { result: null, problems: [intakeProblems.make('MAPPING_TIMEOUT', '', { limit: this.limits.mappingRecordMs })] };
  }

  private async send(records: readonly MappingInput[], ms: number): Promise<RawResult[] | typeof TIMED_OUT> {
    await this.start();
    const worker = this.worker as Worker;
    const id = this.nextId++;
    const answer = await this.answer(worker, { ms, ask: { id, records } });
    if (answer === TIMED_OUT) await this.close();
    if (answer === TIMED_OUT || !('results' in answer)) return TIMED_OUT;
    return answer.results;
  }

  /** The next message; a thread that dies (out of memory) has not answered either. */
  private answer(worker: Worker, { ms, ask }: { ms: number; ask?: unknown }): Promise<Answer | typeof TIMED_OUT> {
    return new Promise((resolve) => {
      const finish = (answer: Answer | typeof TIMED_OUT) => {
        clearTimeout(timer);
        worker.off('message', finish).off('error', dead).off('exit', dead);
        resolve(answer);
      };
      const dead = () => finish(TIMED_OUT);
      const timer = setTimeout(dead, ms);
      worker.once('message', finish).once('error', dead).once('exit', dead);
      if (ask !== undefined) worker.postMessage(ask);
    });
  }

  private invalid(reason: string): ProblemError {
    return this.problem('PROFILE_INVALID', { reason });
  }

  private problem(code: IntakeProblemCode, parameters: Record<string, string | number>): ProblemError {
    return new ProblemError(intakeProblems.make(code, '', { name: this.profile.name, ...parameters }));
  }
}

function toMapped({ result, findings, fault }: RawResult): Mapped {
  const problems = findings.map(({ code, parameters }) => intakeProblems.make(code as IntakeProblemCode, '', parameters));
  if (fault !== null) problems.push(intakeProblems.make('MAPPING_FAILED', '', { reason: fault }));
  return { result, problems };
}
