import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

export const createLog = (level: string): Logger =>
  pino({ level, base: { app: 'worker' }, timestamp: pino.stdTimeFunctions.isoTime });

/** What Nest and the libs say goes into the same JSON lines. */
export class NestLog implements LoggerService {
  constructor(private readonly pinoLog: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.pinoLog.info(...line(message, rest));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.pinoLog.warn(...line(message, rest));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.pinoLog.error(...line(message, rest));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.pinoLog.debug(...line(message, rest));
  }
}

/** Nest hands over the context last, and an error's stack before it. */
function line(message: unknown, rest: readonly unknown[]): [object, string] {
  const context = rest.at(-1);
  const stack = rest.length > 1 ? rest[0] : undefined;
  return [{ context, ...(stack === undefined ? {} : { stack }) }, String(message)];
}
