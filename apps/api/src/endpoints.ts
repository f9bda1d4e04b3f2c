import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { declaredRequirement, holdersOf, isBound, PERMISSIONS, requirementInWords } from '#libs/access';
import { methodsOf } from './access/methods.js';
import { restrictedFields } from './access/restricted-fields.js';
import { resolvers } from './graphql/resolvers.js';
import { controllers } from './http/controllers.js';

/** Nest keeps under these names what `@Query` and `@Mutation` said. */
const RESOLVER_TYPE = 'graphql:resolver_type';
const RESOLVER_NAME = 'graphql:resolver_name';

/**
 * Every query, mutation, restricted field and route with its permission, sorted. Committed as `permissions.json`: a new endpoint is a
 * visible difference (DESIGN section 6). "undeclared" is closed to everybody by the guard.
 */
export function endpoints(): Record<string, string> {
  const fields = restrictedFields(resolvers).map(({ type, field, requirement }): Endpoint => [`${type}.${field}`, requirementInWords(requirement)]);
  const found = [...resolvers.flatMap((type) => rootFields(type)), ...fields, ...controllers.flatMap((type) => routes(type))];
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Who holds each permission; a role that is bound reaches only the records of its organisation. */
export const holders = (): Record<string, string[]> =>
  Object.fromEntries([...PERMISSIONS].sort().map((permission) =>
    [permission, [...holdersOf(permission)].sort().map((role) => (isBound(role) ? `${role} of its own` : role))]));

type Endpoint = [name: string, permission: string];

function rootFields(type: Type<unknown>): Endpoint[] {
  return methodsOf(type).flatMap(([name, method]): Endpoint[] => {
    const kind = Reflect.getMetadata(RESOLVER_TYPE, method) as string | undefined;
    if (kind !== 'Query' && kind !== 'Mutation') return [];
    const field = (Reflect.getMetadata(RESOLVER_NAME, method) as string | undefined) ?? name;
    return [[`${kind}.${field}`, permissionOf(method, type)]];
  });
}

function routes(type: Type<unknown>): Endpoint[] {
  const base = Reflect.getMetadata(PATH_METADATA, type) as string;
  return methodsOf(type).flatMap(([, method]): Endpoint[] => {
    const path = Reflect.getMetadata(PATH_METADATA, method) as string | string[] | undefined;
    if (path === undefined) return [];
    const verb = RequestMethod[Reflect.getMetadata(METHOD_METADATA, method) as RequestMethod];
    return [path].flat().map((one): Endpoint => {
      const whole = `/${[base, one].join('/')}`.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
      return [`${verb} ${whole}`, permissionOf(method, type)];
    });
  });
}

const permissionOf = (method: object, type: Type<unknown>): string => requirementInWords(declaredRequirement(method, type));
