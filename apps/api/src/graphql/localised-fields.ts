import {
  getNamedType, GraphQLString, isInterfaceType, isObjectType, type GraphQLArgument, type GraphQLField, type GraphQLSchema,
} from 'graphql';
import { isLanguageTag, localise, type LanguageMap } from '#libs/kernel';
import type { ApiContext } from './context.js';

const LANGUAGE_ARGUMENT: GraphQLArgument = {
  name: 'language',
  description: 'The language wanted, as a BCP 47 tag. Default: what `accept-language` says, else the first of the register.',
  type: GraphQLString,
  defaultValue: undefined,
  deprecationReason: undefined,
  extensions: {},
  astNode: undefined,
};

type Source = Readonly<Record<string, unknown>>;
type AnyField = GraphQLField<Source, ApiContext, { language?: string | null }>;
type Held = LanguageMap | null | undefined;
/** A text that must be fetched, and only is when somebody asks for it. */
export type LazyText = (context: ApiContext) => Promise<Held>;

/**
 * Gives every field of type LocalisedText its `language` argument and a plain resolver over the language map that the
 * source holds under the field's name. Done to the finished schema: one place, and no framework call for each text.
 */
export function localiseFields(schema: GraphQLSchema, registerLanguages: readonly string[]): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(isObjectType(type) || isInterfaceType(type)) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (getNamedType(field.type).name === 'LocalisedText') localiseField(field as AnyField, registerLanguages);
    }
  }
  return schema;
}

function localiseField(field: AnyField, registerLanguages: readonly string[]): void {
  const { name } = field;
  field.args = [...field.args, LANGUAGE_ARGUMENT];
  const textOf = (map: Held, asked: string) => {
    const found = localise(map, asked, registerLanguages);
    return found && new Text(found, map as LanguageMap);
  };
  field.resolve = (source, { language }, context) => {
    // Whatever is no tag cannot name a text; nor may it reach into the map's prototype.
    const asked = language && isLanguageTag(language) ? language : context.language;
    const held = source[name] as Held | readonly LanguageMap[] | LazyText;
    if (typeof held === 'function') return held(context).then((map) => textOf(map, asked));
    return Array.isArray(held) ? held.map((map: LanguageMap) => textOf(map, asked)) : textOf(held as Held, asked);
  };
}

/** Source of a LocalisedText; the translations are made only when asked for. */
class Text {
  readonly value: string;
  readonly language: string;

  constructor({ value, language }: { value: string; language: string }, private readonly map: LanguageMap) {
    this.value = value;
    this.language = language;
  }

  get translations(): { language: string; value: string }[] {
    return Object.entries(this.map)
      .map(([language, value]) => ({ language, value }))
      .sort((a, b) => (a.language < b.language ? -1 : 1));
  }
}
