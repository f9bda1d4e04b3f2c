import { GraphQLError } from 'graphql';
import { LIMITS } from '../http/limits.js';

/** A refused request, answered with HTTP 400 before anything was read. */
const refused = (code: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status: 400 } } });

export const pageSizeTooLarge = (asked: number) =>
  refused('PAGE_SIZE_TOO_LARGE', `A page has at most ${LIMITS.pageSize} records; ${asked} were asked for.`);
export const queryTooDeep = (depth: number) =>
  refused('QUERY_TOO_DEEP', `A query may be ${LIMITS.queryDepth} levels deep; this one has ${depth}.`);
export const queryTooCostly = (cost: number) =>
  refused('QUERY_TOO_COSTLY', `A query may cost ${LIMITS.queryCost} points; this one costs ${Math.ceil(cost)}. Ask for smaller pages or fewer fields.`);
export const tooManyAliases = (aliases: number) =>
  refused('TOO_MANY_ALIASES', `A query may rename ${LIMITS.aliases} fields; this one renames ${aliases}.`);
export const tooManyRootFields = (fields: number) =>
  refused('TOO_MANY_ROOT_FIELDS', `A query may have ${LIMITS.rootFields} fields at the top; this one has ${fields}.`);
export const refusedInput = (message: string) => refused('BAD_USER_INPUT', message);
