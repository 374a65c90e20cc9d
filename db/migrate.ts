import { applyMigrations } from "./apply-migrations";

const url = process.env.DATABASE_URL;
if (!url) {
  console.error("DATABASE_URL is not set: name the database to migrate.");
  process.exit(1);
}
await applyMigrations(url);
console.log("The database is up to date.");
