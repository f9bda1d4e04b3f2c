import fc from 'fast-check';
import { DECISIONS, FRAMEWORKS } from '#libs/quality';
import type { Move } from './qa-timeline.fixture.js';

const record: fc.Arbitrary<Move> = fc.record({
  kind: fc.constantFrom('RECORD' as const, 'RECORD' as const, 'CORRECT' as const),
  provider: fc.nat(2), procedure: fc.nat(2), outcome: fc.nat(50),
  decision: fc.constantFrom('POSITIVE' as const, 'POSITIVE' as const, ...DECISIONS),
  decided: fc.oneof(fc.nat(60), fc.integer({ min: 300, max: 2200 })),
  from: fc.integer({ min: -300, max: 60 }),
  days: fc.option(fc.integer({ min: 0, max: 500 }), { nil: null }),
  offer: fc.option(fc.nat(1), { nil: null }),
  field: fc.option(fc.constantFrom('05', '0542', '061'), { nil: null }),
});
const withdraw: fc.Arbitrary<Move> = fc.record({ kind: fc.constant('WITHDRAW' as const), outcome: fc.nat(50), on: fc.integer({ min: -20, max: 60 }) });
const presume: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('PRESUME' as const), framework: fc.constantFrom(...FRAMEWORKS), years: fc.option(fc.integer({ min: 1, max: 8 }), { nil: null }),
});
const happens = fc.array(fc.oneof({ weight: 6, arbitrary: record }, { weight: 2, arbitrary: withdraw }, { weight: 1, arbitrary: presume }), { maxLength: 4 });

/** So many days in random steps, with things that happen in between; the last step leads to the end. */
export const arbitraryWalk = ({ days, steps, longest }: { days: number; steps: number; longest: number }): fc.Arbitrary<Move[]> => {
  const step = fc.record({ moves: happens, days: fc.integer({ min: 0, max: longest }), minutes: fc.nat(175) });
  return fc.array(step, { minLength: steps, maxLength: steps }).map((all) => {
    let left = days;
    return all.flatMap((one, index) => {
      const taken = index === all.length - 1 ? left : Math.min(left, one.days);
      left -= taken;
      return [...one.moves, { kind: 'JUMP' as const, days: taken, minutes: one.minutes }];
    });
  });
};
