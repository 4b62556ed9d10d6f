CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"tenant_id" uuid NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"number" bigint NOT NULL,
	"id" uuid NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"claimed_at" timestamp (3) with time zone,
	"action" text NOT NULL,
	"operation" text NOT NULL,
	"module" text NOT NULL,
	"area" text,
	"outcome" text NOT NULL,
	"actor_key" text NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" text,
	"actor_name" text,
	"actor_email" text,
	"target_type" text,
	"target_id" text,
	"target_name" text,
	"session_id" text,
	"request_id" text,
	"correlation_id" text,
	"channel" text,
	"ip" text,
	"ip_address" "inet",
	"body" jsonb NOT NULL,
	"search" text NOT NULL,
	"search_evidence" "tsvector" NOT NULL,
	"salt" "bytea" NOT NULL,
	CONSTRAINT "events_tenant_id_occurred_at_number_pk" PRIMARY KEY("tenant_id","occurred_at","number"),
	CONSTRAINT "events_salt" CHECK (octet_length("events"."salt") = 16)
) PARTITION BY RANGE ("occurred_at");
--> statement-breakpoint
CREATE TABLE "log_entries" (
	"tenant_id" uuid NOT NULL,
	"number" bigint NOT NULL,
	"event_id" uuid NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"leaf_hash" "bytea" NOT NULL,
	CONSTRAINT "log_entries_tenant_id_number_pk" PRIMARY KEY("tenant_id","number"),
	CONSTRAINT "log_entries_event_id" UNIQUE("tenant_id","event_id"),
	CONSTRAINT "log_entries_leaf_hash" CHECK (octet_length("log_entries"."leaf_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "log_heads" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"next_number" bigint DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"origin" text NOT NULL,
	"pseudonym_key" "bytea" NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organisations_slug_unique" UNIQUE("slug"),
	CONSTRAINT "organisations_origin_unique" UNIQUE("origin"),
	CONSTRAINT "organisations_kind" CHECK ("organisations"."kind" in ('tenant', 'partner', 'platform')),
	CONSTRAINT "organisations_slug" CHECK ("organisations"."slug" ~ '^[a-z0-9][a-z0-9-]{0,62}$')
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"public_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"realm" text NOT NULL,
	"audience" text NOT NULL,
	"method" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_active_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"absolute_expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"end_reason" text,
	"ended_by" uuid,
	"end_note" text,
	"ip" text,
	"user_agent" text,
	CONSTRAINT "sessions_public_id_unique" UNIQUE("public_id"),
	CONSTRAINT "sessions_audience" CHECK (("sessions"."realm", "sessions"."audience") in (('client', 'portal'), ('partner', 'partner'), ('staff', 'staff'))),
	CONSTRAINT "sessions_end" CHECK (("sessions"."ended_at" is null) = ("sessions"."end_reason" is null)),
	CONSTRAINT "sessions_expiry" CHECK ("sessions"."expires_at" <= "sessions"."absolute_expires_at")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"realm" text NOT NULL,
	"role" text NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"status" text NOT NULL,
	"time_zone" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_membership" UNIQUE("id","organisation_id","realm"),
	CONSTRAINT "users_realm" CHECK ("users"."realm" in ('client', 'partner', 'staff')),
	CONSTRAINT "users_role_of_realm" CHECK (case "users"."realm" when 'client' then "users"."role" in ('client_admin', 'client_manager', 'client_staff') when 'partner' then "users"."role" in ('partner_admin', 'partner_auditor') else "users"."role" in ('super_admin', 'admin', 'viewer') end),
	CONSTRAINT "users_status" CHECK ("users"."status" in ('invited', 'active', 'suspended', 'deleted'))
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "log_heads" ADD CONSTRAINT "log_heads_tenant_id_organisations_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_membership" FOREIGN KEY ("user_id","organisation_id","realm") REFERENCES "public"."users"("id","organisation_id","realm") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_organisation" ON "api_keys" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "sessions_organisation" ON "sessions" USING btree ("organisation_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "users_realm_email" ON "users" USING btree ("realm",lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "users_organisation_email" ON "users" USING btree ("organisation_id",lower("email"));