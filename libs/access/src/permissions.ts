import { isBound, type Role } from './roles.js';

const EDITORS = ['PROVIDER_EDITOR', 'PROVIDER_PUBLISHER'] as const;
const HEADS = ['PROVIDER_PUBLISHER', 'QA_AGENCY', 'NQF_AUTHORITY', 'FUNDING_AUTHORITY', 'RECOGNITION_BODY'] as const;

/**
 * What may be done, and by whom. A role of an organisation reaches that organisation's records, a role of the register all.
 * Decisions of authorities are theirs alone: not even the registrar makes them (point 9(d); issue of governance).
 */
const HOLDERS = {
  'organisation.create': ['REGISTRAR'],
  /** Contact details; names and identifiers are the registrar's. */
  'organisation.edit': ['REGISTRAR', ...HEADS],
  'organisation.rename': ['REGISTRAR'],
  'organisation.role': ['REGISTRAR'],
  'provider.decide': ['REGISTRAR'],
  /** What a provider says of itself, and its application. */
  'provider.edit': ['REGISTRAR', 'PROVIDER_PUBLISHER'],
  /** Applications and what is said between applicant and registrar. */
  'provider.read': ['REGISTRAR', 'AUDITOR', ...EDITORS],
  'offer.read': ['REGISTRAR', 'AUDITOR', ...EDITORS],
  'offer.edit': ['REGISTRAR', ...EDITORS],
  'offer.publish': ['REGISTRAR', 'PROVIDER_PUBLISHER'],
  'agency.manage': ['REGISTRAR'],
  'agency.edit': ['REGISTRAR', 'QA_AGENCY'],
  'procedure.manage': ['REGISTRAR', 'QA_AGENCY'],
  'outcome.record': ['REGISTRAR', 'QA_AGENCY'],
  'presumption.set': ['REGISTRAR'],
  'assurance.watch': ['REGISTRAR', 'AUDITOR', 'QA_AGENCY', ...EDITORS],
  'nqf.record': ['NQF_AUTHORITY'],
  'funding.record': ['FUNDING_AUTHORITY'],
  'recognition.record': ['RECOGNITION_BODY'],
  /** Of one's own records; of each kind only with the permission to make them as well. */
  'authority-record.end': ['NQF_AUTHORITY', 'FUNDING_AUTHORITY', 'RECOGNITION_BODY'],
  'membership.read': ['REGISTRAR', 'AUDITOR', ...HEADS],
  'membership.manage': ['REGISTRAR', ...HEADS],
  'key.read': ['REGISTRAR', 'AUDITOR', ...HEADS],
  'key.manage': ['REGISTRAR', ...HEADS],
  'history.read': ['REGISTRAR', 'AUDITOR', ...EDITORS, 'QA_AGENCY', 'NQF_AUTHORITY', 'FUNDING_AUTHORITY', 'RECOGNITION_BODY'],
  /** The head of the whole log. */
  'history.verify': ['REGISTRAR', 'AUDITOR'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof HOLDERS;
export const PERMISSIONS = Object.keys(HOLDERS) as Permission[];

export const isPermission = (value: string): value is Permission => Object.hasOwn(HOLDERS, value);

/** The roles that hold the permission. */
export const holdersOf = (permission: Permission): readonly Role[] => HOLDERS[permission];

/** Held only by roles of the register, so that it never reaches one organisation's records alone. */
export const isOfTheRegister = (permission: Permission): boolean => !holdersOf(permission).some(isBound);
