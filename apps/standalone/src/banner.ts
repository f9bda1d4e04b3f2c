export interface Addresses {
  url: string;
  dataDir: string;
  adminKeyFile: string | undefined;
  /** Whether the local issuer runs. */
  demoPeople: boolean;
  seconds: number;
}

const QUERY = '{ offers(search: {text: "duomenys"}) { total hits { offer { title { value language } } } } }';

/** Silent, so that the token stands alone: npm would write what it runs before it. */
const TOKEN_LINE = `
  Sign in as   npm run -s register -- token --as registrar   (a token for \`authorization: Bearer …\`)`;

/** What a person needs after the start: where things are, and one thing to try. */
export function banner({ url, dataDir, adminKeyFile, demoPeople, seconds }: Addresses): string {
  const body = JSON.stringify({ query: QUERY });
  return `
The register runs (ready after ${seconds.toFixed(1)} s).

  GraphQL      ${url}/graphql
  Health       ${url}/health/ready
  Data folder  ${dataDir} (logs in ${dataDir}/logs)
  Admin key    ${adminKeyFile ? `in the file ${adminKeyFile}` : 'as given in ADMIN_API_KEY'}${demoPeople ? TOKEN_LINE : ''}

A query to try:

  ${QUERY}

  curl -s ${url}/graphql -H 'content-type: application/json' -d '${body}'

Ctrl-C stops everything; the data are kept.
`;
}
