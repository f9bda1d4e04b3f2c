import type { IncomingHttpHeaders } from 'node:http';

export interface Validators {
  /** With its quotation marks. */
  etag: string;
  lastModified?: Date;
}

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');

/** RFC 9110: whether the reader's copy is still good. A tag that was sent decides alone; the date only without one. */
export function isFresh(headers: IncomingHttpHeaders, { etag, lastModified }: Validators): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) return tags.trim() === '*' || tags.split(',').some((tag) => opaque(tag) === opaque(etag));
  const since = headers['if-modified-since'];
  if (since === undefined || !lastModified) return false;
  const instant = Date.parse(since);
  return !Number.isNaN(instant) && Math.floor(lastModified.getTime() / 1000) * 1000 <= instant;
}

/** Whether the reader takes gzip: named with a quality above 0, or covered by `*`. */
export function takesGzip(header: string | undefined): boolean {
  const offered = (header ?? '').split(',').map((part) => part.trim().toLowerCase());
  const quality = (name: string) => {
    const found = offered.find((part) => part.split(';')[0]?.trim() === name);
    return found === undefined ? undefined : Number(/;\s*q=([\d.]+)/.exec(found)?.[1] ?? 1);
  };
  return (quality('gzip') ?? quality('*') ?? 0) > 0;
}
