import { v7, validate } from 'uuid';

/** A register identifier: UUID version 7, so that index pages fill in order of creation. Never reused. */
export type Id = string;

export const newId = (): Id => v7();

export const isId = (value: unknown): value is Id => typeof value === 'string' && validate(value);
