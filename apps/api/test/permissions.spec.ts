import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROLES, type RecordKind, type Role } from '#libs/access';
import { newId } from '#libs/kernel';
import { codes, type GraphqlAnswer } from './harness.js';
import { mutations, variablesOf, type Mutation } from './mutation-inputs.js';
import { startWorld, type World } from './world.js';

/** As committed: the test holds the API to what a reviewer has read. */
const { endpoints, permissions } = JSON.parse(readFileSync(new URL('../permissions.json', import.meta.url), 'utf8')) as {
  endpoints: Record<string, string>;
  permissions: Record<string, string[]>;
};

interface Declared {
  permission: string;
  target: { kind: RecordKind; argument: string } | null;
}

/** `offer.edit of offer (id)` */
function declared(mutation: Mutation): Declared {
  const [, permission = '', kind, argument] = /^(\S+?)(?: of (\S+) \((\S+)\))?$/.exec(endpoints[`Mutation.${mutation.name}`] ?? '') ?? [];
  return { permission, target: kind && argument ? { kind: kind as RecordKind, argument } : null };
}

const holds = (role: Role, { permission }: Declared): boolean =>
  permission === 'signed-in' || (permissions[permission] ?? []).some((holder) => holder.split(' ')[0] === role);

const isLimited = (role: Role, { permission }: Declared): boolean => (permissions[permission] ?? []).includes(`${role} of its own`);

describe('every mutation', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  }, 120_000);
  afterAll(() => world.stop());

  /** Well-formed arguments, always the same ones, with one record of the target's kind. */
  const variables = (mutation: Mutation, { target }: Declared, id: string): Record<string, unknown> => {
    const [sample] = fc.sample(variablesOf(mutation, { ids: [newId()], wellFormed: true }), { numRuns: 1, seed: 7 });
    const given = structuredClone(sample as Record<string, unknown>);
    if (target) put(given, target.argument.split('.'), id);
    return given;
  };

  const ask = (mutation: Mutation, given: Record<string, unknown>, role: Role | null): Promise<GraphqlAnswer> =>
    world.ask(mutation.operation, { variables: given, as: role });

  describe.each(mutations.map((mutation) => [mutation.name, mutation] as const))('%s', (_name, mutation) => {
    const rule = declared(mutation);

    it('is closed to nobody', async () => {
      const head = await world.historyHead();
      expect(codes(await ask(mutation, variables(mutation, rule, newId()), null))).toEqual(['UNAUTHENTICATED']);
      expect(await world.historyHead()).toBe(head);
    });

    it.each(ROLES)('is open to %s as committed, and to no other', async (role) => {
      const head = await world.historyHead();
      const answer = await ask(mutation, variables(mutation, rule, world.mine(rule.target?.kind, role)), role);
      if (holds(role, rule)) {
        expect(codes(answer).filter((code) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN' || code === 'INTERNAL')).toEqual([]);
      } else {
        expect(codes(answer)).toEqual(['FORBIDDEN']);
        expect(await world.historyHead()).toBe(head);
      }
    });

    const limited = ROLES.filter((role) => isLimited(role, rule));
    if (rule.target && limited.length) {
      it.each(limited)('tells %s the same of a record of somebody else as of none at all', async (role) => {
        const head = await world.historyHead();
        const theirs = world.theirs(rule.target?.kind as RecordKind);
        const nothing = newId();
        const [ofTheirs, ofNothing] = [await ask(mutation, variables(mutation, rule, theirs), role), await ask(mutation, variables(mutation, rule, nothing), role)];
        expect(plain(ofTheirs, theirs)).toEqual(plain(ofNothing, nothing));
        expect(JSON.stringify(ofTheirs.data)).toMatch(/_UNKNOWN/);
        expect(await world.historyHead()).toBe(head);
      });
    }
  });

  it('is tried', () => {
    const tried = Object.keys(endpoints).filter((name) => name.startsWith('Mutation.'));
    expect(mutations.map(({ name }) => `Mutation.${name}`).sort()).toEqual(tried.sort());
  });

  it('that is a bulk action tells the same of single records too', async () => {
    for (const mutation of mutations.filter(({ types }) => 'items' in types)) {
      const rule = declared(mutation);
      const role = ROLES.find((one) => isLimited(one, rule)) as Role;
      const [theirs, nothing] = [world.theirs('offer'), newId()];
      const given = (id: string) => {
        const one = variables(mutation, rule, id);
        const [item] = fc.sample(variablesOf(mutation, { ids: [id], wellFormed: true }).filter(({ items }) => (items as unknown[]).length > 0), { numRuns: 1, seed: 11 }) as { items: object[] }[];
        return { ...one, items: (item?.items ?? []).slice(0, 1) };
      };
      const [ofTheirs, ofNothing] = [await ask(mutation, given(theirs), role), await ask(mutation, given(nothing), role)];
      expect({ mutation: mutation.name, answer: plain(ofTheirs, theirs) }).toEqual({ mutation: mutation.name, answer: plain(ofNothing, nothing) });
      expect(JSON.stringify(ofTheirs.data)).toMatch(/_UNKNOWN/);
    }
  });
});

function put(object: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key, ...rest] = path as [string, ...string[]];
  if (!rest.length) object[key] = value;
  else put((object[key] ??= {}) as Record<string, unknown>, rest, value);
}

/** The answer without what can only differ: the identifier asked for and the request's own. */
const plain = ({ data, errors, status }: GraphqlAnswer, id: string) => JSON.parse(JSON.stringify({ data, errors, status }).replaceAll(id, 'ID'));
