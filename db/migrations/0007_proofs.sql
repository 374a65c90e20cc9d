CREATE TABLE "findings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" text NOT NULL,
	"connected_account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"currency" text NOT NULL,
	"amount" bigint NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "findings_currency" CHECK ("findings"."currency" ~ '^[a-z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "ledger_checks" (
	"organization_id" text NOT NULL,
	"connected_account_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"balance_type" text NOT NULL,
	"state" text NOT NULL,
	"ledger" bigint NOT NULL,
	"stripe" bigint NOT NULL,
	"row_count" integer NOT NULL,
	"run_id" uuid,
	"checked_at" timestamp with time zone NOT NULL,
	"equal_at" timestamp with time zone,
	CONSTRAINT "ledger_checks_connected_account_id_currency_balance_type_pk" PRIMARY KEY("connected_account_id","currency","balance_type"),
	CONSTRAINT "ledger_checks_currency" CHECK ("ledger_checks"."currency" ~ '^[a-z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "ledger_repairs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" text NOT NULL,
	"connected_account_id" uuid NOT NULL,
	"run_id" uuid,
	"currency" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"inserted" integer NOT NULL,
	"rewritten" integer NOT NULL,
	"removed" integer NOT NULL,
	"rows" jsonb NOT NULL,
	"repaired_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ledger_repairs_currency" CHECK ("ledger_repairs"."currency" ~ '^[a-z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "ledger_windows" (
	"organization_id" text NOT NULL,
	"connected_account_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"row_count" integer NOT NULL,
	"amount" bigint NOT NULL,
	"fee" bigint NOT NULL,
	"net" bigint NOT NULL,
	"hash" numeric NOT NULL,
	"listed_at" timestamp with time zone,
	CONSTRAINT "ledger_windows_connected_account_id_currency_starts_at_pk" PRIMARY KEY("connected_account_id","currency","starts_at"),
	CONSTRAINT "ledger_windows_currency" CHECK ("ledger_windows"."currency" ~ '^[a-z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "payout_allocations" (
	"organization_id" text NOT NULL,
	"connected_account_id" uuid NOT NULL,
	"payout_id" uuid NOT NULL,
	"stripe_balance_txn_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "payout_allocations_payout_id_stripe_balance_txn_id_pk" PRIMARY KEY("payout_id","stripe_balance_txn_id"),
	CONSTRAINT "payout_allocations_amount" CHECK ("payout_allocations"."amount" <> 0)
);
--> statement-breakpoint
CREATE TABLE "payout_reconciliations" (
	"payout_id" uuid PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"state" text NOT NULL,
	"expected" bigint NOT NULL,
	"explained" bigint NOT NULL,
	"unexplained" bigint NOT NULL,
	"row_count" integer NOT NULL,
	"hash" text NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payout_reconciliations_sum" CHECK ("payout_reconciliations"."expected" = "payout_reconciliations"."explained" + "payout_reconciliations"."unexplained")
);
--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_account" FOREIGN KEY ("organization_id","connected_account_id") REFERENCES "public"."connected_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_checks" ADD CONSTRAINT "ledger_checks_account" FOREIGN KEY ("organization_id","connected_account_id") REFERENCES "public"."connected_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_repairs" ADD CONSTRAINT "ledger_repairs_account" FOREIGN KEY ("organization_id","connected_account_id") REFERENCES "public"."connected_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_windows" ADD CONSTRAINT "ledger_windows_account" FOREIGN KEY ("organization_id","connected_account_id") REFERENCES "public"."connected_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_allocations" ADD CONSTRAINT "payout_allocations_payout" FOREIGN KEY ("organization_id","payout_id") REFERENCES "public"."payouts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_allocations" ADD CONSTRAINT "payout_allocations_account" FOREIGN KEY ("organization_id","connected_account_id") REFERENCES "public"."connected_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_allocations" ADD CONSTRAINT "payout_allocations_transaction" FOREIGN KEY ("connected_account_id","stripe_balance_txn_id") REFERENCES "public"."balance_transactions"("connected_account_id","stripe_balance_txn_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_reconciliations" ADD CONSTRAINT "payout_reconciliations_payout" FOREIGN KEY ("organization_id","payout_id") REFERENCES "public"."payouts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "findings_open" ON "findings" USING btree ("organization_id","connected_account_id","kind","subject","currency") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "findings_history" ON "findings" USING btree ("organization_id","opened_at");--> statement-breakpoint
CREATE INDEX "ledger_repairs_history" ON "ledger_repairs" USING btree ("organization_id","repaired_at");--> statement-breakpoint
CREATE INDEX "payout_allocations_row" ON "payout_allocations" USING btree ("connected_account_id","stripe_balance_txn_id");--> statement-breakpoint
CREATE INDEX "payout_reconciliations_state" ON "payout_reconciliations" USING btree ("organization_id","state");