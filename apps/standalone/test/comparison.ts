import { setTimeout as pause } from 'node:timers/promises';
import { canonicalJson } from '#libs/kernel';
import { MeiliConnection, toIndexDocument, type IndexDocument } from '#libs/search';
import type { Room } from './room.js';
import type { WholeRegister } from './whole-register.js';

const PAGE = 500;
const FEED_LIMIT_MS = 60_000;

/** Everything the public can be shown, compared with the database: the answer is what differs, in words. */
export async function differences(register: WholeRegister, room: Room): Promise<string[]> {
  const wanted = await wantedDocuments(room);
  const ids = [...wanted.keys()].sort();
  return [
    ...compared(wanted, await heldDocuments(room)),
    ...(await told(register, 'check')),
    ...(await told(register, 'verify-log')),
    ...(await searchTotals(register, ids.length)),
    ...(await feed(register, ids)),
  ];
}

async function wantedDocuments({ uow, services, config }: Room): Promise<Map<string, IndexDocument>> {
  const found = new Map<string, IndexDocument>();
  for (let after: string | null = null; ; ) {
    const offers = await services.offerReader.publicPage(uow.read, { after, limit: PAGE });
    for (const projection of (await services.offerProjections.project(uow.read, offers)).values()) {
      const document = toIndexDocument(projection, config.country.languages);
      found.set(document.id, document);
    }
    if (offers.length < PAGE) return found;
    after = offers.at(-1)?.id ?? null;
  }
}

/** Everything in the index. */
export async function heldDocuments({ config }: Room): Promise<Map<string, IndexDocument>> {
  const index = new MeiliConnection(config).index();
  const found = new Map<string, IndexDocument>();
  for (let offset = 0; ; offset += PAGE) {
    const { results } = await index.getDocuments({ limit: PAGE, offset });
    for (const document of results) found.set(document.id, document);
    if (results.length < PAGE) return found;
  }
}

function compared(wanted: ReadonlyMap<string, IndexDocument>, held: ReadonlyMap<string, IndexDocument>): string[] {
  const lost = [...wanted].flatMap(([id, document]) => {
    const there = held.get(id);
    if (!there) return [`lost from the index: ${id}`];
    return canonicalJson(there) === canonicalJson(document) ? [] : [`stale in the index: ${id}`];
  });
  return [...lost, ...[...held.keys()].filter((id) => !wanted.has(id)).map((id) => `extra in the index: ${id}`)];
}

/** What an operator would ask. */
async function told(register: WholeRegister, command: 'check' | 'verify-log'): Promise<string[]> {
  const { code, output } = await register.command(command);
  return code === 0 ? [] : [`\`register ${command}\` ended with ${code}: ${output}`];
}

async function searchTotals(register: WholeRegister, expected: number): Promise<string[]> {
  const { offers } = await register.graphql<{ offers: { total: number } }>('{ offers(search: {}) { total } }');
  return offers.total === expected ? [] : [`search counts ${offers.total} offers of ${expected}`];
}

/** The feed follows within its interval; what has not come by then is a difference. */
async function feed(register: WholeRegister, ids: readonly string[]): Promise<string[]> {
  for (const end = Date.now() + FEED_LIMIT_MS; ; await pause(200)) {
    const inFeed = await feedOffers(register);
    const found = new Set(inFeed);
    const missing = ids.filter((id) => !found.has(id)).map((id) => `not in the feed: ${id}`);
    const extra = inFeed.filter((id) => !ids.includes(id)).map((id) => `extra in the feed: ${id}`);
    if (Date.now() > end || !(missing.length + extra.length)) return [...missing, ...extra];
  }
}

/** Ids of the offers whose specifications stand in the feed, sorted. */
export async function feedOffers(register: WholeRegister): Promise<string[]> {
  const response = await fetch(`${register.url}/feeds/europass/loq.xml`);
  if (response.status !== 200) return [];
  const xml = await response.text();
  const elements = xml.matchAll(/<(?:learningAchievementSpecification|qualification) id="[^"]*\/id\/specification\/([0-9a-f-]{36})"/g);
  return [...elements].map(([, id]) => id as string).sort();
}
