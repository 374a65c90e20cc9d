/** How often one caller may ask, by what is asked: `points` requests within `seconds`. */
export const limitPolicies = {
  read: { points: 300, seconds: 60 },
  write: { points: 30, seconds: 60 },
  payouts: { points: 10, seconds: 60 },
  sync: { points: 6, seconds: 3600 },
  /** Whoever is not known, by address. */
  anonymous: { points: 30, seconds: 60 },
} as const satisfies Record<string, { points: number; seconds: number }>;

export type LimitPolicy = keyof typeof limitPolicies;
