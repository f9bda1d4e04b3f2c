import { canonicalJson, type Problem } from '#libs/kernel';
import { isMailAddress } from '#libs/mail';
import { countries, identifierSchemes, isNuts, nutsCovers } from '#libs/vocabularies';
import { identifierKey, organisationFields, type OrganisationFields } from './organisation-input.js';
import type { Identifier, OrganisationRecord } from './organisation-record.js';
import { organisationProblems } from './problems.js';
import { APPLICATION_STATUSES } from './provider-life.js';
import { checkText, checkTexts, checkWebAddress } from './text-checks.js';

const make = organisationProblems.make.bind(organisationProblems);

/** What an organisation must be like to stand in the register. Pure; clashes with other organisations need the database. */
export function checkOrganisation(fields: OrganisationFields): Problem[] {
  return [
    ...(Object.keys(fields.legalName).length ? checkTexts(fields.legalName, 'legalName') : [make('NAME_MISSING', 'legalName')]),
    ...fields.otherNames.flatMap((name, index) => checkTexts(name, `otherNames.${index}`)),
    ...checkIdentifiers(fields.identifiers),
    ...checkPlace(fields),
    ...(fields.homepage === null ? [] : checkWebAddress(fields.homepage, 'homepage')),
    ...checkMailbox(fields.mailbox),
  ];
}

const REGISTRARS = ['legalName', 'identifiers', 'country'] as const;

/**
 * What the organisation itself may not change: who it is, once it stands in the register. As long as the register knows no
 * more of it than an application, it may. For fields that have been found storable.
 */
export function registrarsFields(current: OrganisationRecord, after: OrganisationFields): Problem[] {
  const { provider } = current;
  if (provider?.applicantOnly && APPLICATION_STATUSES.includes(provider.status)) return [];
  const before = organisationFields(current);
  return REGISTRARS.filter((field) => canonicalJson(before[field]) !== canonicalJson(after[field])).map((field) => make('NEEDS_REGISTRAR', field));
}

function checkIdentifiers(identifiers: readonly Identifier[]): Problem[] {
  const seen = new Set<string>();
  return identifiers.flatMap((identifier, index) => {
    const { scheme, value } = identifier;
    const known = identifierSchemes.get(scheme);
    if (!known) return [make('CODE_UNKNOWN', `identifiers.${index}.scheme`, { value: scheme, list: identifierSchemes.id })];
    if (!new RegExp(known.pattern).test(value)) return [make('IDENTIFIER_MALFORMED', `identifiers.${index}.value`, { scheme, value })];
    if (seen.has(identifierKey(identifier))) return [make('IDENTIFIER_REPEATED', `identifiers.${index}`, { scheme, value })];
    seen.add(identifierKey(identifier));
    return [];
  });
}

/** Eurostat writes two countries otherwise than ISO does. */
const NUTS_COUNTRY: Readonly<Record<string, string>> = { GR: 'EL', GB: 'UK' };

function checkPlace({ country, nutsRegion, address }: OrganisationFields): Problem[] {
  const problems = address?.text ? checkTexts(address.text, 'address.text', 1000) : [];
  for (const part of ['locality', 'postcode'] as const) {
    problems.push(...checkText(address?.[part] ?? '', `address.${part}`, 200));
  }
  if (!countries.has(country)) {
    problems.push(make('CODE_UNKNOWN', 'country', { value: country, list: countries.id }));
  } else if (nutsRegion !== null && !isNuts(nutsRegion)) {
    problems.push(make('CODE_UNKNOWN', 'nutsRegion', { value: nutsRegion, list: 'nuts' }));
  } else if (nutsRegion !== null && !nutsCovers(NUTS_COUNTRY[country] ?? country, nutsRegion)) {
    problems.push(make('REGION_OF_OTHER_COUNTRY', 'nutsRegion', { region: nutsRegion, country }));
  }
  return problems;
}

const NAME_SURNAME = /^\p{L}{2,}\.\p{L}{2,}$/u;
const FUNCTIONS = /info|admi|study|stud[ij]|pri[eė]m|rekt|dekan|sekret|skyri|centr|office|contact|kontakt|course|kurs|regist|mokym|train|learn|school|mokykl|kokyb|quality|team|micro|mikro/iu;

/** Organisations give functional mailboxes (DESIGN section 6); what looks like name.surname is only remarked on. */
function checkMailbox(mailbox: string | null): Problem[] {
  if (mailbox === null) return [];
  if (!isMailAddress(mailbox)) return [make('MAILBOX_INVALID', 'mailbox', { value: mailbox })];
  const local = mailbox.split('@')[0] as string;
  return NAME_SURNAME.test(local) && !FUNCTIONS.test(local) ? [make('MAILBOX_PERSONAL', 'mailbox')] : [];
}
