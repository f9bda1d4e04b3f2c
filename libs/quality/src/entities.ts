import { Agency } from './agency.entity.js';
import { ExpiryNotice } from './expiry-notice.entity.js';
import { PresumptionRule } from './presumption-rule.entity.js';
import { Procedure } from './procedure.entity.js';
import { QaOutcome } from './qa-outcome.entity.js';
import { QaOutcomeWithdrawal } from './qa-outcome-withdrawal.entity.js';

export const qualityEntities = [Agency, Procedure, QaOutcome, QaOutcomeWithdrawal, PresumptionRule, ExpiryNotice];
