const CONNECTION = new Set(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ECONNRESET']);

/** One line about an error nobody expected; `LOG_LEVEL=debug` shows the rest. */
export function plainReason(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  const first = String(message || (error as AggregateError)?.errors?.[0]?.message || error).split('\n')[0];
  if (code && CONNECTION.has(code)) {
    return `The database or the search engine does not answer (${first}). On one machine start the register first: npm start`;
  }
  if (code === '28P01' || code === '28000') return `The database refuses the sign-in: ${first}`;
  if (code === '42P01') return `The database has no such table: run \`npm run register -- migrate\` first (${first})`;
  return `Stopped by an error: ${first}. LOG_LEVEL=debug shows more.`;
}
