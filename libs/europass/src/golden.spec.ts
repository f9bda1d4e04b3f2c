import { describe, expect, it } from '@jest/globals';
import type { OfferDraft } from '#libs/offers';
import { checkFragment } from './check-fragment.js';
import { joinFragments } from './loq-file.js';
import { mapOffer } from './map-offer.js';
import { offerSource } from './offer-source.js';
import { OFFER_ID, organisation, PARTNER_ID, projection, PROVIDER_ID, SETTINGS } from './offers.fixture.js';
import { mapOrganisation } from './organisation.js';
import { hasXsd, xsdFaults } from './xsd.fixture.js';

/** One offer with everything the register knows of one, written by hand. */
const draft: OfferDraft = {
  code: 'DR-1',
  content: {
    title: { lt: 'Duomenų raštingumas', en: 'Data literacy', 'en-GB': 'Data literacy (GB)' },
    pitch: { lt: 'Trumpai', en: 'In short' },
    description: { en: '<p>Read <strong>charts</strong> & tables</p>' },
    learningOutcomes: [
      { text: { lt: 'Paaiškina grafiką', en: 'Explains a chart' }, kind: 'SKILL', skills: ['http://data.europa.eu/esco/skill/97bd1c21-66b2-4b7e-ad0f-e3cda590e378'] },
      { text: { en: 'Decides by himself' }, kind: 'RESPONSIBILITY_AND_AUTONOMY' },
    ],
    ects: 3,
    otherCredits: [{ framework: 'ECVET', points: 1.5 }, { framework: 'Guild points', points: 7 }],
    workloadHours: 78.5,
    level: { eqf: 6, cycle: 'FIRST_CYCLE', basis: 'NQF_INCLUSION' },
    iscedFields: ['0542'],
    learningSetting: 'NON_FORMAL',
    assessments: [{
      type: 'PROJECT_WORK', description: { en: 'A project < 10 pages' }, criteria: { text: { en: 'Clarity' }, url: 'https://provider.example.org/criteria' },
      supervision: 'SUPERVISED_WITH_ID_VERIFICATION', assessingBody: { organisationId: PARTNER_ID },
    }],
    languages: ['lt', 'en'],
    prerequisites: { en: 'Spreadsheet basics' },
    targetGroups: ['MIGRANTS'],
    stackability: { kind: 'STACKABLE', into: [{ text: { en: 'Bachelor' }, url: 'https://provider.example.org/ba' }] },
    awardingBodyIds: [PARTNER_ID],
    coProviderIds: [PARTNER_ID],
    coDevelopers: [{ name: { en: 'Employers' }, role: { en: 'content' } }],
    priorLearning: { available: true, how: { en: 'Portfolio.' } },
    accessibility: { en: 'Captions' },
    homepage: 'https://provider.example.org/dl',
    furtherInformation: { text: { en: 'More' }, url: 'https://provider.example.org/more' },
    notApplicable: [{ element: 'GRADE', reason: { en: 'pass or fail' } }],
  },
  runs: [
    {
      code: '2024/A', start: '2024-10-01', end: '2024-11-30', enrolment: [{ from: '2024-08-01', to: '2024-09-20' }, { to: '2024-09-20' }], mode: 'BLENDED',
      place: { name: { lt: 'Centriniai rūmai' }, address: { lt: 'Universiteto g. 3, Vilnius' }, nutsRegion: 'LT011', latitude: 54.6826, longitude: 25.2871 },
      platform: { name: 'Moodle', url: 'https://moodle.example.org/' }, languages: ['en', 'lt'], schedule: 'EVENING', places: 20,
      price: { amount: 180, currency: 'EUR', covers: { en: 'Tuition' } }, applicationUrl: 'https://provider.example.org/apply', full: true,
    },
    { code: 'B', alwaysOpen: true, mode: 'ONLINE', price: { amount: 0, currency: 'EUR' } },
    { code: 'C', start: '2024-01-01', end: '2024-08-31', mode: 'ONLINE' },
    { code: 'D', start: '2024-10-01', mode: 'ONLINE', cancelled: true },
  ],
};

const full = projection(draft, {
  nqfInclusion: { recordId: OFFER_ID, authorityId: PARTNER_ID, framework: 'LTQF', level: 6, validFrom: '2024-01-01', validTo: null, reference: null },
});
const partner = organisation(PARTNER_ID, {
  otherNames: [{ en: 'Institution 2' }, { en: 'The Second', lt: 'Antroji' }], nutsRegion: 'LT011', homepage: 'https://partner.example.org', mailbox: 'info@partner.example.org',
  address: { text: { lt: 'Gatvė 1, Vilnius' }, locality: 'Vilnius' },
  identifiers: [
    { scheme: 'NATIONAL_REGISTER', value: '111950243' }, { scheme: 'EU_VAT', value: 'LT119502413' }, { scheme: 'EIDAS', value: 'NTRLT-111950243' }, { scheme: 'ROR', value: '03nadee84' },
  ],
});
const fragments = [mapOffer(offerSource(full), SETTINGS), mapOrganisation(organisation(PROVIDER_ID), SETTINGS), mapOrganisation(partner, SETTINGS)];
const xml = joinFragments(fragments, SETTINGS);

/** The element that begins with the text, to its end. */
const part = (start: string, name: string): string => xml.slice(xml.indexOf(start), xml.indexOf(`</${name}>`, xml.indexOf(start)) + name.length + 3);

const specification = part('<qualification id', 'qualification');
const run = part(`<learningOpportunity id="https://register.example.org/id/offering/${OFFER_ID}/2024%2FA"`, 'learningOpportunity');

describe('an offer with everything', () => {
  (hasXsd ? it : it.skip)('is valid against the official XSD', async () => {
    expect(await xsdFaults(xml)).toEqual([]);
  });

  it('is valid by our own rules', () => {
    for (const fragment of fragments) expect(checkFragment(fragment, SETTINGS.publicUrl)).toEqual([]);
  });

  it.each([
    ['one title a language, the plain tag before its variants', '<title language="en">Data literacy</title><title language="lt">Duomenų raštingumas</title><description'],
    ['HTML as escaped text', '<description language="en">&lt;p&gt;Read &lt;strong&gt;charts&lt;/strong&gt; &amp;amp; tables&lt;/p&gt;</description>'],
    ['field', '<ISCEDFCode uri="http://data.europa.eu/snb/isced-f/0542"/>'],
    ['workload as hours and minutes', '<volumeOfLearning>PT78H30M</volumeOfLearning>'],
    ['ECTS', '<creditPoint><framework uri="http://data.europa.eu/snb/education-credit/6fcec5c5af"/><point>3</point></creditPoint>'],
    ['other credits of the list', '<point>1.5</point>'],
    ['other credits outside the list', 'Other credits: Guild points: 7'],
    ['cycle', '<educationLevel uri="urn:microcredential-register:qf-ehea-cycles:FIRST_CYCLE"><skos:prefLabel language="en">First cycle</skos:prefLabel>'],
    ['prerequisites', '<entryRequirement><noteLiteral language="en">Spreadsheet basics</noteLiteral></entryRequirement>'],
    ['awarding body with its link back',
      `<awardingOpportunity><awardingBody idref="https://register.example.org/id/organisation/${PARTNER_ID}"/><learningAchievementSpecification idref="https://register.example.org/id/specification/${OFFER_ID}"/></awardingOpportunity>`],
    ['levels', '<isPartialQualification>true</isPartialQualification><EQFLevel uri="http://data.europa.eu/snb/eqf/6"/><NQFLevel uri="http://data.europa.eu/snb/qdr/c_caa3091a"/>'],
    ['stackability', '<dc:subject uri="http://data.europa.eu/snb/qualification-topics#pathways"/><noteLiteral language="en">Bachelor (https://provider.example.org/ba)'],
    ['prior learning', 'Can be acquired by validation of prior learning. Portfolio.'],
    ['co-developers', 'Developed with: Employers (content)'],
    ['accessibility', 'Accessibility: Captions'],
    ['quality assurance', 'Quality-assured by an external decision about the provider, until 2027-01-01 (end presumed).'],
    ['number', `<skos:notation>specification-${OFFER_ID}</skos:notation>`],
    ['the provider\'s code', `<skos:notation>code-${PROVIDER_ID}-DR-1</skos:notation>`],
    ['state', '<status>released</status><modified>2024-06-01T10:00:00Z</modified><publisher idref="https://register.example.org/id/organisation/publisher"/>'],
  ])('specification: %s', (_what, expected) => expect(specification).toContain(expected));

  it.each([
    ['number', `<skos:notation>offering-${OFFER_ID}-2024%2FA</skos:notation>`],
    ['our page', `<homepage><language uri="http://publications.europa.eu/resource/authority/language/LIT"/><contentUrl>https://register.example.org/lt/offers/${OFFER_ID}</contentUrl></homepage>`],
    ['the provider\'s page', '<homepage><contentUrl>https://provider.example.org/dl</contentUrl></homepage>'],
    ['where to apply', '<contentUrl>https://provider.example.org/apply</contentUrl></supplementaryDocument>'],
    ['days of Vilnius as instants, over the change of the clocks', '<temporal><startDate>2024-09-30T21:00:00Z</startDate><endDate>2024-11-30T21:59:59Z</endDate></temporal><duration>P61D</duration>'],
    ['mode', '<mode uri="http://data.europa.eu/snb/learning-assessment/e92d221e4d"/>'],
    ['schedule in words', '<scheduleInformation><noteLiteral language="en">Evenings</noteLiteral><noteLiteral language="lt">Vakarais</noteLiteral></scheduleInformation>'],
    ['enrolment', 'Enrolment: from 2024-08-01 to 2024-09-20; to 2024-09-20. Apply: https://provider.example.org/apply'],
    ['one deadline, once', '</admissionProcedure><applicationDeadline>2024-09-20T20:59:59Z</applicationDeadline><priceDetail>'],
    ['price, unit first', '<amount><unit uri="http://publications.europa.eu/resource/authority/currency/EUR"/><value>180.00</value></amount>'],
    ['both providers', `<providedBy idref="https://register.example.org/id/organisation/${PROVIDER_ID}"/><providedBy idref="https://register.example.org/id/organisation/${PARTNER_ID}"/><location idref=`],
    ['full', 'This run is full.'],
    ['places', 'Places: 20'],
    ['platform', 'Platform: Moodle (https://moodle.example.org/)'],
    ['the first language of the run', '<defaultLanguage uri="http://publications.europa.eu/resource/authority/language/ENG"/>'],
  ])('run: %s', (_what, expected) => expect(run).toContain(expected));

  it.each([
    ['a free run costs 0.00', '<value>0.00</value></amount><skos:prefLabel language="en">Free of charge</skos:prefLabel>'],
    ['a run one can begin at any time', '<temporal><skos:prefLabel language="en">Can be started at any time</skos:prefLabel>'],
    ['outcome with type and ESCO skill', '<type uri="http://data.europa.eu/snb/skill-type/skill"/><relatedESCOSkill uri="http://data.europa.eu/esco/skill/97bd1c21-66b2-4b7e-ad0f-e3cda590e378"><skos:prefLabel language="en">data analytics</skos:prefLabel>'],
    ['assessment', '<type uri="http://data.europa.eu/snb/assessment/795dac4096"/>'],
    ['assessment as HTML text', '<description language="en">A project &amp;lt; 10 pages</description>'],
    ['supervision in words', 'Supervision and identity verification: Supervised with ID Verification'],
    ['assessing body', 'Assessed by: Institution 2'],
    ['place', '<spatialCode uri="http://data.europa.eu/nuts/code/LT011"/><address><fullAddress><noteLiteral language="lt">Universiteto g. 3, Vilnius</noteLiteral></fullAddress><countryCode uri="http://publications.europa.eu/resource/authority/country/LTU"/></address><locn:geometry><clv:longitude>25.2871</clv:longitude><clv:latitude>54.6826</clv:latitude></locn:geometry>'],
    ['other names that are not the legal one', '<skos:altLabel language="en">The Second</skos:altLabel><skos:altLabel language="lt">Antroji</skos:altLabel><legalName'],
    ['register number', '<registration><skos:notation>111950243</skos:notation><spatial uri="http://publications.europa.eu/resource/authority/country/LTU"/></registration>'],
    ['VAT number', '<vatIdentifier><skos:notation>LT119502413</skos:notation>'],
    ['eIDAS number', '<eidasLegalIdentifier><skos:notation>NTRLT-111950243</skos:notation>'],
    ['other identifiers with their scheme', '<skos:notation>ROR:03nadee84</skos:notation>'],
    ['mailbox as an address', '<contactPoint><emailAddress>mailto:info@partner.example.org</emailAddress></contactPoint>'],
  ])('%s', (_what, expected) => expect(xml).toContain(expected));

  it('leaves finished and cancelled runs out', () => {
    expect(xml.match(/<learningOpportunity /g)).toHaveLength(2);
  });

  it('names what ELM does not carry', () => {
    const losses = fragments[0]?.losses.map(({ code, path }) => `${code} ${path}`);
    expect(losses).toEqual(expect.arrayContaining([
      'EUROPASS_LANGUAGE_VARIANT title', 'EUROPASS_OUTCOME_KIND learningOutcomes.1.kind', 'EUROPASS_AS_NOTE runs.0.schedule', 'EUROPASS_AS_NOTE pitch',
      'EUROPASS_AS_NOTE assessments.0.supervision', 'EUROPASS_NOT_SENT notApplicable.0', 'EUROPASS_RUN_FINISHED runs', 'EUROPASS_RUN_CANCELLED runs',
      'EUROPASS_AS_NOTE otherCredits',
    ]));
    expect(losses).not.toContain('EUROPASS_APPROXIMATED workloadHours');
  });
});

describe('what keeps a record out', () => {
  const broken = (content: Partial<OfferDraft['content']>) =>
    mapOffer(offerSource(projection({ ...draft, content: { ...draft.content, ...content } })), SETTINGS).problems.map((problem) => problem.code);

  it.each([
    ['no title', { title: { lt: ' ' } }, 'EUROPASS_NO_TITLE'],
    ['no field of the list', { iscedFields: ['9876'] }, 'EUROPASS_NO_FIELD'],
    ['no language of the list', { languages: ['qq'] }, 'EUROPASS_NO_LANGUAGE'],
  ])('%s', (_what, content, code) => expect(broken(content)).toEqual([code]));

  it('an organisation in no country, or without a name', () => {
    expect(mapOrganisation(organisation(PROVIDER_ID, { country: 'QQ', legalName: {} }), SETTINGS).problems.map((p) => p.code)).toEqual([
      'EUROPASS_NO_LEGAL_NAME', 'EUROPASS_NO_COUNTRY',
    ]);
  });
});
