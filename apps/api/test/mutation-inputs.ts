import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  buildSchema, getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType, isUnionType,
  type GraphQLField, type GraphQLInputType, type GraphQLNamedType, type GraphQLOutputType, type GraphQLSchema,
} from 'graphql';

export const schema: GraphQLSchema = buildSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'));

const PROBLEMS = '... on Problems { problems { code severity path message { value } } }';

export interface Mutation {
  name: string;
  /** Takes every argument as a variable of the same name. */
  operation: string;
  /** The argument names with their types. */
  types: Readonly<Record<string, GraphQLInputType>>;
}

/** Every mutation of the API with an operation that asks for its problems and nothing else. */
export const mutations: Mutation[] = Object.values(schema.getMutationType()?.getFields() ?? {}).map(operationOf);

function operationOf(field: GraphQLField<unknown, unknown>): Mutation {
  const types = Object.fromEntries(field.args.map(({ name, type }) => [name, type]));
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const brackets = (text: string): string => (text ? `(${text})` : '');
  return { name: field.name, types, operation: `mutation${brackets(declared)} { answer: ${field.name}${brackets(given)} ${selection(getNamedType(field.type) as GraphQLNamedType)} }` };
}

/** `__typename`, and the problems wherever the answer is a union that may hold some: of the whole, or of each item. */
function selection(type: GraphQLNamedType): string {
  if (isUnionType(type)) return `{ __typename ${PROBLEMS} }`;
  if (!('getFields' in type)) return '';
  const fields = Object.values(type.getFields()).filter((field) => isUnionType(getNamedType(field.type)));
  return `{ __typename ${fields.map((field) => `${field.name} ${selection(getNamedType(field.type as GraphQLOutputType) as GraphQLNamedType)}`).join(' ')} }`;
}

/** Texts that have broken somebody's register before. */
const NASTY = [
  '', ' ', '\0', '\ud800', '\u202eabc', '<script>alert(1)</script>', "'; DROP TABLE offer; --", '${7*7}', '{{7*7}}', '../../etc/passwd', '\r\nBcc: all@example.org',
  'a'.repeat(5000), 'ąčęėįšųūž', '🧵'.repeat(50), 'null', 'true', '-1', 'NaN', '1e999', 'https://example.org/', 'http://127.0.0.1:1/', 'javascript:alert(1)', 'x@example.org',
  'x'.repeat(65) + '@example.org', 'lt', 'en', 'LT', '0542', 'LTQF', 'EUR', '2024-02-30', '__proto__', 'constructor', 'toString',
];

const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));

/** What inputs are made of. */
export interface Ingredients {
  /** Identifiers that exist. */
  ids: readonly string[];
  /** Every value has the form that its type asks for, so that no request fails before it is looked at. */
  wellFormed?: boolean;
}

/** What people and programs send when they mean well. */
const PLAUSIBLE = ['lt', 'en', 'Duomenų analizė', 'Data analysis', 'autumn-2026', 'https://example.org/page', 'EUR', 'LT', 'LTQF', '0542', '061', 'editor@example.org', 'ects', '12345'];

function plausible(name: string, ids: readonly string[]): fc.Arbitrary<unknown> {
  switch (name) {
    case 'ID': return fc.constantFrom(...ids);
    case 'Int': return fc.integer({ min: 1, max: 8 });
    case 'Float': return fc.integer({ min: 1, max: 60 });
    case 'Boolean': return fc.boolean();
    case 'Date': return fc.constantFrom('2024-09-01', '2024-08-31', '2024-10-01', '2020-01-01', '2026-12-31');
    case 'DateTime': return fc.constantFrom('2024-10-01T09:00:00Z', '2025-08-01T09:00:00Z');
    default: return fc.constantFrom(...PLAUSIBLE);
  }
}

function scalar(name: string, { ids, wellFormed }: Ingredients): fc.Arbitrary<unknown> {
  if (wellFormed) return plausible(name, ids);
  switch (name) {
    case 'ID':
      return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: fc.uuid() }, { weight: 1, arbitrary: fc.constantFrom(...NASTY) });
    case 'Int':
      return fc.oneof({ weight: 3, arbitrary: fc.integer({ min: -2, max: 12 }) }, { weight: 1, arbitrary: fc.integer() });
    case 'Float':
      return fc.oneof(fc.integer({ min: -5, max: 400 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
    case 'Boolean':
      return fc.boolean();
    case 'Date':
      return fc.oneof({ weight: 6, arbitrary: day }, { weight: 2, arbitrary: fc.constantFrom('2024-09-01', '2024-08-31', '2024-10-01', '1999-12-31') }, { weight: 1, arbitrary: fc.constantFrom(...NASTY) });
    case 'DateTime':
      return fc.oneof({ weight: 6, arbitrary: day.map((date) => `${date}T09:00:00Z`) }, { weight: 1, arbitrary: fc.constantFrom(...NASTY) });
    default:
      return fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...NASTY) }, { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) }, { weight: 1, arbitrary: fc.webUrl() });
  }
}

/** Any value of an input type: mostly of the right form, so that it comes past GraphQL's own checks. */
export function valueOf(type: GraphQLInputType, from: Ingredients): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return present(type.ofType as GraphQLInputType, from);
  return fc.option(present(type, from), { nil: undefined, freq: 2 });
}

function present(type: GraphQLInputType, from: Ingredients): fc.Arbitrary<unknown> {
  if (isListType(type)) return fc.array(valueOf(type.ofType as GraphQLInputType, from).filter((one) => one !== undefined), { maxLength: 3 });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name));
  if (isInputObjectType(type)) {
    return fc.record(Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, valueOf(field.type, from)])));
  }
  return scalar(getNamedType(type).name, from);
}

/** Variables for a mutation. */
export const variablesOf = ({ types }: Mutation, from: Ingredients): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries(Object.entries(types).map(([name, type]) => [name, valueOf(type, from)]))) as fc.Arbitrary<Record<string, unknown>>;
