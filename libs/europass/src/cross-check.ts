import type { QueryRunner } from 'typeorm';
import type { Problem } from '#libs/kernel';
import { europassProblems } from './problems.js';
import { FORMAT } from './settings.js';

/** What only the whole file can tell: links between records, and identifiers that must be unique over all of them. */
export interface CrossCheck {
  token: string | null;
  /** Offers with a fragment that cannot stand in this file, with the reason. */
  refused: { kind: string; id: string; problem: Problem }[];
  excludedOffers: string[];
  /** Organisations the sent offers name, sorted. */
  organisationIds: string[];
  counts: { offers: number; organisations: number; leftOut: number };
}

export async function crossCheck(runner: QueryRunner): Promise<CrossCheck> {
  const rows = <Row>(sql: string, parameters: unknown[] = []) => runner.query(sql, [FORMAT, ...parameters]) as Promise<Row[]>;
  const taken = await rows<Taken>(TAKEN);
  const refused: CrossCheck['refused'] = taken.map(({ kind, id, notation }) => ({
    kind, id, problem: europassProblems.make('EUROPASS_NOTATION_TAKEN', 'identifier', { notation }),
  }));
  const idsOf = (kind: string) => [...new Set(refused.filter((each) => each.kind === kind).map((each) => each.id))];
  const unresolved = await rows<{ id: string; organisation: string }>(UNRESOLVED, [idsOf('organisation')]);
  refused.push(...unresolved.map(({ id, organisation }) => ({
    kind: 'offer', id, problem: europassProblems.make('EUROPASS_ORGANISATION_LEFT_OUT', '', { id: organisation }),
  })));
  const excludedOffers = idsOf('offer').sort();
  const [needed] = await rows<{ ids: string[] | null; offers: string }>(NEEDED, [excludedOffers]);
  const [state] = await rows<{ token: string | null; left: string }>(STATE);
  const organisationIds = needed?.ids ?? [];
  return {
    token: state?.token ?? null,
    refused,
    excludedOffers,
    organisationIds,
    counts: {
      offers: Number(needed?.offers ?? 0), organisations: organisationIds.length, leftOut: Number(state?.left ?? 0) + excludedOffers.length,
    },
  };
}

interface Taken {
  kind: string;
  id: string;
  notation: string;
}

/** Whoever comes first keeps the notation. */
const TAKEN = `
  SELECT held.value->>0 AS kind, held.value->>1 AS id, notation FROM (
    SELECT n AS notation, jsonb_agg(jsonb_build_array(f.kind, f.id) ORDER BY f.kind, f.id) AS holders
    FROM feed_fragment f CROSS JOIN LATERAL unnest(f.notations) n
    WHERE f.format = $1 AND NOT f.left_out GROUP BY n HAVING count(*) > 1
  ) shared CROSS JOIN LATERAL jsonb_array_elements(holders) WITH ORDINALITY AS held(value, place) WHERE place > 1 ORDER BY kind, id`;

const UNRESOLVED = `
  SELECT f.id, o.id AS organisation FROM feed_fragment f CROSS JOIN LATERAL unnest(f.organisation_ids) o(id)
  WHERE f.format = $1 AND f.kind = 'offer' AND NOT f.left_out AND NOT EXISTS (
    SELECT FROM feed_fragment g WHERE g.format = $1 AND g.kind = 'organisation' AND g.id = o.id AND NOT g.left_out AND g.id <> ALL ($2::uuid[]))
  ORDER BY f.id, o.id`;

const NEEDED = `
  SELECT (SELECT array_agg(DISTINCT o ORDER BY o) FROM feed_fragment f CROSS JOIN LATERAL unnest(f.organisation_ids) o
      WHERE f.format = $1 AND f.kind = 'offer' AND NOT f.left_out AND f.id <> ALL ($2::uuid[])) AS ids,
    (SELECT count(*) FROM feed_fragment WHERE format = $1 AND kind = 'offer' AND NOT left_out AND id <> ALL ($2::uuid[])) AS offers`;

const STATE = `
  SELECT (SELECT value->>'token' FROM setting WHERE key = 'feed.' || $1) AS token,
    (SELECT count(*) FROM feed_fragment WHERE format = $1 AND kind = 'offer' AND left_out) AS left`;
