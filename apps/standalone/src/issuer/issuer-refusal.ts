/** Why no local issuer may run here; undefined where it may. Anybody on the machine can be anybody there. */
export const issuerRefusal = (nodeEnv: string): string | undefined =>
  nodeEnv === 'production' ? 'The local issuer with its demo people is refused in production: set OIDC_ISSUER, so that people can sign in.' : undefined;
