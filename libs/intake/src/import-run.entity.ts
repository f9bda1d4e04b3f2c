import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { idColumn, instantColumn, jsonColumn, optional } from '#libs/database';
import type { ImportTotals } from './import-report.js';

/** A file read beside the imported one: joined records, enrichment. */
export interface SideFile {
  role: string;
  fileName: string;
  sha256: string;
  bytes: number;
}

/** One import that wrote. The bytes themselves lie in DATA_DIR/intake under their SHA-256; a dry run leaves no row. */
@Entity('import_run')
@Index('import_run_sha256', ['sha256'])
export class ImportRun {
  @PrimaryColumn({ ...idColumn, primaryKeyConstraintName: 'import_run_pkey' })
  id!: string;

  @Column({ type: 'text', name: 'file_name' })
  fileName!: string;

  @Column({ type: 'char', length: 64 })
  sha256!: string;

  @Column({ type: 'bigint' })
  bytes!: string;

  @Column({ ...jsonColumn, name: 'side_files' })
  sideFiles!: SideFile[];

  /** Name of the profile; `own` for the register's own format. */
  @Column({ type: 'text' })
  profile!: string;

  @Column({ ...instantColumn, name: 'started_at' })
  startedAt!: Date;

  /** Null while it runs, and for ever when it was interrupted: the same file again finishes it. */
  @Column(optional({ ...instantColumn, name: 'finished_at' }))
  finishedAt!: Date | null;

  @Column(optional(jsonColumn))
  totals!: ImportTotals | null;
}

export const intakeEntities = [ImportRun];
