import fc from 'fast-check';
import { canonicalJson, errorsOf, sha256, type LanguageMap } from '#libs/kernel';
import { checkPublish, prepareDraft, type OfferDraft, type OfferProjection, type PublishedDocument } from '#libs/offers';
import type { OrganisationRecord } from '#libs/organisations';
import { ASSESSMENT_TYPES, MODES, QF_EHEA_CYCLES, SCHEDULES, SUPERVISIONS, TARGET_GROUPS, escoSkills } from '#libs/vocabularies';
import type { FeedSettings } from './settings.js';

export const SETTINGS: FeedSettings = {
  publicUrl: 'https://register.example.org',
  country: 'LT',
  languages: ['lt', 'en'],
  timeZone: 'Europe/Vilnius',
  currency: 'EUR',
  nationalFramework: 'LTQF',
  registerName: { lt: 'Registras', en: 'Register' },
  publisher: { name: { lt: 'Tvarkytojas', en: 'Authority' }, homepage: 'https://authority.example.org/' },
};

export const PROVIDER_ID = '01890000-0000-7000-8000-000000000001';
export const PARTNER_ID = '01890000-0000-7000-8000-000000000002';
export const OFFER_ID = '01890000-0000-7000-8000-00000000000a';

export const organisation = (id: string, over: Partial<OrganisationRecord> = {}): OrganisationRecord => ({
  id, legalName: { lt: `Įstaiga ${id.slice(-1)}`, en: `Institution ${id.slice(-1)}` }, otherNames: [], identifiers: [], country: 'LT', nutsRegion: null,
  address: null, homepage: null, mailbox: null, version: 1, updatedAt: new Date('2024-05-01T08:00:00Z'), provider: null, ...over,
});

export function projection(draft: OfferDraft, over: Partial<OfferProjection> & { id?: string } = {}): OfferProjection {
  const document: PublishedDocument = {
    format: 1, offerId: over.id ?? OFFER_ID, code: draft.code, providerId: PROVIDER_ID, specVersion: 1, specHash: sha256('x'),
    specification: draft.content, runs: draft.runs, supersedes: null,
  };
  const provider = organisation(PROVIDER_ID);
  return {
    offer: {
      id: document.offerId, revision: 1, hash: sha256(canonicalJson(document)), document,
      publishedAt: new Date('2024-06-01T10:00:00Z'), firstPublishedAt: new Date('2024-06-01T10:00:00Z'),
    },
    on: '2024-09-01', provider, organisations: new Map([[PROVIDER_ID, provider], [PARTNER_ID, organisation(PARTNER_ID)]]),
    assurance: {
      status: 'ASSURED', on: '2024-09-01', knownAt: new Date('2024-09-01T09:00:00Z'), basis: 'PROVIDER', outcomeIds: [], until: '2027-01-01', endPresumed: true,
    },
    nqfInclusion: null, ...over,
  };
}

const inclusion = fc.record({
  recordId: fc.constant(OFFER_ID), authorityId: fc.constant(PARTNER_ID), framework: fc.constantFrom('LTQF', 'AQF', 'AT: NQF', 'nonsense'),
  level: fc.integer({ min: 1, max: 9 }), validFrom: fc.constant('2024-01-01'), validTo: fc.constant(null), reference: fc.constant(null),
});

const words = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
  fc.constantFrom('Duomenų raštingumas', 'a & b < c > "d" \'e\'', ']]>', '<script>alert(1)</script>', 'tab\there\nline\r\nback\\slash \\N \\.', '\u0001\ufffe', '&lt;b&gt;', '&#0;', ' '),
);
const html = fc.oneof(words, fc.constantFrom('<p>One <a href="https://example.org/?a=1&amp;b=2">link</a></p>', '<ul><li>x</ul><script>y</script>', '<table><tr><td>&nbsp;</table>', '&lt;script&gt;'));
const tags = fc.constantFrom('lt', 'en', 'de', 'en-GB', 'lt-LT', 'sgs', 'lit', 'zh-Hant-TW');
const map = (text: fc.Arbitrary<string>): fc.Arbitrary<LanguageMap> => fc.dictionary(tags, text, { minKeys: 1, maxKeys: 4 });
const texts = map(words);
const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const address = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.constantFrom(
    'https://example.org/a b', 'https://example.org/[x]?q=[1]#a#b', 'https://example.org/%zz', 'HTTP://EXAMPLE.ORG', 'https://ąžuolas.example/kelias/ą',
    'https://[::1]:8080/', 'https://example.org/|^`{}', 'https://example.org/?q=%E0%A4%A', "https://example.org/'x'",
  ),
);
const textOrLink = fc.record({ text: some(texts), url: some(address) }).map(clean);
const day = fc.date({ min: new Date('2023-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const party = fc.oneof(fc.record({ organisationId: fc.constant(PARTNER_ID) }), fc.record({ name: texts }));

/** Keys that are absent, not undefined, as in JSON. */
function clean<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

const outcome = fc.record({
  text: texts, kind: some(fc.constantFrom('KNOWLEDGE', 'SKILL', 'RESPONSIBILITY_AND_AUTONOMY')),
  skills: some(fc.array(fc.constantFrom(...escoSkills.all().slice(0, 4).map((skill) => skill.uri), 'http://data.europa.eu/esco/skill/unknown-1'), { maxLength: 3 })),
});

const content = fc.record({
  title: texts, pitch: some(texts), description: some(map(html)),
  learningOutcomes: fc.array(outcome, { minLength: 1, maxLength: 4 }),
  ects: some(fc.constantFrom(0.01, 0.5, 3, 12.25, 59.99, 60)),
  otherCredits: some(fc.array(fc.record({ framework: fc.constantFrom('ECTS', 'ECVET', 'NTNU "credits" & co'), points: fc.constantFrom(0, 1.5, 10) }), { maxLength: 3 })),
  workloadHours: some(fc.constantFrom(0.01, 0.5, 7.33, 78, 1560.75)),
  level: some(fc.record({
    eqf: some(fc.integer({ min: 1, max: 8 })), cycle: some(fc.constantFrom(...QF_EHEA_CYCLES)),
    basis: fc.constantFrom('NQF_INCLUSION', 'HIGHER_EDUCATION_CYCLE', 'PROVIDER_STATEMENT'),
  })),
  iscedFields: fc.uniqueArray(fc.constantFrom('05', '054', '0542', '0613', '1088'), { minLength: 1, maxLength: 3 }),
  learningSetting: some(fc.constantFrom('FORMAL', 'NON_FORMAL')),
  assessments: fc.array(fc.record({
    type: fc.constantFrom(...ASSESSMENT_TYPES), description: some(texts), criteria: some(textOrLink), supervision: some(fc.constantFrom(...SUPERVISIONS)), assessingBody: some(party),
  }), { minLength: 1, maxLength: 3 }),
  languages: fc.array(fc.constantFrom('lt', 'en', 'de', 'uk'), { minLength: 1, maxLength: 3 }),
  prerequisites: some(texts), targetGroups: some(fc.array(fc.constantFrom(...TARGET_GROUPS), { maxLength: 3 })),
  stackability: some(fc.record({ kind: fc.constantFrom('STAND_ALONE', 'STACKABLE'), into: some(fc.array(textOrLink, { maxLength: 2 })) })),
  awardingBodyIds: some(fc.subarray([PROVIDER_ID, PARTNER_ID])), coProviderIds: some(fc.subarray([PROVIDER_ID, PARTNER_ID])),
  coDevelopers: some(fc.array(fc.tuple(party, texts).map(([who, role]) => ({ ...who, role })), { maxLength: 2 })),
  priorLearning: some(fc.record({ available: fc.boolean(), how: some(texts) })),
  accessibility: some(texts), homepage: fc.oneof(fc.constant('https://provider.example.org/course'), address), furtherInformation: some(textOrLink),
  notApplicable: some(fc.array(fc.record({ element: fc.constantFrom('PREREQUISITES', 'GRADE'), reason: texts }), { maxLength: 2 })),
});

const run = fc.record({
  code: fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), fc.constantFrom('2024/A', '..', '.', 'a b', "o'hara(1)!*", 'ą/č?#')),
  start: some(day), end: some(day), alwaysOpen: some(fc.boolean()),
  enrolment: some(fc.array(fc.record({ from: some(day), to: some(day) }), { maxLength: 3 })),
  mode: fc.constantFrom(...MODES),
  place: some(fc.record({
    name: some(texts), address: some(texts), locality: some(words), country: some(fc.constantFrom('LT', 'LV', 'GR')), nutsRegion: some(fc.constantFrom('LT011', 'EL30', 'UKN16')),
    latitude: some(fc.double({ min: -90, max: 90, noNaN: true })), longitude: some(fc.double({ min: -180, max: 180, noNaN: true })),
  })),
  platform: some(fc.record({ name: some(words), url: some(address) })),
  languages: some(fc.array(fc.constantFrom('lt', 'en', 'fr'), { maxLength: 3 })), schedule: some(fc.constantFrom(...SCHEDULES)),
  places: some(fc.nat(200)),
  price: some(fc.record({ amount: fc.constantFrom(0, 0.01, 180, 9999999.99), currency: some(fc.constantFrom('EUR', 'USD')), covers: some(texts) })),
  homepage: some(address), applicationUrl: some(address), full: some(fc.boolean()), cancelled: some(fc.boolean()),
});

/** Anything one might hand in; most of it is refused by one gate or the other. */
const anyDraft = fc.record({ code: fc.oneof(fc.constant(null), words), content, runs: fc.uniqueArray(run, { maxLength: 3, selector: (each) => each.code }) }).map(clean);

/** Drafts the save gate and the publish gate both let pass, as they would be stored. */
export const publishable: fc.Arbitrary<OfferDraft> = anyDraft
  .map((input) => prepareDraft(structuredClone(input)).draft)
  .filter((draft): draft is OfferDraft => draft !== null && !errorsOf(
    checkPublish(draft, { providerStatus: 'REGISTERED', published: null, correctionReason: null, nqfIncluded: true }),
  ).length);

export const projections: fc.Arbitrary<OfferProjection> = fc.tuple(publishable, fc.option(inclusion), fc.constantFrom('ASSURED', 'CONDITIONAL', 'NONE', 'REFUSED', 'EXPIRED'))
  .map(([draft, nqfInclusion, status]) => {
    const made = projection(draft, { nqfInclusion });
    return { ...made, assurance: { ...made.assurance, status: status as OfferProjection['assurance']['status'] } };
  });

export const organisations: fc.Arbitrary<OrganisationRecord> = fc.record({
  legalName: texts.map((names) => ({ ...names, lt: 'Įstaiga „X“ & Co <sub>' })), otherNames: fc.array(texts, { maxLength: 3 }), country: fc.constantFrom('LT', 'GR', 'GB', 'XK'), nutsRegion: fc.constantFrom(null, 'LT011', 'nowhere'),
  identifiers: fc.uniqueArray(fc.record({
    scheme: fc.constantFrom('NATIONAL_REGISTER', 'EU_VAT', 'EIDAS', 'DEQARINST', 'ETER', 'ROR', 'PIC', 'SCHAC', 'ERASMUS'), value: words.map((value) => `1${value}`),
  }), { maxLength: 6, selector: ({ scheme, value }) => `${scheme} ${value.trim()}` }),
  address: fc.option(fc.record({ text: some(texts), locality: some(words), postcode: some(words) })), homepage: fc.option(address),
  mailbox: fc.option(fc.oneof(fc.emailAddress(), words)),
  provider: fc.option(fc.record({
    kind: fc.constantFrom('HIGHER_EDUCATION', 'EMPLOYER', 'OTHER'), status: fc.constant('REGISTERED'), statusSince: fc.constant('2024-01-01'), statusReason: fc.constant(null),
    recognitionPolicy: fc.option(textOrLink), internalQualityAssurance: fc.option(textOrLink), successorId: fc.constant(null), version: fc.constant(1),
  })),
}).map((value) => organisation(PROVIDER_ID, value as Partial<OrganisationRecord>));

/** Several of them for one file: each with an id and a code of its own, as the database keeps them. */
export const sampleProjections = (count: number, seed: number): OfferProjection[] =>
  fc.sample(projections, { numRuns: count, seed }).map((each, index) => {
    const id = `01890000-0000-7000-8000-${String(index + 100).padStart(12, '0')}`;
    const code = each.offer.document.code && `${each.offer.document.code} ${index}`;
    return { ...each, offer: { ...each.offer, id, document: { ...each.offer.document, offerId: id, code } } };
  });
