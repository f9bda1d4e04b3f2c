import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationDefinitionNode } from 'graphql';
import { LIMITS } from '../../http/limits.js';
import type { ApiContext } from '../context.js';
import { pageSizeTooLarge, queryTooCostly, queryTooDeep, tooManyAliases, tooManyRootFields } from '../errors.js';
import { costOf, queryShape, type QueryShape } from './query-shape.js';

/** Refuses what would cost too much, before anything of it is executed (DESIGN section 6). */
export function limitsPlugin(): ApolloServerPlugin<ApiContext> {
  // Apollo keeps parsed documents: the same text is measured once, only its variables are looked at each time.
  const shapes = new WeakMap<OperationDefinitionNode, QueryShape>();
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, request }) {
          if (!operation) return;
          let shape = shapes.get(operation);
          if (!shape) shapes.set(operation, (shape = queryShape(schema, document, operation)));
          check(shape, request.variables ?? {});
        },
      };
    },
  };
}

function check({ root, pages }: QueryShape, variables: Readonly<Record<string, unknown>>): void {
  if (root.fields > LIMITS.rootFields) throw tooManyRootFields(root.fields);
  if (root.depth > LIMITS.queryDepth) throw queryTooDeep(root.depth);
  if (root.aliases > LIMITS.aliases) throw tooManyAliases(root.aliases);
  for (const page of pages) {
    const size = page(variables);
    if (size > LIMITS.pageSize) throw pageSizeTooLarge(size);
  }
  const cost = costOf(root, variables);
  if (cost > LIMITS.queryCost) throw queryTooCostly(cost);
}
