import { payoutIdInput } from "@/lib/core/payout-input";
import { methods } from "@/lib/http/endpoint";
import { presentCoverage } from "@/lib/http/present-coverage";
import { presentPayoutDetail } from "@/lib/http/present-payout-detail";
import { route } from "@/lib/http/route";
import { getPayout } from "@/lib/payouts/get-payout";
import { getCoverage } from "@/lib/sync/get-coverage";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = methods({
  GET: route(
    payoutIdInput,
    async (ctx, input) => {
      const detail = await getPayout(ctx, input);
      const { accountId } = detail.payout;
      return {
        detail,
        coverage: await getCoverage(ctx, { accountId, resources: ["payouts", "balance_transactions"] }),
      };
    },
    { present: ({ detail, coverage }) => presentCoverage(presentPayoutDetail(detail), coverage) },
  ),
});
