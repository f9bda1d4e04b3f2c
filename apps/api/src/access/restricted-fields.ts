import { type Type } from '@nestjs/common';
import { defaultFieldResolver, isObjectType, type GraphQLSchema } from 'graphql';
import { AccessError, declaredRequirement, type PermissionGuard, type Requirement } from '#libs/access';
import { ProblemError } from '#libs/kernel';
import type { ApiContext } from '../graphql/context.js';
import { methodsOf } from './methods.js';

/** A field that says more than the public may read, by what its resolver method declares. */
export interface RestrictedField {
  type: string;
  field: string;
  requirement: Requirement;
}

/** Nest keeps under these names what `@Resolver` and `@ResolveField` said. */
const RESOLVER_TYPE = 'graphql:resolver_type';
const RESOLVER_NAME = 'graphql:resolver_name';
const RESOLVER_PROPERTY = 'graphql:resolve_property';

/** All of them. A field without a word of its own is as public as the record it belongs to. */
export function restrictedFields(resolvers: readonly Type<unknown>[]): RestrictedField[] {
  return resolvers.flatMap((resolver) =>
    methodsOf(resolver).flatMap(([name, method]): RestrictedField[] => {
      const requirement = declaredRequirement(method);
      if (!requirement || !Reflect.getMetadata(RESOLVER_PROPERTY, method)) return [];
      const field = (Reflect.getMetadata(RESOLVER_NAME, method) as string | undefined) ?? name;
      return [{ type: Reflect.getMetadata(RESOLVER_TYPE, resolver) as string, field, requirement }];
    }));
}

/**
 * Puts the guard before the restricted fields of the finished schema: Nest's own would stand before every field of every
 * answer. What the requirement's target names is read from the record the field belongs to.
 */
export function guardFields(schema: GraphQLSchema, fields: readonly RestrictedField[], guard: PermissionGuard): GraphQLSchema {
  for (const { type, field: name, requirement } of fields) {
    const found = schema.getType(type);
    const field = isObjectType(found) ? found.getFields()[name] : undefined;
    if (!field) throw new Error(`The restricted field ${type}.${name} is not in the schema`);
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = async (...[source, args, context, info]: Parameters<typeof resolve>) => {
      await guard.demand(requirement, (context as ApiContext).req, source).catch(asRefusal);
      return resolve(source, args, context, info);
    };
  }
  return schema;
}

/** The reader sees the record already: that the field is not theirs is no secret. */
function asRefusal(error: unknown): never {
  throw error instanceof ProblemError ? new AccessError(403, 'This part of the record is not yours to read.') : error;
}
