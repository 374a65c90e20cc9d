"use server";

import { idInput } from "@/lib/core/id-input";
import { action } from "@/lib/http/action";
import { replayEvent } from "@/lib/webhooks/replay-event";

/** Acts on an event once more; the answer says how it went. */
export const replayEventAction = action(idInput, replayEvent, {
  present: ({ state, lastError }) => ({ state, lastError }),
  revalidate: ["/developers/events", "/sync"],
});
