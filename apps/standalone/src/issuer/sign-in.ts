import type { IncomingMessage, ServerResponse } from 'node:http';
import { errors, type Provider } from 'oidc-provider';
import { demoPerson } from './issuer-configuration.js';
import { brokenOffPage, languageOf, pageHeaders, signInPage } from './sign-in-page.js';

const FORM_LIMIT = 1_000;

/** Shows the demo people, and takes the choice. */
export class SignIn {
  constructor(private readonly provider: Provider, private readonly portals: readonly string[]) {}

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const wished = new URL(request.url ?? '/', 'http://localhost').searchParams.get('lang') ?? undefined;
    const browser = request.headers['accept-language'];
    try {
      const { params } = await this.provider.interactionDetails(request, response);
      const person = request.method === 'POST' ? demoPerson((await form(request)).get('person')) : undefined;
      // The choice of the moment: another one can be made as soon as the browser is closed.
      if (person) return await this.provider.interactionFinished(request, response, { login: { accountId: person.subject, remember: false } });
      this.send(response, 200, signInPage(languageOf(wished, params.ui_locales as string | undefined, browser)));
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error;
      this.send(response, 400, brokenOffPage(languageOf(wished, browser)));
    }
  }

  private send(response: ServerResponse, status: number, page: string): void {
    response.writeHead(status, pageHeaders(this.portals)).end(page);
  }
}

async function form(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > FORM_LIMIT) break;
  }
  return new URLSearchParams(text);
}
