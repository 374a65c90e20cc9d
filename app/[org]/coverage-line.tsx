import { CoverageText } from "@/components/coverage-text";
import { contextFromSession } from "@/lib/context-from-session";
import { getCoverage } from "@/lib/sync/get-coverage";
import { readClock } from "./reads";

type Props = {
  org: string;
  resources: Parameters<typeof getCoverage>[1]["resources"];
  /** Of one account; of all for undefined. */
  accountId?: string | undefined;
};

/** Up to when the lists are complete that a page's figures come from. */
export async function CoverageLine({ org, resources, accountId }: Props) {
  const [ctx, clock] = await Promise.all([contextFromSession(org), readClock(org)]);
  const coverage = await getCoverage(ctx, { resources, ...(accountId === undefined ? {} : { accountId }) });
  return <CoverageText coverage={coverage} clock={clock} />;
}
