/** Limits of DESIGN section 6; docs/limits.md explains each, and a test holds each. */
export const LIMITS = {
  /** Records a page. */
  pageSize: 100,
  /** Levels of fields in an operation. */
  queryDepth: 12,
  /** Points of an operation; see `graphql/limits/cost.ts`. */
  queryCost: 10_000,
  /** Renamed fields in an operation, those in fragments counted at every use. */
  aliases: 30,
  /** Fields at the top of an operation. */
  rootFields: 10,
  /** Words and signs of a document: bounds what parsing and validating it can cost. */
  tokens: 2_000,
  bodyBytes: 1_048_576,
  timeoutMs: 10_000,
} as const;
