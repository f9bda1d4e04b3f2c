import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { RateLimits } from '#libs/access';
import type { Config } from '#libs/config';
import type { createRegisterDataSource } from '#migrations';
import { AppModule } from './app.module.js';
import { LIMITS } from './http/limits.js';
import { Log, NestLog } from './http/logger.js';
import { Metrics } from './http/metrics.js';
import { identify, limitRate, limitTime, observe, readBody } from './http/middleware.js';

export interface AppOptions {
  dataSource: ReturnType<typeof createRegisterDataSource>;
  /** How long an answer may take; only tests are less patient than the limit. */
  timeoutMs?: number;
}

/** The application, ready to listen. Order matters: everything that is refused has an id, a log line and a limit before. */
export async function createApp(config: Config, { dataSource, timeoutMs = LIMITS.timeoutMs }: AppOptions): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.register(config, dataSource), {
    bodyParser: false,
    logger: new NestLog(new Log(config).pino),
    abortOnError: false,
  });
  const log = app.get(Log);
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', config.http.trustedProxies);
  app.use(identify(), observe(log, app.get(Metrics)), limitTime(timeoutMs), limitRate(app.get(RateLimits), log), readBody());
  await app.init();
  return app;
}
