import { registerEnumType } from '@nestjs/graphql';
import type { Vocabulary } from '#libs/vocabularies';

/** A GraphQL enum whose values stand for themselves, each with its sentence in the manual. */
export function enumOf<Value extends string>(name: string, description: string, values: Readonly<Record<Value, string>>) {
  const names = Object.keys(values) as Value[];
  const type = Object.fromEntries(names.map((value) => [value, value])) as { [V in Value]: V };
  const valuesMap = Object.fromEntries(names.map((value) => [value, { description: values[value] }]));
  registerEnumType(type, { name, description, valuesMap: valuesMap as Record<Value, { description: string }> });
  return type;
}

/** An enum over a code list of the register; the sentences are the list's English labels. */
export const enumOfList = <Value extends string>(options: { name: string; description: string; codes: readonly Value[]; list: Vocabulary }) =>
  enumOf(
    options.name,
    `${options.description} Labels in other languages: \`vocabulary(id: "${options.list.id}")\`.`,
    Object.fromEntries(options.codes.map((code) => [code, `${options.list.get(code)?.label.en ?? code}.`])) as Record<Value, string>,
  );
