import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened, was said or decided stays as it was. */
const APPEND_ONLY = ['history_entry', 'former_name', 'presumption_rule', 'expiry_notice'];

export class Governance1795480000000 implements MigrationInterface {
  name = 'Governance1795480000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "history_entry" (
        "seq" bigint NOT NULL,
        "at" TIMESTAMP WITH TIME ZONE NOT NULL,
        "actor_kind" text NOT NULL,
        "actor_id" uuid,
        "action" text NOT NULL,
        "record_kind" text NOT NULL,
        "record_id" uuid NOT NULL,
        "owner_id" uuid,
        "request_id" text,
        "reason" text,
        "changes" text NOT NULL,
        "hash" character(64) NOT NULL,
        CONSTRAINT "history_entry_pkey" PRIMARY KEY ("seq")
      )
    `);
    await runner.query(`
      CREATE INDEX "history_entry_actor" ON "history_entry" ("actor_id", "seq")
    `);
    await runner.query(`
      CREATE INDEX "history_entry_at" ON "history_entry" ("at")
    `);
    await runner.query(`
      CREATE INDEX "history_entry_owner" ON "history_entry" ("owner_id", "seq")
    `);
    await runner.query(`
      CREATE INDEX "history_entry_record" ON "history_entry" ("record_kind", "record_id", "seq")
    `);
    await runner.query(`
      CREATE TABLE "person" (
        "id" uuid NOT NULL,
        "issuer" text NOT NULL,
        "subject" text NOT NULL,
        "display_name" text,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT "person_pkey" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "person_subject" ON "person" ("issuer", "subject")
    `);
    await runner.query(`
      CREATE TABLE "membership" (
        "id" uuid NOT NULL,
        "person_id" uuid NOT NULL,
        "role" text NOT NULL,
        "organisation_id" uuid,
        "granted_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        "ended_at" TIMESTAMP WITH TIME ZONE,
        CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "membership_of_register_once" ON "membership" ("person_id", "role")
      WHERE ended_at IS NULL
        AND organisation_id IS NULL
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "membership_once" ON "membership" ("person_id", "role", "organisation_id")
      WHERE ended_at IS NULL
    `);
    await runner.query(`
      CREATE INDEX "membership_organisation" ON "membership" ("organisation_id")
    `);
    await runner.query(`
      CREATE INDEX "membership_person" ON "membership" ("person_id")
    `);
    await runner.query(`
      CREATE TABLE "invitation" (
        "id" uuid NOT NULL,
        "role" text NOT NULL,
        "organisation_id" uuid,
        "email" text,
        "token_hash" character(64) NOT NULL,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        "accepted_at" TIMESTAMP WITH TIME ZONE,
        "accepted_by" uuid,
        "revoked_at" TIMESTAMP WITH TIME ZONE,
        CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "invitation_token" ON "invitation" ("token_hash")
    `);
    await runner.query(`
      CREATE INDEX "invitation_organisation" ON "invitation" ("organisation_id")
    `);
    await runner.query(`
      CREATE TABLE "api_key" (
        "id" uuid NOT NULL,
        "organisation_id" uuid,
        "name" text NOT NULL,
        "prefix" text NOT NULL,
        "hash" character(64) NOT NULL,
        "scopes" text array NOT NULL,
        "made_by" uuid,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        "last_used_at" TIMESTAMP WITH TIME ZONE,
        "revoked_at" TIMESTAMP WITH TIME ZONE,
        "replaces_id" uuid,
        CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "api_key_hash" ON "api_key" ("hash")
    `);
    await runner.query(`
      CREATE INDEX "api_key_organisation" ON "api_key" ("organisation_id")
    `);
    await runner.query(`
      CREATE TABLE "former_name" (
        "id" uuid NOT NULL,
        "organisation_id" uuid NOT NULL,
        "legal_name" jsonb NOT NULL,
        "until_date" date NOT NULL,
        "reason" text,
        "recorded_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT "former_name_pkey" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE INDEX "former_name_organisation" ON "former_name" ("organisation_id")
    `);
    await runner.query(`
      CREATE TABLE "submission" (
        "id" uuid NOT NULL,
        "offer_id" uuid NOT NULL,
        "offer_version" integer NOT NULL,
        "state" text NOT NULL,
        "publish_on" date,
        "correction_reason" text,
        "submitted_by" jsonb NOT NULL,
        "submitted_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        "decided_by" jsonb,
        "decided_at" TIMESTAMP WITH TIME ZONE,
        "comment" text,
        "problems" jsonb,
        CONSTRAINT "submission_pkey" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE INDEX "submission_due" ON "submission" ("publish_on")
      WHERE state = 'APPROVED'
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "submission_one_live" ON "submission" ("offer_id")
      WHERE state IN ('SUBMITTED', 'APPROVED')
    `);
    await runner.query(`
      CREATE INDEX "submission_offer" ON "submission" ("offer_id")
    `);
    await runner.query(`
      CREATE TABLE "presumption_rule" (
        "id" uuid NOT NULL,
        "framework" text NOT NULL,
        "years" integer,
        "reason" text NOT NULL,
        "recorded_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT "presumption_rule_pkey" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE TABLE "expiry_notice" (
        "provider_id" uuid NOT NULL,
        "until_date" date NOT NULL,
        "days" integer NOT NULL,
        "noted_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT "expiry_notice_pkey" PRIMARY KEY ("provider_id", "until_date", "days")
      )
    `);
    await runner.query(`
      CREATE TABLE "mail" (
        "id" uuid NOT NULL,
        "key" text NOT NULL,
        "recipient" text,
        "subject" text,
        "body" text,
        "state" text NOT NULL,
        "attempts" integer NOT NULL DEFAULT '0',
        "not_before" TIMESTAMP WITH TIME ZONE NOT NULL,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        "sent_at" TIMESTAMP WITH TIME ZONE,
        "last_error" text,
        CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      CREATE INDEX "mail_due" ON "mail" ("not_before")
      WHERE state = 'QUEUED'
    `);
    await runner.query(`
      CREATE UNIQUE INDEX "mail_key" ON "mail" ("key")
    `);
    await runner.query(`
      ALTER TABLE "provider"
      ADD "second_review" boolean NOT NULL DEFAULT false
    `);
    await runner.query(`
      ALTER TABLE "authority_record"
      ADD "details" jsonb
    `);
    await runner.query(`
      ALTER TABLE "agency"
      ADD "version" integer NOT NULL DEFAULT '1'
    `);
    await runner.query(`
      ALTER TABLE "procedure"
      ADD "version" integer NOT NULL DEFAULT '1'
    `);
    await runner.query(`
      ALTER TABLE "qa_outcome"
      ADD "source" jsonb
    `);
    await runner.query(`
      ALTER TABLE "authority_record"
      ALTER COLUMN "framework" DROP NOT NULL
    `);
    await runner.query(`
      ALTER TABLE "authority_record"
      ALTER COLUMN "level" DROP NOT NULL
    `);
    await runner.query(`
      CREATE INDEX "authority_record_authority" ON "authority_record" ("authority_id", "id")
    `);
    await runner.query(`
      ALTER TABLE "membership"
      ADD CONSTRAINT "membership_person_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
    `);
    await runner.query(`
      ALTER TABLE "former_name"
      ADD CONSTRAINT "former_name_organisation_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
    `);
    await runner.query(`
      ALTER TABLE "submission"
      ADD CONSTRAINT "submission_offer_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
    `);
    for (const table of APPEND_ONLY) {
      await runner.query(`
      CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION refuse_change()
    `);
    }
    // Texts that imports write by the thousand and readers fetch one by one: compressing takes longer than writing.
    await runner.query('ALTER TABLE history_entry ALTER changes SET STORAGE EXTERNAL');
    for (const column of ['revision ALTER document', 'published_offer ALTER document', 'offer ALTER content']) {
      await runner.query(`ALTER TABLE ${column} SET STORAGE EXTERNAL`);
    }
    // No table hangs on the log, so that nothing legitimate ever empties it.
    await runner.query(`
      CREATE TRIGGER history_entry_not_emptied BEFORE TRUNCATE ON history_entry
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER history_entry_not_emptied ON history_entry');
    for (const table of APPEND_ONLY) await runner.query(`DROP TRIGGER ${table}_append_only ON ${table}`);
    await runner.query(`
      ALTER TABLE "submission" DROP CONSTRAINT "submission_offer_fkey"
    `);
    await runner.query(`
      ALTER TABLE "former_name" DROP CONSTRAINT "former_name_organisation_fkey"
    `);
    await runner.query(`
      ALTER TABLE "membership" DROP CONSTRAINT "membership_person_fkey"
    `);
    await runner.query(`
      DROP INDEX "authority_record_authority"
    `);
    await runner.query(`
      ALTER TABLE "authority_record"
      ALTER COLUMN "level"
      SET NOT NULL
    `);
    await runner.query(`
      ALTER TABLE "authority_record"
      ALTER COLUMN "framework"
      SET NOT NULL
    `);
    await runner.query(`
      ALTER TABLE "qa_outcome" DROP COLUMN "source"
    `);
    await runner.query(`
      ALTER TABLE "procedure" DROP COLUMN "version"
    `);
    await runner.query(`
      ALTER TABLE "agency" DROP COLUMN "version"
    `);
    await runner.query(`
      ALTER TABLE "authority_record" DROP COLUMN "details"
    `);
    await runner.query(`
      ALTER TABLE "provider" DROP COLUMN "second_review"
    `);
    await runner.query(`
      DROP INDEX "mail_key"
    `);
    await runner.query(`
      DROP INDEX "mail_due"
    `);
    await runner.query(`
      DROP TABLE "mail"
    `);
    await runner.query(`
      DROP TABLE "expiry_notice"
    `);
    await runner.query(`
      DROP TABLE "presumption_rule"
    `);
    await runner.query(`
      DROP INDEX "submission_offer"
    `);
    await runner.query(`
      DROP INDEX "submission_one_live"
    `);
    await runner.query(`
      DROP INDEX "submission_due"
    `);
    await runner.query(`
      DROP TABLE "submission"
    `);
    await runner.query(`
      DROP INDEX "former_name_organisation"
    `);
    await runner.query(`
      DROP TABLE "former_name"
    `);
    await runner.query(`
      DROP INDEX "api_key_organisation"
    `);
    await runner.query(`
      DROP INDEX "api_key_hash"
    `);
    await runner.query(`
      DROP TABLE "api_key"
    `);
    await runner.query(`
      DROP INDEX "invitation_organisation"
    `);
    await runner.query(`
      DROP INDEX "invitation_token"
    `);
    await runner.query(`
      DROP TABLE "invitation"
    `);
    await runner.query(`
      DROP INDEX "membership_person"
    `);
    await runner.query(`
      DROP INDEX "membership_organisation"
    `);
    await runner.query(`
      DROP INDEX "membership_once"
    `);
    await runner.query(`
      DROP INDEX "membership_of_register_once"
    `);
    await runner.query(`
      DROP TABLE "membership"
    `);
    await runner.query(`
      DROP INDEX "person_subject"
    `);
    await runner.query(`
      DROP TABLE "person"
    `);
    await runner.query(`
      DROP INDEX "history_entry_record"
    `);
    await runner.query(`
      DROP INDEX "history_entry_at"
    `);
    await runner.query(`
      DROP INDEX "history_entry_owner"
    `);
    await runner.query(`
      DROP INDEX "history_entry_actor"
    `);
    await runner.query(`
      DROP TABLE "history_entry"
    `);
  }
}
