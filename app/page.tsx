import { redirect } from "next/navigation";
import { listMyOrganizations } from "@/lib/session-user";

/** Home: the only organization, the choice among several, or the sign-in page. */
export default async function HomePage() {
  const [first, ...others] = await listMyOrganizations();
  redirect(first && others.length === 0 ? `/${first.slug}` : "/orgs");
}
