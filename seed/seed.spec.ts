import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { registerToday } from '#libs/config';
import { addDays, addYears, type LanguageMap } from '#libs/kernel';
import type { OrganisationRecord } from '#libs/organisations';
import { Archiving, holdsOn, RECOGNITION_PURPOSES, type OfferProjection, type OfferReader, type OfferState } from '#libs/offers';
import { ASSURANCE_STATUSES, FRAMEWORKS } from '#libs/quality';
import { createServices, createTestDatabase, TEST_NOW, type TestDatabase, type TestServices } from '#libs/testing';
import { MODES, ORGANISATION_KINDS, SCHEDULES } from '#libs/vocabularies';
import { DatabaseNotEmpty, isEmpty, loadSeed, type SeedContext, type SeedSummary } from './index.js';
import { currentOffers } from './offers/index.js';

interface Demo {
  database: TestDatabase;
  context: SeedContext;
  reader: OfferReader;
  summary: SeedSummary;
  /** What the public sees. */
  shown: OfferProjection[];
  /** Every offer as its editor sees it. */
  states: OfferState[];
  organisations: OrganisationRecord[];
}

const contextOf = ({ uow, config }: TestDatabase, services: TestServices): SeedContext => ({ ...services, uow, config });

async function demoOn(now: string): Promise<Demo> {
  const database = await createTestDatabase({ REGISTER_NOW: now });
  const services = createServices(database.config);
  const context = contextOf(database, services);
  const { offerReader: reader, offerProjections: projections } = services;
  const summary = await loadSeed(context);
  const { read } = database.uow;
  const ids = (await read.query<{ id: string }>('SELECT id FROM offer ORDER BY id')).map(({ id }) => id);
  const shown = [...(await projections.load(read, ids)).values()];
  const states = await Promise.all(ids.map((id) => reader.state(read, id)));
  const organisations = await context.organisations.search(read, { limit: 1000 });
  return { database, context, reader, summary, shown, states: states as OfferState[], organisations };
}

describe('the demo seed', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await demoOn(TEST_NOW);
    process.stdout.write(`seed: ${JSON.stringify(demo.summary)}\n`);
  });
  afterAll(() => demo?.database.drop());

  const byCode = (code: string) => {
    const found = demo.shown.find(({ offer }) => offer.document.code === code);
    if (!found) throw new Error(`not shown: ${code}`);
    return found;
  };
  const runs = () => demo.shown.flatMap(({ offer }) => offer.document.runs);
  const specifications = () => demo.shown.map(({ offer }) => offer.document.specification);

  it('shows at least 66 offers of providers of every kind', () => {
    expect(demo.shown.length).toBeGreaterThanOrEqual(66);
    expect(demo.shown).toHaveLength(currentOffers.length);
    const kinds = new Set(demo.shown.map(({ provider }) => provider.provider?.kind));
    expect([...kinds].sort()).toEqual([...ORGANISATION_KINDS].sort());
    expect(new Set(demo.shown.map(({ provider }) => provider.id)).size).toBeGreaterThanOrEqual(14);
  });

  it('is loaded into an empty register only', async () => {
    expect(await isEmpty(demo.database.uow)).toBe(false);
    await expect(loadSeed(demo.context)).rejects.toThrow(DatabaseNotEmpty);
  });

  it('holds nothing that would be archived the next day', async () => {
    const { config, uow } = demo.database;
    expect(await new Archiving(config, uow).archiveDue(addDays(registerToday(config), 1))).toBe(0);
  });

  it('leaves nothing behind when it breaks off', async () => {
    const other = await createTestDatabase();
    const breaking = loadSeed(contextOf(other, createServices(other.config)), ({ step, done }) => {
      if (step === 'offers' && done === 10) throw new Error('stopped');
    });
    await expect(breaking).rejects.toThrow('stopped');
    expect(await isEmpty(other.uow)).toBe(true);
    await other.drop();
  });

  it('holds every state of assurance, by offer and by provider, with and without a presumed end', () => {
    const seen = (value: (projection: OfferProjection) => unknown) => new Set(demo.shown.map(value));
    expect([...seen(({ assurance }) => assurance.status)].sort()).toEqual([...ASSURANCE_STATUSES].sort());
    expect(seen(({ assurance }) => assurance.basis)).toEqual(new Set(['OFFER', 'PROVIDER', null]));
    expect(seen(({ assurance }) => assurance.endPresumed)).toEqual(new Set([true, false]));
  });

  it.each<[string, string, string | null, string]>([
    ['TS-01', 'ASSURED', 'OFFER', 'its own decision, while the provider has conditions'],
    ['TS-02', 'CONDITIONAL', 'PROVIDER', 'the conditions of the provider'],
    ['MK-101', 'ASSURED', 'PROVIDER', 'the newer cycle'],
    ['SP-02', 'ASSURED', 'PROVIDER', 'inside the scope by level'],
    ['SP-07', 'NONE', null, 'outside the scope by level'],
    ['GK-01', 'ASSURED', 'PROVIDER', 'inside the scope by field'],
    ['GK-05', 'NONE', null, 'outside the scope by field'],
    ['ML-02', 'EXPIRED', 'PROVIDER', 'the decision has ended'],
    ['ZP-01', 'REFUSED', 'PROVIDER', 'a negative decision in force'],
    ['SV-01', 'EXPIRED', 'PROVIDER', 'the decision was withdrawn'],
    ['RR-01', 'ASSURED', 'PROVIDER', 'the end was corrected'],
    ['SK-01', 'ASSURED', 'PROVIDER', 'the later decision lifted the conditions'],
    ['TL-02', 'NONE', null, 'nothing was decided'],
    ['DB-02', 'REFUSED', 'OFFER', 'its own refusal, while the provider is assured'],
    ['KB-04', 'EXPIRED', 'PROVIDER', 'its own decision is not yet in force'],
    ['VS-01', 'NONE', null, 'nobody ever looked'],
  ])('%s is %s by %s: %s', (code, status, basis) => {
    expect(byCode(code).assurance).toMatchObject({ status, basis });
  });

  it('shows the end that a correction and a presumption name', () => {
    const today = registerToday(demo.database.config);
    expect(byCode('RR-01').assurance).toMatchObject({ until: addDays(today, 945), endPresumed: false });
    expect(byCode('SP-02').assurance).toMatchObject({ until: addYears(addDays(today, -900), 6), endPresumed: true });
  });

  it('has an EQAR-registered agency, another one, and decisions under every framework', async () => {
    const { read } = demo.database.uow;
    const agencies = await demo.context.agencies.list(read, { limit: 10 });
    expect(agencies.map(({ eqarRegisteredFrom }) => eqarRegisteredFrom !== null).sort()).toEqual([false, true]);
    const rows = await read.query<{ framework: string }>('SELECT DISTINCT p.framework FROM qa_outcome o JOIN procedure p ON p.id = o.procedure_id');
    expect(rows.map(({ framework }) => framework).sort()).toEqual([...FRAMEWORKS].sort());
  });

  it('has decisions that an agency recorded itself, and some that the registrar took from its site', async () => {
    const rows = await demo.database.uow.read.query<{ eqar: boolean; sourced: boolean }>(
      `SELECT DISTINCT a.eqar_registered_from IS NOT NULL AS eqar, o.source ? 'url' AS sourced FROM qa_outcome o
       JOIN procedure p ON p.id = o.procedure_id JOIN agency a ON a.organisation_id = p.agency_id ORDER BY 1`,
    );
    expect(rows).toEqual([{ eqar: false, sourced: true }, { eqar: true, sourced: null }]);
  });

  it('has every mode, every schedule, and runs in ten regions and abroad', () => {
    expect(new Set(runs().map(({ mode }) => mode))).toEqual(new Set(MODES));
    expect(new Set(runs().flatMap(({ schedule }) => schedule ?? []))).toEqual(new Set(SCHEDULES));
    const regions = new Set(runs().flatMap(({ place }) => place?.nutsRegion ?? []));
    expect(regions.size).toBeGreaterThanOrEqual(10);
    expect([...regions].some((region) => !region.startsWith('LT'))).toBe(true);
  });

  it('has free and paid, full, cancelled, running, finished and always open runs, and offers without any', () => {
    const today = registerToday(demo.database.config);
    const some = (test: (run: ReturnType<typeof runs>[number]) => unknown) => expect(runs().some((run) => test(run))).toBe(true);
    some(({ price }) => price?.amount === 0);
    some(({ price }) => price && price.amount > 0);
    some(({ full }) => full);
    some(({ cancelled }) => cancelled);
    some(({ start, end }) => start && end && start < today && end >= today);
    some(({ end }) => end && end < today);
    some(({ start }) => start && start > today);
    some(({ alwaysOpen }) => alwaysOpen);
    some(({ platform }) => platform);
    some(({ enrolment }) => (enrolment?.length ?? 0) > 1);
    expect(demo.shown.filter(({ offer }) => !offer.document.runs.length).length).toBeGreaterThanOrEqual(3);
  });

  it('shows every element that an offer can carry', () => {
    const carried = (test: (specification: ReturnType<typeof specifications>[number]) => unknown) =>
      expect(specifications().filter((specification) => test(specification)).length).toBeGreaterThan(0);
    carried(({ ects }) => ects !== undefined);
    carried(({ otherCredits }) => otherCredits?.length);
    carried(({ level }) => level?.cycle);
    carried(({ level }) => level?.basis === 'PROVIDER_STATEMENT');
    carried(({ level }) => level?.basis === 'NQF_INCLUSION');
    carried(({ awardingBodyIds }) => awardingBodyIds?.length);
    carried(({ coProviderIds }) => coProviderIds?.length);
    carried(({ coDevelopers }) => coDevelopers?.some(({ organisationId }) => organisationId));
    carried(({ coDevelopers }) => coDevelopers?.some(({ name }) => name));
    carried(({ assessments }) => assessments.some(({ assessingBody }) => assessingBody));
    carried(({ targetGroups }) => targetGroups?.length);
    carried(({ accessibility }) => accessibility);
    carried(({ notApplicable }) => notApplicable?.length);
    carried(({ stackability }) => stackability?.kind === 'STACKABLE');
    carried(({ stackability }) => stackability?.kind === 'STAND_ALONE');
    carried(({ priorLearning }) => priorLearning?.available);
    carried(({ furtherInformation }) => furtherInformation);
    carried(({ learningOutcomes }) => learningOutcomes.some(({ skills }) => skills?.length));
    expect(new Set(specifications().flatMap(({ iscedFields }) => iscedFields.map((field) => field.slice(0, 2)))).size).toBe(11);
  });

  it('has inclusions that hold, have ended and are to come', async () => {
    const today = registerToday(demo.database.config);
    const records = await demo.database.uow.read.query<{ from: string; to: string | null }>(
      'SELECT valid_from AS "from", valid_to AS "to" FROM authority_record');
    expect(records.some(({ to }) => to !== null && to < today)).toBe(true);
    expect(records.some(({ from }) => from > today)).toBe(true);
    expect(demo.shown.filter(({ nqfInclusion }) => nqfInclusion).length).toBeGreaterThanOrEqual(8);
    expect(byCode('GK-02').nqfInclusion).toBeNull();
  });

  it('shows a ledger of recognitions for every purpose and of public money, of which some hold today', async () => {
    const { read } = demo.database.uow;
    const today = registerToday(demo.database.config);
    const ledger = createServices(demo.database.config).authorityLedger;
    const [recognitions, fundings] = [await ledger.recognitions(read, { limit: 100 }), await ledger.fundings(read, { limit: 100 })];
    expect([recognitions.length, fundings.length]).toEqual([demo.summary.recognitions, demo.summary.fundings]);
    expect(new Set(recognitions.flatMap(({ details }) => details.purposes))).toEqual(new Set(RECOGNITION_PURPOSES));
    for (const records of [recognitions, fundings]) {
      expect(new Set(records.map((record) => holdsOn(record, today)))).toEqual(new Set([true, false]));
      for (const map of languageMaps(records)) expect(Object.keys(map).sort()).toEqual(['en', 'lt']);
    }
  });

  it('keeps history: second revisions, corrections, successors, tombstones', async () => {
    const { read } = demo.database.uow;
    const repriced = await demo.reader.revisions(read, byCode('MK-101').offer.id);
    expect(repriced.map(({ number, specVersion }) => [number, specVersion])).toEqual([[2, 1], [1, 1]]);
    const corrected = await demo.reader.revisions(read, byCode('SP-05').offer.id);
    expect(corrected.map(({ specVersion }) => specVersion)).toEqual([2, 1]);
    expect(corrected[0]?.reason).not.toBeNull();
    const successor = byCode('DB-06').offer;
    expect(await demo.reader.tombstone(read, successor.document.supersedes as string)).toMatchObject({ status: 'SUPERSEDED', successorId: successor.id });
    const gone = demo.states.filter(({ status }) => status === 'WITHDRAWN');
    expect(gone).toHaveLength(3);
    gone.forEach(({ withdrawalReason }) => expect(withdrawalReason).toMatch(/\S/));
  });

  it('hides the offers of a suspended and of a closed provider, and does not let an applicant publish', async () => {
    const { read } = demo.database.uow;
    for (const status of ['SUSPENDED', 'CLOSED'] as const) {
      const [provider] = await demo.context.providers.list(read, { limit: 5, status });
      const theirs = demo.states.filter(({ providerId }) => providerId === provider?.id);
      expect(theirs.length).toBeGreaterThan(0);
      for (const { id, status: own } of theirs) {
        expect(own).toBe('PUBLISHED');
        expect(await demo.reader.tombstone(read, id)).toMatchObject({ status: 'PROVIDER_NOT_REGISTERED' });
      }
    }
    const draft = demo.states.find(({ code }) => code === 'RD-01');
    const problems = await demo.database.uow.run((tx) => demo.context.publication.blockers(tx, draft?.id as string));
    expect(problems.filter(({ severity }) => severity === 'ERROR').map(({ code }) => code)).toEqual(['PROVIDER_NOT_REGISTERED']);
  });

  it('keeps a draft that cannot be published yet', async () => {
    const draft = demo.states.find(({ code }) => code === 'TZ-08');
    const problems = await demo.database.uow.run((tx) => demo.context.publication.blockers(tx, draft?.id as string));
    const codes = problems.filter(({ severity }) => severity === 'ERROR').map(({ code }) => code);
    expect(codes.sort()).toEqual(['ASSESSMENT_MISSING', 'ISCED_FIELD_MISSING']);
  });

  it('writes every text in Lithuanian and in English', () => {
    const texts = [...demo.states.flatMap(({ content, runs: own }) => languageMaps({ content, own })), ...demo.organisations.flatMap(languageMaps)];
    expect(texts.length).toBeGreaterThan(1200);
    for (const text of texts) {
      expect(Object.keys(text).sort()).toEqual(['en', 'lt']);
      expect(text.lt?.trim()).toBeTruthy();
      expect(text.en?.trim()).toBeTruthy();
    }
    for (const { pitch = {} } of specifications()) Object.values(pitch).forEach((text) => expect(text.length).toBeLessThanOrEqual(200));
    const letters = texts.map(({ lt }) => lt).join('');
    for (const letter of 'ąčęėįšųūž') expect(letters).toContain(letter);
  });

  it('is about fictitious organisations only', () => {
    for (const { legalName, homepage, mailbox, identifiers } of demo.organisations) {
      Object.values(legalName).forEach((name) => expect(name).not.toMatch(REAL));
      expect(new URL(homepage as string).hostname).toMatch(/\.example\.org$/);
      expect(mailbox).toMatch(/\.example\.org$/);
      expect(identifiers.find(({ scheme }) => scheme === 'NATIONAL_REGISTER')?.value).toMatch(/^999000\d{3}$/);
    }
    const everything = JSON.stringify([demo.states.map(({ content, runs: own }) => [content, own])]);
    expect(everything).not.toMatch(REAL);
    const hosts = [...everything.matchAll(/https?:\/\/([^/"]+)/g)].map(([, host]) => host as string).filter((host) => host !== 'data.europa.eu');
    hosts.forEach((host) => expect(host).toMatch(/\.example\.org$/));
  });
});

describe('the demo seed two years later', () => {
  it('is the same demo, only around another day', async () => {
    const first = await demoOn('2026-03-01T22:30:00Z');
    const later = await demoOn('2028-02-29T08:00:00Z');
    const told = ({ shown, database }: Demo) => {
      const today = registerToday(database.config);
      return shown.map(({ offer, assurance, nqfInclusion }) => ({
        code: offer.document.code, revision: offer.revision, specVersion: offer.document.specVersion, status: assurance.status,
        included: nqfInclusion?.level ?? null, title: offer.document.specification.title,
        upcoming: offer.document.runs.filter(({ start }) => start && start > today).length,
      })).sort((a, b) => ((a.code ?? '') < (b.code ?? '') ? -1 : 1));
    };
    expect(told(later)).toEqual(told(first));
    expect({ ...later.summary, milliseconds: 0 }).toEqual({ ...first.summary, milliseconds: 0 });
    await first.database.drop();
    await later.database.drop();
  });
});

/** Names of real bodies, or words that would make an invented one pass for a real one. */
const REAL = new RegExp([
  'SKVC', 'Gedimin', 'Romeri', 'Vytauto Didžiojo', 'KTU', 'VILNIUS TECH', 'LSMU', 'Vilniaus universitet', 'Kauno technologijos', 'Klaipėdos universitet',
  'Vilniaus kolegij', 'Kauno kolegij', 'Utenos kolegij', 'Panevėžio kolegij', 'Šiaulių', 'Marijampolės kolegij', 'Užimtumo tarnyb', 'ISM', 'LCC',
  'Simonavičiaus', 'Kvalifikacijų ir profesinio', 'Švietimo, mokslo ir sporto', 'Lietuvos banko', 'EQAR', 'Coursera', 'Microsoft', 'Google', 'MIT',
].map((name) => `(?<![\\p{L}])${name}`).join('|'), 'u');

function languageMaps(value: unknown): LanguageMap[] {
  if (Array.isArray(value)) return value.flatMap(languageMaps);
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  if ('lt' in value || 'en' in value) return [value as LanguageMap];
  return Object.values(value).flatMap(languageMaps);
}
