import { request, type IncomingHttpHeaders } from 'node:http';

export interface Page {
  url: string;
  status: number;
  headers: Headers;
  text: string;
}

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** As much of a browser as signing in needs: cookies, redirects, forms. It goes nowhere but to this machine's open ports. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  open(url: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.follow(url, { headers });
  }

  send(url: string, form: Record<string, string>, more: Record<string, string> = {}): Promise<Page> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...more };
    return this.follow(url, { method: 'POST', headers, body: new URLSearchParams(form).toString() });
  }

  private async follow(url: string, sent: Sent): Promise<Page> {
    const page = await this.once(url, sent);
    const location = page.headers.get('location');
    if (!location) return page;
    const next = new URL(location, url);
    // To the application: its address with the answer is what is wanted.
    if (next.host !== new URL(url).host) return { ...page, url: next.href };
    return this.follow(next.href, {});
  }

  private once(url: string, { method = 'GET', headers = {}, body }: Sent): Promise<Page> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return new Promise((resolve, reject) => {
      // A connection of its own: none that the issuer has closed in the meantime.
      const options = { method, agent: false, headers: { cookie, ...headers, ...(body && { 'content-length': Buffer.byteLength(body) }) } };
      const sending = request(url, options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          this.keep(response.headers);
          const all = Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]);
          resolve({ url, status: response.statusCode ?? 0, headers: new Headers(all), text });
        });
      });
      sending.on('error', reject).end(body);
    });
  }

  private keep(headers: IncomingHttpHeaders): void {
    for (const line of headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
  }
}
