import type { LanguageMap } from '#libs/kernel';

/** What decided the answer: the precedence table of outcomes (DESIGN section 2) in words. */
export const PRECEDENCE_RULES = {
  NO_OUTCOME: { en: 'No decision about the offer or its provider was known.', lt: 'Nežinoma jokio sprendimo dėl pasiūlymo ar jo teikėjo.' },
  NOTHING_COUNTS: { en: 'Decisions were known, but none of them counted on this day; each one says why.', lt: 'Sprendimų žinoma, bet tą dieną nė vienas negaliojo; prie kiekvieno nurodyta, kodėl.' },
  OFFER_BEFORE_PROVIDER: { en: 'A decision about the offer itself comes before one about its provider.', lt: 'Sprendimas dėl paties pasiūlymo svarbesnis už sprendimą dėl teikėjo.' },
  PROVIDER_WHERE_OFFER_ENDED: { en: 'The decision about the offer itself was over, so the one about its provider counted.', lt: 'Sprendimo dėl paties pasiūlymo galiojimas pasibaigęs, todėl taikytas sprendimas dėl teikėjo.' },
  BEST_OF_PROCEDURES: { en: 'Several procedures spoke: positive comes before conditional, and conditional before negative.', lt: 'Sprendimai priimti pagal kelias procedūras: teigiamas svarbesnis už sąlyginį, sąlyginis – už neigiamą.' },
  LATER_DECISION_REPLACES: { en: 'A later decision of the same agency and procedure replaces the earlier one.', lt: 'Vėlesnis tos pačios agentūros sprendimas pagal tą pačią procedūrą pakeičia ankstesnį.' },
  POSITIVE_IN_FORCE: { en: 'A positive decision in its scope was in force.', lt: 'Galiojo teigiamas sprendimas, apimantis šį pasiūlymą.' },
  CONDITIONAL_COUNTS: { en: 'A conditional decision was in force: it counts as quality-assured and is named so.', lt: 'Galiojo sąlyginis sprendimas: kokybė laikoma užtikrinta, nurodant sąlygiškumą.' },
  NEGATIVE_IN_FORCE: { en: 'A negative decision was in force; it beats an older positive one of the same procedure.', lt: 'Galiojo neigiamas sprendimas; jis svarbesnis už ankstesnį teigiamą pagal tą pačią procedūrą.' },
  VALIDITY_ENDED: { en: 'The validity had ended, and nothing followed.', lt: 'Galiojimas pasibaigęs, vėlesnio sprendimo nėra.' },
  WITHDRAWN_COUNTS_UNTIL: { en: 'The decision had been withdrawn; it counted until the day before its withdrawal.', lt: 'Sprendimas atšauktas; jis galiojo iki dienos prieš atšaukimą.' },
} as const satisfies Readonly<Record<string, LanguageMap>>;
export type PrecedenceRule = keyof typeof PRECEDENCE_RULES;

/** What part one decision had in the answer. */
export const OUTCOME_PARTS = {
  DECIDED: { en: 'The answer rests on it.', lt: 'Atsakymas remiasi juo.' },
  OUTWEIGHED: { en: 'It was in force, but another decision came before it.', lt: 'Galiojo, bet svarbesnis buvo kitas sprendimas.' },
  REPLACED: { en: 'A later decision of the same agency and procedure had replaced it.', lt: 'Jį pakeitė vėlesnis tos pačios agentūros sprendimas pagal tą pačią procedūrą.' },
  ENDED: { en: 'Its validity had ended.', lt: 'Jo galiojimas pasibaigęs.' },
  WITHDRAWN: { en: 'It had been withdrawn.', lt: 'Jis atšauktas.' },
  NOT_YET: { en: 'It had not taken effect yet.', lt: 'Jis dar neįsigaliojęs.' },
  NEVER_IN_FORCE: { en: 'Its validity was over before it took effect.', lt: 'Jo galiojimas pasibaigė dar neįsigaliojus.' },
  OUT_OF_SCOPE: { en: 'It does not extend to an offer of this level, field or country.', lt: 'Jis neapima tokio lygio, srities ar šalies pasiūlymo.' },
  CORRECTED: { en: 'Another entry had corrected it: it counts as never decided.', lt: 'Jis ištaisytas kitu įrašu: laikoma, kad tokio sprendimo nebuvo.' },
  NO_DECISION: { en: 'The procedure ended without a decision.', lt: 'Procedūra baigta nepriėmus sprendimo.' },
} as const satisfies Readonly<Record<string, LanguageMap>>;
export type OutcomePart = keyof typeof OUTCOME_PARTS;
