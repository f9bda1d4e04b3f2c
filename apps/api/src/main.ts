import 'reflect-metadata';
import { ConfigError, loadConfig } from '#libs/config';
import { createRegisterDataSource } from '#migrations';
import { createApp } from './create-app.js';
import { Log } from './http/logger.js';

/** After this, connections that are still open are cut. */
const GRACE_MS = 8_000;

async function main(): Promise<void> {
  const config = loadConfig();
  const app = await createApp(config, { dataSource: createRegisterDataSource(config.database.url, config.database.pool) });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), GRACE_MS).unref();
    app.close().then(() => process.exit(0), fault);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Started by another program: its end is ours.
  if (process.send) process.on('disconnect', stop);
  const { host, port } = config.http;
  await app.listen(port, host);
  app.get(Log).pino.info({ url: await app.getUrl() }, 'listening');
}

/** One plain line for whoever started this, never a stack. */
function fault(error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException;
  const line =
    error instanceof ConfigError ? message
    : code === 'EADDRINUSE' ? `The port ${process.env.PORT ?? 3000} is taken by another program. Stop that one or set PORT.`
    : code === 'EACCES' ? `The port ${process.env.PORT ?? 3000} may not be opened by this user. Set PORT to one above 1023.`
    : `The API cannot start: ${message || code || String(error)}`;
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

main().catch(fault);
