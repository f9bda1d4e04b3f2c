import { Module } from '@nestjs/common';
import { LogHeads } from './log-heads.js';

/** Reading the log and noting its head; writing needs no service but `logChange`. */
@Module({ providers: [LogHeads], exports: [LogHeads] })
export class HistoryModule {}
