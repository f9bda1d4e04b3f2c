import { registerToday } from '#libs/config';
import type { Tx } from '#libs/database';
import { ProblemError, type Outcome } from '#libs/kernel';
import type { OutcomeInput } from '#libs/quality';
import { bodies, fundings, inclusions, recognitions, roles } from './authorities.js';
import { text, type OfferRow } from './builders.js';
import type { SeedContext, SeedProgress } from './context.js';
import { dayFrom, draftOf, site, type Day } from './draft.js';
import { earlierEditions, pendingSuccessors, replacedForms, withdrawals } from './history.js';
import { currentOffers, drafts, pastOffers } from './offers/index.js';
import type { AgencyKey, OrganisationKey } from './organisation-keys.js';
import { PLACES } from './places.js';
import { providers, type OrganisationRow } from './providers.js';
import { agencies, outcomes, procedures, type AgencyRow, type OutcomeRow } from './quality.js';

const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new ProblemError(...outcome.problems);
  return outcome.value;
};

/** One loading, inside the one transaction it is given. Made anew when the transaction is tried again. */
export class SeedLoader {
  private readonly day: Day;
  private readonly organisationIds = new Map<OrganisationKey, string>();
  private readonly procedureIds = new Map<string, string>();
  /** Of each code the offer that is alive. */
  private readonly offerIds = new Map<string, string>();

  constructor(private readonly services: SeedContext, private readonly tx: Tx, private readonly onProgress: (progress: SeedProgress) => void) {
    this.day = dayFrom(registerToday(services.config));
  }

  async load(): Promise<void> {
    await this.each('organisations', [...providers, ...bodies], (row) => this.organisation(row));
    await this.admitProviders();
    await this.each('agencies', agencies, (row) => this.agency(row));
    await this.each('agencies', procedures, (row) => this.procedure(row));
    await this.each('offers', [...currentOffers, ...pastOffers, ...drafts], (row) => this.offer(row));
    await this.each('decisions', outcomes, (row) => this.decision(row));
    await this.fund();
    await this.recognise();
    await this.each('endings', withdrawals, async ({ code, reason }) => {
      must(await this.services.offerEndings.withdraw(this.tx, { offerId: this.offerId(code), reason }));
    });
    await this.endProviders();
  }

  private async each<Row>(step: SeedProgress['step'], rows: readonly Row[], work: (row: Row) => Promise<void>): Promise<void> {
    for (const [index, row] of rows.entries()) {
      await work(row);
      this.onProgress({ step, done: index + 1, total: rows.length });
    }
  }

  private async organisation({ key, name, short, place, domain, identifiers = [] }: OrganisationRow): Promise<void> {
    const { address, locality, country, nutsRegion } = PLACES[place];
    const number = 999_000_101 + this.organisationIds.size;
    const record = must(await this.services.organisations.create(this.tx, {
      legalName: text(name), otherNames: short ? [text(short)] : [], country, nutsRegion, address: { text: address, locality },
      identifiers: [{ scheme: 'NATIONAL_REGISTER', value: String(number) }, ...identifiers.map(([scheme, value]) => ({ scheme, value }))],
      homepage: site(domain), mailbox: `info@${domain}.example.org`,
    }));
    this.organisationIds.set(key, record.id);
  }

  private async admitProviders(): Promise<void> {
    for (const { key, kind, domain, recognition, quality, applied, registered } of providers) {
      const organisationId = this.organisationId(key);
      must(await this.services.providers.apply(this.tx, {
        organisationId, kind, from: this.day(-applied),
        recognitionPolicy: { text: text(recognition), url: `${site(domain)}pripazinimas` },
        internalQualityAssurance: { text: text(quality), url: `${site(domain)}kokybe` },
      }));
      if (registered === undefined) continue;
      must(await this.services.providers.changeStatus(this.tx, { providerId: organisationId, expectedVersion: null, status: 'REGISTERED', from: this.day(-registered) }));
    }
    for (const { organisation, role, days } of roles) {
      must(await this.services.organisations.grantRole(this.tx, { organisationId: this.organisationId(organisation), expectedVersion: null, role, from: this.day(-days) }));
    }
  }

  private async agency({ key, deqarId, eqarFrom, eqarTo, countries, activeFrom }: AgencyRow): Promise<void> {
    must(await this.services.agencies.register(this.tx, {
      organisationId: this.organisationId(key), deqarId: deqarId ?? null, officialCountries: countries, activeFrom: this.day(activeFrom),
      eqarRegisteredFrom: this.dayOrNull(eqarFrom), eqarRegisteredTo: this.dayOrNull(eqarTo),
    }));
  }

  private async procedure(row: (typeof procedures)[number]): Promise<void> {
    const { key, agency, title, framework, nature, description, from } = row;
    const record = must(await this.services.procedures.create(this.tx, {
      agencyId: this.organisationId(agency), title: text(title), framework, nature, description: text(description), validFrom: this.day(from),
      validTo: this.dayOrNull('to' in row ? row.to : undefined), deqarActivity: 'deqarActivity' in row ? row.deqarActivity : null,
    }));
    this.procedureIds.set(key, record.id);
  }

  /** Its earlier form first, where it has one; then what the table says. */
  private async offer(row: OfferRow): Promise<void> {
    const replaced = replacedForms.find(({ code }) => code === row.code);
    const edition = earlierEditions.find(({ code }) => code === row.code);
    const first = (replaced ?? edition)?.before(row) ?? row;
    const created = must(await this.services.offerCommands.create(this.tx, { providerId: this.organisationId(row.by), draft: this.draft(first) }));
    this.offerIds.set(row.code, created.id);
    if (drafts.includes(row)) return;
    await this.include(row.code);
    await this.publish(row.code);
    if (replaced) await this.supersede(row);
    else if (edition) {
      must(await this.services.offerCommands.edit(this.tx, { offerId: created.id, expectedVersion: null, draft: this.draft(row) }));
      await this.publish(row.code, edition.correction);
    }
    const pending = pendingSuccessors.find(({ code }) => code === row.code);
    if (pending) must(await this.services.offerEndings.supersede(this.tx, { offerId: created.id, draft: this.draft(pending.next(row)) }));
  }

  private async supersede(row: OfferRow): Promise<void> {
    const successor = must(await this.services.offerEndings.supersede(this.tx, { offerId: this.offerId(row.code), draft: this.draft(row) }));
    this.offerIds.set(row.code, successor.id);
    await this.publish(row.code);
  }

  private async include(code: string): Promise<void> {
    for (const { level, from, to } of inclusions.filter(({ offer }) => offer === code)) {
      must(await this.services.authorityRecords.recordNqfInclusion(this.tx, {
        offerId: this.offerId(code), authorityId: this.organisationId('stairs'), level, validFrom: this.day(from), validTo: this.dayOrNull(to),
        reference: `KLT-${code}`,
      }));
    }
  }

  private async fund(): Promise<void> {
    for (const { offers, scheme, conditions, amount, from, to } of fundings) {
      for (const code of offers) {
        must(await this.services.authorityRecords.recordFundingEligibility(this.tx, {
          offerId: this.offerId(code), authorityId: this.organisationId('jobs'), scheme: text(scheme), conditions: text(conditions),
          ...(amount !== undefined && { amount: { value: amount, currency: 'EUR' } }),
          validFrom: this.day(from), validTo: this.dayOrNull(to), reference: `DPT-${code}`,
        }));
      }
    }
  }

  private async recognise(): Promise<void> {
    for (const { by, offers, purposes, conditions, credits, from, to } of recognitions) {
      for (const code of offers) {
        must(await this.services.authorityRecords.recordRecognition(this.tx, {
          offerId: this.offerId(code), authorityId: this.organisationId(by), purposes: [...purposes],
          ...(conditions && { conditions: text(conditions) }),
          ...(credits !== undefined && { credits: { framework: 'ECTS', points: credits } }),
          validFrom: this.day(from), validTo: this.dayOrNull(to),
        }));
      }
    }
  }

  private async publish(code: string, correctionReason?: string): Promise<void> {
    must(await this.services.publication.publish(this.tx, { offerId: this.offerId(code), ...(correctionReason && { correctionReason }) }));
  }

  private async decision(row: OutcomeRow): Promise<void> {
    let correctsId: string | null = null;
    if (row.firstEnteredAs) correctsId = await this.record({ ...row, ...row.firstEnteredAs }, null);
    const outcomeId = await this.record(row, correctsId);
    if (row.withdrawn) {
      must(await this.services.qaOutcomes.withdraw(this.tx, { outcomeId, withdrawnOn: this.day(row.withdrawn.on), reason: row.withdrawn.reason }));
    }
  }

  private async record(row: OutcomeRow, correctsId: string | null): Promise<string> {
    const agency = procedures.find(({ key }) => key === row.procedure)?.agency as AgencyKey;
    const reference = `${agency === 'dragonfly' ? 'LSVA' : 'SMKB'}-${outcomes.findIndex((other) => other.decided === row.decided && other.provider === row.provider) + 1}`;
    const domain = bodies.find(({ key }) => key === agency)?.domain ?? agency;
    const { id } = must(await this.services.qaOutcomeRecording.record(this.tx, {
      procedureId: this.procedureIds.get(row.procedure) as string, providerId: this.organisationId(row.provider),
      offerIds: row.offers?.map((code) => this.offerId(code)) ?? null, decision: row.decision, decisionDate: this.day(row.decided),
      validFrom: this.day(row.from ?? row.decided), validTo: this.dayOrNull(row.to), reference, scope: row.scope,
      contributingAgencyIds: row.contributing?.map((key) => this.organisationId(key)), correctsId, ...enteredBy(agency, site(domain)),
      reports: row.report ? [{ url: `${site(domain)}isvados/${reference.toLowerCase()}.pdf`, languages: ['lt'], title: `Vertinimo išvados ${reference}` }] : [],
    }));
    return id;
  }

  private async endProviders(): Promise<void> {
    for (const { key, ended } of providers) {
      if (!ended) continue;
      must(await this.services.providers.changeStatus(this.tx, {
        providerId: this.organisationId(key), expectedVersion: null, status: ended.status, from: this.day(-ended.days), reason: ended.reason,
        successorId: ended.successor ? this.organisationId(ended.successor) : null,
      }));
    }
  }

  private draft(row: OfferRow) {
    return draftOf(row, { day: this.day, organisationId: (key) => this.organisationId(key) });
  }

  private dayOrNull(days: number | undefined) {
    return days === undefined ? null : this.day(days);
  }

  private organisationId(key: OrganisationKey): string {
    return known(this.organisationIds.get(key), key);
  }

  private offerId(code: string): string {
    return known(this.offerIds.get(code), code);
  }
}

/** The smaller agency does not work in the register: the registrar enters what it publishes. */
const enteredBy = (agency: AgencyKey, agencySite: string): Pick<OutcomeInput, 'recordedBy' | 'source'> =>
  agency === 'dragonfly'
    ? { recordedBy: 'AGENCY' }
    : { recordedBy: 'REGISTRAR', source: { text: 'Agentūros paskelbtų sprendimų sąrašas / List of decisions published by the agency', url: `${agencySite}sprendimai` } };

function known(id: string | undefined, name: string): string {
  if (!id) throw new Error(`The seed names something that it has not loaded yet: ${name}`);
  return id;
}
