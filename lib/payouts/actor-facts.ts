import type { Actor } from "../core/access";
import type { RecordCause } from "./payout-scope";

/** The name to show for who asked, and the source that a payout's history gives for it. */
export function actorFacts(actor: Actor): { name: string; source: RecordCause["source"] } {
  if (actor.kind === "user") return { name: actor.name, source: "person" };
  if (actor.kind === "apiKey") return { name: actor.name, source: "api_key" };
  return { name: actor.reason, source: actor.reason === "webhook" ? "webhook" : "sweep" };
}
