CREATE TABLE "charges" (
	"organization_id" text NOT NULL,
	"connected_account_id" uuid NOT NULL,
	"stripe_charge_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"amount_captured" bigint NOT NULL,
	"amount_refunded" bigint NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"captured" boolean NOT NULL,
	"refunded" boolean NOT NULL,
	"disputed" boolean NOT NULL,
	"stripe_customer_id" text,
	"customer_key" text NOT NULL,
	"billing_email" text,
	"billing_name" text,
	"description" text,
	"payment_intent_id" text,
	"method_type" text,
	"application_fee_amount" bigint,
	"balance_transaction_id" text,
	"source_transfer_id" text,
	"failure_code" text,
	"created" timestamp with time zone NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "charges_connected_account_id_stripe_charge_id_pk" PRIMARY KEY("connected_account_id","stripe_charge_id"),
	CONSTRAINT "charges_currency" CHECK ("charges"."currency" ~ '^[a-z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"organization_id" text NOT NULL,
	"connected_account_id" uuid NOT NULL,
	"stripe_dispute_id" text NOT NULL,
	"stripe_charge_id" text,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"due_by" timestamp with time zone,
	"balance_transactions" integer NOT NULL,
	"created" timestamp with time zone NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "disputes_connected_account_id_stripe_dispute_id_pk" PRIMARY KEY("connected_account_id","stripe_dispute_id"),
	CONSTRAINT "disputes_currency" CHECK ("disputes"."currency" ~ '^[a-z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"organization_id" text NOT NULL,
	"connected_account_id" uuid NOT NULL,
	"stripe_refund_id" text NOT NULL,
	"stripe_charge_id" text,
	"payment_intent_id" text,
	"amount" bigint NOT NULL,
	"currency" text NOT NULL,
	"status" text,
	"reason" text,
	"failure_reason" text,
	"balance_transaction_id" text,
	"failure_balance_transaction_id" text,
	"created" timestamp with time zone NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refunds_connected_account_id_stripe_refund_id_pk" PRIMARY KEY("connected_account_id","stripe_refund_id"),
	CONSTRAINT "refunds_currency" CHECK ("refunds"."currency" ~ '^[a-z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"organization_id" text NOT NULL,
	"connected_account_id" uuid NOT NULL,
	"stripe_customer_id" text NOT NULL,
	"email" text,
	"name" text,
	"created" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"fetched_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customers_connected_account_id_stripe_customer_id_pk" PRIMARY KEY("connected_account_id","stripe_customer_id")
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"organization_id" text NOT NULL,
	"connected_account_id" uuid NOT NULL,
	"stripe_subscription_id" text NOT NULL,
	"stripe_customer_id" text NOT NULL,
	"status" text NOT NULL,
	"currency" text,
	"start_date" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"canceled_at" timestamp with time zone,
	"cancel_at" timestamp with time zone,
	"cancel_at_period_end" boolean NOT NULL,
	"cancellation_reason" text,
	"items" jsonb NOT NULL,
	"item_count" integer NOT NULL,
	"created" timestamp with time zone NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "subscriptions_connected_account_id_stripe_subscription_id_pk" PRIMARY KEY("connected_account_id","stripe_subscription_id")
);
--> statement-breakpoint
ALTER TABLE "charges" ADD CONSTRAINT "charges_account" FOREIGN KEY ("organization_id","connected_account_id") REFERENCES "public"."connected_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_account" FOREIGN KEY ("organization_id","connected_account_id") REFERENCES "public"."connected_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_account" FOREIGN KEY ("organization_id","connected_account_id") REFERENCES "public"."connected_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_account" FOREIGN KEY ("organization_id","connected_account_id") REFERENCES "public"."connected_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_account" FOREIGN KEY ("organization_id","connected_account_id") REFERENCES "public"."connected_accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "charges_organization_created" ON "charges" USING btree ("organization_id","created");--> statement-breakpoint
CREATE INDEX "charges_organization_customer" ON "charges" USING btree ("organization_id","connected_account_id","customer_key","created");--> statement-breakpoint
CREATE INDEX "charges_unsettled" ON "charges" USING btree ("connected_account_id","created") WHERE status = 'pending' or not captured;--> statement-breakpoint
CREATE INDEX "disputes_organization_created" ON "disputes" USING btree ("organization_id","created");--> statement-breakpoint
CREATE INDEX "refunds_organization_created" ON "refunds" USING btree ("organization_id","created");--> statement-breakpoint
CREATE INDEX "refunds_charge" ON "refunds" USING btree ("connected_account_id","stripe_charge_id");--> statement-breakpoint
CREATE INDEX "customers_organization" ON "customers" USING btree ("organization_id","created");--> statement-breakpoint
CREATE INDEX "subscriptions_organization" ON "subscriptions" USING btree ("organization_id","start_date");--> statement-breakpoint
CREATE INDEX "subscriptions_customer" ON "subscriptions" USING btree ("connected_account_id","stripe_customer_id");--> statement-breakpoint
CREATE INDEX "subscriptions_open" ON "subscriptions" USING btree ("connected_account_id","created") WHERE ended_at is null;