/** Limits of one import (DESIGN section 6); each has its own Problem and stands in docs/import.md. */
export const LIMITS = {
  fileBytes: 4 * 1024 ** 3,
  /** A JSON record, a JSON member beside the records, or a CSV line. */
  recordBytes: 16 * 1024 ** 2,
  depth: 64,
  /** Members of one JSON object around the records. */
  skeletonKeys: 1000,
  enrichmentBytes: 64 * 1024 ** 2,
  /** Records of a joined file that belong to one record (runs of a course). */
  joinedRecords: 1000,
  /** Records are handled in groups that are also bounded by their size. */
  batchBytes: 8 * 1024 ** 2,
  mappingBatch: 200,
  mappingBatchMs: 5000,
  mappingRecordMs: 1000,
  /** So many records that run out of time show that it is the profile, not the record. */
  mappingTimeouts: 3,
  mappingHeapMb: 256,
  writeBatch: 250,
} as const;

export type Limits = { readonly [K in keyof typeof LIMITS]: number };
