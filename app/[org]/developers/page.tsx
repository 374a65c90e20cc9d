import { redirect } from "next/navigation";

type Props = { params: Promise<{ org: string }> };

/** The section's own address leads to its first screen. */
export default async function DevelopersPage({ params }: Props) {
  redirect(`/${(await params).org}/developers/keys`);
}
