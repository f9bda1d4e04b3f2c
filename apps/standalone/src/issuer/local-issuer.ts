import { createServer, type Server } from 'node:http';
import { DEMO_PEOPLE, DEMO_PERSON_GRANT, issuerUrl, LOCALHOST } from '#libs/engines';
import { errors, Provider } from 'oidc-provider';
import { allOf, demoPerson, issuerConfiguration, registerAsResource, SCOPE, type IssuerOptions } from './issuer-configuration.js';
import { SignIn } from './sign-in.js';

/** An OpenID Connect issuer on this machine alone, with demo people. */
export async function startLocalIssuer(options: IssuerOptions): Promise<Server> {
  const url = issuerUrl(options.port);
  const provider = new Provider(url, issuerConfiguration(options));
  grantToCommandLine(provider, options);
  provider.on('authorization.error', (_, error) => console.warn(`${error.message}: ${error.error_description ?? ''}`));
  provider.on('server_error', (_, error) => console.error(error));
  const signIn = new SignIn(provider, options.portals);
  const protocol = provider.callback();
  const hosts = [new URL(url).host, `localhost:${options.port}`];
  const server = createServer((request, response) => {
    // A page from elsewhere whose name was made to lead here must not sign in for the person who reads it.
    if (!hosts.includes(request.headers.host ?? '')) return void response.writeHead(421).end();
    if (!request.url?.startsWith('/interaction/')) return void protocol(request, response);
    signIn.answer(request, response).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port, LOCALHOST, resolve));
  return server;
}

function grantToCommandLine(provider: Provider, options: IssuerOptions): void {
  provider.registerGrantType<{ person?: string }>(DEMO_PERSON_GRANT, async (ctx) => {
    const { client, params } = ctx.oidc;
    const person = demoPerson(params.person);
    if (!person) throw new errors.InvalidRequest(`there is no such demo person; there are: ${DEMO_PEOPLE.map(({ subject }) => subject).join(', ')}`);
    const accountId = person.subject;
    const { jti: grantId } = await allOf(provider, { clientId: client.clientId, accountId, audience: options.audience });
    const token = new provider.AccessToken({ accountId, client, grantId, gty: DEMO_PERSON_GRANT, scope: SCOPE });
    token.resourceServer = new provider.ResourceServer(options.audience, registerAsResource(options));
    ctx.oidc.entity('AccessToken', token);
    ctx.body = { access_token: await token.save(), token_type: token.tokenType, expires_in: token.expiration };
  }, ['person']);
}
