import { Module } from '@nestjs/common';
import { History } from './history.js';
import { LogHeads } from './log-heads.js';
import { LogVerification } from './log-verification.js';

/** Reading the log, verifying it and noting its head; writing needs no service but `logChange`. */
@Module({ providers: [History, LogHeads, LogVerification], exports: [History, LogHeads, LogVerification] })
export class HistoryModule {}
