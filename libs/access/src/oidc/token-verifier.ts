import { errors, jwtVerify, type JWTPayload, type JWTVerifyResult } from 'jose';
import type { OidcSettings } from '#libs/config';
import type { Clock } from '#libs/kernel';
import { AccessError } from '../access-error.js';
import type { PrincipalFacts } from '../principal.js';
import { IssuerKeys } from './issuer-keys.js';

/** Who somebody is to their identity provider. */
export type Subject = NonNullable<PrincipalFacts['subject']>;

/** Seconds by which clocks may differ. */
const SKEW_SECONDS = 60;
const TOKEN_LIMIT = 8_192;
/** OpenID Connect Core 1.0, section 2. */
const SUBJECT_LIMIT = 255;
/** RFC 9068, section 4; JWT and none at all are what older issuers write. */
const ACCESS_TOKEN_TYPES = new Set(['at+jwt', 'application/at+jwt', 'jwt', '']);

/** Checks access tokens of the configured issuer (RFC 9068, section 4; RFC 8725). */
export class TokenVerifier {
  /** @param keys of the issuer. */
  constructor(
    private readonly oidc: OidcSettings | null,
    private readonly clock: Clock,
    private readonly keys: IssuerKeys | null = oidc && new IssuerKeys(oidc),
  ) {}

  /** @throws AccessError 401 that says what is wrong with the token, 503 when the issuer cannot be asked for its keys. */
  async verify(token: string): Promise<Subject> {
    if (!this.oidc || !this.keys) throw refused('The credential given is not valid.');
    if (token.length > TOKEN_LIMIT) throw refused(`The token is longer than ${TOKEN_LIMIT} characters.`);
    const { payload, protectedHeader } = await this.signed(token, this.oidc, this.keys);
    if (!ACCESS_TOKEN_TYPES.has((protectedHeader.typ ?? '').toLowerCase())) throw refused('The token is not an access token.');
    // Only identity tokens are bound to an access token or a code (OpenID Connect Core 1.0, section 3.3.2.11).
    if ('at_hash' in payload || 'c_hash' in payload) throw refused('The token is an identity token, not an access token.');
    return subjectIn(payload, this.oidc);
  }

  private async signed(token: string, { issuer, audience, algorithms }: OidcSettings, { find }: IssuerKeys): Promise<JWTVerifyResult> {
    try {
      return await jwtVerify(token, find, {
        issuer, audience, algorithms: [...algorithms],
        clockTolerance: SKEW_SECONDS,
        currentDate: this.clock.now(),
        requiredClaims: ['exp', 'sub'],
      });
    } catch (error) {
      throw error instanceof AccessError ? error : refusalOf(error);
    }
  }
}

const refused = (message: string, cause?: unknown): AccessError => new AccessError(401, message, { cause });

const CLAIMS: Readonly<Record<string, string>> = {
  iss: 'The token is of another issuer than the one that this register trusts.',
  aud: 'The token is meant for another audience than this register.',
  nbf: 'The token is not valid yet.',
};

/** Says what is wrong, and nothing of what is inside. */
function refusalOf(error: unknown): AccessError {
  if (error instanceof errors.JWTExpired) return refused('The token has expired.', error);
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim, reason } = error;
    return refused((reason === 'check_failed' && CLAIMS[claim]) || `The token’s claim ${claim} is missing or not as it must be.`, error);
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) return refused('The signature of the token is not valid.', error);
  if (error instanceof errors.JWKSNoMatchingKey) return refused('The token is signed with a key that its issuer does not have.', error);
  if (error instanceof errors.JWKSMultipleMatchingKeys) return refused('The token does not say which of its issuer’s keys has signed it.', error);
  if (error instanceof errors.JOSEAlgNotAllowed) return refused('The token is signed in a way that is not accepted.', error);
  if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSInvalid)) return refused('The token cannot be read.', error);
  // The issuer's keys are not what they should be; nothing is known about the token.
  return new AccessError(503, 'The keys of the identity provider cannot be used, so that tokens cannot be checked at present.', { cause: error });
}

function subjectIn(payload: JWTPayload, { issuer, nameClaim }: OidcSettings): Subject {
  const { sub, [nameClaim]: name } = payload;
  if (typeof sub !== 'string' || !sub.trim() || sub.length > SUBJECT_LIMIT || CONTROLS.test(sub)) {
    throw refused('The token’s claim sub is missing or not as it must be.');
  }
  return { issuer, subject: sub, displayName: typeof name === 'string' ? name : null };
}

/** Control characters and halves of a character cannot be stored or shown. */
const CONTROLS = /[\p{Cc}\p{Cs}]/u;
