import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was decided or published stays as it was, whoever holds the connection (DESIGN section 2: append-only). */
const APPEND_ONLY = ['revision', 'publication_event', 'qa_outcome', 'qa_outcome_withdrawal', 'provider_status_change'];

export class Guards1790000000001 implements MigrationInterface {
  name = 'Guards1790000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
      END $$`);
    for (const table of APPEND_ONLY) {
      await runner.query(`
        CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change()`);
    }
    // An authority ends its own decision once; nothing else of it changes.
    await runner.query(`
      CREATE FUNCTION authority_record_only_ends() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND OLD.valid_to IS NULL AND NEW.valid_to IS NOT NULL
           AND to_jsonb(NEW) - 'valid_to' = to_jsonb(OLD) - 'valid_to' THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'an authority record can only be ended, once' USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER authority_record_only_ends BEFORE UPDATE OR DELETE ON authority_record
      FOR EACH ROW EXECUTE FUNCTION authority_record_only_ends()`);
    // The rate limiter's own table: several API processes count together in it; losing it at a crash is harmless.
    await runner.query('CREATE UNLOGGED TABLE rate_limit (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE rate_limit');
    await runner.query('DROP TRIGGER authority_record_only_ends ON authority_record');
    await runner.query('DROP FUNCTION authority_record_only_ends');
    for (const table of APPEND_ONLY) await runner.query(`DROP TRIGGER ${table}_append_only ON ${table}`);
    await runner.query('DROP FUNCTION refuse_change');
  }
}
