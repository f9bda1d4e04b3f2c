import { isoOf } from './values.js';
import type { LoqFragment } from './fragment.js';
import { mappingOf, type OfferMapping } from './mapping.js';
import { organisationsOf, type OfferSource } from './offer-source.js';
import { opportunity } from './opportunity.js';
import { Findings } from './problems.js';
import type { FeedSettings } from './settings.js';
import { assessments, descriptionOf, outcomes, specification, titleOf } from './specification.js';
import { languageTag, textsOf } from './texts.js';
import { iscedFields, languages } from '#libs/vocabularies';

/**
 * Pure: a public offer as ELM (LOQ 3.3.1). An offer without runs that are still to come is a specification by itself:
 * the model asks nothing of an opportunity there, and the micro-credential exists without one (validation of prior
 * learning).
 */
export function mapOffer(source: OfferSource, settings: FeedSettings): LoqFragment {
  const { document } = source;
  const base = mappingOf(settings, new Findings());
  const mapping: OfferMapping = {
    ...base,
    source: { ...source, modified: isoOf(source.modified) },
    title: titleOf(base, document.specification),
    description: descriptionOf(base, document.specification),
  };
  const sent = new Set(source.runs);
  const runs = document.runs.flatMap((run, index) => (sent.has(run.code) ? [opportunity(mapping, run, `runs.${index}`)] : []));
  source.skippedRuns.forEach(({ code, reason }) => mapping.findings.add(`EUROPASS_RUN_${reason}`, 'runs', { code }));
  return {
    kind: 'offer',
    id: document.offerId,
    parts: {
      opportunities: runs.map((run) => run.element),
      specifications: [specification(mapping)],
      outcomes: outcomes(mapping),
      assessments: assessments(mapping),
      locations: runs.flatMap((run) => run.location ?? []),
    },
    organisationIds: organisationsOf(document),
    losses: mapping.findings.all(),
    problems: missing(source),
  };
}

/** What ELM cannot do without. The publish gate asks for the same; a revision may be older than the gate. */
function missing({ document: { specification: content } }: OfferSource): LoqFragment['problems'] {
  const problems = new Findings();
  if (!textsOf(content.title).length) problems.add('EUROPASS_NO_TITLE', 'title');
  if (!content.iscedFields.some((code) => iscedFields.has(code))) problems.add('EUROPASS_NO_FIELD', 'iscedFields');
  if (!content.languages.some((tag) => languages.has(languageTag(tag)))) problems.add('EUROPASS_NO_LANGUAGE', 'languages');
  return problems.all();
}
