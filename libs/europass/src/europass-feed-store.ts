import { Injectable } from '@nestjs/common';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Config } from '#libs/config';
import { UnitOfWork } from '#libs/database';
import { feedFolder, readManifest } from './feed-files.js';
import { FORMAT } from './settings.js';

export interface BuiltFeed {
  path: string;
  reportPath: string;
  /** With its quotation marks, as the header wants it. */
  etag: string;
  lastModified: Date;
  bytes: number;
  sha256: string;
}

export interface FeedStatus {
  builtAt: Date | null;
  ageSeconds: number | null;
  offers: number;
  leftOut: number;
  /** Offers waiting to be looked at, and since when the one that waits longest. */
  stale: number;
  staleSince: Date | null;
}

/** What the public routes read: built files only. */
@Injectable()
export class EuropassFeedStore {
  constructor(
    private readonly config: Config,
    private readonly uow: UnitOfWork,
  ) {}

  /** The build in force; null before the first one, or where its file is gone. */
  async current(): Promise<BuiltFeed | null> {
    const manifest = await readManifest(this.config.dataDir);
    if (!manifest) return null;
    const folder = feedFolder(this.config.dataDir);
    const path = join(folder, manifest.file);
    const found = await stat(path).catch(() => null);
    if (!found) return null;
    return {
      path, reportPath: join(folder, manifest.report), etag: `"${manifest.sha256}"`,
      lastModified: new Date(manifest.lastModified), bytes: manifest.bytes, sha256: manifest.sha256,
    };
  }

  async status(): Promise<FeedStatus> {
    const manifest = await readManifest(this.config.dataDir);
    const [row] = await this.uow.read.query<{ stale: string; since: Date | null }>(
      'SELECT count(*) AS stale, min(marked_at) AS since FROM feed_stale WHERE format = $1', [FORMAT],
    );
    const builtAt = manifest ? new Date(manifest.builtAt) : null;
    return {
      builtAt,
      ageSeconds: builtAt && Math.max(0, (this.config.clock.now().getTime() - builtAt.getTime()) / 1000),
      offers: manifest?.offers ?? 0,
      leftOut: manifest?.leftOut ?? 0,
      stale: Number(row?.stale ?? 0),
      staleSince: row?.since ?? null,
    };
  }
}
