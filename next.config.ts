import type { NextConfig } from "next";

const config: NextConfig = {
  typedRoutes: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // The image optimizer is an attack surface that no page needs.
  images: { unoptimized: true },
  agentRules: false,
};

export default config;
