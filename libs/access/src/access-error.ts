const CODES = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 503: 'IDENTITY_UNAVAILABLE' } as const;

/**
 * Refused for want of a permission, or (503) because nobody can be asked who it is: the same for GraphQL (`extensions`)
 * and HTTP (`status`).
 */
export class AccessError extends Error {
  readonly extensions: { code: (typeof CODES)[keyof typeof CODES] };

  constructor(
    readonly status: keyof typeof CODES,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'AccessError';
    this.extensions = { code: CODES[status] };
  }
}
