import type { Interval } from "./state";
import { accountOf, type World } from "./world";

/** What a caller has to know to use a world. */
export type WorldDescription = {
  secretKey: string;
  platformId: string;
  organizations: {
    name: string;
    slug: string;
    accounts: { id: string; currency: string; country: string; schedule: Interval; label: string }[];
  }[];
};

export function describeWorld(world: World): WorldDescription {
  const { secretKey, platform, organizations } = world.state;
  return {
    secretKey,
    platformId: platform.id,
    organizations: organizations.map(({ name, slug, accounts }) => ({
      name,
      slug,
      accounts: accounts.map((id) => {
        const { currency, country, schedule, label } = accountOf(world, id);
        return { id, currency, country, schedule: schedule.interval, label };
      }),
    })),
  };
}
