import type { LocalDate } from '#libs/kernel';
import type { AuthorityRecordKind, FundingDetails, RecognitionDetails } from './authority-record.entity.js';

/** A record as it stands; `details` are of funding eligibilities and recognitions, framework and level of inclusions. */
export interface AuthorityRecordView {
  id: string;
  offerId: string;
  kind: AuthorityRecordKind;
  authorityId: string;
  framework: string | null;
  level: number | null;
  details: FundingDetails | RecognitionDetails | null;
  validFrom: LocalDate;
  validTo: LocalDate | null;
  reference: string | null;
  recordedAt: Date;
}

export type FundingEligibility = AuthorityRecordView & { kind: 'FUNDING_ELIGIBILITY'; details: FundingDetails };
export type Recognition = AuthorityRecordView & { kind: 'RECOGNITION'; details: RecognitionDetails };

/** What the history keeps of a record. */
export const recordFields = ({ id: _id, recordedAt: _recordedAt, ...fields }: AuthorityRecordView) => fields;

export const holdsOn = ({ validFrom, validTo }: Pick<AuthorityRecordView, 'validFrom' | 'validTo'>, day: LocalDate): boolean =>
  validFrom <= day && (validTo === null || validTo >= day);

/** Columns of `authority_record a` as a view. */
export const RECORD_COLUMNS = `a.id, a.offer_id AS "offerId", a.kind, a.authority_id AS "authorityId", a.framework, a.level, a.details,
  a.valid_from AS "validFrom", a.valid_to AS "validTo", a.reference, a.recorded_at AS "recordedAt"`;
