import { createUnionType } from '@nestjs/graphql';
import type { Outcome } from '#libs/kernel';
import type { Type } from '@nestjs/common';
import { Problems } from './problem.type.js';

/** `Saved | Problems`: what every mutation answers. Sources are told apart by the one field that only Problems has. */
export const resultUnion = <T extends Type<unknown>>(name: string, saved: () => T) =>
  createUnionType({
    name,
    description: 'What was done, or why nothing was.',
    types: () => [saved(), Problems] as const,
    resolveType: (value: object) => (value instanceof Problems ? Problems : saved()),
  });

/** Turns an outcome into the member of the union it stands for. */
export const answer = <T, Saved>(outcome: Outcome<T>, saved: (value: T, warnings: Outcome<T>['problems']) => Saved): Saved | Problems =>
  outcome.ok ? saved(outcome.value, outcome.problems) : new Problems(outcome.problems);
