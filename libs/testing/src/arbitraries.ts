import fc from 'fast-check';
import {
  ANNEX_ELEMENTS, LEVEL_BASES, OUTCOME_KINDS, prepareDraft, STACKABILITIES, type OfferContent, type OfferDraft, type RunContent,
} from '#libs/offers';
import {
  ASSESSMENT_TYPES, currencies, escoSkills, iscedFields, languages, LEARNING_SETTINGS, MODES, nuts, QF_EHEA_CYCLES, SCHEDULES, SUPERVISIONS, TARGET_GROUPS,
} from '#libs/vocabularies';

/** Text as the world sends it: markup, entities, other scripts, characters XML cannot hold, lone surrogates. */
const wildText = (maxLength: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.lorem({ maxCount: 6 }) },
    { weight: 2, arbitrary: fc.constantFrom('Žvejybos ūkis „A&B“ <i>', ']]>', '&amp;&lt;', '<script>alert(1)</script>', 'ԱԲԳ 你好 🧑‍🎓', '0 < x && y > 1', 'a\u0000b\u0008\uFFFE', '\uD800', '=1+1', '--') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }) },
  ).map((text) => text.slice(0, maxLength)).filter((text) => text.trim() !== '');

const words = (maxLength = 150) =>
  fc.dictionary(fc.constantFrom('lt', 'en', 'en-GB', 'ru', 'pl', 'de'), wildText(maxLength), { minKeys: 1, maxKeys: 3 });
const codeOf = (list: { codes(): readonly string[] }) => fc.constantFrom(...list.codes());
const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const url = fc.constantFrom('https://provider.example/a', 'http://x.example/?q=1&b=2', 'https://ž.example/kursas#dalis', 'https://provider.example/%20');
const decimal = (max: number) => fc.integer({ min: 1, max: max * 100 }).map((value) => value / 100);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const twoLetterLanguage = fc.constantFrom(...languages.codes().filter((code) => code.length === 2));
const textOrLink = fc.record({ text: words(), url }, { requiredKeys: [] }).filter((value) => Object.keys(value).length > 0);

const content: fc.Arbitrary<Partial<OfferContent>> = fc.record({
  title: words(),
  pitch: maybe(words(180)),
  description: maybe(fc.dictionary(fc.constantFrom('lt', 'en'), fc.oneof(wildText(300), fc.constant('<p>Labas <a href="https://x.example/?a=1&b=2">čia</a><br><script>x</script></p>')), { minKeys: 1 })),
  learningOutcomes: fc.array(fc.record({ text: words(), kind: maybe(fc.constantFrom(...OUTCOME_KINDS)), skills: maybe(fc.uniqueArray(fc.constantFrom(...escoSkills.all().map((s) => s.uri)), { maxLength: 3 })) }), { minLength: 1, maxLength: 4 }),
  ects: maybe(decimal(60)),
  otherCredits: maybe(fc.array(fc.record({ framework: fc.oneof(fc.constantFrom('ECTS', 'ECVET'), wildText(40)), points: decimal(100) }), { maxLength: 2 })),
  workloadHours: maybe(decimal(2000)),
  level: maybe(fc.record({ eqf: maybe(fc.integer({ min: 1, max: 8 })), cycle: maybe(fc.constantFrom(...QF_EHEA_CYCLES)), basis: fc.constantFrom(...LEVEL_BASES) })),
  iscedFields: fc.uniqueArray(codeOf(iscedFields), { minLength: 1, maxLength: 3 }),
  learningSetting: maybe(fc.constantFrom(...LEARNING_SETTINGS)),
  assessments: fc.array(fc.record({
    type: fc.constantFrom(...ASSESSMENT_TYPES), description: maybe(words()), criteria: maybe(textOrLink), supervision: maybe(fc.constantFrom(...SUPERVISIONS)),
    assessingBody: maybe(fc.record({ name: words() })),
  }), { minLength: 1, maxLength: 3 }),
  languages: fc.uniqueArray(twoLetterLanguage, { minLength: 1, maxLength: 3 }),
  prerequisites: maybe(words()),
  targetGroups: maybe(fc.uniqueArray(fc.constantFrom(...TARGET_GROUPS), { maxLength: 3 })),
  stackability: maybe(fc.record({ kind: fc.constantFrom(...STACKABILITIES), into: maybe(fc.array(textOrLink, { maxLength: 2 })) })),
  coDevelopers: maybe(fc.array(fc.record({ name: words(), role: words() }), { maxLength: 2 })),
  priorLearning: maybe(fc.record({ available: fc.boolean(), how: maybe(words()) })),
  accessibility: maybe(words()),
  homepage: url,
  furtherInformation: maybe(textOrLink),
  notApplicable: maybe(fc.array(fc.record({ element: fc.constantFrom(...ANNEX_ELEMENTS), reason: words() }), { maxLength: 2 })),
});

const run: fc.Arbitrary<Partial<RunContent>> = fc.record({
  code: wildText(40),
  dates: fc.tuple(day, day).map((pair) => pair.sort()),
  alwaysOpen: fc.boolean(),
  enrolment: maybe(fc.array(fc.record({ from: maybe(day), to: maybe(day) }).map(({ from, to }) => (from && to && to < from ? { from: to, to: from } : { from, to })), { maxLength: 2 })),
  mode: fc.constantFrom(...MODES),
  place: maybe(fc.record({ name: maybe(words()), address: maybe(words()), locality: maybe(fc.constantFrom('Vilnius', 'Kaunas')), country: maybe(fc.constantFrom('LT', 'LV', 'DE')), nutsRegion: maybe(codeOf(nuts)), latitude: maybe(fc.double({ min: -90, max: 90, noNaN: true })), longitude: maybe(fc.double({ min: -180, max: 180, noNaN: true })) })),
  platform: maybe(fc.record({ name: maybe(wildText(40)), url: maybe(url) })),
  languages: maybe(fc.uniqueArray(twoLetterLanguage, { maxLength: 2 })),
  schedule: maybe(fc.constantFrom(...SCHEDULES)),
  places: maybe(fc.nat(500)),
  price: maybe(fc.record({ amount: fc.oneof(fc.constant(0), decimal(9000)), currency: fc.oneof(fc.constant('EUR'), codeOf(currencies)), covers: maybe(words()) })),
  homepage: maybe(url),
  applicationUrl: maybe(url),
  full: maybe(fc.boolean()),
  cancelled: maybe(fc.boolean()),
}).map(({ dates, alwaysOpen, ...rest }) => (alwaysOpen ? { ...rest, alwaysOpen } : { ...rest, start: dates[0], end: dates[1] }));

/** Whatever a provider may send: often, but not always, good enough to be stored. */
export const arbitraryDraftInput = fc.record({
  code: maybe(wildText(40)),
  content,
  runs: fc.uniqueArray(run, { maxLength: 3, selector: (one) => one.code }),
});

/** Drafts that have passed the save gate. */
export const arbitraryOfferDraft: fc.Arbitrary<OfferDraft> = arbitraryDraftInput
  .map((input) => prepareDraft(structuredClone(input)).draft)
  .filter((draft): draft is OfferDraft => draft !== null);
