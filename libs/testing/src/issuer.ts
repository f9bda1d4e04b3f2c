import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** The audience of the tokens that a test's issuer gives out. */
export const TEST_AUDIENCE = 'register-tests';

export interface TestIssuer {
  url: string;
  /** What a register that trusts it is configured with. */
  env: NodeJS.ProcessEnv;
  /** A signed token for a person, good for ten minutes from the instant given. */
  token(subject: string, at: Date): Promise<string>;
  stop(): Promise<void>;
}

/** An OpenID Connect issuer as far as a resource server sees one: discovery and a key set, over HTTP. */
export async function startTestIssuer(): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' };
  const server = createServer((request, response) => {
    const issuer = `http://${request.headers.host}`;
    const answers: Record<string, unknown> = {
      '/.well-known/openid-configuration': { issuer, jwks_uri: `${issuer}/jwks` },
      '/jwks': { keys: [jwk] },
    };
    const answer = answers[request.url ?? ''];
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    env: { OIDC_ISSUER: url, OIDC_AUDIENCE: TEST_AUDIENCE },
    token: (subject, at) => {
      const now = Math.floor(at.getTime() / 1000);
      return new SignJWT({ name: `Test person ${subject}` })
        .setProtectedHeader({ alg: 'ES256', kid: 'test', typ: 'at+jwt' })
        .setIssuer(url).setAudience(TEST_AUDIENCE).setSubject(subject).setIssuedAt(now).setExpirationTime(now + 600)
        .sign(privateKey);
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
