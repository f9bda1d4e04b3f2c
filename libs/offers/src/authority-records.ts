import { Injectable } from '@nestjs/common';
import { Config } from '#libs/config';
import { enqueue, type Tx } from '#libs/database';
import { fail, isId, isLocalDate, newId, plainSentence, succeed, type LocalDate, type Outcome, type Problem } from '#libs/kernel';
import { nqfLevelsOf } from '#libs/vocabularies';
import type { AuthorityRecordKind } from './authority-record.entity.js';
import type { NqfInclusion } from './offer-projection.js';
import { authorityProblems, saveProblems } from './problems.js';

export interface AuthorityRecordView {
  id: string;
  offerId: string;
  kind: AuthorityRecordKind;
  authorityId: string;
  framework: string;
  level: number;
  validFrom: LocalDate;
  validTo: LocalDate | null;
  reference: string | null;
  recordedAt: Date;
}

export interface NqfInclusionInput {
  offerId: string;
  authorityId: string;
  /** Default: the country's own framework. */
  framework?: string;
  level: number;
  validFrom: LocalDate;
  validTo?: LocalDate | null;
  reference?: string | null;
}

const COLUMNS = `id, offer_id AS "offerId", kind, authority_id AS "authorityId", framework, level, valid_from AS "validFrom",
  valid_to AS "validTo", reference, recorded_at AS "recordedAt"`;

/** Decisions of authorities beside an offer: never made by the provider, never changed, only ended (point 9(d)). */
@Injectable()
export class AuthorityRecords {
  constructor(private readonly config: Config) {}

  async recordNqfInclusion(tx: Tx, input: NqfInclusionInput): Promise<Outcome<AuthorityRecordView>> {
    const framework = input.framework ?? this.config.country.nationalFramework;
    const problems = [...(await this.missing(tx, input)), ...checkInclusion(input, framework)];
    if (problems.length) return fail(...problems);
    const id = newId();
    const [record] = await tx.query<AuthorityRecordView>(
      `INSERT INTO authority_record (id, offer_id, kind, authority_id, framework, level, valid_from, valid_to, reference, recorded_at)
       VALUES ($1, $2, 'NQF_INCLUSION', $3, $4, $5, $6, $7, $8, $9) RETURNING ${COLUMNS}`,
      [id, input.offerId, input.authorityId, framework, input.level, input.validFrom, input.validTo ?? null,
        plainSentence(input.reference ?? '') || null, this.config.clock.now()],
    );
    await enqueue(tx, 'authority-record', [id]);
    return succeed(record as AuthorityRecordView);
  }

  /** Sets the last day of a record that has none yet. */
  async end(tx: Tx, input: { recordId: string; validTo: LocalDate }): Promise<Outcome<AuthorityRecordView>> {
    const [record] = isId(input.recordId)
      ? await tx.query<AuthorityRecordView>(`SELECT ${COLUMNS} FROM authority_record WHERE id = $1 FOR UPDATE`, [input.recordId])
      : [];
    if (!record) return fail(authorityProblems.make('RECORD_UNKNOWN', 'recordId', { id: input.recordId }));
    if (record.validTo) return fail(authorityProblems.make('RECORD_ENDED', 'validTo', { to: record.validTo }));
    const problems = checkDates({ validFrom: record.validFrom, validTo: input.validTo });
    if (problems.length) return fail(...problems);
    await tx.change('UPDATE authority_record SET valid_to = $2 WHERE id = $1', [record.id, input.validTo]);
    await enqueue(tx, 'authority-record', [record.id]);
    return succeed({ ...record, validTo: input.validTo });
  }

  /** Whose record it is; null: there is none. */
  async authorityOf(tx: Tx, recordId: string): Promise<string | null> {
    const [row] = isId(recordId) ? await tx.query<{ id: string }>('SELECT authority_id AS id FROM authority_record WHERE id = $1', [recordId]) : [];
    return row?.id ?? null;
  }

  /** Every record beside the offer, newest first. */
  forOffer(tx: Tx, offerId: string): Promise<AuthorityRecordView[]> {
    return tx.query<AuthorityRecordView>(
      `SELECT ${COLUMNS} FROM authority_record WHERE offer_id = $1 ORDER BY valid_from DESC, recorded_at DESC, id`, [offerId],
    );
  }

  /** The NQF inclusions that hold on the day, one for an offer: the one that began last. */
  async inclusionsOn(tx: Tx, offerIds: readonly string[], on: LocalDate): Promise<Map<string, NqfInclusion>> {
    const rows = await tx.query<AuthorityRecordView>(
      `SELECT DISTINCT ON (offer_id) ${COLUMNS} FROM authority_record
       WHERE kind = 'NQF_INCLUSION' AND offer_id = ANY ($1::uuid[]) AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)
       ORDER BY offer_id, valid_from DESC, recorded_at DESC, id DESC`,
      [offerIds, on],
    );
    return new Map(rows.map(({ offerId, id, authorityId, framework, level, validFrom, validTo, reference }) =>
      [offerId, { recordId: id, authorityId, framework, level, validFrom, validTo, reference }]));
  }

  private async missing(tx: Tx, { offerId, authorityId }: NqfInclusionInput): Promise<Problem[]> {
    const exists = async (table: 'offer' | 'organisation', id: string) =>
      isId(id) && (await tx.query(`SELECT 1 FROM ${table} WHERE id = $1`, [id])).length > 0;
    return [
      ...((await exists('offer', offerId)) ? [] : [saveProblems.make('OFFER_UNKNOWN', 'offerId', { id: offerId })]),
      ...((await exists('organisation', authorityId)) ? [] : [authorityProblems.make('AUTHORITY_UNKNOWN', 'authorityId', { id: authorityId })]),
    ];
  }
}

function checkInclusion(input: NqfInclusionInput, framework: string): Problem[] {
  const known = nqfLevelsOf(framework).some((concept) => concept.level === String(input.level));
  return [
    ...(known ? [] : [authorityProblems.make('NQF_LEVEL_UNKNOWN', 'level', { framework, level: input.level })]),
    ...checkDates(input),
  ];
}

function checkDates({ validFrom, validTo }: { validFrom: LocalDate; validTo?: LocalDate | null }): Problem[] {
  const impossible = ([['validFrom', validFrom], ['validTo', validTo]] as const)
    .filter(([, value]) => value != null && !isLocalDate(value))
    .map(([path, value]) => saveProblems.make('DATE_IMPOSSIBLE', path, { value: String(value) }));
  if (impossible.length) return impossible;
  return validTo && validTo < validFrom ? [authorityProblems.make('VALIDITY_REVERSED', 'validTo', { from: validFrom, to: validTo })] : [];
}
