CREATE TABLE "sign_in_challenges" (
	"id" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"realm" text NOT NULL,
	"audience" text NOT NULL,
	"user_ids" uuid[] NOT NULL,
	"session_id" uuid,
	"factors" text[] NOT NULL,
	"sealed_secret" "bytea",
	"tries_left" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "sign_in_challenges_purpose" CHECK ("sign_in_challenges"."purpose" in ('sign_in', 'enrolment')),
	CONSTRAINT "sign_in_challenges_accounts" CHECK (cardinality("sign_in_challenges"."user_ids") between 1 and 5),
	CONSTRAINT "sign_in_challenges_session" CHECK (("sign_in_challenges"."purpose" = 'enrolment') = ("sign_in_challenges"."session_id" is not null)),
	CONSTRAINT "sign_in_challenges_tries" CHECK ("sign_in_challenges"."tries_left" >= 0)
);
--> statement-breakpoint
CREATE TABLE "guess_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"window_ends_at" timestamp (3) with time zone NOT NULL,
	"blocked_until" timestamp (3) with time zone,
	"untold" integer DEFAULT 0 NOT NULL,
	"told_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"user_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"organisation_id" uuid NOT NULL,
	"realm" text NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "recovery_codes_user_id_hash_pk" PRIMARY KEY("user_id","hash"),
	CONSTRAINT "recovery_codes_hash" CHECK (octet_length("recovery_codes"."hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "totp_factors" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"realm" text NOT NULL,
	"sealed_secret" "bytea" NOT NULL,
	"last_step" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "second_factor_exempt" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_membership" FOREIGN KEY ("user_id","organisation_id","realm") REFERENCES "public"."users"("id","organisation_id","realm") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "totp_factors" ADD CONSTRAINT "totp_factors_membership" FOREIGN KEY ("user_id","organisation_id","realm") REFERENCES "public"."users"("id","organisation_id","realm") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sign_in_challenges_expiry" ON "sign_in_challenges" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "guess_limits_window" ON "guess_limits" USING btree ("window_ends_at");--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "mails_created" ON "mails" USING btree ("created_at");--> statement-breakpoint
CREATE TABLE "mail_factors" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"realm" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "sign_in_challenges" ADD COLUMN "mailed_code" "bytea";--> statement-breakpoint
ALTER TABLE "sign_in_challenges" ADD COLUMN "mails_left" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "mail_factors" ADD CONSTRAINT "mail_factors_membership" FOREIGN KEY ("user_id","organisation_id","realm") REFERENCES "public"."users"("id","organisation_id","realm") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_challenges" ADD CONSTRAINT "sign_in_challenges_mails" CHECK ("sign_in_challenges"."mails_left" >= 0);--> statement-breakpoint
CREATE TABLE "password_resets" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"realm" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_membership" FOREIGN KEY ("user_id","organisation_id","realm") REFERENCES "public"."users"("id","organisation_id","realm") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "password_resets_user" ON "password_resets" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "confirmed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_method" CHECK ("sessions"."method" in ('password', 'password+totp', 'password+email', 'password+recovery'));