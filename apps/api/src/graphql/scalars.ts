import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isLocalDate } from '#libs/kernel';

const invalid = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

function parseDate(value: unknown): string {
  if (!isLocalDate(value)) throw invalid('A day is written YYYY-MM-DD and lies between 1900 and 2199.');
  return value;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function parseInstant(value: unknown): Date {
  const instant = typeof value === 'string' && INSTANT.test(value) && isLocalDate(value.slice(0, 10)) ? new Date(value) : null;
  if (!instant || Number.isNaN(instant.getTime())) throw invalid('An instant is written as in RFC 3339, with its offset: 2024-05-03T09:00:00Z.');
  return instant;
}

const fromString = <T>(parse: (value: unknown) => T) => (node: ValueNode): T => parse(node.kind === Kind.STRING ? node.value : null);

export const GraphQLDate = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar day in the time zone of the register, `YYYY-MM-DD`. First and last days of a validity belong to it.',
  serialize: (value) => value as string,
  parseValue: parseDate,
  parseLiteral: fromString(parseDate),
});

export const GraphQLDateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant as in RFC 3339. Answers are in UTC; questions may have any offset but must have one.',
  serialize: (value) => (value as Date).toISOString(),
  parseValue: parseInstant,
  parseLiteral: fromString(parseInstant),
});

/** Only ever answered: the value of a field in a difference, whatever its form. */
export const GraphQLJson = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'The value of some field of a record as it stands there: a text, a number, a list, an object with texts by language, or null.',
  serialize: (value) => value,
});
