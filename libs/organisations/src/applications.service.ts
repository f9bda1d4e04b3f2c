import { Injectable } from '@nestjs/common';
import { Memberships } from '#libs/access';
import type { Tx } from '#libs/database';
import { fail, succeed, type Outcome } from '#libs/kernel';
import type { OrganisationInput } from './organisation-input.js';
import type { OrganisationRecord } from './organisation-record.js';
import { Organisations } from './organisations.service.js';
import { providerProblems } from './problems.js';
import { checkProviderFields, type ProviderFields } from './provider-rules.js';
import { Providers } from './providers.service.js';

/** Somebody who has signed in, as their identity provider names them. */
export interface Applicant {
  issuer: string;
  subject: string;
  displayName: string | null;
}

/** Nobody fills the registrar's desk alone. */
const OPEN_APPLICATIONS = 3;

/** Applying on line: who is not in the register yet asks to be. */
@Injectable()
export class Applications {
  constructor(
    private readonly organisations: Organisations,
    private readonly providers: Providers,
    private readonly memberships: Memberships,
  ) {}

  /** Enters organisation and application, and makes the applicant the one who may go on with it. */
  async submit(
    tx: Tx, { applicant, organisation, provider }: { applicant: Applicant; organisation: OrganisationInput; provider: ProviderFields },
  ): Promise<Outcome<OrganisationRecord>> {
    // Holds the person's row: of several applications at the same moment each would find the others missing.
    const personId = await this.memberships.enter(tx, applicant, null);
    if ((await openApplications(tx, personId)) >= OPEN_APPLICATIONS) {
      return fail(providerProblems.make('APPLICATIONS_TOO_MANY', '', { limit: OPEN_APPLICATIONS }));
    }
    const created = await this.organisations.create(tx, organisation);
    const { kind, recognitionPolicy = null, internalQualityAssurance = null } = provider;
    const problems = checkProviderFields({ kind, recognitionPolicy, internalQualityAssurance });
    if (!created.ok || problems.length) return fail(...created.problems, ...problems);
    const organisationId = created.value.id;
    const applied = await this.providers.apply(tx, { organisationId, ...provider });
    if (!applied.ok) return applied;
    const granted = await this.memberships.grant(tx, { person: applicant, role: 'PROVIDER_PUBLISHER', organisationId });
    return granted.ok ? succeed(applied.value, created.problems) : granted;
  }
}

/** Also those that the person has left: leaving does not make room. */
async function openApplications(tx: Tx, personId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(DISTINCT p.organisation_id)::int AS count FROM membership m JOIN provider p ON p.organisation_id = m.organisation_id
     WHERE m.person_id = $1 AND m.role = 'PROVIDER_PUBLISHER' AND p.status IN ('APPLIED', 'RETURNED')`,
    [personId],
  );
  return row?.count ?? 0;
}
