import DataLoader from 'dataloader';
import { Injectable } from '@nestjs/common';
import { Config, registerToday } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import type { Problem } from '#libs/kernel';
import { AuthorityRecords, OfferReader, Publication, Submissions, type FundingEligibility, type NqfInclusion, type PublicOffer, type Recognition, type SubmissionRecord } from '#libs/offers';
import { Organisations, Providers, type FormerNameRecord, type OrganisationRecord, type StatusChangeRecord } from '#libs/organisations';
import { Agencies, Procedures, QaOutcomes, type AgencyRecord, type OutcomeFact, type ProcedureRecord, type QaOutcomeRecord } from '#libs/quality';

export interface OfferKey {
  id: string;
  providerId: string;
}

export interface Loaders {
  /** What publishing the draft would say now. */
  blockers: DataLoader<string, Problem[]>;
  /** The live submission of an offer, or the last one. */
  submission: DataLoader<string, SubmissionRecord | null>;
  organisation: DataLoader<string, OrganisationRecord | null>;
  /** Of an organisation, newest first. */
  formerNames: DataLoader<string, FormerNameRecord[]>;
  /** Of a provider's life, from the application on, oldest first. */
  providerSteps: DataLoader<string, StatusChangeRecord[]>;
  /** A public offer. */
  offer: DataLoader<string, PublicOffer | null>;
  agency: DataLoader<string, AgencyRecord | null>;
  procedure: DataLoader<string, ProcedureRecord | null>;
  outcome: DataLoader<string, QaOutcomeRecord | null>;
  /** What the assurance of an offer is computed from. */
  facts: DataLoader<OfferKey, readonly OutcomeFact[], string>;
  /** The same of a provider and all its offers. */
  providerFacts: DataLoader<string, readonly OutcomeFact[]>;
  /** The NQF inclusion that holds today. */
  nqfInclusion: DataLoader<string, NqfInclusion | null>;
  /** Of an offer, what holds today. */
  funding: DataLoader<string, FundingEligibility[]>;
  recognitions: DataLoader<string, Recognition[]>;
}

const byId = <V>(load: (ids: readonly string[]) => Promise<ReadonlyMap<string, V>>): DataLoader<string, V | null> =>
  new DataLoader(async (ids) => {
    const found = await load(ids);
    return ids.map((id) => found.get(id) ?? null);
  });

const listsById = <V>(load: (ids: readonly string[]) => Promise<ReadonlyMap<string, V[]>>): DataLoader<string, V[]> =>
  new DataLoader(async (ids) => {
    const found = await load(ids);
    return ids.map((id) => found.get(id) ?? []);
  });

/** The services that loaders ask. */
@Injectable()
export class LoadingServices {
  constructor(
    readonly organisations: Organisations,
    readonly providers: Providers,
    readonly offers: OfferReader,
    readonly agencies: Agencies,
    readonly procedures: Procedures,
    readonly outcomes: QaOutcomes,
    readonly authorities: AuthorityRecords,
    readonly publication: Publication,
    readonly submissions: Submissions,
  ) {}
}

/** Makes the loaders of one request: each asks the database once for everything that the request needs of its kind. */
@Injectable()
export class LoaderFactory {
  constructor(
    private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly services: LoadingServices,
  ) {}

  make(): Loaders {
    const { organisations, offers, agencies, procedures, outcomes, authorities } = this.services;
    const { read } = this.uow;
    return {
      blockers: listsById((ids) => this.services.publication.blockersOf(read, ids)),
      submission: byId((ids) => this.services.submissions.lastOf(read, ids)),
      organisation: byId((ids) => organisations.load(read, ids)),
      formerNames: listsById((ids) => organisations.formerNames(read, ids)),
      providerSteps: listsById((ids) => this.services.providers.steps(read, ids)),
      offer: byId((ids) => offers.public(read, ids)),
      agency: byId((ids) => agencies.load(read, ids)),
      procedure: byId((ids) => procedures.load(read, ids)),
      outcome: byId((ids) => outcomes.load(read, ids)),
      nqfInclusion: byId((ids) => authorities.inclusionsOn(read, ids, registerToday(this.config))),
      funding: listsById((ids) => authorities.fundingOn(read, ids, registerToday(this.config))),
      recognitions: listsById((ids) => authorities.recognitionsOn(read, ids, registerToday(this.config))),
      providerFacts: new DataLoader(async (providerIds) => {
        const facts = Map.groupBy(await outcomes.factsFor(read, { providerIds }), (fact) => fact.providerId);
        return providerIds.map((id) => facts.get(id) ?? []);
      }),
      facts: new DataLoader((offers) => this.facts(offers), { cacheKeyFn: ({ id }) => id }),
    };
  }

  private async facts(offers: readonly OfferKey[]): Promise<(readonly OutcomeFact[])[]> {
    const providerIds = [...new Set(offers.map((offer) => offer.providerId))];
    const facts = await this.services.outcomes.factsFor(this.uow.read, { providerIds, offerIds: offers.map((offer) => offer.id) });
    const byProvider = Map.groupBy(facts, (fact) => fact.providerId);
    return offers.map((offer) => byProvider.get(offer.providerId) ?? []);
  }
}
