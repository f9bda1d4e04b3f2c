import type pg from 'pg';
import { roleOf } from '#libs/database';

export const NORMAL_SCHEMA = 'normal';

/**
 * The published offers again as tables with a column for every fact: the ground PostGraphile is made for. The next run is
 * a computed column, as its documentation advises.
 */
export async function normalTables(client: pg.Client, appUrl: string): Promise<void> {
  const role = client.escapeIdentifier(roleOf(appUrl));
  await client.query(`
    DROP SCHEMA IF EXISTS normal CASCADE;
    CREATE SCHEMA normal;
    CREATE TABLE normal.organisation (id uuid PRIMARY KEY, name_lt text, name_en text);
    CREATE TABLE normal.offer (id uuid PRIMARY KEY, provider_id uuid NOT NULL REFERENCES normal.organisation, title_lt text, title_en text);
    CREATE TABLE normal.learning_outcome (offer_id uuid NOT NULL REFERENCES normal.offer, position int, text_lt text, text_en text, kind text,
      PRIMARY KEY (offer_id, position));
    CREATE TABLE normal.run (offer_id uuid NOT NULL REFERENCES normal.offer, code text, start date, "end" date, always_open boolean, is_full boolean,
      cancelled boolean, mode text, amount numeric, currency text, PRIMARY KEY (offer_id, code));
    CREATE FUNCTION normal.offer_next_run(offer normal.offer) RETURNS normal.run LANGUAGE sql STABLE AS $$
      SELECT * FROM normal.run r WHERE r.offer_id = offer.id AND NOT r.cancelled AND (r.always_open OR r.start >= current_date)
      ORDER BY r.is_full, r.always_open DESC, r.start LIMIT 1 $$;
    INSERT INTO normal.organisation SELECT id, legal_name->>'lt', legal_name->>'en' FROM organisation;
    INSERT INTO normal.offer SELECT offer_id, provider_id, document#>>'{specification,title,lt}', document#>>'{specification,title,en}' FROM published_offer;
    INSERT INTO normal.learning_outcome
      SELECT offer_id, position, o->'text'->>'lt', o->'text'->>'en', o->>'kind'
      FROM published_offer, jsonb_array_elements(document#>'{specification,learningOutcomes}') WITH ORDINALITY AS e(o, position);
    INSERT INTO normal.run
      SELECT offer_id, r->>'code', (r->>'start')::date, (r->>'end')::date, coalesce((r->>'alwaysOpen')::boolean, false), coalesce((r->>'full')::boolean, false),
        coalesce((r->>'cancelled')::boolean, false), r->>'mode', (r#>>'{price,amount}')::numeric, r#>>'{price,currency}'
      FROM published_offer, jsonb_array_elements(document->'runs') AS r;
    CREATE INDEX ON normal.offer (provider_id);
    GRANT USAGE ON SCHEMA normal TO ${role};
    GRANT SELECT ON ALL TABLES IN SCHEMA normal TO ${role};
  `);
  for (const table of ['organisation', 'offer', 'learning_outcome', 'run']) await client.query(`VACUUM ANALYZE normal.${table}`);
}
