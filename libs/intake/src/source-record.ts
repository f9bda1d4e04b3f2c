import type { Problem } from '#libs/kernel';

/** Where a record stands in its file. */
export interface Position {
  /** From 0. */
  index: number;
  /** Line on which it begins (JSON) or ends (CSV), from 1. */
  line: number;
}

/** One record of a file as it was read, before any mapping. */
export interface SourceRecord extends Position {
  value: unknown;
  /** Size in the file, at least roughly. */
  bytes: number;
  /** What is wrong with the record itself; it is refused then and its neighbours are not. */
  problems: Problem[];
}
