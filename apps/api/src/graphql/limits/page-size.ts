import { Kind, valueFromASTUntyped, type FieldNode, type GraphQLField, type OperationDefinitionNode, type ValueNode } from 'graphql';
import { DEFAULT_PAGE } from '../paging.js';

/** How many records a paged field asks for: known from the document, or only with its variables. */
export type PageSize = (variables: Readonly<Record<string, unknown>>) => number;

/** Where in a field's arguments the size of its page stands. */
const PATHS: Readonly<Record<string, readonly string[]>> = { first: ['first'], search: ['search', 'page', 'size'] };

/** Null where the field is no paged list. */
export function pageSizeOf(field: FieldNode, definition: GraphQLField<unknown, unknown>, operation: OperationDefinitionNode): PageSize | null {
  const path = definition.args.map(({ name }) => PATHS[name]).find((found) => found !== undefined);
  if (!path) return null;
  const [name, ...rest] = path;
  const given = field.arguments?.find((argument) => argument.name.value === name)?.value;
  if (!given) return () => DEFAULT_PAGE;
  const defaults = new Map(operation.variableDefinitions?.map((variable) => [variable.variable.name.value, variable.defaultValue]));
  const read: PageSize = (variables) => sizeIn(untyped(given, variables, defaults), rest);
  if (usesVariables(given)) return read;
  const fixed = read({});
  return () => fixed;
}

function untyped(node: ValueNode, variables: Readonly<Record<string, unknown>>, defaults: ReadonlyMap<string, ValueNode | undefined>): unknown {
  const names = variableNames(node);
  const values: Record<string, unknown> = {};
  for (const name of names) {
    const standard = defaults.get(name);
    values[name] = variables[name] === undefined && standard ? valueFromASTUntyped(standard) : variables[name];
  }
  return valueFromASTUntyped(node, values);
}

function variableNames(node: ValueNode): string[] {
  if (node.kind === Kind.VARIABLE) return [node.name.value];
  if (node.kind === Kind.OBJECT) return node.fields.flatMap((field) => variableNames(field.value));
  return node.kind === Kind.LIST ? node.values.flatMap(variableNames) : [];
}

const usesVariables = (node: ValueNode): boolean => variableNames(node).length > 0;

/** Anything but a whole number is left to the type check, which refuses it with its own words. */
function sizeIn(value: unknown, path: readonly string[]): number {
  let found = value;
  for (const name of path) found = (found as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return Number.isInteger(found) && (found as number) > 0 ? (found as number) : DEFAULT_PAGE;
}
