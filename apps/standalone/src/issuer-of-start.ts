import { setTimeout as sleep } from 'node:timers/promises';
import { issuerUrl } from '#libs/engines';
import { issuerRefusal } from './issuer/issuer-refusal.js';
import type { Settings } from './settings.js';

const READY_LIMIT_MS = 30_000;

/** Why people cannot sign in at a local issuer; undefined where one is to be started. */
export function noIssuerBecause({ oidcIssuer, nodeEnv }: Pick<Settings, 'oidcIssuer' | 'nodeEnv'>): string | undefined {
  if (oidcIssuer) return `People sign in at ${oidcIssuer}.`;
  return issuerRefusal(nodeEnv) ?? notInstalled();
}

/** `oidc-provider` is an optional dependency: a register that has its own issuer does without. */
function notInstalled(): string | undefined {
  try {
    import.meta.resolve('oidc-provider');
    return undefined;
  } catch {
    return 'The local issuer is not installed (npm package oidc-provider): set OIDC_ISSUER, or run npm ci, so that people can sign in.';
  }
}

/** What the programs are told of the local issuer; its tokens are for the register's own address. */
export const issuerEnvironment = (port: number, audience: string): NodeJS.ProcessEnv => ({
  ISSUER_PORT: String(port), OIDC_ISSUER: issuerUrl(port), OIDC_AUDIENCE: audience, OIDC_JWKS_URI: '', OIDC_ALGORITHMS: 'ES256', OIDC_NAME_CLAIM: 'name',
});

/** @returns false when it does not answer in time; `signal` ends the waiting. */
export async function issuerAnswers(port: number, signal: AbortSignal): Promise<boolean> {
  for (const end = Date.now() + READY_LIMIT_MS; Date.now() < end; await sleep(50, undefined, { signal })) {
    try {
      const { ok } = await fetch(`${issuerUrl(port)}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(5000) });
      if (ok) return true;
    } catch {
      // Not listening yet.
    }
  }
  return false;
}
