const LIMIT = 2000;

/** Characters no address holds unescaped (RFC 3986), blanks, control characters and halves of characters among them. */
// The URL parser forgives them; a browser, a feed or an XML schema may read such an address differently.
const NOT_IN_ADDRESS = /[\s\p{Cc}\p{Cs}<>"\\^`{|}]/u;

/** An absolute http(s) address without user name or password (DESIGN section 6: text from outside is hostile). */
export function isWebAddress(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > LIMIT || NOT_IN_ADDRESS.test(value) || !/^https?:\/\//i.test(value)) return false;
  const url = URL.parse(value);
  return url !== null && url.hostname !== '' && !url.username && !url.password;
}
