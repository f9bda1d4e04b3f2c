/** The kinds of records whose changes are logged and whose owners are asked for. */
export const RECORD_KINDS = [
  'organisation', 'provider', 'agency', 'procedure', 'outcome', 'presumption-rule', 'offer', 'submission', 'authority-record',
  'person', 'membership', 'invitation', 'api-key',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];
