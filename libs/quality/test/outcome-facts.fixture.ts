import fc from 'fast-check';
import { FRAMEWORKS, DECISIONS, type AssuranceSubject, type Framework, type OutcomeFact, type PresumptionRuleFact } from '../src/index.js';

export const OFFER = 'offer-1';
export const PROVIDER = 'provider-1';

export const subject = (over: Partial<AssuranceSubject> = {}): AssuranceSubject => ({
  offerId: OFFER, providerId: PROVIDER, eqfLevel: 6, iscedFields: ['0613'], country: 'LT', ...over,
});

let count = 0;

/** A positive decision about the provider of 1 January 2024, for two years, recorded on its day; a test says what differs. */
export function fact(over: Partial<OutcomeFact> = {}): OutcomeFact {
  const decisionDate = over.decisionDate ?? '2024-01-01';
  return {
    id: `outcome-${String((count += 1)).padStart(4, '0')}`, agencyId: 'agency-1', procedureId: 'procedure-1', framework: 'ESG',
    providerId: PROVIDER, offerIds: null, decision: 'POSITIVE', decisionDate, validFrom: decisionDate, validTo: '2025-12-31',
    scope: { eqfLevels: [], iscedFields: [], jurisdictions: [] }, correctsId: null,
    recordedAt: new Date(`${decisionDate}T08:00:00Z`), withdrawal: null, presumptions: [], ...over,
  };
}

/** Few days, close together and six years apart, so that decisions meet, touch and miss each other by one day. */
export const day = fc
  .tuple(fc.constantFrom('2018-08', '2018-09', '2024-08', '2024-09'), fc.constantFrom(1, 2, 3, 29, 30))
  .map(([month, number]) => `${month}-${String(number).padStart(2, '0')}`);

export const instant = day.map((text) => new Date(`${text}T12:00:00Z`));

const mostly = <T>(value: T) => ({ weight: 5, arbitrary: fc.constant(value) });
const seldom = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof(mostly(null), arbitrary);

const scope: fc.Arbitrary<OutcomeFact['scope']> = fc.record({
  eqfLevels: fc.oneof(mostly<number[]>([]), fc.constantFrom<number[]>([6], [5, 6], [7])),
  iscedFields: fc.oneof(mostly<string[]>([]), fc.constantFrom<string[]>(['06'], ['0613', '04'], ['0611'], ['07'])),
  jurisdictions: fc.oneof(mostly<string[]>([]), fc.constantFrom<string[]>(['LT'], ['LV', 'LT'], ['LV'])),
});


export const anySubject = fc
  .record({
    eqfLevel: fc.oneof(mostly(6), fc.constantFrom(7, null)),
    iscedFields: fc.oneof(mostly(['0613']), fc.constantFrom<string[]>(['0613', '0411'], ['061'], [])),
    country: fc.oneof(mostly('LT'), fc.constant('LV')),
  })
  .map(subject);

/** An outcome about the subject, its provider, or something else altogether. */
export const anyFact: fc.Arbitrary<OutcomeFact> = fc
  .record({
    about: fc.constantFrom<Pick<OutcomeFact, 'providerId' | 'offerIds'>>(
      { providerId: PROVIDER, offerIds: null }, { providerId: PROVIDER, offerIds: null }, { providerId: PROVIDER, offerIds: [OFFER] },
      { providerId: PROVIDER, offerIds: [OFFER] }, { providerId: PROVIDER, offerIds: ['offer-2', OFFER] }, { providerId: PROVIDER, offerIds: ['offer-2'] }, { providerId: 'provider-2', offerIds: null },
    ),
    by: fc.constantFrom<string[]>(['agency-1', 'procedure-1'], ['agency-1', 'procedure-1'], ['agency-1', 'procedure-2'], ['agency-2', 'procedure-3']),
    framework: fc.constantFrom(...FRAMEWORKS),
    decision: fc.constantFrom('POSITIVE' as const, ...DECISIONS),
    decisionDate: day,
    validFrom: fc.oneof(mostly('2018-08-01'), day),
    validTo: fc.oneof(fc.constant(null), day, fc.constant('2024-09-30')),
    scope,
    recordedAt: fc.oneof(mostly(new Date('2018-07-01T12:00:00Z')), instant),
    withdrawal: seldom(fc.record({ withdrawnOn: day, recordedAt: instant })),
  })
  .map(({ about, by: [agencyId = '', procedureId = ''], validTo, ...rest }) =>
    fact({ ...rest, ...about, agencyId, procedureId, validTo: validTo !== null && validTo < rest.validFrom ? rest.validFrom : validTo }),
  );

/** What was set for each framework over time: mostly nothing. Six years after the first days the later ones come. */
const anyRules: fc.Arbitrary<ReadonlyMap<Framework, PresumptionRuleFact[]>> = fc
  .array(fc.record({ framework: fc.constantFrom(...FRAMEWORKS), years: fc.constantFrom(1, 6, null), recordedAt: instant }), { maxLength: 4 })
  .map((drawn) => Map.groupBy(drawn.map((rule, index) => ({ ...rule, id: `rule-${index}`, reason: 'drawn' })), ({ framework }) => framework));

/** A handful of outcomes, some of which correct another one, with the rules about those that name no end. */
export const timelineOf = (size: number): fc.Arbitrary<OutcomeFact[]> =>
  fc.tuple(fc.array(fc.tuple(anyFact, seldom(fc.nat({ max: size - 1 }))), { maxLength: size }), anyRules).map(([drawn, rules]) => {
    const facts = drawn.map(([outcome], index): OutcomeFact => ({
      ...outcome, id: `drawn-${index}`, presumptions: outcome.validTo === null ? (rules.get(outcome.framework) ?? []) : [],
    }));
    return facts.map((outcome, index) => {
      const corrected = drawn[index]?.[1];
      return corrected == null || corrected === index || !facts[corrected] ? outcome : { ...outcome, correctsId: `drawn-${corrected}` };
    });
  });
