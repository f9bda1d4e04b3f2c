import { rmSync } from 'node:fs';

export default async function globalTeardown() {
  const started = globalThis.registerTestEngines;
  if (!started) return;
  const stopped = await Promise.allSettled(started.stops.map((stop) => stop()));
  rmSync(started.dataDir, { recursive: true, force: true });
  for (const { reason } of stopped) if (reason) throw reason;
}
