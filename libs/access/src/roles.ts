/**
 * Who people and machines are in the register. REGISTRAR, AUDITOR and COUNSELLOR are the register's; the others belong to
 * an organisation and reach its records alone.
 */
export const ROLES = [
  'REGISTRAR', 'PROVIDER_EDITOR', 'PROVIDER_PUBLISHER', 'QA_AGENCY', 'NQF_AUTHORITY', 'FUNDING_AUTHORITY', 'RECOGNITION_BODY',
  'COUNSELLOR', 'AUDITOR',
] as const;
export type Role = (typeof ROLES)[number];

const OF_THE_REGISTER: readonly Role[] = ['REGISTRAR', 'AUDITOR', 'COUNSELLOR'];

/** Whether the role is held in an organisation. */
export const isBound = (role: Role): boolean => !OF_THE_REGISTER.includes(role);
