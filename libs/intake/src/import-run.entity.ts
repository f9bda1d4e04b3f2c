import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { idColumn, instantColumn, jsonColumn, optional, type Tx } from '#libs/database';
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

type NewRun = Omit<ImportRun, 'finishedAt' | 'totals'>;

export const beginRun = (tx: Tx, run: NewRun): Promise<unknown> =>
  tx.query(
    `INSERT INTO import_run (id, file_name, sha256, bytes, side_files, profile, started_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [run.id, run.fileName, run.sha256, run.bytes, JSON.stringify(run.sideFiles), run.profile, run.startedAt],
  );

export const finishRun = (tx: Tx, run: Pick<ImportRun, 'id' | 'finishedAt' | 'totals'>): Promise<unknown> =>
  tx.change('UPDATE import_run SET finished_at = $2, totals = $3 WHERE id = $1', [run.id, run.finishedAt, JSON.stringify(run.totals)]);
