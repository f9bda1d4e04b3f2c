import type { Assessment, LearningOutcome, OfferContent } from '#libs/offers';
import {
  assessmentTypes, creditFrameworks, escoSkills, iscedFields, languages, learningSettings, modes, skillTypes, supervisions, targetGroups,
} from '#libs/vocabularies';
import { labelIn, word } from './labels.js';
import { educationLevels, qualificationLevels, qualificationPart } from './level.js';
import {
  codedAll, identifier, inRegisterLanguages, labelled, registerScheme, released, topic, webResource, type Mapping, type OfferMapping,
} from './mapping.js';
import { partyName, specificationNotes, textOrLink } from './specification-notes.js';
import { cleanTexts, elements, htmlElements, languagesOf, languageTag, note, sentences, textsOf } from './texts.js';
import { decimal, hoursDuration, webAddress } from './values.js';
import { coded, element, leaf, reference, type XmlElement } from './xml.js';

/** The description, or the short pitch where there is none. As HTML. */
export function descriptionOf({ findings }: Mapping, content: OfferContent): XmlElement[] {
  const written = cleanTexts(textsOf(content.description, { findings, path: 'description' }));
  return written.length ? elements('description', written) : htmlElements('description', textsOf(content.pitch, { findings, path: 'pitch' }));
}

export const titleOf = ({ findings }: Mapping, content: OfferContent): XmlElement[] =>
  elements('title', textsOf(content.title, { findings, path: 'title' }));

/** The register's own page of the offer, one for each of its languages the offer is written in. */
export function ownPages(mapping: OfferMapping, content: OfferContent): XmlElement[] {
  const { settings, iris, source } = mapping;
  const written = new Set(textsOf(content.title).map(([language]) => language));
  const pages = settings.languages.filter((language) => written.has(languageTag(language)));
  return (pages.length ? pages : settings.languages.slice(0, 1)).flatMap(
    (language) => webResource(mapping, 'homepage', { address: iris.offerPage(source.document.offerId, language), path: '', language }) ?? [],
  );
}

/** XSD 3.3.1, LearningAchievementSpecificationType and QualificationType, in their order. */
export function specification(mapping: OfferMapping): XmlElement {
  const { source, iris, findings } = mapping;
  const { specification: content, offerId } = source.document;
  const levels = qualificationLevels(mapping);
  nameLosses(mapping, content);
  return element(levels ? 'qualification' : 'learningAchievementSpecification', [
    identifiers(mapping),
    mapping.title,
    mapping.description,
    specificationNotes(mapping, content),
    ownPages(mapping, content),
    webResource(mapping, 'homepage', { address: content.homepage, path: 'homepage' }),
    webResource(mapping, 'supplementaryDocument', { address: content.furtherInformation?.url, path: 'furtherInformation.url' }),
    released(mapping, source.modified),
    codedAll(mapping, 'ISCEDFCode', { codes: content.iscedFields, list: iscedFields, path: 'iscedFields' }),
    content.workloadHours !== undefined && leaf('volumeOfLearning', hoursDuration(content.workloadHours)),
    credits(content),
    educationLevels(mapping, levels !== null),
    codedAll(mapping, 'language', { codes: content.languages.map(languageTag), list: languages, path: 'languages' }),
    codedAll(mapping, 'mode', { codes: source.document.runs.filter((run) => !run.cancelled).map((run) => run.mode), list: modes, path: 'runs.mode' }),
    codedAll(mapping, 'learningSetting', { codes: content.learningSetting ? [content.learningSetting] : [], list: learningSettings, path: 'learningSetting' }),
    codedAll(mapping, 'targetGroup', { codes: content.targetGroups ?? [], list: targetGroups, path: 'targetGroups' }),
    note('entryRequirement', textsOf(content.prerequisites, { findings, path: 'prerequisites' })),
    content.learningOutcomes.map((_, index) => reference('learningOutcome', iris.outcome(offerId, index + 1))),
    content.assessments.map((_, index) => reference('provenBy', iris.assessment(offerId, index + 1))),
    awarding(mapping),
    qualificationPart(mapping, levels),
  ], { id: iris.specification(offerId) });
}

/** Fields that leave no element behind, or a rounded one. */
function nameLosses({ findings }: OfferMapping, content: OfferContent): void {
  content.notApplicable?.forEach((_, index) => findings.add('EUROPASS_NOT_SENT', `notApplicable.${index}`));
  if (content.workloadHours !== undefined && !Number.isInteger(content.workloadHours * 60)) {
    findings.add('EUROPASS_APPROXIMATED', 'workloadHours', { detail: hoursDuration(content.workloadHours) });
  }
}

/** The register's number, and the provider's own code where it has one: both unique in the file by what stands in front. */
function identifiers(mapping: OfferMapping): XmlElement[] {
  const { offerId, code, providerId } = mapping.source.document;
  const own = identifier({
    notation: `specification-${offerId}`, schemeName: registerScheme(mapping, 'specification number'), schemeId: mapping.iris.specificationScheme(),
  });
  return code === null ? [own] : [own, identifier({ notation: `code-${providerId}-${code}`, schemeName: registerScheme(mapping, 'code of the provider') })];
}

/** Only the number in `point` (trap 25); frameworks outside the list are said in a note. */
function credits({ ects, otherCredits = [] }: OfferContent): XmlElement[] {
  const all = [...(ects === undefined ? [] : [{ framework: 'ECTS', points: ects }]), ...otherCredits];
  return all.flatMap(({ framework, points }) => {
    const known = creditFrameworks.get(framework);
    return known ? [element('creditPoint', [coded('framework', known.uri), leaf('point', decimal(points, 2))])] : [];
  });
}

/** With its link back to the specification, which the model wants (trap 18). Without a named body the provider awards. */
function awarding({ source, iris }: OfferMapping): XmlElement {
  const { offerId, providerId, specification: content } = source.document;
  const bodies = content.awardingBodyIds?.length ? [...new Set(content.awardingBodyIds)] : [providerId];
  return element('awardingOpportunity', [
    bodies.map((id) => reference('awardingBody', iris.organisation(id))),
    reference('learningAchievementSpecification', iris.specification(offerId)),
  ]);
}

export function outcomes(mapping: OfferMapping): XmlElement[] {
  const { source, iris } = mapping;
  return source.document.specification.learningOutcomes.map((outcome, index) =>
    element('learningOutcome', outcomeParts(mapping, outcome, `learningOutcomes.${index}`), { id: iris.outcome(source.document.offerId, index + 1) }));
}

function outcomeParts(mapping: OfferMapping, outcome: LearningOutcome, path: string): (XmlElement | null | XmlElement[])[] {
  const { findings } = mapping;
  const type = outcome.kind && skillTypes.get(outcome.kind);
  const responsibility = outcome.kind === 'RESPONSIBILITY_AND_AUTONOMY';
  if (responsibility) findings.add('EUROPASS_OUTCOME_KIND', `${path}.kind`);
  const skills = [...new Set(outcome.skills ?? [])].flatMap((uri) => webAddress(uri) ?? []);
  const skill = (uri: string, name: string) => element(name, [elements('skos:prefLabel', textsOf(escoSkills.byUri(uri)?.label))], { uri });
  return [
    elements('title', textsOf(outcome.text, { findings, path: `${path}.text` })),
    type ? coded('type', type.uri) : null,
    responsibility
      ? note('additionalNote', inRegisterLanguages(mapping, (language) => word('responsibility', language)), topic('LEARNING_OUTCOMES'))
      : null,
    skills.filter((uri) => !isEsco(uri)).map((uri) => skill(uri, 'relatedSkill')),
    skills.filter(isEsco).map((uri) => skill(uri, 'relatedESCOSkill')),
  ];
}

const isEsco = (uri: string): boolean => uri.startsWith('http://data.europa.eu/esco/skill/');

export function assessments(mapping: OfferMapping): XmlElement[] {
  const { source, iris } = mapping;
  return source.document.specification.assessments.map((assessment, index) =>
    element('learningAssessmentSpecification', assessmentParts(mapping, assessment, `assessments.${index}`), {
      id: iris.assessment(source.document.offerId, index + 1),
    }));
}

function assessmentParts(mapping: OfferMapping, assessment: Assessment, path: string): (XmlElement | null | XmlElement[])[] {
  const { findings, settings } = mapping;
  const { supervision, assessingBody, criteria } = assessment;
  const subject = topic('ASSESSMENT');
  if (supervision) findings.add('EUROPASS_AS_NOTE', `${path}.supervision`);
  if (assessingBody) findings.add('EUROPASS_AS_NOTE', `${path}.assessingBody`);
  const bodyTags = assessingBody ? languagesOf([assessingBody.name], settings.languages) : [];
  return [
    elements('title', inRegisterLanguages(mapping, (language) => labelIn(assessmentTypes, assessment.type, language))),
    htmlElements('description', textsOf(assessment.description, { findings, path: `${path}.description` })),
    note('additionalNote', labelled('criteria', textOrLink(mapping, criteria && { text: criteria.text ?? {} }, `${path}.criteria`)), subject),
    note('additionalNote', supervision
      ? inRegisterLanguages(mapping, (language) => `${word('supervision', language)}: ${labelIn(supervisions, supervision, language)}`)
      : [], subject),
    note('additionalNote', sentences(bodyTags, (language) => {
      const name = assessingBody && partyName(mapping, assessingBody, language);
      return name ? `${word('assessedBy', language)}: ${name}` : null;
    }), subject),
    [webResource(mapping, 'supplementaryDocument', {
      address: criteria?.url, path: `${path}.criteria.url`, title: inRegisterLanguages(mapping, (language) => word('criteria', language)),
    })].filter((each) => each !== null),
    codedAll(mapping, 'type', { codes: [assessment.type], list: assessmentTypes, path: `${path}.type` }),
  ];
}
