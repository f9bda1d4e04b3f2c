import { describe, expect, it } from '@jest/globals';
import { DocumentCache } from './document-cache.js';
import type { PublishedDocument } from './published-document.js';

const document = (offerId: string) => ({ offerId, runs: [{ code: 'r' }] }) as unknown as PublishedDocument;

describe('document cache', () => {
  it('gives up what was read least recently', () => {
    const cache = new DocumentCache(2);
    cache.set('a', document('a'));
    cache.set('b', document('b'));
    cache.get('a');
    cache.set('c', document('c'));
    expect([cache.get('a')?.offerId, cache.get('b')?.offerId, cache.get('c')?.offerId]).toEqual(['a', undefined, 'c']);
  });

  it('keeps documents that no reader can change', () => {
    const cache = new DocumentCache();
    cache.set('a', document('a'));
    expect(() => {
      cache.get('a')!.runs[0]!.code = 'x';
    }).toThrow(TypeError);
    expect(() => cache.get('a')!.runs.pop()).toThrow(TypeError);
  });
});
