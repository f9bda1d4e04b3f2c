import { Injectable } from '@nestjs/common';
import { logChange } from '#libs/access';
import { Config, registerToday } from '#libs/config';
import { enqueue, type Tx } from '#libs/database';
import { fail, isId, isLocalDate, newId, plainSentence, succeed, type LocalDate, type Outcome, type Problem } from '#libs/kernel';
import { nqfLevelsOf } from '#libs/vocabularies';
import { fundingDetails, recognitionDetails } from './authority-details.js';
import type { AuthorityRecordKind, FundingDetails, RecognitionDetails } from './authority-record.entity.js';
import { RECORD_COLUMNS, recordFields, type AuthorityRecordView, type FundingEligibility, type Recognition } from './authority-record-view.js';
import { entitlementProblems } from './authority-entitlement.js';
import type { NqfInclusion } from './offer-projection.js';
import { authorityProblems, saveProblems } from './problems.js';

interface DecisionInput {
  offerId: string;
  authorityId: string;
  validFrom: LocalDate;
  validTo?: LocalDate | null;
  reference?: string | null;
}

export interface NqfInclusionInput extends DecisionInput {
  /** Default: the country's own framework. */
  framework?: string;
  level: number;
}

export type FundingEligibilityInput = DecisionInput & FundingDetails;
export type RecognitionInput = DecisionInput & RecognitionDetails;

/** Decisions of authorities beside an offer: never made by the provider, never changed, only ended (point 9(d)). */
@Injectable()
export class AuthorityRecords {
  constructor(private readonly config: Config) {}

  recordNqfInclusion(tx: Tx, input: NqfInclusionInput): Promise<Outcome<AuthorityRecordView>> {
    const framework = input.framework ?? this.config.country.nationalFramework;
    const known = nqfLevelsOf(framework).some((concept) => concept.level === String(input.level));
    const problems = known ? [] : [authorityProblems.make('NQF_LEVEL_UNKNOWN', 'level', { framework, level: input.level })];
    return this.record(tx, input, { kind: 'NQF_INCLUSION', framework, level: input.level, details: null, problems });
  }

  /** Learners may get public money for the offer. */
  recordFundingEligibility(tx: Tx, input: FundingEligibilityInput): Promise<Outcome<AuthorityRecordView>> {
    return this.record(tx, input, { kind: 'FUNDING_ELIGIBILITY', framework: null, level: null, ...fundingDetails(input) });
  }

  /** A body of the register recognises what is learned. */
  recordRecognition(tx: Tx, input: RecognitionInput): Promise<Outcome<AuthorityRecordView>> {
    return this.record(tx, input, { kind: 'RECOGNITION', framework: null, level: null, ...recognitionDetails(input) });
  }

  /** Sets the last day of a record that has none yet. */
  async end(tx: Tx, input: { recordId: string; validTo: LocalDate }): Promise<Outcome<AuthorityRecordView>> {
    const [record] = isId(input.recordId)
      ? await tx.query<AuthorityRecordView>(`SELECT ${RECORD_COLUMNS} FROM authority_record a WHERE a.id = $1 FOR UPDATE`, [input.recordId])
      : [];
    if (!record) return fail(authorityProblems.make('RECORD_UNKNOWN', 'recordId', { id: input.recordId }));
    if (record.validTo) return fail(authorityProblems.make('RECORD_ENDED', 'validTo', { to: record.validTo }));
    const problems = checkDates({ validFrom: record.validFrom, validTo: input.validTo });
    if (problems.length) return fail(...problems);
    await tx.change('UPDATE authority_record SET valid_to = $2 WHERE id = $1', [record.id, input.validTo]);
    await enqueue(tx, 'authority-record', [record.id]);
    const ended = { ...record, validTo: input.validTo };
    this.log(tx, 'authority-record.end', { before: record, after: ended });
    return succeed(ended);
  }

  async load(tx: Tx, recordId: string): Promise<AuthorityRecordView | null> {
    const [row] = isId(recordId) ? await tx.query<AuthorityRecordView>(`SELECT ${RECORD_COLUMNS} FROM authority_record a WHERE a.id = $1`, [recordId]) : [];
    return row ?? null;
  }

  /** Whose record it is; null: there is none. */
  async authorityOf(tx: Tx, recordId: string): Promise<string | null> {
    return (await this.load(tx, recordId))?.authorityId ?? null;
  }

  /** Every record beside the offer, newest first. */
  forOffer(tx: Tx, offerId: string): Promise<AuthorityRecordView[]> {
    return tx.query<AuthorityRecordView>(
      `SELECT ${RECORD_COLUMNS} FROM authority_record a WHERE a.offer_id = $1 ORDER BY a.valid_from DESC, a.recorded_at DESC, a.id`, [offerId],
    );
  }

  /** The NQF inclusions that hold on the day, one for an offer: the one that began last. */
  async inclusionsOn(tx: Tx, offerIds: readonly string[], on: LocalDate): Promise<Map<string, NqfInclusion>> {
    const rows = await tx.query<AuthorityRecordView & { framework: string; level: number }>(
      `SELECT DISTINCT ON (a.offer_id) ${RECORD_COLUMNS} FROM authority_record a
       WHERE a.kind = 'NQF_INCLUSION' AND a.offer_id = ANY ($1::uuid[]) AND a.valid_from <= $2 AND (a.valid_to IS NULL OR a.valid_to >= $2)
       ORDER BY a.offer_id, a.valid_from DESC, a.recorded_at DESC, a.id DESC`,
      [offerIds, on],
    );
    return new Map(rows.map(({ offerId, id, authorityId, framework, level, validFrom, validTo, reference }) =>
      [offerId, { recordId: id, authorityId, framework, level, validFrom, validTo, reference }]));
  }

  fundingOn(tx: Tx, offerIds: readonly string[], on: LocalDate): Promise<Map<string, FundingEligibility[]>> {
    return holding<FundingEligibility>(tx, { kind: 'FUNDING_ELIGIBILITY', offerIds, on });
  }

  recognitionsOn(tx: Tx, offerIds: readonly string[], on: LocalDate): Promise<Map<string, Recognition[]>> {
    return holding<Recognition>(tx, { kind: 'RECOGNITION', offerIds, on });
  }

  private async record(tx: Tx, input: DecisionInput, decision: Decision): Promise<Outcome<AuthorityRecordView>> {
    const { kind, framework, level, details } = decision;
    const decider = { ...input, needsRole: kind !== 'RECOGNITION', today: registerToday(this.config) };
    const problems = [...(await entitlementProblems(tx, decider)), ...decision.problems, ...checkDates(input)];
    if (problems.length) return fail(...problems);
    const id = newId();
    await tx.query(
      `INSERT INTO authority_record (id, offer_id, kind, authority_id, framework, level, details, valid_from, valid_to, reference, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [id, input.offerId, kind, input.authorityId, framework, level, details && JSON.stringify(details), input.validFrom, input.validTo ?? null,
        plainSentence(input.reference ?? '') || null, this.config.clock.now()],
    );
    await enqueue(tx, 'authority-record', [id]);
    const record = (await this.load(tx, id)) as AuthorityRecordView;
    this.log(tx, 'authority-record.record', { after: record });
    return succeed(record);
  }

  private log(tx: Tx, action: string, { before, after }: { before?: AuthorityRecordView; after: AuthorityRecordView }): void {
    logChange(tx, {
      at: this.config.clock.now(), action, record: { kind: 'authority-record', id: after.id }, ownerId: after.authorityId,
      before: before && recordFields(before), after: recordFields(after),
    });
  }
}

type Decision = Pick<AuthorityRecordView, 'framework' | 'level' | 'details'> & { kind: AuthorityRecordKind; problems: Problem[] };

/** The records of the kind that hold on the day, by offer, the one that began last first. */
async function holding<Record extends AuthorityRecordView>(
  tx: Tx, asked: { kind: AuthorityRecordKind; offerIds: readonly string[]; on: LocalDate },
): Promise<Map<string, Record[]>> {
  const rows = await tx.query<Record>(
    `SELECT ${RECORD_COLUMNS} FROM authority_record a
     WHERE a.kind = $1 AND a.offer_id = ANY ($2::uuid[]) AND a.valid_from <= $3 AND (a.valid_to IS NULL OR a.valid_to >= $3)
     ORDER BY a.valid_from DESC, a.id DESC`,
    [asked.kind, asked.offerIds, asked.on],
  );
  return Map.groupBy(rows, ({ offerId }) => offerId);
}

function checkDates({ validFrom, validTo }: { validFrom: LocalDate; validTo?: LocalDate | null }): Problem[] {
  const impossible = ([['validFrom', validFrom], ['validTo', validTo]] as const)
    .filter(([, value]) => value != null && !isLocalDate(value))
    .map(([path, value]) => saveProblems.make('DATE_IMPOSSIBLE', path, { value: String(value) }));
  if (impossible.length) return impossible;
  return validTo && validTo < validFrom ? [authorityProblems.make('VALIDITY_REVERSED', 'validTo', { from: validFrom, to: validTo })] : [];
}
