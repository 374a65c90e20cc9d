import { allowApplication } from "./allow-application";
import { applyMigrations } from "./apply-migrations";

const applicationUrl = process.env.DATABASE_URL;
const ownerUrl = process.env.DATABASE_OWNER_URL || applicationUrl;
if (!ownerUrl || !applicationUrl) {
  console.error("DATABASE_URL is not set: name the database to migrate.");
  process.exit(1);
}
await applyMigrations(ownerUrl);
console.log("The database is up to date.");
if (ownerUrl === applicationUrl) {
  console.log("The application needs a user of its own: DATABASE_URL for it, DATABASE_OWNER_URL for this command.");
} else {
  await allowApplication(ownerUrl, applicationUrl);
  console.log("The application's user may sign in.");
}
