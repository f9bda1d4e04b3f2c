import type { Problem } from '#libs/kernel';
import { saveProblems } from '../problems.js';
import { isLanguageMapPath } from './language-map-paths.js';

/**
 * Language variants become their two-letter language (`en-GB` → `en`), where the text in that language is not already
 * there (ELM brief, trap 28). Changes the value in place.
 */
export function mergeLanguageVariants(value: unknown): Problem[] {
  const problems: Problem[] = [];
  visit(value, [], problems);
  return problems;
}

function visit(node: unknown, path: string[], problems: Problem[]): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node) && isLanguageMapPath(path)) {
    mergeMap(node as Record<string, string>, path.join('.'), problems);
    return;
  }
  for (const [key, child] of Object.entries(node)) visit(child, [...path, key], problems);
}

function mergeMap(map: Record<string, string>, path: string, problems: Problem[]): void {
  for (const tag of Object.keys(map).sort()) {
    const language = tag.split('-')[0] as string;
    if (language === tag) continue;
    const text = map[tag] as string;
    delete map[tag];
    const taken = language in map;
    if (!taken) (map as Record<string, string>)[language] = text;
    problems.push(saveProblems.make(taken ? 'LANGUAGE_VARIANT_DROPPED' : 'LANGUAGE_VARIANT_MERGED', path, { tag, language }));
  }
}

