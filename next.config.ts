import type { NextConfig } from "next";
import { closedPolicy, securityHeaders, strictTransport } from "./lib/core/security-headers";

const appUrl = process.env.APP_URL;

const config: NextConfig = {
  typedRoutes: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // The image optimizer is an attack surface that no page needs.
  images: { unoptimized: true },
  agentRules: false,
  // Behind a proxy that forwards a host of its own, Next would take our address for a foreign one.
  experimental: appUrl && URL.canParse(appUrl) ? { serverActions: { allowedOrigins: [new URL(appUrl).host] } } : {},
  // Browsers ask for this name before they have read which icon a page names.
  rewrites: async () => ({
    beforeFiles: [{ source: "/favicon.ico", destination: "/icon.svg" }],
    afterFiles: [],
    fallback: [],
  }),
  // What the proxy does not see, such as static files and webhooks; where it does, its policy takes the place of this.
  headers: async () => [
    {
      source: "/:path*",
      headers: [...listed(securityHeaders), ...listed({ "content-security-policy": closedPolicy })],
    },
    {
      source: "/:path*",
      has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
      headers: listed({ "strict-transport-security": strictTransport }),
    },
  ],
};

function listed(headers: Readonly<Record<string, string>>): { key: string; value: string }[] {
  return Object.entries(headers).map(([key, value]) => ({ key, value }));
}

export default config;
