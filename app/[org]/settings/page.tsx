import { redirect } from "next/navigation";

type Props = { params: Promise<{ org: string }> };

/** The section has no screen of its own; its address leads to the first part. */
export default async function SettingsPage({ params }: Props) {
  redirect(`/${(await params).org}/settings/general`);
}
