import { EngineError, messageOf } from '#libs/engines';
import { issuerRefusal } from './issuer-refusal.js';
import { startLocalIssuer } from './local-issuer.js';

const HOUR = 3600;

/** An hour; longer where the register's clock stands in the future, so that its present is not after their end. */
const tokenSeconds = ({ REGISTER_NOW }: NodeJS.ProcessEnv): number =>
  HOUR + Math.max(0, Math.ceil(((REGISTER_NOW ? Date.parse(REGISTER_NOW) : 0) - Date.now()) / 1000));

/** Addresses under which a browser on this machine may have the register open. */
const portalsOf = ({ OIDC_AUDIENCE = '', PORT }: NodeJS.ProcessEnv): string[] =>
  [...new Set([OIDC_AUDIENCE, `http://localhost:${PORT}`, `http://127.0.0.1:${PORT}`])];

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const refusal = issuerRefusal(env.NODE_ENV ?? '');
  if (refusal) throw new EngineError(refusal);
  const { DATA_DIR, ISSUER_PORT, OIDC_AUDIENCE } = env;
  if (!DATA_DIR || !ISSUER_PORT || !OIDC_AUDIENCE) throw new EngineError('The local issuer is started by npm start, which tells it where.');
  const server = await startLocalIssuer({
    dataDir: DATA_DIR, port: Number(ISSUER_PORT), audience: OIDC_AUDIENCE, portals: portalsOf(env), tokenSeconds: tokenSeconds(env),
  });
  process.once('SIGTERM', () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}

main(process.env).catch((error: unknown) => {
  console.error(`Error: ${messageOf(error)}`);
  process.exit(1);
});
