import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import { isId } from '#libs/kernel';
import { LIMITS } from '../http/limits.js';
import { pageSizeTooLarge, refusedInput } from './errors.js';

export const DEFAULT_PAGE = 20;

/** How many records a list was asked for; the limit is also held before execution, where nothing was read yet. */
export function pageSize(first: number | null | undefined): number {
  const size = first ?? DEFAULT_PAGE;
  if (size > LIMITS.pageSize) throw pageSizeTooLarge(size);
  if (size < 1) throw refusedInput('A page has at least one record.');
  return size;
}

/** An identifier that a list is narrowed or continued by: a malformed one is said to be, never taken for "none". */
export function identifier(value: string | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (!isId(value)) throw refusedInput('This is not an identifier of the register.');
  return value.toLowerCase();
}

export interface Page<T> {
  nodes: T[];
  /** Give this as `after` to go on; null at the end. */
  next: string | null;
}

/** One record more than the page was read: that there is one says that there is a next page. */
export function pageOf<R extends { id: string }, T>(records: readonly R[], size: number, map: (record: R) => T): Page<T> {
  const shown = records.slice(0, size);
  return { nodes: shown.map(map), next: records.length > size ? (shown.at(-1)?.id ?? null) : null };
}

/** The page type of a list. */
export function pageType<T>(item: Type<T>, noun: string, order = 'in order of their identifiers') {
  @ObjectType({ isAbstract: true })
  abstract class PageType implements Page<T> {
    @Field(() => [item], { description: `The ${noun} of this page, ${order}.` })
    nodes!: T[];

    @Field(() => String, { nullable: true, description: 'Give this as `after` to get the next page; null when this is the last.' })
    next!: string | null;
  }
  return PageType;
}

export const FIRST_ARGUMENT = {
  name: 'first',
  type: () => Int,
  nullable: true,
  description: `How many, 1 to ${LIMITS.pageSize}; default ${DEFAULT_PAGE}.`,
} as const;
