import type { Metadata } from "next";
import { OrganizationForm } from "@/components/members/organization-form";
import { SettingsTabs } from "@/components/members/settings-tabs";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/panel";
import { Facts } from "@/components/ui/facts";
import { contextFromSession, currentOrganization } from "@/lib/context-from-session";
import { hasPermission } from "@/lib/core/access";
import { isTimezone } from "@/lib/core/period";
import { updateOrganizationAction } from "./actions";

export const metadata: Metadata = { title: "General settings" };

type Props = { params: Promise<{ org: string }> };

/** What the organization is called and which zone its days are in. */
export default async function GeneralSettingsPage({ params }: Props) {
  const { org } = await params;
  const [ctx, { name, slug, timezone }] = await Promise.all([contextFromSession(org), currentOrganization(org)]);
  return (
    <>
      <PageHead title="Settings">Of {name}, for everybody in it.</PageHead>
      <SettingsTabs slug={org} current="general" />
      <Section title="Organization" line={false}>
        <OrganizationForm
          key={`${name} ${timezone}`}
          name={name}
          timezone={timezone}
          timezones={zonesWith(timezone)}
          mayManage={hasPermission(ctx.actor, "organization:manage")}
          save={updateOrganizationAction.bind(null, org)}
        />
      </Section>
      <Section title="Address">
        <Facts facts={[{ label: "In links and API calls", value: <span className="mono">{slug}</span> }]} />
      </Section>
    </>
  );
}

/** All zones by name, UTC first, and the one in use even where this runtime does not list it. */
function zonesWith(current: string): string[] {
  const listed = Intl.supportedValuesOf("timeZone").filter(isTimezone);
  return [...new Set(["UTC", ...[...listed, current].toSorted()])];
}
