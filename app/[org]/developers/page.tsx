import { redirect } from "next/navigation";

type Props = { params: Promise<{ org: string }> };

/** The section has one screen; its own address leads there. */
export default async function DevelopersPage({ params }: Props) {
  redirect(`/${(await params).org}/developers/keys`);
}
