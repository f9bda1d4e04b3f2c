import { Injectable } from '@nestjs/common';
import { Config, registerToday } from '#libs/config';
import type { OutboxEntry, Tx } from '#libs/database';
import type { LocalDate } from '#libs/kernel';
import { Organisations, type OrganisationRecord } from '#libs/organisations';
import { assurance, QaOutcomes, type AssuranceSubject, type OutcomeFact } from '#libs/quality';
import { AuthorityRecords } from './authority-records.js';
import type { NqfInclusion, OfferProjection, PublicOffer } from './offer-projection.js';
import { OfferReader } from './offer-reader.js';
import { organisationReferences } from './references.js';

/** The published offers with everything that depends on the day: what the index and the feeds are made of. */
@Injectable()
export class OfferProjections {
  constructor(
    private readonly config: Config,
    private readonly reader: OfferReader,
    private readonly organisations: Organisations,
    private readonly outcomes: QaOutcomes,
    private readonly authorities: AuthorityRecords,
  ) {}

  /** Only offers that are public now; one that is missing from the answer must not be shown anywhere. */
  async load(tx: Tx, ids: readonly string[], on: LocalDate = registerToday(this.config)): Promise<Map<string, OfferProjection>> {
    return this.project(tx, [...(await this.reader.public(tx, ids)).values()], on);
  }

  /** The same for offers read already. Each once: a handful of queries whatever their number. */
  async project(tx: Tx, offers: readonly PublicOffer[], on: LocalDate = registerToday(this.config)): Promise<Map<string, OfferProjection>> {
    const providerIds = [...new Set(offers.map((offer) => offer.document.providerId))];
    const organisationIds = new Set([...providerIds, ...offers.flatMap((offer) => organisationReferences(offer.document.specification).map((r) => r.id))]);
    const organisations = await this.organisations.load(tx, [...organisationIds]);
    const facts = Map.groupBy(
      await this.outcomes.factsFor(tx, { providerIds, offerIds: offers.map((offer) => offer.id) }),
      (fact) => fact.providerId,
    );
    const inclusions = await this.authorities.inclusionsOn(tx, offers.map((offer) => offer.id), on);
    const knownAt = this.config.clock.now();
    return new Map(offers.flatMap((offer) => {
      const around: Around = { organisations, inclusions, facts, on, knownAt };
      const projection = toProjection(offer, around);
      return projection ? [[offer.id, projection]] : [];
    }));
  }

  /** The offers that outbox entries of any kind are about, sorted: every lib enqueues its own ids. */
  async expand(tx: Tx, entries: readonly Pick<OutboxEntry, 'kind' | 'id'>[]): Promise<string[]> {
    const ids = (kind: OutboxEntry['kind']) => entries.filter((entry) => entry.kind === kind).map((entry) => entry.id);
    const rows = await tx.query<{ id: string }>(
      `SELECT unnest($1::uuid[]) AS id
       UNION SELECT o.id FROM offer o WHERE o.provider_id = ANY ($2::uuid[]) AND o.current_revision IS NOT NULL
       UNION SELECT p.offer_id FROM published_offer p WHERE ${NAMES_ORGANISATION}
       UNION SELECT o.id FROM qa_outcome q JOIN offer o ON o.provider_id = q.provider_id
         WHERE q.id = ANY ($3::uuid[]) AND (q.offer_ids IS NULL OR o.id = ANY (q.offer_ids)) AND o.current_revision IS NOT NULL
       UNION SELECT offer_id FROM authority_record WHERE id = ANY ($4::uuid[])
       ORDER BY id`,
      [ids('offer'), ids('organisation'), ids('outcome'), ids('authority-record')],
    );
    return rows.map((row) => row.id);
  }
}

/** Published documents that name an organisation in a part of their own: its name stands in index and feeds. */
const NAMES_ORGANISATION = `cardinality($2::uuid[]) > 0 AND (
  p.document->'specification'->'awardingBodyIds' ?| $2::text[] OR p.document->'specification'->'coProviderIds' ?| $2::text[]
  OR jsonb_path_query_array(p.document, '$.specification.**.organisationId') ?| $2::text[])`;

interface Around {
  organisations: ReadonlyMap<string, OrganisationRecord>;
  facts: ReadonlyMap<string, OutcomeFact[]>;
  inclusions: ReadonlyMap<string, NqfInclusion>;
  on: LocalDate;
  knownAt: Date;
}

function toProjection(offer: PublicOffer, around: Around): OfferProjection | null {
  const provider = around.organisations.get(offer.document.providerId);
  if (!provider) return null;
  const named = organisationReferences(offer.document.specification).map((reference) => reference.id);
  const organisations = new Map([provider.id, ...named].flatMap((id) => {
    const organisation = around.organisations.get(id);
    return organisation ? [[id, organisation]] : [];
  }));
  const { on, knownAt } = around;
  return {
    offer,
    on,
    provider,
    organisations,
    assurance: assurance(assuranceSubject(offer, provider), around.facts.get(provider.id) ?? [], { on, knownAt }),
    nqfInclusion: around.inclusions.get(offer.id) ?? null,
  };
}

/** What of the offer decides which outcomes are about it. */
export const assuranceSubject = (offer: PublicOffer, provider: Pick<OrganisationRecord, 'id' | 'country'>): AssuranceSubject => ({
  offerId: offer.id,
  providerId: provider.id,
  eqfLevel: offer.document.specification.level?.eqf ?? null,
  iscedFields: offer.document.specification.iscedFields,
  country: provider.country,
});
