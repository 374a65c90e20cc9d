import { previewPayoutInput } from "@/lib/core/payout-input";
import { methods } from "@/lib/http/endpoint";
import { presentPayoutPreview } from "@/lib/http/present-payout-preview";
import { route } from "@/lib/http/route";
import { previewPayout } from "@/lib/payouts/preview-payout";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  POST: route(previewPayoutInput, previewPayout, { present: presentPayoutPreview, limit: "write" }),
});
