import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '#libs/config';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The key of one machine, which stands for a registrar. Without one nothing opens. */
@Injectable()
export class AdminKey {
  private readonly expected: Buffer | null;

  constructor(config: Config) {
    this.expected = config.adminApiKey === null ? null : digest(config.adminApiKey);
  }

  /**
   * Whether a credential is the key. Both sides are hashed first, so that the time of the comparison says nothing about the
   * key, nor about its length.
   */
  opens(credential: string): boolean {
    return this.expected !== null && timingSafeEqual(digest(credential), this.expected);
  }
}
