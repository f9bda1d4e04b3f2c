import type { ColumnOptions } from 'typeorm';

/** Column shapes used in every room, so that the same thing is stored the same way. */
export const idColumn: ColumnOptions = { type: 'uuid' };
export const dateColumn: ColumnOptions = { type: 'date', nullable: true };
export const instantColumn: ColumnOptions = { type: 'timestamptz' };
export const jsonColumn: ColumnOptions = { type: 'jsonb' };
export const optional = (options: ColumnOptions): ColumnOptions => ({ ...options, nullable: true });
