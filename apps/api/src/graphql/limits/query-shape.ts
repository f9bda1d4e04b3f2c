import {
  getNamedType, getNullableType, isCompositeType, isListType, Kind,
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLCompositeType, type GraphQLField,
  type GraphQLInterfaceType, type GraphQLObjectType, type GraphQLSchema, type OperationDefinitionNode, type SelectionNode,
} from 'graphql';
import { pageSizeOf, type PageSize } from './page-size.js';

/** Records that a list without a page of its own is reckoned with: runs, outcomes, translations. */
export const ASSUMED_LENGTH = 5;
/** A texts in many languages costs no more than a plain field. */
const PLAIN = new Set(['LocalisedText']);
/** What a field costs beyond the records it returns. */
const WEIGHTS: Readonly<Record<string, number>> = { 'Query.offers': 10 };
/** The list inside a page that is as long as the page asks for. */
const PAGED_LISTS = new Set(['nodes', 'hits']);

/** One selection set, measured. Fragments are measured once and shared, so that no nesting of them makes this slow. */
export interface Part {
  depth: number;
  aliases: number;
  fields: number;
  own: number;
  lists: { size: PageSize; part: Part }[];
  shared: Part[];
}

export interface QueryShape {
  root: Part;
  /** Every page size that is asked for. */
  pages: PageSize[];
}

const assumed: PageSize = () => ASSUMED_LENGTH;
const once: PageSize = () => 1;

/** Measures a valid operation; its variables come later, so that the measurement can be kept with the document. */
export function queryShape(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): QueryShape {
  const measuring = new Measuring(schema, document, operation);
  const type = schema.getRootType(operation.operation) as GraphQLObjectType;
  return { root: measuring.part(operation.selectionSet.selections, type, null), pages: measuring.pages };
}

class Measuring {
  readonly pages: PageSize[] = [];
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly measured = new Map<string, Map<PageSize | null, Part>>();

  constructor(private readonly schema: GraphQLSchema, document: DocumentNode, private readonly operation: OperationDefinitionNode) {
    const definitions = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = new Map(definitions.map((definition) => [definition.name.value, definition]));
  }

  /** @param page the size of the page these selections are inside of, for its `nodes`. */
  part(selections: readonly SelectionNode[], type: GraphQLCompositeType, page: PageSize | null): Part {
    const part: Part = { depth: 0, aliases: 0, fields: 0, own: 0, lists: [], shared: [] };
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) this.addField(part, selection, { type, page });
      else this.addShared(part, this.fragmentPart(selection, type, page));
    }
    return part;
  }

  private fragmentPart(selection: Exclude<SelectionNode, FieldNode>, type: GraphQLCompositeType, page: PageSize | null): Part {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      return this.part(selection.selectionSet.selections, condition ? this.composite(condition) : type, page);
    }
    const name = selection.name.value;
    const byPage = this.measured.get(name) ?? new Map<PageSize | null, Part>();
    this.measured.set(name, byPage);
    const known = byPage.get(page);
    if (known) return known;
    const fragment = this.fragments.get(name) as FragmentDefinitionNode;
    const part = this.part(fragment.selectionSet.selections, this.composite(fragment.typeCondition.name.value), page);
    byPage.set(page, part);
    return part;
  }

  private addShared(part: Part, inner: Part): void {
    part.shared.push(inner);
    part.depth = Math.max(part.depth, inner.depth);
    part.aliases += inner.aliases;
    part.fields += inner.fields;
  }

  private addField(part: Part, field: FieldNode, { type, page }: { type: GraphQLCompositeType; page: PageSize | null }): void {
    part.fields += 1;
    part.aliases += field.alias ? 1 : 0;
    part.depth = Math.max(part.depth, 1);
    const name = field.name.value;
    // Introspection is bounded by graphql-js' own rule and is the same small answer for everybody.
    if (name.startsWith('__')) return;
    const definition = (type as GraphQLObjectType | GraphQLInterfaceType).getFields()[name] as GraphQLField<unknown, unknown>;
    part.own += WEIGHTS[`${type.name}.${name}`] ?? 0;
    const inner = getNamedType(definition.type);
    if (!field.selectionSet || !isCompositeType(inner)) return;
    const size = pageSizeOf(field, definition, this.operation);
    if (size) this.pages.push(size);
    const child = this.part(field.selectionSet.selections, inner, size);
    part.aliases += child.aliases;
    part.depth = Math.max(part.depth, child.depth + 1);
    if (PLAIN.has(inner.name)) return;
    const listed = isListType(getNullableType(definition.type));
    part.lists.push({ size: listed ? (size ?? (page && PAGED_LISTS.has(name) ? page : assumed)) : once, part: child });
  }

  private composite(name: string): GraphQLCompositeType {
    return this.schema.getType(name) as GraphQLCompositeType;
  }
}

/**
 * Points of a selection: one for each record it may return, lists multiplied by what they ask for, level by level.
 * Plain fields are free: they come with their record.
 */
export function costOf(part: Part, variables: Readonly<Record<string, unknown>>, known = new Map<Part, number>()): number {
  const found = known.get(part);
  if (found !== undefined) return found;
  let cost = part.own;
  for (const { size, part: inner } of part.lists) cost += size(variables) * (1 + costOf(inner, variables, known));
  for (const inner of part.shared) cost += costOf(inner, variables, known);
  known.set(part, cost);
  return cost;
}
