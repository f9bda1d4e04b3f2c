import { Logger } from '@nestjs/common';
import { createLocalJWKSet, errors, type CryptoKey, type FlattenedJWSInput, type JSONWebKeySet, type JWSHeaderParameters } from 'jose';
import type { OidcSettings } from '#libs/config';
import { AccessError } from '../access-error.js';
import { fetchJson } from './fetch-json.js';

/** After this the keys are asked for again, so that one which the issuer has taken back stops working. */
const FRESH_MS = 10 * 60_000;
/** An issuer that does not answer for a while does not shut everybody out. */
const STALE_MS = 60 * 60_000;
/** Between two questions about keys we do not know; whoever invents key identifiers causes no more than this. */
const PAUSE_MS = 30_000;
const PAUSE_AFTER_FAILURE_MS = 5_000;

type KeySet = ReturnType<typeof createLocalJWKSet>;

/** The public keys of the issuer, asked for when needed and kept. */
export class IssuerKeys {
  private readonly logger = new Logger(IssuerKeys.name);
  private known: { set: KeySet; at: number } | null = null;
  private asked: { at: number; failure: unknown } | null = null;
  private asking: Promise<void> | null = null;

  /**
   * @param elapsed milliseconds since any fixed moment: real time, also where the register's clock stands still.
   */
  constructor(
    private readonly oidc: Pick<OidcSettings, 'issuer' | 'jwksUri'>,
    private readonly elapsed: () => number = () => performance.now(),
  ) {}

  /**
   * The key that a token says it is signed with.
   * @throws errors.JWKSNoMatchingKey when the issuer has no such key, AccessError 503 when it cannot be asked.
   */
  readonly find = async (header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> => {
    if (this.age() > FRESH_MS && !this.isPause()) await this.ask();
    const { known } = this;
    if (!known || this.age() > STALE_MS) throw this.unavailable();
    try {
      return await known.set(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      return (await this.newer(known, error)).set(header, token);
    }
  };

  /** Keys that were asked for after those in which a key was not found. */
  private async newer(known: { set: KeySet }, notFound: Error): Promise<{ set: KeySet }> {
    if (this.known === known && !this.isPause()) await this.ask();
    if (this.known && this.known !== known) return this.known;
    throw this.asked?.failure === undefined ? notFound : this.unavailable();
  }

  private age(): number {
    return this.known ? this.elapsed() - this.known.at : Infinity;
  }

  private isPause(): boolean {
    if (!this.asked || this.asking) return false;
    return this.elapsed() - this.asked.at < (this.asked.failure === undefined ? PAUSE_MS : PAUSE_AFTER_FAILURE_MS);
  }

  /** Never fails: what went wrong is kept beside the time. Everybody who comes meanwhile waits for the same answer. */
  private ask(): Promise<void> {
    return (this.asking ??= this.load()
      .then(
        (set) => this.note(set),
        (failure: unknown) => this.note(null, failure ?? 'unknown'),
      )
      .finally(() => (this.asking = null)));
  }

  private note(set: KeySet | null, failure?: unknown): void {
    const at = this.elapsed();
    this.asked = { at, failure };
    if (set) this.known = { set, at };
    else this.logger.warn(`The keys of ${this.oidc.issuer} cannot be asked for: ${reasonOf(failure)}`);
  }

  private async load(): Promise<KeySet> {
    return createLocalJWKSet((await fetchJson(this.oidc.jwksUri ?? (await this.discover()))) as unknown as JSONWebKeySet);
  }

  /** OpenID Connect Discovery 1.0, sections 4 and 4.3. */
  private async discover(): Promise<string> {
    const { issuer } = this.oidc;
    const found = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    if (found.issuer !== issuer) throw new Error(`The issuer ${issuer} calls itself ${JSON.stringify(found.issuer)}`);
    const keys = URL.parse(String(found.jwks_uri));
    if (!keys || (keys.protocol !== 'https:' && !issuer.startsWith('http:'))) throw new Error(`The issuer ${issuer} names no address of its keys`);
    return keys.href;
  }

  private unavailable(): AccessError {
    return new AccessError(503, 'The identity provider does not answer, so that tokens cannot be checked at present; try again shortly.', {
      cause: this.asked?.failure,
    });
  }
}

/** `fetch` tells the reason in the cause of its error. */
function reasonOf(failure: unknown): string {
  const { message, cause } = (failure ?? {}) as { message?: string; cause?: { message?: string } };
  return [message, cause?.message].filter(Boolean).join(': ') || String(failure);
}
