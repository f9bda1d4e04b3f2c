import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createTestDatabase } from '#libs/testing';
import { codes, logged, openRegister, value } from '../test/quality-register.fixture.js';

let register: Awaited<ReturnType<typeof openRegister>>;

beforeAll(async () => {
  register = await openRegister(await createTestDatabase());
});
afterAll(() => register.close());

/** An outcome is recorded, and then corrected or withdrawn: both are the end of it. */
type State = 'RECORDED' | 'CORRECTED' | 'WITHDRAWN';
const SAYS: Readonly<Record<State, readonly string[]>> = { RECORDED: [], CORRECTED: ['ALREADY_CORRECTED'], WITHDRAWN: ['ALREADY_WITHDRAWN'] };

type Step = { kind: 'record' } | { kind: 'correct' | 'withdraw'; which: number };
const which = fc.nat({ max: 20 });
const steps = fc.array(
  fc.oneof(fc.constant<Step>({ kind: 'record' }), fc.record({ kind: fc.constant<'correct'>('correct'), which }), fc.record({ kind: fc.constant<'withdraw'>('withdraw'), which })),
  { minLength: 1, maxLength: 14 },
);

describe('the life of an outcome', () => {
  it('takes no other step than recorded → corrected or withdrawn, by any sequence of calls', async () => {
    const met = new Set<string>();
    await fc.assert(fc.asyncProperty(steps, async (drawn) => {
      const providerId = await register.provider();
      const model: { id: string; state: State; chain: number[] }[] = [];
      for (const step of drawn) {
        register.db.clock.set(new Date(register.db.clock.now().getTime() + 1000));
        const target = step.kind === 'record' ? undefined : model[step.which % Math.max(model.length, 1)];
        if (!target) {
          model.push({ id: value(await register.record({ providerId })).id, state: 'RECORDED', chain: [model.length] });
          continue;
        }
        met.add(`${step.kind} ${target.state}`);
        const outcome = step.kind === 'correct' ? await register.record({ providerId, correctsId: target.id }) : await register.withdraw(target.id);
        expect(codes(outcome)).toEqual(SAYS[target.state]);
        if (!outcome.ok) continue;
        target.state = step.kind === 'correct' ? 'CORRECTED' : 'WITHDRAWN';
        if (step.kind === 'correct') model.push({ id: outcome.value.id, state: 'RECORDED', chain: [...target.chain, model.length] });
      }
      const stored = await register.outcomes.load(register.db.uow.read, model.map(({ id }) => id));
      for (const { id, state, chain } of model) {
        const { correctedById, withdrawal } = stored.get(id) as NonNullable<ReturnType<typeof stored.get>>;
        expect([correctedById !== null, withdrawal !== null]).toEqual([state === 'CORRECTED', state === 'WITHDRAWN']);
        // Whatever link one asks for, the chain is whole and begins with the first entry.
        const whole = (await register.outcomes.chain(register.db.uow.read, id)).map((link) => link.id);
        expect(whole.slice(0, chain.length)).toEqual(chain.map((index) => model[index]?.id));
        expect(whole).toHaveLength(Math.max(...model.filter((other) => other.chain[0] === chain[0]).map((other) => other.chain.length)));
      }
    }), { numRuns: 25 });
    expect([...met].sort()).toEqual(['correct', 'withdraw'].flatMap((kind) => ['CORRECTED', 'RECORDED', 'WITHDRAWN'].map((state) => `${kind} ${state}`)));
  });

  it('of a correction and a withdrawal at the same moment one wins', async () => {
    for (let round = 0; round < 12; round += 1) {
      const { id } = value(await register.record());
      const race = [() => register.withdraw(id), () => register.record({ correctsId: id.toUpperCase() })];
      const both = await Promise.all((round % 2 ? race.toReversed() : race).map((go) => go()));
      const won = both.findIndex(({ ok }) => ok);
      expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
      expect([['ALREADY_CORRECTED'], ['ALREADY_WITHDRAWN']]).toContainEqual(codes(both[1 - won]!));
    }
  });

  it('is noted: who decided, what, and why it was taken back', async () => {
    const first = value(await register.record({ reference: 'SV-1' }));
    const second = value(await register.record({ reference: 'SV-2', correctsId: first.id }));
    value(await register.withdraw(second.id));
    expect(await logged(register, first.id)).toMatchObject([{ action: 'outcome.record', ownerId: register.agencyId }]);
    expect(await logged(register, second.id)).toMatchObject([
      { action: 'outcome.correct', changes: expect.arrayContaining([{ path: 'correctsId', before: null, after: first.id }, { path: 'reference', before: null, after: 'SV-2' }]) },
      { action: 'outcome.withdraw', reason: 'Obtained by deceit', changes: [{ path: 'withdrawnOn', before: null, after: '2024-08-01' }] },
    ]);
  });
});

describe('the source of an outcome', () => {
  it('is named by the registrar and by nobody else', async () => {
    const source = { text: ' Order V-12 ', url: 'https://agency.example/v-12' };
    expect(value(await register.record({ recordedBy: 'REGISTRAR', source })).source).toEqual({ text: 'Order V-12', url: 'https://agency.example/v-12' });
    expect(value(await register.record({ recordedBy: 'REGISTRAR', source: { text: 'Order V-12' } })).source).toEqual({ text: 'Order V-12' });
    expect(value(await register.record({ recordedBy: 'AGENCY', source: { text: ' ' } })).source).toBeNull();
    for (const nothing of [undefined, null, {}, { text: ' ', url: '' }]) {
      expect(codes(await register.record({ recordedBy: 'REGISTRAR', source: nothing }))).toEqual(['SOURCE_MISSING']);
    }
    expect(codes(await register.record({ recordedBy: 'AGENCY', source }))).toEqual(['SOURCE_OF_AGENCY']);
    expect(codes(await register.record({ recordedBy: 'REGISTRAR', source: { url: 'javascript:alert(1)' } }))).toEqual(['URL_INVALID']);
    expect(codes(await register.record({ recordedBy: 'REGISTRAR', source: { text: 'a\u0000b' } }))).toEqual(['TEXT_UNSTORABLE']);
  });
});
