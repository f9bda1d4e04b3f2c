/** The steps of a provider's life that the issue of governance allows, written down a second time: what the tests hold the table to. */
export const LADDER: ReadonlySet<string> = new Set([
  'APPLIED>RETURNED', 'APPLIED>REGISTERED', 'APPLIED>REFUSED', 'APPLIED>CLOSED',
  'RETURNED>APPLIED', 'RETURNED>REFUSED', 'RETURNED>CLOSED',
  'REFUSED>APPLIED',
  'REGISTERED>SUSPENDED', 'REGISTERED>CLOSED',
  'SUSPENDED>REGISTERED', 'SUSPENDED>CLOSED',
]);
