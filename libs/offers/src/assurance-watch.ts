import { Injectable } from '@nestjs/common';
import { Config } from '#libs/config';
import type { Tx } from '#libs/database';
import { addDays, type LocalDate } from '#libs/kernel';
import { assurance, assuredUntil, changeDays, isAssured, QaOutcomes, type AssuranceSubject, type OutcomeFact, type When } from '#libs/quality';

/** A public offer whose assurance ends, and nothing known follows. */
export interface LosingOffer {
  offerId: string;
  providerId: string;
  /** The last assured day. */
  until: LocalDate;
  /** What it rests on that day, newest decision first. */
  outcomeIds: string[];
}

export interface WatchQuery {
  /** So many days ahead the last assured day lies at most; 0 is the day asked about. */
  within: number;
  on: LocalDate;
  /** Only offers of these providers. */
  providerIds?: readonly string[] | null;
  /** Only offers that rest on a decision of one of these agencies. */
  agencyIds?: readonly string[] | null;
  /** Only what is one of these organisations' business: their own offers, or resting on their decisions. */
  concerning?: readonly string[] | null;
  /** One page in order of the offers' identifiers; left out: all. */
  page?: { after: string | null; limit: number };
}

/** What the offers of a provider are judged by. */
type Facts = ReadonlyMap<string, readonly OutcomeFact[]>;

const PROVIDERS_AT_ONCE = 200;
const OFFERS_AT_ONCE = 1000;

/** Looks ahead: whose quality assurance runs out, with nothing recorded that follows. */
@Injectable()
export class AssuranceWatch {
  constructor(
    private readonly config: Config,
    private readonly outcomes: QaOutcomes,
  ) {}

  /** Public offers, assured on the day, in order of their identifiers. */
  async losing(tx: Tx, query: WatchQuery): Promise<LosingOffer[]> {
    const facts = await this.factsWorthLooking(tx, query);
    const found: LosingOffer[] = [];
    const limit = query.page?.limit ?? Infinity;
    const ends = new Map<string, End | null>();
    for (let after = query.page?.after ?? null; found.length < limit; ) {
      const subjects = await subjectsOf(tx, [...facts.keys()], after);
      found.push(...subjects.flatMap((subject) => this.judge(subject, { facts, ends, query }) ?? []));
      after = subjects.at(-1)?.offerId ?? null;
      if (subjects.length < OFFERS_AT_ONCE) break;
    }
    return found.slice(0, limit);
  }

  /** Of providers with a day ahead on which something ends or is replaced: for all others nothing need be computed. */
  private async factsWorthLooking(tx: Tx, { within, on, ...query }: WatchQuery): Promise<Facts> {
    const [first, last] = [addDays(on, 1), addDays(on, within + 1)];
    const knownAt = this.config.clock.now();
    const worth = new Map<string, readonly OutcomeFact[]>();
    const providerIds = await publicProviders(tx, query);
    for (let index = 0; index < providerIds.length; index += PROVIDERS_AT_ONCE) {
      const facts = await this.outcomes.factsFor(tx, { providerIds: providerIds.slice(index, index + PROVIDERS_AT_ONCE) });
      for (const [providerId, ofProvider] of Map.groupBy(facts, (fact) => fact.providerId)) {
        if ([...changeDays(ofProvider, knownAt)].some((day) => day >= first && day <= last)) worth.set(providerId, ofProvider);
      }
    }
    return worth;
  }

  private judge(subject: AssuranceSubject, { facts, ends, query }: { facts: Facts; ends: Map<string, End | null>; query: WatchQuery }): LosingOffer | null {
    const outcomes = facts.get(subject.providerId) ?? [];
    const key = whatDecides(subject, outcomes);
    let end = ends.get(key);
    if (end === undefined) ends.set(key, (end = endOf(subject, outcomes, { on: query.on, knownAt: this.config.clock.now() })));
    if (!end || end.until > addDays(query.on, query.within)) return null;
    const { agencies, ...losing } = end;
    const restsOn = (ids: readonly string[]) => ids.some((id) => agencies.has(id));
    if (query.agencyIds && !restsOn(query.agencyIds)) return null;
    if (query.concerning && !query.concerning.includes(subject.providerId) && !restsOn(query.concerning)) return null;
    return { offerId: subject.offerId, providerId: subject.providerId, ...losing };
  }
}

interface End extends Pick<LosingOffer, 'until' | 'outcomeIds'> {
  agencies: ReadonlySet<string>;
}

/** Offers of a provider with the same level and fields, named by the same outcomes, share their answer. */
const whatDecides = ({ offerId, providerId, eqfLevel, iscedFields }: AssuranceSubject, outcomes: readonly OutcomeFact[]): string =>
  [providerId, eqfLevel, iscedFields.toSorted(), outcomes.flatMap(({ id, offerIds }) => (offerIds?.includes(offerId) ? [id] : []))].join(' ');

/** Null for an offer that is not assured that day, or that nothing known ends. */
function endOf(subject: AssuranceSubject, outcomes: readonly OutcomeFact[], when: When): End | null {
  if (!isAssured(assurance(subject, outcomes, when).status)) return null;
  const until = assuredUntil(subject, outcomes, when);
  if (until === null) return null;
  const { outcomeIds } = assurance(subject, outcomes, { ...when, on: until });
  return { until, outcomeIds, agencies: new Set(outcomes.filter(({ id }) => outcomeIds.includes(id)).map(({ agencyId }) => agencyId)) };
}

/** Registered providers with public offers, about whom the agencies asked for have decided something. */
async function publicProviders(tx: Tx, { providerIds, agencyIds, concerning }: Omit<WatchQuery, 'within' | 'on'>): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT v.organisation_id AS id FROM provider v
     WHERE v.status = 'REGISTERED' AND ($1::uuid[] IS NULL OR v.organisation_id = ANY ($1))
       AND EXISTS (SELECT 1 FROM published_offer p WHERE p.provider_id = v.organisation_id)
       AND ($2::uuid[] IS NULL OR EXISTS (${DECIDED_BY} ANY ($2)))
       AND ($3::uuid[] IS NULL OR v.organisation_id = ANY ($3) OR EXISTS (${DECIDED_BY} ANY ($3)))
     ORDER BY v.organisation_id`,
    [providerIds ?? null, agencyIds ?? null, concerning ?? null],
  );
  return rows.map(({ id }) => id);
}

const DECIDED_BY = `SELECT 1 FROM qa_outcome q JOIN procedure c ON c.id = q.procedure_id
  WHERE q.provider_id = v.organisation_id AND c.agency_id =`;

/** What of their published documents decides which outcomes are about them. */
const subjectsOf = (tx: Tx, providerIds: readonly string[], after: string | null): Promise<AssuranceSubject[]> =>
  tx.query<AssuranceSubject>(
    `SELECT p.offer_id AS "offerId", p.provider_id AS "providerId", p.document #> '{specification,level,eqf}' AS "eqfLevel",
       p.document #> '{specification,iscedFields}' AS "iscedFields", g.country
     FROM published_offer p JOIN organisation g ON g.id = p.provider_id
     WHERE p.provider_id = ANY ($1::uuid[]) AND ($2::uuid IS NULL OR p.offer_id > $2) ORDER BY p.offer_id LIMIT ${OFFERS_AT_ONCE}`,
    [providerIds, after],
  );
