import { pino, type Logger as Pino } from 'pino';
import { Injectable, type LoggerService } from '@nestjs/common';
import { Config } from '#libs/config';

/** JSON lines to standard output. Headers and bodies are never logged: they may hold the key or a person's data. */
@Injectable()
export class Log {
  readonly pino: Pino;

  constructor(config: Config) {
    this.pino = pino({ level: config.logLevel, base: { app: 'api' }, timestamp: pino.stdTimeFunctions.isoTime });
  }
}

/** What comes from these is thrown as well, and said by `main` in one plain line. */
const OF_A_FAILED_START = new Set<unknown>(['NestApplication', 'ExceptionHandler']);

/** Nest's own words at start and stop, in the same form; its route listings only when asked for. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Pino) {}

  log(message: unknown, ...context: unknown[]): void {
    this.logger.debug({ context: context.at(-1) }, String(message));
  }

  warn(message: unknown, ...context: unknown[]): void {
    this.logger.warn({ context: context.at(-1) }, String(message));
  }

  error(message: unknown, ...details: unknown[]): void {
    if (OF_A_FAILED_START.has(details.at(-1))) return;
    if (message instanceof Error) this.logger.error({ err: message, details });
    else this.logger.error({ details }, String(message));
  }

  fatal(message: unknown, ...details: unknown[]): void {
    this.logger.fatal({ details }, String(message));
  }
}
