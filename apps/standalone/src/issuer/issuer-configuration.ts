import { CLI_CLIENT, DEMO_PEOPLE, DEMO_PERSON_GRANT, issuerSigningKey, secrets, type DemoPerson } from '#libs/engines';
import type { Configuration, JWK, Provider, ResourceServer } from 'oidc-provider';
import { brokenOffPage, languageOf, pageHeaders } from './sign-in-page.js';

export interface IssuerOptions {
  dataDir: string;
  port: number;
  /** The register's address, which its access tokens name as audience. */
  audience: string;
  /** Addresses at which the register's own pages may be open. */
  portals: readonly string[];
  /** Seconds for which an access token is good. */
  tokenSeconds: number;
}

export const PORTAL_CLIENT = 'register-portal';
/** Where the portal takes the authorization code, below its own address. */
export const PORTAL_CALLBACK = '/sign-in/callback';
export const SCOPE = 'register';

const HOUR = 3600;

export const demoPerson = (subject: unknown): DemoPerson | undefined => DEMO_PEOPLE.find((person) => person.subject === subject);

/** What the register is to the issuer: who it is, and how its access tokens look (RFC 9068). */
export const registerAsResource = ({ audience, tokenSeconds }: IssuerOptions): ResourceServer => ({
  audience, scope: SCOPE, accessTokenFormat: 'jwt', accessTokenTTL: tokenSeconds, jwt: { sign: { alg: 'ES256' } },
});

/** Leave for a client to do everything in somebody's name. */
export async function allOf(provider: Provider, { audience, ...whose }: { clientId: string; accountId: string; audience: string }) {
  const grant = new provider.Grant(whose);
  grant.addOIDCScope('openid profile');
  grant.addResourceScope(audience, SCOPE);
  await grant.save();
  return grant;
}

/** Keys and secrets lie in the data folder, so that tokens and sessions outlive a new start of the program. */
export function issuerConfiguration(options: IssuerOptions): Configuration {
  const { dataDir, audience, portals, tokenSeconds } = options;
  const keys = secrets(dataDir);
  return {
    jwks: { keys: [issuerSigningKey(dataDir) as JWK] },
    clients: [
      {
        client_id: PORTAL_CLIENT, token_endpoint_auth_method: 'none', grant_types: ['authorization_code'], response_types: ['code'],
        redirect_uris: portals.map((portal) => `${portal}${PORTAL_CALLBACK}`),
        post_logout_redirect_uris: portals.map((portal) => `${portal}/`),
      },
      {
        client_id: CLI_CLIENT, client_secret: keys.issuerClientSecret, token_endpoint_auth_method: 'client_secret_basic',
        grant_types: [DEMO_PERSON_GRANT], response_types: [], redirect_uris: [],
      },
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    clientBasedCORS: () => false,
    cookies: { keys: [keys.issuerCookieKey] },
    claims: { openid: ['sub'], profile: ['name'] },
    scopes: ['openid', 'profile'],
    conformIdTokenClaims: false,
    findAccount: (_, subject) => {
      const person = demoPerson(subject);
      return person && { accountId: subject, claims: () => ({ sub: subject, name: person.name }) };
    },
    extraTokenClaims: (_, token) => ('accountId' in token ? { name: demoPerson(token.accountId)?.name } : undefined),
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: () => registerAsResource(options),
      },
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    // The portal is the register's own: whoever signs in there has consented.
    loadExistingGrant: async ({ oidc }) => {
      const { client, session, provider } = oidc;
      if (!client || !session?.accountId) return undefined;
      return allOf(provider, { clientId: client.clientId, accountId: session.accountId, audience });
    },
    pkce: { required: () => true },
    renderError: (ctx) => {
      ctx.set(pageHeaders(portals));
      ctx.body = brokenOffPage(languageOf(ctx.get('accept-language')));
    },
    ttl: { AccessToken: tokenSeconds, AuthorizationCode: 60, IdToken: HOUR, Interaction: HOUR, Session: 24 * HOUR, Grant: 24 * HOUR },
  };
}
