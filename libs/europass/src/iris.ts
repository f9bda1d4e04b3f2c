/**
 * Identifiers of everything the feed speaks of: persistent, path-only (ELM brief, trap 30). Run codes are a provider's
 * own words, so they are encoded.
 */
export class Iris {
  constructor(private readonly publicUrl: string) {}

  readonly offeringScheme = (): string => `${this.publicUrl}/id/offering/`;
  readonly specificationScheme = (): string => `${this.publicUrl}/id/specification/`;
  readonly organisationScheme = (): string => `${this.publicUrl}/id/organisation/`;

  offering(offerId: string, runCode: string): string {
    return `${this.offeringScheme()}${offerId}/${encodeCode(runCode)}`;
  }

  offeringLocation(offerId: string, runCode: string): string {
    return `${this.offering(offerId, runCode)}/location`;
  }

  specification(offerId: string): string {
    return this.specificationScheme() + offerId;
  }

  /** Counted from 1, in the order of the offer. */
  outcome(offerId: string, number: number): string {
    return `${this.specification(offerId)}/outcome/${number}`;
  }

  assessment(offerId: string, number: number): string {
    return `${this.specification(offerId)}/assessment/${number}`;
  }

  organisation(id: string): string {
    return this.organisationScheme() + id;
  }

  organisationLocation(id: string): string {
    return `${this.organisation(id)}/location`;
  }

  /** The public page of an offer in one of the register's languages. */
  offerPage(offerId: string, language: string): string {
    return `${this.publicUrl}/${language}/offers/${offerId}`;
  }
}

/** `encodeURIComponent` leaves `'` and its like alone; a dot segment would be taken for a step in the path. */
export const encodeCode = (code: string): string => {
  const encoded = encodeURIComponent(code.toWellFormed()).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return /^\.{1,2}$/.test(encoded) ? encoded.replaceAll('.', '%2E') : encoded;
};

/** The body that publishes the feed: no organisation of the register, so it has a word in place of an id. */
export const PUBLISHER = 'publisher';
