import { createHash, randomBytes } from 'node:crypto';

/** `mcr_<visible beginning>_<256 random bits>`: programs that look for leaked secrets know it by its beginning. */
const FORM = /^mcr_[a-z0-9]{8}_[A-Za-z0-9_-]{43}$/;

export const isKeyText = (text: string): boolean => FORM.test(text);

export function newKeyText(): { text: string; prefix: string } {
  const prefix = `mcr_${randomBytes(4).toString('hex')}`;
  return { text: `${prefix}_${randomBytes(32).toString('base64url')}`, prefix };
}

/** SHA-256 (hex). A key is random enough that nobody finds it by trying: no salt, so that it can be looked up. */
export const hashOfKey = (text: string): string => createHash('sha256').update(text).digest('hex');
