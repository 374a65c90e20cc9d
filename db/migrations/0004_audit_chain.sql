DROP INDEX "audit_log_organization";--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "seq" bigint;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "hash" text;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "previous_hash" text;--> statement-breakpoint
-- Entries from before are chained in the order in which they were written, as lib/audit/audit-entry.ts would do it.
DO $$
DECLARE
  entry record;
  last_organization text;
  place bigint;
  previous text;
  said text;
BEGIN
  FOR entry IN SELECT * FROM "audit_log" ORDER BY "organization_id", "id" LOOP
    IF entry.organization_id IS DISTINCT FROM last_organization THEN
      last_organization := entry.organization_id;
      place := 0;
      previous := repeat('0', 64);
    END IF;
    place := place + 1;
    SELECT '[' || concat_ws(',',
      to_json(entry.organization_id), to_json(place::text),
      to_json(to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
      to_json(entry.actor_kind), coalesce(to_json(entry.actor_id)::text, 'null'), to_json(entry.actor_name),
      to_json(entry.action), to_json(entry.subject),
      '[' || coalesce(
        (SELECT string_agg('[' || to_json(key)::text || ',' || value::text || ']', ',' ORDER BY key COLLATE "C")
         FROM jsonb_each(entry.detail)), '') || ']',
      to_json(previous)) || ']' INTO said;
    UPDATE "audit_log"
      SET "seq" = place, "previous_hash" = previous, "hash" = encode(sha256(convert_to(said, 'UTF8')), 'hex')
      WHERE "id" = entry.id
      RETURNING "hash" INTO previous;
  END LOOP;
END $$;--> statement-breakpoint
ALTER TABLE "audit_log" ALTER COLUMN "seq" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_log" ALTER COLUMN "hash" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_log" ALTER COLUMN "previous_hash" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_chain" UNIQUE("organization_id","seq");--> statement-breakpoint
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Entries of the audit log are never changed or removed.' USING ERRCODE = '42501';
END $$;--> statement-breakpoint
CREATE TRIGGER "audit_log_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_log"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
