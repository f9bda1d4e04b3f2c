import type { Type } from '@nestjs/common';

/** The methods of a resolver or controller by name. */
export const methodsOf = (type: Type<unknown>): [string, object][] =>
  Object.getOwnPropertyNames(type.prototype as object)
    .filter((name) => name !== 'constructor')
    .map((name) => [name, (type.prototype as Record<string, object>)[name] as object]);
