import { afterEach, describe, expect, it } from '@jest/globals';
import { LIMITS } from './limits.js';
import { Mapper } from './mapper.js';
import { ProfileStore } from './profile-store.js';
import type { Profile } from './profile.types.js';

const profile = (offer: Profile['offer'], more: Partial<Profile> = {}): Profile => ({
  name: 'trial', title: { en: 'Trial' }, source: { format: 'json' }, organisation: {}, offer, ...more,
});
const input = (value: unknown, joined: Record<string, unknown[]> = {}) => ({ value, joined });

describe('mapper', () => {
  let mapper: Mapper;
  const use = (of: Profile, limits = {}) => (mapper = new Mapper(of, { ...LIMITS, ...limits }));

  afterEach(() => mapper.close());

  it('makes what the tree says and leaves out what says nothing', async () => {
    use(profile({ code: 'id', content: { title: { en: 'name' }, pitch: { en: 'none' }, ects: 3 }, runs: { each: '$runs', as: { code: 'c', of: '$$.id' } } }));
    const [made] = await mapper.map([input({ id: 'A', name: 'N', none: null }, { runs: [{ c: 'r1' }] })]);
    expect(made?.result).toEqual({ offer: { code: 'A', content: { title: { en: 'N' }, ects: 3 }, runs: [{ code: 'r1', of: 'A' }] } });
    expect(mapper.fields).toEqual(new Set(['id', 'name', 'none', 'c']));
  });

  it('names values that are in no table, no number and no date', async () => {
    use(profile({ mode: "$coded('modes', m)", amount: '$decimal(p)', start: '$day(d)' }, { tables: { modes: { Online: 'ONLINE', 'N/A': null } } }));
    const [good, none, odd] = await mapper.map([
      input({ m: 'Online', p: '13900.0', d: '2024-10-20T00:00:00Z' }), input({ m: 'N/A', p: null }), input({ m: 'Hover', p: '1,5', d: '20/10' }),
    ]);
    expect(good).toEqual({ result: { offer: { mode: 'ONLINE', amount: 13900, start: '2024-10-20' } }, problems: [] });
    expect(none).toEqual({ result: {}, problems: [] });
    expect(odd?.problems.map((problem) => problem.code).sort()).toEqual(['VALUE_NOT_A_DATE', 'VALUE_NOT_A_NUMBER', 'VALUE_UNKNOWN']);
    expect(odd?.problems.map((problem) => problem.message.en).join()).toContain('"Hover"');
  });

  it('refuses a record whose mapping fails, not its neighbours', async () => {
    use(profile({ code: '$number(id)' }));
    const made = await mapper.map([input({ id: 'x' }), input({ id: '7' })]);
    expect(made.map(({ result, problems }) => [result, problems.map((p) => p.code)])).toEqual([
      [null, ['MAPPING_FAILED']], [{ offer: { code: 7 } }, []],
    ]);
  });

  it('says where an expression cannot be compiled', async () => {
    use(profile({ content: { title: 'name +' } }));
    await expect(mapper.start()).rejects.toThrow(/PROFILE_INVALID.*profile\.offer\.content\.title/);
  });

  it('stops an endless expression and goes on with the other records', async () => {
    const endless = '($loop := function($n) { $loop($n + 1) }; id = "bad" ? $loop(1) : id)';
    use(profile({ code: endless }), { mappingBatchMs: 500, mappingRecordMs: 300 });
    const made = await mapper.map([input({ id: 'a' }), input({ id: 'bad' }), input({ id: 'b' })]);
    expect(made.map(({ result, problems }) => [result?.offer, problems.map((p) => p.code)])).toEqual([
      [{ code: 'a' }, []], [undefined, ['MAPPING_TIMEOUT']], [{ code: 'b' }, []],
    ]);
  });

  it('gives the profile up when record after record does not end', async () => {
    use(profile({ code: '($loop := function() { $loop() }; $loop())' }), { mappingBatchMs: 300, mappingRecordMs: 100 });
    await expect(mapper.map(Array.from({ length: 10 }, () => input({})))).rejects.toThrow(/MAPPING_ENDLESS/);
  });
});

describe('profiles that ship with the product', () => {
  const store = new ProfileStore();

  it('has the known ones', () => {
    expect(store.names()).toContain('mit-sloan');
  });

  it.each(store.names())('%s is valid and compiles', async (name) => {
    const mapper = new Mapper(store.load(name));
    await mapper.start();
    await mapper.close();
    expect(mapper.fields.size).toBeGreaterThan(0);
  });

  it('names the known profiles when asked for another', () => {
    expect(() => store.load('nobody')).toThrow(/PROFILE_UNKNOWN.*mit-sloan/);
    expect(() => store.load('../profiles/mit-sloan')).toThrow(/PROFILE_UNKNOWN/);
    expect(() => store.load('profile.schema')).toThrow(/PROFILE_UNKNOWN/);
  });
});
