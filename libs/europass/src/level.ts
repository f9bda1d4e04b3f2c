import { eqfLevels, nqfLevel, nqfLevelsOf, qfEheaCycles, type NqfConcept } from '#libs/vocabularies';
import { concept, type OfferMapping } from './mapping.js';
import { coded, type XmlElement } from './xml.js';

/** EQF and NQF level of an offer while an inclusion holds: what makes it a Qualification (brief, section 3). */
export interface QualificationLevels {
  eqf: string;
  nqf: string;
}

/**
 * Both levels, or null: then the record is a LearningAchievementSpecification and no level is invented (trap 27).
 * The EQF level is the offer's own statement; where it makes none and the inclusion is in the national framework, whose
 * levels are referenced to the EQF one to one, the included level.
 */
export function qualificationLevels({ source, settings, findings }: OfferMapping): QualificationLevels | null {
  const { inclusion } = source;
  if (!inclusion) return null;
  const national = inclusion.framework === settings.nationalFramework;
  const stated = source.document.specification.level?.eqf;
  const eqf = eqfLevels.get(String(stated ?? (national ? inclusion.level : '')));
  const nqf = nqfConcept(inclusion, national ? settings.country : null);
  if (!nqf) findings.add('EUROPASS_UNKNOWN_CODE', 'level', { code: `${inclusion.framework} ${inclusion.level}` });
  if (!eqf || !nqf) return null;
  if (national && stated !== undefined && stated !== inclusion.level) {
    findings.add('EUROPASS_LEVEL_DIFFERS', 'level.eqf', { stated, included: inclusion.level });
  }
  return { eqf: eqf.uri, nqf: nqf.uri };
}

const nqfConcept = ({ framework, level }: { framework: string; level: number }, country: string | null): NqfConcept | undefined =>
  (country === null ? undefined : nqfLevel(country, level)) ?? nqfLevelsOf(framework).find((each) => each.level === String(level));

/** The cycle always; the EQF level only of what is no Qualification. */
export function educationLevels({ source, findings }: OfferMapping, qualification: boolean): XmlElement[] {
  const { level } = source.document.specification;
  const cycle = level?.cycle && qfEheaCycles.get(level.cycle);
  const eqf = !qualification && level?.eqf !== undefined ? eqfLevels.get(String(level.eqf)) : undefined;
  if (eqf) findings.add('EUROPASS_LEVEL_AS_EDUCATION_LEVEL', 'level.eqf');
  return [
    ...(eqf ? [concept('educationLevel', eqf.uri, { label: { en: `EQF ${eqf.label.en}`, lt: `EKS ${eqf.label.lt}` }, scheme: eqf.scheme })] : []),
    ...(cycle ? [concept('educationLevel', cycle.uri, cycle)] : []),
  ];
}

/** XSD order; nothing of a LearningAchievementSpecification. */
export function qualificationPart({ source }: OfferMapping, levels: QualificationLevels | null): (XmlElement | null)[] {
  if (!levels) return [];
  const stackable = source.document.specification.stackability?.kind;
  const partial = { name: 'isPartialQualification', attributes: {}, children: [], text: String(stackable === 'STACKABLE') };
  return [stackable ? partial : null, coded('EQFLevel', levels.eqf), coded('NQFLevel', levels.nqf)];
}
