import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables as the entities describe them; generated (see CONTRIBUTING.md). */
export class Tables1790000000000 implements MigrationInterface {
    name = 'Tables1790000000000'

    public async up(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query('CREATE SEQUENCE "outbox_generation"');
        await queryRunner.query(`
            CREATE TABLE "outbox" (
                "kind" text NOT NULL,
                "id" uuid NOT NULL,
                "generation" bigint NOT NULL DEFAULT nextval('outbox_generation'),
                "enqueued_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                "attempts" integer NOT NULL DEFAULT '0',
                "not_before" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                "last_error" text,
                CONSTRAINT "outbox_pkey" PRIMARY KEY ("kind", "id")
            )
        `);
        await queryRunner.query(`
            CREATE INDEX "outbox_due" ON "outbox" ("not_before", "generation")
        `);
        await queryRunner.query(`
            CREATE TABLE "setting" (
                "key" text NOT NULL,
                "value" jsonb NOT NULL,
                CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
            )
        `);
        await queryRunner.query(`
            CREATE TABLE "feed_fragment" (
                "format" text NOT NULL,
                "kind" text NOT NULL,
                "id" uuid NOT NULL,
                "key" character(64) NOT NULL,
                "opportunities" text NOT NULL DEFAULT '',
                "specifications" text NOT NULL DEFAULT '',
                "outcomes" text NOT NULL DEFAULT '',
                "assessments" text NOT NULL DEFAULT '',
                "agents" text NOT NULL DEFAULT '',
                "locations" text NOT NULL DEFAULT '',
                "organisation_ids" uuid array NOT NULL,
                "notations" text array NOT NULL,
                "left_out" boolean NOT NULL,
                "problems" jsonb NOT NULL,
                "losses" jsonb NOT NULL,
                "loss_codes" text array NOT NULL,
                "rendered_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "feed_fragment_pkey" PRIMARY KEY ("format", "kind", "id")
            )
        `);
        await queryRunner.query(`
            CREATE TABLE "feed_stale" (
                "format" text NOT NULL,
                "offer_id" uuid NOT NULL,
                "mark" uuid NOT NULL,
                "marked_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "feed_stale_pkey" PRIMARY KEY ("format", "offer_id")
            )
        `);
        await queryRunner.query(`
            CREATE TABLE "organisation" (
                "id" uuid NOT NULL,
                "legal_name" jsonb NOT NULL,
                "other_names" jsonb NOT NULL DEFAULT '[]',
                "country" character(2) NOT NULL,
                "nuts_region" text,
                "address" jsonb,
                "homepage" text,
                "mailbox" text,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                "version" integer NOT NULL,
                CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
            )
        `);
        await queryRunner.query(`
            CREATE TABLE "organisation_identifier" (
                "scheme" text NOT NULL,
                "value" text NOT NULL,
                "organisation_id" uuid NOT NULL,
                CONSTRAINT "organisation_identifier_pkey" PRIMARY KEY ("scheme", "value")
            )
        `);
        await queryRunner.query(`
            CREATE INDEX "organisation_identifier_organisation" ON "organisation_identifier" ("organisation_id")
        `);
        await queryRunner.query(`
            CREATE TABLE "organisation_role" (
                "id" uuid NOT NULL,
                "organisation_id" uuid NOT NULL,
                "role" text NOT NULL,
                "from_date" date,
                "to_date" date,
                CONSTRAINT "organisation_role_pkey" PRIMARY KEY ("id")
            )
        `);
        await queryRunner.query(`
            CREATE INDEX "organisation_role_organisation" ON "organisation_role" ("organisation_id")
        `);
        await queryRunner.query(`
            CREATE TABLE "provider" (
                "organisation_id" uuid NOT NULL,
                "kind" text NOT NULL,
                "status" text NOT NULL,
                "status_since" date NOT NULL,
                "status_reason" text,
                "recognition_policy" jsonb,
                "internal_quality_assurance" jsonb,
                "successor_id" uuid,
                "version" integer NOT NULL,
                CONSTRAINT "provider_pkey" PRIMARY KEY ("organisation_id")
            )
        `);
        await queryRunner.query(`
            CREATE INDEX "provider_status" ON "provider" ("status")
        `);
        await queryRunner.query(`
            CREATE TABLE "provider_status_change" (
                "id" uuid NOT NULL,
                "provider_id" uuid NOT NULL,
                "status" text NOT NULL,
                "from_date" date NOT NULL,
                "reason" text,
                "recorded_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                CONSTRAINT "provider_status_change_pkey" PRIMARY KEY ("id")
            )
        `);
        await queryRunner.query(`
            CREATE INDEX "provider_status_change_provider" ON "provider_status_change" ("provider_id", "recorded_at")
        `);
        await queryRunner.query(`
            CREATE TABLE "offer" (
                "id" uuid NOT NULL,
                "provider_id" uuid NOT NULL,
                "code" text,
                "status" text NOT NULL,
                "content" jsonb NOT NULL,
                "version" integer NOT NULL,
                "current_revision" integer,
                "supersedes_id" uuid,
                "withdrawal_reason" text,
                "withdrawn_at" TIMESTAMP WITH TIME ZONE,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                CONSTRAINT "offer_pkey" PRIMARY KEY ("id")
            )
        `);
        await queryRunner.query(`
            CREATE INDEX "offer_provider" ON "offer" ("provider_id")
        `);
        await queryRunner.query(`
            CREATE UNIQUE INDEX "offer_one_successor" ON "offer" ("supersedes_id")
            WHERE supersedes_id IS NOT NULL
                AND status <> 'WITHDRAWN'
        `);
        await queryRunner.query(`
            CREATE UNIQUE INDEX "offer_live_code" ON "offer" ("provider_id", "code")
            WHERE code IS NOT NULL
                AND (
                    status = 'PUBLISHED'
                    OR (
                        status = 'DRAFT'
                        AND supersedes_id IS NULL
                    )
                )
        `);
        await queryRunner.query(`
            CREATE TABLE "run" (
                "id" uuid NOT NULL,
                "offer_id" uuid NOT NULL,
                "code" text NOT NULL,
                "position" integer NOT NULL,
                "content" jsonb NOT NULL,
                CONSTRAINT "run_pkey" PRIMARY KEY ("id")
            )
        `);
        await queryRunner.query(`
            CREATE UNIQUE INDEX "run_code" ON "run" ("offer_id", "code")
        `);
        await queryRunner.query(`
            CREATE TABLE "revision" (
                "offer_id" uuid NOT NULL,
                "number" integer NOT NULL,
                "document" jsonb NOT NULL,
                "hash" character(64) NOT NULL,
                "spec_version" integer NOT NULL,
                "spec_hash" character(64) NOT NULL,
                "published_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                "reason" text,
                CONSTRAINT "revision_pkey" PRIMARY KEY ("offer_id", "number")
            )
        `);
        await queryRunner.query(`
            CREATE TABLE "published_offer" (
                "offer_id" uuid NOT NULL,
                "provider_id" uuid NOT NULL,
                "revision" integer NOT NULL,
                "hash" character(64) NOT NULL,
                "document" jsonb NOT NULL,
                "published_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                "first_published_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                CONSTRAINT "published_offer_pkey" PRIMARY KEY ("offer_id")
            )
        `);
        await queryRunner.query(`
            CREATE INDEX "published_offer_newest" ON "published_offer" ("published_at", "offer_id")
        `);
        await queryRunner.query(`
            CREATE INDEX "published_offer_provider" ON "published_offer" ("provider_id")
        `);
        await queryRunner.query(`
            CREATE TABLE "publication_event" (
                "id" uuid NOT NULL,
                "offer_id" uuid NOT NULL,
                "kind" text NOT NULL,
                "revision" integer,
                "reason" text,
                "at" TIMESTAMP WITH TIME ZONE NOT NULL,
                CONSTRAINT "publication_event_pkey" PRIMARY KEY ("id")
            )
        `);
        await queryRunner.query(`
            CREATE INDEX "publication_event_offer" ON "publication_event" ("offer_id", "at")
        `);
        await queryRunner.query(`
            CREATE TABLE "authority_record" (
                "id" uuid NOT NULL,
                "offer_id" uuid NOT NULL,
                "kind" text NOT NULL,
                "authority_id" uuid NOT NULL,
                "framework" text NOT NULL,
                "level" integer NOT NULL,
                "valid_from" date NOT NULL,
                "valid_to" date,
                "reference" text,
                "recorded_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                CONSTRAINT "authority_record_pkey" PRIMARY KEY ("id")
            )
        `);
        await queryRunner.query(`
            CREATE INDEX "authority_record_offer" ON "authority_record" ("offer_id")
        `);
        await queryRunner.query(`
            CREATE TABLE "agency" (
                "organisation_id" uuid NOT NULL,
                "deqar_id" text,
                "eqar_registered_from" date,
                "eqar_registered_to" date,
                "official_countries" text array NOT NULL DEFAULT '{}',
                CONSTRAINT "agency_pkey" PRIMARY KEY ("organisation_id")
            )
        `);
        await queryRunner.query(`
            CREATE TABLE "procedure" (
                "id" uuid NOT NULL,
                "agency_id" uuid NOT NULL,
                "title" jsonb NOT NULL,
                "framework" text NOT NULL,
                "nature" text NOT NULL,
                "valid_from" date,
                "valid_to" date,
                "deqar_activity" text,
                "description" jsonb,
                CONSTRAINT "procedure_pkey" PRIMARY KEY ("id")
            )
        `);
        await queryRunner.query(`
            CREATE INDEX "procedure_agency" ON "procedure" ("agency_id")
        `);
        await queryRunner.query(`
            CREATE TABLE "qa_outcome" (
                "id" uuid NOT NULL,
                "procedure_id" uuid NOT NULL,
                "provider_id" uuid NOT NULL,
                "offer_ids" uuid array,
                "decision" text NOT NULL,
                "decision_date" date NOT NULL,
                "reference" text,
                "valid_from" date NOT NULL,
                "valid_to" date,
                "scope" jsonb NOT NULL,
                "contributing_agency_ids" uuid array NOT NULL DEFAULT '{}',
                "reports" jsonb NOT NULL DEFAULT '[]',
                "corrects_id" uuid,
                "recorded_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                CONSTRAINT "qa_outcome_pkey" PRIMARY KEY ("id")
            )
        `);
        await queryRunner.query(`
            CREATE UNIQUE INDEX "qa_outcome_corrected_once" ON "qa_outcome" ("corrects_id")
            WHERE corrects_id IS NOT NULL
        `);
        await queryRunner.query(`
            CREATE INDEX "qa_outcome_procedure" ON "qa_outcome" ("procedure_id")
        `);
        await queryRunner.query(`
            CREATE INDEX "qa_outcome_provider" ON "qa_outcome" ("provider_id")
        `);
        await queryRunner.query(`
            CREATE TABLE "qa_outcome_withdrawal" (
                "outcome_id" uuid NOT NULL,
                "withdrawn_on" date NOT NULL,
                "reason" text NOT NULL,
                "recorded_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                CONSTRAINT "qa_outcome_withdrawal_pkey" PRIMARY KEY ("outcome_id")
            )
        `);
        await queryRunner.query(`
            CREATE TABLE "import_run" (
                "id" uuid NOT NULL,
                "file_name" text NOT NULL,
                "sha256" character(64) NOT NULL,
                "bytes" bigint NOT NULL,
                "side_files" jsonb NOT NULL,
                "profile" text NOT NULL,
                "started_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                "finished_at" TIMESTAMP WITH TIME ZONE,
                "totals" jsonb,
                CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
            )
        `);
        await queryRunner.query(`
            CREATE INDEX "import_run_sha256" ON "import_run" ("sha256")
        `);
        await queryRunner.query(`
            ALTER TABLE "organisation_identifier"
            ADD CONSTRAINT "organisation_identifier_organisation_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "organisation_role"
            ADD CONSTRAINT "organisation_role_organisation_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "provider"
            ADD CONSTRAINT "provider_organisation_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "provider"
            ADD CONSTRAINT "provider_successor_fkey" FOREIGN KEY ("successor_id") REFERENCES "provider"("organisation_id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "provider_status_change"
            ADD CONSTRAINT "provider_status_change_provider_fkey" FOREIGN KEY ("provider_id") REFERENCES "provider"("organisation_id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "offer"
            ADD CONSTRAINT "offer_provider_fkey" FOREIGN KEY ("provider_id") REFERENCES "provider"("organisation_id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "offer"
            ADD CONSTRAINT "offer_supersedes_fkey" FOREIGN KEY ("supersedes_id") REFERENCES "offer"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "run"
            ADD CONSTRAINT "run_offer_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "revision"
            ADD CONSTRAINT "revision_offer_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "published_offer"
            ADD CONSTRAINT "published_offer_offer_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "published_offer"
            ADD CONSTRAINT "published_offer_provider_fkey" FOREIGN KEY ("provider_id") REFERENCES "provider"("organisation_id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "publication_event"
            ADD CONSTRAINT "publication_event_offer_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "authority_record"
            ADD CONSTRAINT "authority_record_offer_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "authority_record"
            ADD CONSTRAINT "authority_record_authority_fkey" FOREIGN KEY ("authority_id") REFERENCES "organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "agency"
            ADD CONSTRAINT "agency_organisation_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "procedure"
            ADD CONSTRAINT "procedure_agency_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("organisation_id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "qa_outcome"
            ADD CONSTRAINT "qa_outcome_procedure_fkey" FOREIGN KEY ("procedure_id") REFERENCES "procedure"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "qa_outcome"
            ADD CONSTRAINT "qa_outcome_provider_fkey" FOREIGN KEY ("provider_id") REFERENCES "organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "qa_outcome"
            ADD CONSTRAINT "qa_outcome_corrects_fkey" FOREIGN KEY ("corrects_id") REFERENCES "qa_outcome"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
        await queryRunner.query(`
            ALTER TABLE "qa_outcome_withdrawal"
            ADD CONSTRAINT "qa_outcome_withdrawal_outcome_fkey" FOREIGN KEY ("outcome_id") REFERENCES "qa_outcome"("id") ON DELETE NO ACTION ON UPDATE NO ACTION
        `);
    }

    public async down(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query(`
            ALTER TABLE "qa_outcome_withdrawal" DROP CONSTRAINT "qa_outcome_withdrawal_outcome_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "qa_outcome" DROP CONSTRAINT "qa_outcome_corrects_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "qa_outcome" DROP CONSTRAINT "qa_outcome_provider_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "qa_outcome" DROP CONSTRAINT "qa_outcome_procedure_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "procedure" DROP CONSTRAINT "procedure_agency_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "agency" DROP CONSTRAINT "agency_organisation_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "authority_record" DROP CONSTRAINT "authority_record_authority_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "authority_record" DROP CONSTRAINT "authority_record_offer_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "publication_event" DROP CONSTRAINT "publication_event_offer_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "published_offer" DROP CONSTRAINT "published_offer_provider_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "published_offer" DROP CONSTRAINT "published_offer_offer_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "revision" DROP CONSTRAINT "revision_offer_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "run" DROP CONSTRAINT "run_offer_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "offer" DROP CONSTRAINT "offer_supersedes_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "offer" DROP CONSTRAINT "offer_provider_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "provider_status_change" DROP CONSTRAINT "provider_status_change_provider_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "provider" DROP CONSTRAINT "provider_successor_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "provider" DROP CONSTRAINT "provider_organisation_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "organisation_role" DROP CONSTRAINT "organisation_role_organisation_fkey"
        `);
        await queryRunner.query(`
            ALTER TABLE "organisation_identifier" DROP CONSTRAINT "organisation_identifier_organisation_fkey"
        `);
        await queryRunner.query(`
            DROP INDEX "public"."import_run_sha256"
        `);
        await queryRunner.query(`
            DROP TABLE "import_run"
        `);
        await queryRunner.query(`
            DROP TABLE "qa_outcome_withdrawal"
        `);
        await queryRunner.query(`
            DROP INDEX "public"."qa_outcome_provider"
        `);
        await queryRunner.query(`
            DROP INDEX "public"."qa_outcome_procedure"
        `);
        await queryRunner.query(`
            DROP INDEX "public"."qa_outcome_corrected_once"
        `);
        await queryRunner.query(`
            DROP TABLE "qa_outcome"
        `);
        await queryRunner.query(`
            DROP INDEX "public"."procedure_agency"
        `);
        await queryRunner.query(`
            DROP TABLE "procedure"
        `);
        await queryRunner.query(`
            DROP TABLE "agency"
        `);
        await queryRunner.query(`
            DROP INDEX "public"."authority_record_offer"
        `);
        await queryRunner.query(`
            DROP TABLE "authority_record"
        `);
        await queryRunner.query(`
            DROP INDEX "public"."publication_event_offer"
        `);
        await queryRunner.query(`
            DROP TABLE "publication_event"
        `);
        await queryRunner.query(`
            DROP INDEX "public"."published_offer_provider"
        `);
        await queryRunner.query(`
            DROP INDEX "public"."published_offer_newest"
        `);
        await queryRunner.query(`
            DROP TABLE "published_offer"
        `);
        await queryRunner.query(`
            DROP TABLE "revision"
        `);
        await queryRunner.query(`
            DROP INDEX "public"."run_code"
        `);
        await queryRunner.query(`
            DROP TABLE "run"
        `);
        await queryRunner.query(`
            DROP INDEX "public"."offer_live_code"
        `);
        await queryRunner.query(`
            DROP INDEX "public"."offer_one_successor"
        `);
        await queryRunner.query(`
            DROP INDEX "public"."offer_provider"
        `);
        await queryRunner.query(`
            DROP TABLE "offer"
        `);
        await queryRunner.query(`
            DROP INDEX "public"."provider_status_change_provider"
        `);
        await queryRunner.query(`
            DROP TABLE "provider_status_change"
        `);
        await queryRunner.query(`
            DROP INDEX "public"."provider_status"
        `);
        await queryRunner.query(`
            DROP TABLE "provider"
        `);
        await queryRunner.query(`
            DROP INDEX "public"."organisation_role_organisation"
        `);
        await queryRunner.query(`
            DROP TABLE "organisation_role"
        `);
        await queryRunner.query(`
            DROP INDEX "public"."organisation_identifier_organisation"
        `);
        await queryRunner.query(`
            DROP TABLE "organisation_identifier"
        `);
        await queryRunner.query(`
            DROP TABLE "organisation"
        `);
        await queryRunner.query(`
            DROP TABLE "feed_stale"
        `);
        await queryRunner.query(`
            DROP TABLE "feed_fragment"
        `);
        await queryRunner.query(`
            DROP TABLE "setting"
        `);
        await queryRunner.query(`
            DROP INDEX "public"."outbox_due"
        `);
        await queryRunner.query(`
            DROP TABLE "outbox"
        `);
        await queryRunner.query('DROP SEQUENCE "outbox_generation"');
    }

}
