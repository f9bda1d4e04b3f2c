import { Test } from '@nestjs/testing';
import type { DataSource } from 'typeorm';
import type { Config } from '#libs/config';
import { DatabaseModule, type UnitOfWork } from '#libs/database';
import type { FixedClock, Outcome } from '#libs/kernel';
import { Organisations, OrganisationsModule, Providers } from '#libs/organisations';
import { Agencies, Presumptions, Procedures, QaOutcomes, QualityModule, type AgencyInput, type OutcomeInput, type ProcedureInput } from '../src/index.js';

export const NOWHERE = '01900000-0000-7000-8000-000000000000';

export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

export const codes = (outcome: Outcome<unknown>): string[] => outcome.problems.map(({ code }) => code);

interface Database {
  config: Config;
  clock: FixedClock;
  dataSource: DataSource;
  uow: UnitOfWork;
  drop(): Promise<void>;
}

/** A register with two agencies, a procedure of the first and a provider; its commands take what a test wants otherwise. */
export async function openRegister(db: Database) {
  const app = await Test.createTestingModule({
    imports: [DatabaseModule.register(db.config, db.dataSource), OrganisationsModule, QualityModule],
  }).compile();
  const [organisations, providers] = [app.get(Organisations), app.get(Providers)];
  const [agencies, procedures, outcomes, presumptions] = [app.get(Agencies), app.get(Procedures), app.get(QaOutcomes), app.get(Presumptions)];

  const organisation = async () => value(await db.uow.command((tx) => organisations.create(tx, { legalName: { en: 'Organisation' }, country: 'LT' }))).id;
  const provider = async () => {
    const organisationId = await organisation();
    value(await db.uow.command((tx) => providers.apply(tx, { organisationId, kind: 'HIGHER_EDUCATION' })));
    return organisationId;
  };
  const registerAgency = (input: AgencyInput) => db.uow.command((tx) => agencies.register(tx, input));
  const agencyId = value(await registerAgency({ organisationId: await organisation(), activeFrom: '2020-01-01' })).id;
  const otherAgencyId = value(await registerAgency({ organisationId: await organisation() })).id;
  const createProcedure = (over: Partial<ProcedureInput> = {}) =>
    db.uow.command((tx) => procedures.create(tx, { agencyId, title: { lt: 'Akreditavimas' }, framework: 'ESG', nature: 'OBLIGATORY', ...over }));
  const procedureId = value(await createProcedure({ validFrom: '2022-01-01', validTo: '2026-12-31', deqarActivity: '42' })).id;
  const providerId = await provider();
  const record = (over: Partial<OutcomeInput> = {}) =>
    db.uow.command((tx) => outcomes.record(tx, { procedureId, providerId, decision: 'POSITIVE', decisionDate: '2024-05-02', ...over }));
  const withdraw = (outcomeId: string, withdrawnOn = '2024-08-01', reason = 'Obtained by deceit') =>
    db.uow.command((tx) => outcomes.withdraw(tx, { outcomeId, withdrawnOn, reason }));

  return {
    db, organisations, agencies, procedures, outcomes, presumptions, organisation, provider, registerAgency, createProcedure, record, withdraw,
    agencyId, otherAgencyId, procedureId, providerId,
    close: async () => {
      await app.close();
      await db.drop();
    },
  };
}

/** What the log says of a record of this lib, oldest first. */
export async function logged({ db }: { db: Database }, recordId: string) {
  const lines = await db.uow.read.query<{ action: string; ownerId: string | null; reason: string | null; changes: string }>(
    `SELECT action, owner_id AS "ownerId", reason, changes FROM history_entry
     WHERE record_id = $1 AND record_kind IN ('agency', 'procedure', 'outcome', 'presumption-rule') ORDER BY seq`, [recordId],
  );
  return lines.map((line) => ({ ...line, changes: JSON.parse(line.changes) as unknown }));
}
