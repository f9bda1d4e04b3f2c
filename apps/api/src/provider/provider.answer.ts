import type { Outcome } from '#libs/kernel';
import type { OrganisationRecord } from '#libs/organisations';
import { answer } from '../graphql/outcome.js';
import { providerOf } from './provider.type.js';

/** A provider was saved, or why not; whoever may change it also sees it as an applicant. */
export const savedProvider = (outcome: Outcome<OrganisationRecord>) =>
  answer(outcome, (record, warnings) => ({ provider: providerOf(record, true), warnings }));
