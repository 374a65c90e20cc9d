DROP INDEX "charges_organization_customer";--> statement-breakpoint
CREATE INDEX "charges_customer" ON "charges" USING btree ("connected_account_id","customer_key","created");