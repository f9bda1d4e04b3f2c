const TIME_LIMIT_MS = 5_000;
const SIZE_LIMIT = 512 * 1024;

/**
 * A JSON document of the issuer. Redirects are not followed: the configuration names whom to trust.
 * @throws when it does not come whole, in time and in a sensible size.
 */
export async function fetchJson(address: string): Promise<Record<string, unknown>> {
  const response = await fetch(address, {
    headers: { accept: 'application/json, application/jwk-set+json' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIME_LIMIT_MS),
  });
  if (response.status !== 200 || !response.body) {
    await response.body?.cancel();
    throw new Error(`${address} answers with status ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > SIZE_LIMIT) throw new Error(`${address} answers more than ${SIZE_LIMIT} bytes`);
    chunks.push(chunk);
  }
  const found: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  if (typeof found !== 'object' || found === null) throw new Error(`${address} answers no JSON object`);
  return found as Record<string, unknown>;
}
