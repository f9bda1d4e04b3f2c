import type { Config } from '#libs/config';
import { addDays, daysBetween, localise, type LanguageMap, type LocalDate } from '#libs/kernel';
import type { OfferProjection } from '#libs/offers';
import type { OrganisationRecord } from '#libs/organisations';
import type { QaOutcomeRecord } from '#libs/quality';

export interface ExpiryNoticeFacts {
  /** The offers as they are on their last assured day; of one provider. */
  projections: readonly OfferProjection[];
  outcomes: ReadonlyMap<string, QaOutcomeRecord>;
  agencies: ReadonlyMap<string, Pick<OrganisationRecord, 'legalName'>>;
  until: LocalDate;
  day: LocalDate;
}

interface Phrases {
  subject(until: LocalDate): string;
  greeting: string;
  opening(provider: string, until: LocalDate, left: number): string;
  consequence(next: LocalDate): string;
  decision(agency: string, date: LocalDate, reference: string | null): string;
  presumed: string;
  more(count: number): string;
  advice: string;
  closing: string;
}

const PHRASES: Readonly<Record<string, Phrases>> = {
  lt: {
    subject: (until) => `Kokybės užtikrinimas baigiasi ${until}`,
    greeting: 'Laba diena,',
    opening: (provider, until, left) => `toliau išvardytų teikėjo „${provider}“ mikrokredencialų kokybės užtikrinimas galioja iki ${until} imtinai (liko dienų: ${left}). Vėlesnio sprendimo registre nėra.`,
    consequence: (next) => `Nuo ${next} jie nebebus rodomi kaip užtikrintos kokybės.`,
    decision: (agency, date, reference) => `Pagrindas – ${agency} ${date} sprendimas${reference ? ` (${reference})` : ''}:`,
    presumed: 'Sprendime galiojimo pabaiga nenurodyta; ji numanoma pagal registro taisyklę.',
    more: (count) => `… ir dar pasiūlymų: ${count}`,
    advice: 'Jei kokybė jau įvertinta iš naujo arba vertinama, prašykite agentūros įrašyti sprendimą į registrą.',
    closing: 'Šis pranešimas išsiųstas automatiškai, atsakyti į jį nereikia.',
  },
  en: {
    subject: (until) => `Quality assurance ends on ${until}`,
    greeting: 'Hello,',
    opening: (provider, until, left) => `the quality assurance of the following micro-credentials of ${provider} holds up to and including ${until} (days left: ${left}). The register knows of no later decision.`,
    consequence: (next) => `From ${next} on they will no longer be shown as quality-assured.`,
    decision: (agency, date, reference) => `On the grounds of the decision of ${agency} of ${date}${reference ? ` (${reference})` : ''}:`,
    presumed: 'The decision names no end; it is presumed by a rule of the register.',
    more: (count) => `… and ${count} more`,
    advice: 'If quality has been assessed anew, or is being assessed, ask the agency to record its decision in the register.',
    closing: 'This message was sent automatically; there is no need to answer it.',
  },
};

const LISTED = 50;
const LONGEST_TITLE = 100;
const LONGEST_NAME = 100;
const LONGEST_REFERENCE = 60;
/** Of one offer; more than one decision in force at a time is rare. */
const DECISIONS = 2;

/** Which offers, until when, and by whose decision: in every language of the register, the first one first. */
export function expiryNoticeText(facts: ExpiryNoticeFacts, { country, http }: Pick<Config, 'country' | 'http'>): { subject: string; body: string } {
  const languages = country.languages.filter((language) => language in PHRASES);
  const part = (language: string) => paragraphs(facts, {
    phrases: PHRASES[language] as Phrases,
    text: (map, longest) => cut(localise(map, language, country.languages)?.value ?? '', longest),
    link: (offerId) => `${http.publicUrl}/offers/${offerId}`,
    register: localise(country.registerName, language, country.languages)?.value ?? '',
  });
  return {
    subject: languages.map((language) => (PHRASES[language] as Phrases).subject(facts.until)).join(' / '),
    body: `${languages.map(part).join('\n\n--\n\n')}\n`,
  };
}

interface Rendering {
  phrases: Phrases;
  text(map: LanguageMap, longest: number): string;
  link(offerId: string): string;
  register: string;
}

function paragraphs({ projections, outcomes, agencies, until, day }: ExpiryNoticeFacts, { phrases, text, link, register }: Rendering): string {
  const provider = text(projections[0]?.provider.legalName ?? {}, LONGEST_NAME);
  const shown = projections.slice(0, LISTED);
  const grounds = Map.groupBy(shown, ({ assurance }) => `${assurance.endPresumed} ${assurance.outcomeIds.join(' ')}`);
  const listed = [...grounds.values()].map((offers) => {
    const { outcomeIds, endPresumed } = (offers[0] as OfferProjection).assurance;
    const decisions = outcomeIds.slice(0, DECISIONS).flatMap((id) => outcomes.get(id) ?? []).map(({ agencyId, decisionDate, reference }) =>
      phrases.decision(text(agencies.get(agencyId)?.legalName ?? {}, LONGEST_NAME), decisionDate, reference && cut(reference, LONGEST_REFERENCE)));
    const lines = offers.map(({ offer }) => `  - ${text(offer.document.specification.title, LONGEST_TITLE)}\n    ${link(offer.id)}`);
    return [...decisions, ...(endPresumed ? [phrases.presumed] : []), ...lines].join('\n');
  });
  const rest = projections.length - shown.length;
  return [
    phrases.greeting,
    `${phrases.opening(provider, until, daysBetween(day, until))} ${phrases.consequence(addDays(until, 1))}`,
    ...listed,
    ...(rest ? [phrases.more(rest)] : []),
    phrases.advice,
    `${phrases.closing}\n${register}`,
  ].join('\n\n');
}

/** One line of a letter: what somebody typed must not look like another paragraph of ours. */
function cut(text: string, longest: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1).toWellFormed().trimEnd()}…`;
}
