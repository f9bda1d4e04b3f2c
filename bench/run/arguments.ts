import { parseArgs } from 'node:util';

export interface BenchArguments {
  names: string[];
  offers: number;
}

const DEFAULT_OFFERS = 20_000;

/** @throws with one line when a name or number is not one. */
export function readArguments(args: string[], known: readonly string[]): BenchArguments {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { offers: { type: 'string' } } });
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length) throw new Error(`No bench ${unknown.join(', ')}: there are ${known.join(', ')}.`);
  const offers = Number(values.offers ?? DEFAULT_OFFERS);
  if (!Number.isInteger(offers) || offers < 500 || offers > 1_000_000) throw new Error('--offers takes a number from 500 to 1000000.');
  // The order is ours: a later bench uses what an earlier one made.
  return { names: known.filter((name) => !positionals.length || positionals.includes(name)), offers };
}
