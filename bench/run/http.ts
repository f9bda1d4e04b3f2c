import http from 'node:http';

export interface HttpTarget {
  url: string;
  headers?: Record<string, string>;
}

/** One kept-alive client, the same for every side of a comparison. */
export class HttpClient {
  private readonly agent = new http.Agent({ keepAlive: true });

  constructor(private readonly target: HttpTarget) {}

  /** @throws on any status but 200–299, with the beginning of the answer. */
  post(body: string | Buffer, path = ''): Promise<string> {
    return new Promise((resolve, reject) => {
      const request = http.request(
        this.target.url + path,
        {
          method: 'POST',
          agent: this.agent,
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'accept-encoding': 'identity', ...this.target.headers },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(parts).toString();
            const status = response.statusCode ?? 0;
            if (status >= 200 && status < 300) resolve(text);
            else reject(new Error(`${this.target.url}${path} answered ${status}: ${text.slice(0, 500)}`));
          });
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

interface GraphqlAnswer<T> {
  data?: T;
  errors?: { message: string }[];
}

export class GraphqlClient {
  private readonly http: HttpClient;

  constructor(url: string) {
    this.http = new HttpClient({ url });
  }

  async query<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const { data, errors } = JSON.parse(await this.http.post(JSON.stringify({ query, variables }))) as GraphqlAnswer<T>;
    if (errors?.length || !data) throw new Error(`GraphQL: ${JSON.stringify(errors ?? 'no data').slice(0, 1000)}`);
    return data;
  }

  close(): void {
    this.http.close();
  }
}
