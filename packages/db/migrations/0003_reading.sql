CREATE TABLE "count_heads" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"through" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "daily_counts" (
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"day" date NOT NULL,
	"value" text NOT NULL,
	"count" integer NOT NULL,
	"looks" integer NOT NULL,
	CONSTRAINT "daily_counts_tenant_id_kind_day_value_pk" PRIMARY KEY("tenant_id","kind","day","value")
);
--> statement-breakpoint
CREATE TABLE "event_counts" (
	"tenant_id" uuid NOT NULL,
	"quarter" timestamp (3) with time zone NOT NULL,
	"outcome" text NOT NULL,
	"count" integer NOT NULL,
	"looks" integer NOT NULL,
	CONSTRAINT "event_counts_tenant_id_quarter_outcome_pk" PRIMARY KEY("tenant_id","quarter","outcome")
);
--> statement-breakpoint
CREATE TABLE "log_actors" (
	"tenant_id" uuid NOT NULL,
	"actor_key" text NOT NULL,
	"type" text NOT NULL,
	"name" text,
	"email" text,
	"search" text NOT NULL,
	"last_number" bigint NOT NULL,
	CONSTRAINT "log_actors_tenant_id_actor_key_pk" PRIMARY KEY("tenant_id","actor_key")
);
--> statement-breakpoint
CREATE TABLE "monthly_counts" (
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"month" date NOT NULL,
	"value" text NOT NULL,
	"count" integer NOT NULL,
	"looks" integer NOT NULL,
	CONSTRAINT "monthly_counts_tenant_id_kind_month_value_pk" PRIMARY KEY("tenant_id","kind","month","value")
);
--> statement-breakpoint
CREATE TABLE "exports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"user_name" text NOT NULL,
	"format" text NOT NULL,
	"level" text NOT NULL,
	"filter" jsonb NOT NULL,
	"range_from" timestamp (3) with time zone,
	"range_to" timestamp (3) with time zone,
	"zone" text NOT NULL,
	"up_to" bigint NOT NULL,
	"status" text NOT NULL,
	"total" bigint,
	"written" bigint DEFAULT 0 NOT NULL,
	"progress" jsonb,
	"file_name" text NOT NULL,
	"storage_key" text,
	"bytes" bigint,
	"sha256" "bytea",
	"failure" text,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"cancel_requested_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"downloads" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "exports_status" CHECK ("exports"."status" in ('queued', 'running', 'ready', 'failed', 'cancelled', 'expired')),
	CONSTRAINT "exports_format" CHECK ("exports"."format" in ('csv', 'ndjson')),
	CONSTRAINT "exports_level" CHECK ("exports"."level" in ('log', 'evidence'))
);
--> statement-breakpoint
CREATE TABLE "pending_looks" (
	"tenant_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"filter" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"event" jsonb NOT NULL,
	CONSTRAINT "pending_looks_tenant_id_session_id_pk" PRIMARY KEY("tenant_id","session_id")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"owner_name" text NOT NULL,
	"name" text NOT NULL,
	"search" text NOT NULL,
	"shared" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saved_views_name" UNIQUE("tenant_id","owner_id","name"),
	CONSTRAINT "saved_views_name_length" CHECK (char_length("saved_views"."name") between 1 and 80),
	CONSTRAINT "saved_views_search_length" CHECK (char_length("saved_views"."search") <= 4000)
);
--> statement-breakpoint
CREATE INDEX "exports_tenant" ON "exports" USING btree ("tenant_id","requested_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "saved_views_shared" ON "saved_views" USING btree ("tenant_id") WHERE "saved_views"."shared";