import type { Enrichment } from './enrichment.js';
import type { ReportLine } from './import-report.js';
import type { Profile } from './profile.types.js';
import type { ReceivedFile } from './received-file.js';
import type { Scratch } from './scratch.js';
import type { Spool } from './spool.js';

export interface ImportOptions {
  file: string;
  /** A profile that ships with the product; none (or `own`) for the register's own format. */
  profile?: string;
  /** Write nothing to the database and keep no bytes, but report the same. */
  dryRun?: boolean;
  /** Publish what the publish gate lets through. */
  publish?: boolean;
  /** Create and register providers that the file or the profile describes. */
  registerProviders?: boolean;
  /** A file of content that the source lacks. */
  enrich?: string;
}

export interface ImportProgress {
  phase: 'READING' | 'WRITING';
  records: number;
  /** Null while it is not known. */
  total: number | null;
}

export interface ImportListener {
  progress?: (progress: ImportProgress) => void;
  /** Each line of the report as it is written. */
  line?: (line: ReportLine) => void;
}

/** Everything of one import; what is temporary in it goes when the import ends. */
export interface Session {
  runId: string;
  options: ImportOptions;
  listener: ImportListener;
  profile: Profile | null;
  main: ReceivedFile;
  joined: { role: string; file: ReceivedFile }[];
  enrichment: { file: ReceivedFile; content: Enrichment } | null;
  scratch: Scratch;
  spool: Spool;
}

