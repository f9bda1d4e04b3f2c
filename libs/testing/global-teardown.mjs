export default async function globalTeardown() {
  const started = globalThis.registerTestEngines;
  if (!started) return;
  const stopped = await Promise.allSettled(started.stops.map((stop) => stop()));
  started.remove();
  for (const { reason } of stopped) if (reason) throw reason;
}
