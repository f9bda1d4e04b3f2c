import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '#libs/config';
import type { Logger } from 'pino';
import { HealthServer } from './health-server.js';
import { createLog, NestLog } from './log.js';
import { Worker } from './worker.js';
import { WorkerModule } from './worker.module.js';

/** A round that takes longer is cut off: whatever it leaves half done is done again at the next start. */
const STOP_LIMIT_MS = 8000;

async function run(): Promise<void> {
  const config = loadConfig();
  const log = createLog(config.logLevel);
  const app = await NestFactory.createApplicationContext(WorkerModule.register(config), { logger: new NestLog(log), abortOnError: false });
  const health = app.get(HealthServer);
  const worker = app.get(Worker);
  const port = await health.start();
  await worker.start(log);
  log.info({ port, host: config.http.host }, `The worker is running; health and metrics on http://${config.http.host}:${port}`);
  onEnd(log, async () => {
    await worker.stop();
    await health.stop();
    await app.close();
  });
}

/** Ends on the usual signals, and when the process that started this one and holds its channel has died. */
function onEnd(log: Logger, stop: () => Promise<void>): void {
  let ending = false;
  const end = (reason: string): void => {
    if (ending) return;
    ending = true;
    log.info({ reason }, 'The worker ends');
    setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'The worker did not end cleanly');
        process.exit(0);
      },
    );
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  process.on('disconnect', () => end('disconnect'));
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
