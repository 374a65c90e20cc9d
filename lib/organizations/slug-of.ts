/** First parts of addresses that belong to the product itself. */
export const reservedSlugs = ["api", "sign-in", "accept-invite", "orgs", "docs", "_next"] as const;

const slugLengthMax = 48;

/** True for what may stand in an address as an organization's name: `a-z`, digits and single hyphens. */
export function isSlug(text: string): boolean {
  return (
    /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) &&
    text.length <= slugLengthMax &&
    !(reservedSlugs as readonly string[]).includes(text)
  );
}

/** The slug a name suggests, such as `juniper-supply` for "Juniper Supply". Throws a plain error when none is left. */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, slugLengthMax)
    .replace(/^-+|-+$/g, "");
  if (!isSlug(slug)) throw new Error(`The name "${name}" gives no usable address; choose another.`);
  return slug;
}
