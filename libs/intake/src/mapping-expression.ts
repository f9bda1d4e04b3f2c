import type { MappingTree } from './profile.types.js';

/** The tree as one JSONata expression: evaluated once for a record instead of once for each leaf. */
export function expressionOf(tree: MappingTree): string {
  if (typeof tree === 'string') return `(${tree})`;
  if (typeof tree === 'number' || typeof tree === 'boolean') return String(tree);
  if (Array.isArray(tree)) return `[${tree.map(expressionOf).join(', ')}]`;
  const { each, as } = tree;
  if (typeof each === 'string' && as !== undefined) return `[(${each}).${expressionOf(as)}]`;
  const members = Object.entries(tree).map(([key, value]) => `${JSON.stringify(key)}: ${expressionOf(value)}`);
  return `{${members.join(', ')}}`;
}

/** The single expressions of a tree with their places, so that a fault can be named. */
export function leavesOf(tree: MappingTree, path: string): { path: string; expression: string }[] {
  if (typeof tree === 'string') return [{ path, expression: tree }];
  if (typeof tree !== 'object') return [];
  return Object.entries(tree).flatMap(([key, value]) => leavesOf(value, `${path}.${key}`));
}
