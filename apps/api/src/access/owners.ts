import { Injectable } from '@nestjs/common';
import { accessProblems, ApiKeys, Invitations, Memberships, RecordOwners, type RecordKind } from '#libs/access';
import { UnitOfWork } from '#libs/database';
import { isId, type Problem } from '#libs/kernel';
import { AuthorityRecords, authorityProblems, OfferReader, saveProblems, submissionProblems, Submissions } from '#libs/offers';
import { organisationProblems, providerProblems } from '#libs/organisations';
import { Procedures, QaOutcomes, qualityProblems } from '#libs/quality';

type Kind = { owner: (id: string) => Promise<string | null>; unknown: (id: string) => Problem };

/** Asks the room that keeps the record. Organisations own themselves. */
@Injectable()
export class Owners extends RecordOwners {
  private readonly kinds: Readonly<Partial<Record<RecordKind, Kind>>>;

  constructor(
    uow: UnitOfWork, offers: OfferReader, procedures: Procedures, outcomes: QaOutcomes, authorities: AuthorityRecords, submissions: Submissions,
    memberships: Memberships, invitations: Invitations, keys: ApiKeys,
  ) {
    super();
    const itself = async (id: string) => id;
    this.kinds = {
      organisation: { owner: itself, unknown: (id) => organisationProblems.make('ORGANISATION_UNKNOWN', '', { id }) },
      provider: { owner: itself, unknown: (id) => providerProblems.make('PROVIDER_UNKNOWN', 'providerId', { id }) },
      agency: { owner: itself, unknown: (id) => qualityProblems.make('AGENCY_UNKNOWN', 'agencyId', { id }) },
      procedure: {
        owner: async (id) => (await procedures.load(uow.read, [id])).get(id.toLowerCase())?.agencyId ?? null,
        unknown: (id) => qualityProblems.make('PROCEDURE_UNKNOWN', 'procedureId', { id }),
      },
      outcome: {
        owner: async (id) => (await outcomes.load(uow.read, [id])).get(id.toLowerCase())?.agencyId ?? null,
        unknown: (id) => qualityProblems.make('OUTCOME_UNKNOWN', 'outcomeId', { id }),
      },
      offer: {
        owner: async (id) => (await offers.state(uow.read, id))?.providerId ?? null,
        unknown: (id) => saveProblems.make('OFFER_UNKNOWN', 'offerId', { id }),
      },
      submission: {
        owner: async (id) => (await submissions.load(uow.read, id))?.providerId ?? null,
        unknown: (id) => submissionProblems.make('SUBMISSION_UNKNOWN', 'submissionId', { id }),
      },
      'authority-record': {
        owner: (id) => authorities.authorityOf(uow.read, id),
        unknown: (id) => authorityProblems.make('RECORD_UNKNOWN', 'recordId', { id }),
      },
      membership: {
        owner: async (id) => (await memberships.load(uow.read, id))?.organisationId ?? null,
        unknown: (id) => accessProblems.make('MEMBERSHIP_UNKNOWN', 'membershipId', { id }),
      },
      invitation: {
        owner: async (id) => (await invitations.load(uow.read, id))?.organisationId ?? null,
        unknown: (id) => accessProblems.make('INVITATION_UNKNOWN', 'invitationId', { id }),
      },
      'api-key': {
        owner: async (id) => (await keys.load(uow.read, id))?.organisationId ?? null,
        unknown: (id) => accessProblems.make('KEY_UNKNOWN', 'keyId', { id }),
      },
    };
  }

  ownerOf(kind: RecordKind, id: string): Promise<string | null> {
    return isId(id) ? this.kind(kind).owner(id) : Promise.resolve(null);
  }

  unknown(kind: RecordKind, id: string): Problem {
    return this.kind(kind).unknown(id);
  }

  private kind(kind: RecordKind): Kind {
    const found = this.kinds[kind];
    if (!found) throw new Error(`Nobody says whose a record of the kind ${kind} is`);
    return found;
  }
}
