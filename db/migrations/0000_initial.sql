CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" text NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"last4" text NOT NULL,
	"hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"livemode" boolean NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_keys_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "audit_log_actor" CHECK ("audit_log"."actor_kind" in ('user', 'apiKey', 'system'))
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"organization_id" text NOT NULL,
	"route" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"body" jsonb,
	"location" text,
	"lease_until" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_organization_id_route_key_pk" PRIMARY KEY("organization_id","route","key")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"email" text NOT NULL,
	"role" text,
	"status" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"inviter_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"logo" text,
	"metadata" text,
	"timezone" text DEFAULT 'UTC' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "rate_limits_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	"active_organization_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "balance_transactions" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" text NOT NULL,
	"connected_account_id" uuid NOT NULL,
	"stripe_balance_txn_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"fee" bigint NOT NULL,
	"net_amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"type" text NOT NULL,
	"reporting_category" text NOT NULL,
	"balance_type" text NOT NULL,
	"source_id" text,
	"description" text,
	"exchange_rate" text,
	"fee_details" jsonb NOT NULL,
	"available_on" timestamp with time zone NOT NULL,
	"created" timestamp with time zone NOT NULL,
	"stripe_payout_id" text,
	"metadata" jsonb,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "balance_transactions_connected_account_id_stripe_balance_txn_id_pk" PRIMARY KEY("connected_account_id","stripe_balance_txn_id"),
	CONSTRAINT "balance_transactions_net" CHECK ("balance_transactions"."net_amount" = "balance_transactions"."amount" - "balance_transactions"."fee"),
	CONSTRAINT "balance_transactions_currency" CHECK ("balance_transactions"."currency" ~ '^[a-z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "balance_snapshots" (
	"organization_id" text NOT NULL,
	"connected_account_id" uuid NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL,
	"balance" jsonb NOT NULL,
	CONSTRAINT "balance_snapshots_connected_account_id_taken_at_pk" PRIMARY KEY("connected_account_id","taken_at"),
	CONSTRAINT "balance_snapshots_order" CHECK ("balance_snapshots"."confirmed_at" >= "balance_snapshots"."taken_at")
);
--> statement-breakpoint
CREATE TABLE "connected_accounts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" text NOT NULL,
	"stripe_account_id" text NOT NULL,
	"livemode" boolean NOT NULL,
	"display_name" text,
	"country" text,
	"default_currency" text NOT NULL,
	"charges_enabled" boolean NOT NULL,
	"payouts_enabled" boolean NOT NULL,
	"requirements_due" text[] DEFAULT '{}' NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'active' NOT NULL,
	"schedule" jsonb,
	"schedule_fetched_at" timestamp with time zone,
	"disconnected_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connected_accounts_stripe_account_id_unique" UNIQUE("stripe_account_id"),
	CONSTRAINT "connected_accounts_tenant" UNIQUE("organization_id","id"),
	CONSTRAINT "connected_accounts_currency" CHECK ("connected_accounts"."default_currency" ~ '^[a-z]{3}$'),
	CONSTRAINT "connected_accounts_state" CHECK ("connected_accounts"."state" in ('active', 'disconnected'))
);
--> statement-breakpoint
CREATE TABLE "external_accounts" (
	"organization_id" text NOT NULL,
	"connected_account_id" uuid NOT NULL,
	"stripe_external_account_id" text NOT NULL,
	"kind" text NOT NULL,
	"bank_name" text,
	"brand" text,
	"last4" text NOT NULL,
	"country" text,
	"currency" text,
	"status" text,
	"is_default_for_currency" boolean NOT NULL,
	"payout_methods" text[] NOT NULL,
	"deleted_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "external_accounts_connected_account_id_stripe_external_account_id_pk" PRIMARY KEY("connected_account_id","stripe_external_account_id")
);
--> statement-breakpoint
CREATE TABLE "payout_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" text NOT NULL,
	"payout_id" uuid NOT NULL,
	"type" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"source" text NOT NULL,
	"stripe_event_id" text,
	"actor" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payout_intents" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" text NOT NULL,
	"connected_account_id" uuid NOT NULL,
	"client_key" text NOT NULL,
	"request_hash" "bytea" NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"method" text NOT NULL,
	"description" text,
	"destination" text,
	"source_type" text,
	"statement_descriptor" text,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text NOT NULL,
	"sent_at" timestamp with time zone,
	"lease_until" timestamp with time zone,
	"owner" uuid,
	"stripe_payout_id" text,
	"error_code" text,
	"error_message" text,
	"stripe_error_code" text,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payout_intents_client_key" UNIQUE("organization_id","client_key"),
	CONSTRAINT "payout_intents_tenant" UNIQUE("organization_id","id"),
	CONSTRAINT "payout_intents_amount" CHECK ("payout_intents"."amount" > 0 and "payout_intents"."amount" <= 9007199254740991),
	CONSTRAINT "payout_intents_currency" CHECK ("payout_intents"."currency" ~ '^[a-z]{3}$'),
	CONSTRAINT "payout_intents_state" CHECK ("payout_intents"."state" in ('created', 'sent', 'succeeded', 'failed')),
	CONSTRAINT "payout_intents_sent" CHECK ("payout_intents"."state" <> 'sent' or "payout_intents"."sent_at" is not null),
	CONSTRAINT "payout_intents_succeeded" CHECK ("payout_intents"."state" <> 'succeeded' or "payout_intents"."stripe_payout_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "payouts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" text NOT NULL,
	"connected_account_id" uuid NOT NULL,
	"stripe_payout_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"arrival_date" timestamp with time zone NOT NULL,
	"created" timestamp with time zone NOT NULL,
	"automatic" boolean NOT NULL,
	"method" text NOT NULL,
	"type" text NOT NULL,
	"source_type" text,
	"destination" jsonb,
	"description" text,
	"statement_descriptor" text,
	"failure_code" text,
	"failure_message" text,
	"balance_transaction_id" text,
	"failure_balance_transaction_id" text,
	"original_payout_id" text,
	"reversed_by_id" text,
	"reconciliation_status" text,
	"trace_id_status" text,
	"trace_id_value" text,
	"application_fee_amount" bigint,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"livemode" boolean NOT NULL,
	"intent_id" uuid,
	"fetched_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payouts_stripe_id" UNIQUE("connected_account_id","stripe_payout_id"),
	CONSTRAINT "payouts_tenant" UNIQUE("organization_id","id"),
	CONSTRAINT "payouts_currency" CHECK ("payouts"."currency" ~ '^[a-z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "sync_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" text NOT NULL,
	"connected_account_id" uuid NOT NULL,
	"trigger" text NOT NULL,
	"actor" text,
	"full" boolean DEFAULT false NOT NULL,
	"state" text NOT NULL,
	"stage" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"lease_until" timestamp with time zone NOT NULL,
	"fence" integer DEFAULT 1 NOT NULL,
	"pages" integer DEFAULT 0 NOT NULL,
	"requests" integer DEFAULT 0 NOT NULL,
	"inserted" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"reached_at" timestamp with time zone,
	"error_code" text,
	"error_message" text,
	"stripe_request_id" text,
	CONSTRAINT "sync_runs_tenant" UNIQUE("organization_id","id"),
	CONSTRAINT "sync_runs_state" CHECK ("sync_runs"."state" in ('running', 'complete', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "sync_windows" (
	"organization_id" text NOT NULL,
	"connected_account_id" uuid NOT NULL,
	"resource" text NOT NULL,
	"watermark" timestamp with time zone,
	"pass_from" timestamp with time zone,
	"pass_to" timestamp with time zone,
	"cursor" text,
	"run_id" uuid,
	"rows" bigint DEFAULT 0 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sync_windows_connected_account_id_resource_pk" PRIMARY KEY("connected_account_id","resource")
);
--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"id" text PRIMARY KEY NOT NULL,
	"stripe_account_id" text,
	"organization_id" text,
	"connected_account_id" uuid,
	"type" text NOT NULL,
	"livemode" boolean NOT NULL,
	"api_version" text,
	"payload" jsonb NOT NULL,
	"created" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'new' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"lease_until" timestamp with time zone,
	"processed_at" timestamp with time zone,
	"last_error" text,
	CONSTRAINT "webhook_events_state" CHECK ("webhook_events"."state" in ('new', 'done', 'ignored', 'parked', 'failed', 'dead'))
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_inviter_id_users_id_fk" FOREIGN KEY ("inviter_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "balance_transactions" ADD CONSTRAINT "balance_transactions_account" FOREIGN KEY ("organization_id","connected_account_id") REFERENCES "public"."connected_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "balance_snapshots" ADD CONSTRAINT "balance_snapshots_account" FOREIGN KEY ("organization_id","connected_account_id") REFERENCES "public"."connected_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connected_accounts" ADD CONSTRAINT "connected_accounts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_accounts" ADD CONSTRAINT "external_accounts_account" FOREIGN KEY ("organization_id","connected_account_id") REFERENCES "public"."connected_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_events" ADD CONSTRAINT "payout_events_payout" FOREIGN KEY ("organization_id","payout_id") REFERENCES "public"."payouts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_intents" ADD CONSTRAINT "payout_intents_account" FOREIGN KEY ("organization_id","connected_account_id") REFERENCES "public"."connected_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_account" FOREIGN KEY ("organization_id","connected_account_id") REFERENCES "public"."connected_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_account" FOREIGN KEY ("organization_id","connected_account_id") REFERENCES "public"."connected_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sync_windows" ADD CONSTRAINT "sync_windows_account" FOREIGN KEY ("organization_id","connected_account_id") REFERENCES "public"."connected_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_organization" ON "api_keys" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "audit_log_organization" ON "audit_log" USING btree ("organization_id","id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "accounts_user" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "invitations_organization" ON "invitations" USING btree ("organization_id");--> statement-breakpoint
CREATE UNIQUE INDEX "members_organization_user" ON "members" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "members_user" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "balance_transactions_organization_created" ON "balance_transactions" USING btree ("organization_id","created","id");--> statement-breakpoint
CREATE INDEX "balance_transactions_organization_available" ON "balance_transactions" USING btree ("organization_id","available_on");--> statement-breakpoint
CREATE INDEX "balance_transactions_payout" ON "balance_transactions" USING btree ("connected_account_id","stripe_payout_id") WHERE stripe_payout_id is not null;--> statement-breakpoint
CREATE INDEX "balance_snapshots_latest" ON "balance_snapshots" USING btree ("organization_id","connected_account_id","taken_at");--> statement-breakpoint
CREATE UNIQUE INDEX "connected_accounts_one_default" ON "connected_accounts" USING btree ("organization_id") WHERE is_default;--> statement-breakpoint
CREATE INDEX "external_accounts_organization" ON "external_accounts" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "payout_events_payout" ON "payout_events" USING btree ("organization_id","payout_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "payout_events_once" ON "payout_events" USING btree ("payout_id","stripe_event_id") WHERE stripe_event_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "payout_intents_payout" ON "payout_intents" USING btree ("connected_account_id","stripe_payout_id") WHERE stripe_payout_id is not null;--> statement-breakpoint
CREATE INDEX "payout_intents_open" ON "payout_intents" USING btree ("lease_until") WHERE state in ('created', 'sent');--> statement-breakpoint
CREATE INDEX "payouts_organization_created" ON "payouts" USING btree ("organization_id","created","id");--> statement-breakpoint
CREATE INDEX "payouts_organization_status" ON "payouts" USING btree ("organization_id","status","created");--> statement-breakpoint
CREATE INDEX "sync_runs_history" ON "sync_runs" USING btree ("organization_id","started_at","id");--> statement-breakpoint
CREATE INDEX "sync_runs_running" ON "sync_runs" USING btree ("connected_account_id") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "webhook_events_due" ON "webhook_events" USING btree ("next_attempt_at") WHERE state in ('new', 'failed');--> statement-breakpoint
CREATE INDEX "webhook_events_organization" ON "webhook_events" USING btree ("organization_id","received_at");--> statement-breakpoint
CREATE INDEX "webhook_events_parked" ON "webhook_events" USING btree ("stripe_account_id") WHERE state = 'parked';