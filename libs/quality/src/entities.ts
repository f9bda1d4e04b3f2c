import { Agency } from './agency.entity.js';
import { Procedure } from './procedure.entity.js';
import { QaOutcome } from './qa-outcome.entity.js';
import { QaOutcomeWithdrawal } from './qa-outcome-withdrawal.entity.js';

export const qualityEntities = [Agency, Procedure, QaOutcome, QaOutcomeWithdrawal];
