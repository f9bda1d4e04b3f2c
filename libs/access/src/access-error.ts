/** Refused for want of a permission: the same for GraphQL (`extensions`) and HTTP (`status`). */
export class AccessError extends Error {
  readonly extensions: { code: 'UNAUTHENTICATED' | 'FORBIDDEN' };

  constructor(
    readonly status: 401 | 403,
    message: string,
  ) {
    super(message);
    this.name = 'AccessError';
    this.extensions = { code: status === 401 ? 'UNAUTHENTICATED' : 'FORBIDDEN' };
  }
}
