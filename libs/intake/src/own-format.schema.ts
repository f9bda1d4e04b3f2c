import { OFFER_DRAFT_SCHEMA } from '#libs/offers';
import { IDENTIFIER_SCHEMES, ORGANISATION_KINDS } from '#libs/vocabularies';

type Schema = Record<string, unknown>;

export const OWN_FORMAT = 'microcredential-register/1';

const words: Schema = {
  type: 'object',
  description: 'Text by language, BCP 47 keys ("lt", "en").',
  minProperties: 1,
  propertyNames: { pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' },
  additionalProperties: { type: 'string', minLength: 1 },
};
const text: Schema = { type: 'string', minLength: 1 };
const object = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
  type: 'object', properties, required, additionalProperties: false,
});
const identifier: Schema = object({ scheme: { type: 'string', enum: [...IDENTIFIER_SCHEMES] }, value: text }, ['scheme', 'value']);
const statement: Schema = object({ text: words, url: text });

/** A provider as an import file or a profile describes it, for --register-providers. */
export const PROVIDER_ENTRY_SCHEMA: Schema = {
  title: 'Provider',
  ...object(
    {
      identifiers: { type: 'array', items: identifier, minItems: 1, maxItems: 20, description: 'The first one is how the offers name the provider, any of them may.' },
      legalName: words,
      otherNames: { type: 'array', items: words, maxItems: 20 },
      kind: { type: 'string', enum: [...ORGANISATION_KINDS], description: 'Point 5(b) of the Recommendation.' },
      country: { type: 'string', pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' },
      nutsRegion: text,
      address: object({ text: words, locality: text, postcode: text }),
      homepage: text,
      mailbox: { ...text, description: "A functional mailbox, never a person's." },
      recognitionPolicy: statement,
      internalQualityAssurance: statement,
    },
    ['identifiers', 'legalName', 'kind', 'country'],
  ),
};

const { $schema, properties, required, ...draft } = OFFER_DRAFT_SCHEMA as { properties: Record<string, Schema>; required: string[] } & Schema;

/** The register's own import format: what `register import` takes without a profile. */
export const OWN_FORMAT_SCHEMA: Schema = {
  $schema,
  $id: 'import-format.schema.json',
  title: 'Import file of the register of micro-credentials',
  ...object(
    {
      $schema: { type: 'string' },
      format: { const: OWN_FORMAT },
      providers: { type: 'array', items: PROVIDER_ENTRY_SCHEMA },
      offers: {
        type: 'array',
        items: { ...draft, title: 'Offer', properties: { provider: identifier, ...properties, code: { type: 'string', minLength: 1, maxLength: 200 } }, required: ['provider', 'code', ...required.filter((key) => key !== 'runs')] },
      },
    },
    ['format'],
  ),
};
