import 'reflect-metadata';
import os from 'node:os';
import { readFileSync } from 'node:fs';
import { isMet, table, type BenchResult } from './run/result.js';
import { readArguments } from './run/arguments.js';
import { Stage } from './run/stage.js';
import { stopOnSignals } from './run/signals.js';
import { BENCHES } from './benches/index.js';

async function main(): Promise<number> {
  const { names, offers } = readArguments(process.argv.slice(2), Object.keys(BENCHES));
  const stage = new Stage(offers);
  const stopping = stopOnSignals(stage.cleanup);
  const results: BenchResult[] = [];
  let failed = false;
  const began = performance.now();
  console.log(`${machineLine()}; ${offers} offers\n`);
  try {
    for (const name of names) {
      stage.say(name);
      const result = await BENCHES[name]?.(stage);
      if (!result) continue;
      results.push(result);
      console.log(table(result));
    }
  } catch (error) {
    // Whatever was under way fails when the engines go; the signal's handler ends the process.
    if (stopping.signal.aborted) return new Promise(() => undefined);
    console.error(error);
    failed = true;
  } finally {
    await stage.cleanup.run();
  }
  console.log(`Load average at the end: ${loadAverage()}; took ${((performance.now() - began) / 1000).toFixed(0)} s.`);
  console.log(JSON.stringify({ offers, machine: machine(), results: results.map((result) => ({ ...result, rows: result.rows.map((row) => ({ ...row, met: isMet(row) })) })) }));
  return failed ? 1 : 0;
}

const machine = () => ({ cores: os.availableParallelism(), cpu: os.cpus()[0]?.model ?? '', memoryGb: Math.round(os.totalmem() / 2 ** 30), node: process.version, os: `${os.type()} ${os.release()}` });

const loadAverage = (): string => os.loadavg().map((value) => value.toFixed(1)).join(' ');

function machineLine(): string {
  const { cores, cpu, memoryGb, node } = machine();
  const version = (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;
  return `Register ${version} on ${cores} cores (${cpu}), ${memoryGb} GB, Node ${node}; load average at the start ${loadAverage()}`;
}

try {
  process.exit(await main());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}
