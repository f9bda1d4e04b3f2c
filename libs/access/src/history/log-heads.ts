import { mkdir } from 'node:fs/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Config } from '#libs/config';
import { UnitOfWork, type Tx } from '#libs/database';
import { BEGINNING } from './chain.js';
import { appendHead, readHeads, type LogHead, type NotedHeads } from './heads-file.js';

/** The last line of the log. */
export async function headOf(tx: Tx): Promise<LogHead> {
  const [head] = await tx.query<{ seq: string; hash: string; at: Date }>('SELECT seq, hash, at FROM history_entry ORDER BY seq DESC LIMIT 1');
  return head ? { ...head, seq: Number(head.seq) } : { seq: 0, hash: BEGINNING, at: null };
}

/**
 * The heads of the log, noted where whoever owns the database does not reach: a chain shows every change but the loss of
 * its end and one that was made anew from some line on.
 */
@Injectable()
export class LogHeads {
  private readonly logger = new Logger('History');

  constructor(
    private readonly config: Config,
    private readonly uow: UnitOfWork,
  ) {}

  /** Notes the head, unless told otherwise the present one, in the file and in the process's own log. To be called daily. */
  async note(verified?: LogHead): Promise<LogHead> {
    const head = verified ?? (await headOf(this.uow.read));
    await mkdir(this.config.dataDir, { recursive: true });
    await appendHead(this.config.logHeadsFile, head, this.config.clock.now());
    this.logger.log(`Head of the history: line ${head.seq}, ${head.hash}`);
    return head;
  }

  /** What was noted so far; null where there is no file. */
  noted(): Promise<NotedHeads | null> {
    return readHeads(this.config.logHeadsFile);
  }
}
