import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

export interface IssuerKey {
  jwk: JWK;
  privateKey: CryptoKey;
}

export async function newKey(kid: string, alg = 'ES256'): Promise<IssuerKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' }, privateKey };
}

/** An issuer as its tokens' readers see it; counts how often it is asked. */
export class KeyServer {
  keys: JWK[] = [];
  /** What it says instead of answering properly. */
  trouble: 'none' | 'status' | 'silent' | 'huge' | 'redirect' | 'other issuer' = 'none';
  readonly requests = { discovery: 0, keys: 0 };
  private readonly server = createServer((request, response) => {
    const isKeys = request.url === '/keys';
    this.requests[isKeys ? 'keys' : 'discovery'] += 1;
    if (this.trouble === 'silent') return;
    if (this.trouble === 'status') return void response.writeHead(500).end();
    if (this.trouble === 'redirect') return void response.writeHead(302, { location: `${this.url}/elsewhere` }).end();
    if (this.trouble === 'huge') return void response.end(JSON.stringify({ keys: [], filling: 'x'.repeat(600_000) }));
    const issuer = this.trouble === 'other issuer' ? 'http://attacker.example.org' : this.url;
    response.end(JSON.stringify(isKeys ? { keys: this.keys } : { issuer, jwks_uri: `${this.url}/keys` }));
  });

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export interface TokenParts {
  key: IssuerKey;
  claims: JWTPayload;
  header?: Record<string, unknown>;
}

export const sign = ({ key, claims, header }: TokenParts): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: key.jwk.alg as string, kid: key.jwk.kid as string, typ: 'at+jwt', ...header }).sign(key.privateKey);
