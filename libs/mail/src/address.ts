const ADDRESS = /^[^\s\p{C}@<>()[\]\\,;:"]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,63}$/u;

/** One bare address (RFC 5321 without quoted local parts, RFC 6531 letters): no list, no name, nothing that ends a header. */
export const isMailAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text);

/** Servers like to repeat the address in what they say: no address is to be kept in an error's text. */
export const withoutAddresses = (text: string): string => text.replace(/[^\s<>"'(),:;]+@[^\s<>"'(),:;]+/g, '…@…').slice(0, 500);
