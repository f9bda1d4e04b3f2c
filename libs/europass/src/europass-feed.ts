import { Injectable } from '@nestjs/common';
import { Config, registerToday } from '#libs/config';
import { UnitOfWork, withLock, type Tx } from '#libs/database';
import { contentHash } from '#libs/kernel';
import { OfferProjections, OfferReader, type OfferProjection } from '#libs/offers';
import type { OrganisationRecord } from '#libs/organisations';
import { buildFeed } from './feed-build.js';
import { readManifest, type FeedManifest } from './feed-files.js';
import { noteChange, noteReconciled, readState } from './feed-state.js';
import {
  keysOf, markAllFragments, markOffers, removeOffers, saveFragments, settleMarks, staleAfter, type KeyedFragment,
} from './fragment-rows.js';
import { mapOffer } from './map-offer.js';
import { offerKey, offerSource, organisationsOf } from './offer-source.js';
import { mapOrganisation, organisationKey } from './organisation.js';
import { feedSettings, FORMAT, MAPPING_VERSION, type FeedSettings } from './settings.js';

/** Records read, rendered and written at a time: what bounds the memory, whatever the size of the catalogue. */
const PAGE = 200;

export type RefreshResult =
  /** Another process is at it. */
  | { state: 'BUSY' }
  | { state: 'UNCHANGED' | 'BUILT'; rendered: number; removed: number; manifest: FeedManifest };

/** The Europass feed: fragments kept up to date, and joined into one file (DESIGN section 3). */
@Injectable()
export class EuropassFeed {
  private readonly settings: FeedSettings;

  constructor(
    private readonly config: Config,
    private readonly uow: UnitOfWork,
    private readonly projections: OfferProjections,
    private readonly reader: OfferReader,
  ) {
    this.settings = feedSettings(config);
  }

  /** Names offers whose fragments may be behind; the next refresh looks at them. In the caller's own transaction. */
  markStale(tx: Tx, offerIds: readonly string[]): Promise<void> {
    return markOffers(tx, offerIds);
  }

  /**
   * Brings the feed up to date: renders what is stale, joins if any fragment changed, switches atomically. One process
   * at a time. When a day has passed, or the configuration or the mapping changed, every offer is looked at; only those
   * that come out differently are rendered.
   */
  async refresh(): Promise<RefreshResult> {
    const result = await withLock(this.uow.dataSource, `feed:${FORMAT}`, () => this.work());
    return result ?? { state: 'BUSY' };
  }

  /** Has every offer looked at by the next refresh: public ones that have no fragment, and fragments no longer public. */
  async reconcile(): Promise<void> {
    await this.uow.run((tx) => markAllFragments(tx));
    for (let after: string | null = null; ; ) {
      const page = await this.reader.publicPage(this.uow.read, { after, limit: PAGE });
      await this.uow.run((tx) => markOffers(tx, page.map((offer) => offer.id)));
      after = page.at(-1)?.id ?? null;
      if (page.length < PAGE) return;
    }
  }

  private async work(): Promise<RefreshResult> {
    const day = registerToday(this.config);
    const context = contentHash({ mapping: MAPPING_VERSION, settings: this.settings });
    const state = await readState(this.uow.read);
    if (state?.day !== day || state.context !== context) {
      await this.reconcile();
      await this.uow.run((tx) => noteReconciled(tx, { day, context }));
    }
    const done = await this.renderStale(day);
    const token = (await readState(this.uow.read))?.token;
    const built = await readManifest(this.config.dataDir);
    if (built && built.token === token) return { state: 'UNCHANGED', ...done, manifest: built };
    const manifest = await buildFeed({ dataSource: this.uow.dataSource, settings: this.settings, dataDir: this.config.dataDir, now: this.config.clock.now() });
    return { state: 'BUILT', ...done, manifest };
  }

  /** One sweep by id: what is marked meanwhile behind the sweep waits for the next refresh. */
  private async renderStale(day: string): Promise<{ rendered: number; removed: number }> {
    const total = { rendered: 0, removed: 0 };
    for (let after: string | null = null; ; ) {
      const page = await this.uow.run((tx) => this.renderPage(tx, { after, day }));
      if (!page) return total;
      total.rendered += page.rendered;
      total.removed += page.removed;
      after = page.last;
    }
  }

  private async renderPage(tx: Tx, { after, day }: { after: string | null; day: string }): Promise<{ rendered: number; removed: number; last: string } | null> {
    const marks = await staleAfter(tx, after, PAGE);
    const last = marks.at(-1)?.id;
    if (last === undefined) return null;
    const ids = marks.map((mark) => mark.id);
    const found = await this.projections.load(tx, ids, day);
    const offers = await this.changedOffers(tx, [...found.values()]);
    const organisations = await this.changedOrganisations(tx, [...found.values()]);
    await saveFragments(tx, [...organisations, ...offers], this.settings.publicUrl);
    const removed = await removeOffers(tx, ids.filter((id) => !found.has(id)));
    if (offers.length || organisations.length || removed) await noteChange(tx);
    await settleMarks(tx, marks);
    return { rendered: offers.length, removed, last };
  }

  private async changedOffers(tx: Tx, projections: readonly OfferProjection[]): Promise<KeyedFragment[]> {
    const keys = await keysOf(tx, 'offer', projections.map((projection) => projection.offer.id));
    return projections.flatMap((projection) => {
      const source = offerSource(projection);
      const key = offerKey(source, this.settings);
      return keys.get(projection.offer.id) === key ? [] : [{ key, fragment: mapOffer(source, this.settings) }];
    });
  }

  private async changedOrganisations(tx: Tx, projections: readonly OfferProjection[]): Promise<KeyedFragment[]> {
    const needed = new Map<string, OrganisationRecord>();
    for (const { offer, provider, organisations } of projections) {
      for (const id of organisationsOf(offer.document)) {
        const organisation = id === provider.id ? provider : organisations.get(id);
        if (organisation) needed.set(id, organisation);
      }
    }
    const keys = await keysOf(tx, 'organisation', [...needed.keys()]);
    return [...needed.values()].flatMap((organisation) => {
      const key = organisationKey(organisation, this.settings);
      return keys.get(organisation.id) === key ? [] : [{ key, fragment: mapOrganisation(organisation, this.settings) }];
    });
  }
}
