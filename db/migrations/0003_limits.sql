CREATE TABLE "request_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE INDEX "request_limits_expire" ON "request_limits" USING btree ("expire");