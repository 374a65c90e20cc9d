/**
 * What every answer carries, whatever it is: it is read as what it says it is, shown in no frame, shared with no other
 * site, and given no device.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  // Not stricter: with `no-referrer` browsers send our own forms with the origin `null`, which we refuse.
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": [
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
  ]
    .map((feature) => `${feature}=()`)
    .join(", "),
};

/** For two years, browsers ask for no address of ours without encryption. They heed it over https only. */
export const strictTransport = "max-age=63072000; includeSubDomains";

/** For everything that is no page: nothing in it may be run, loaded or framed. */
export const closedPolicy = "default-src 'none'; frame-ancestors 'none'";

/**
 * The style element with which the toasts arrive: empty first, then with a text that is the same on every page. It
 * takes no nonce, so it is known by the hashes of both; a test computes them from the installed package.
 */
export const toastStyleHashes = [
  "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
  "sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY=",
] as const;

export type PagePolicy = {
  /** Random, and used for one answer only. */
  readonly nonce: string;
  readonly isHttps: boolean;
  /** The development server evaluates source text to show where an error came from. */
  readonly isDevelopment: boolean;
};

/**
 * What a page may do. A script runs when it carries the nonce or was loaded by one that does, and never from text in
 * the page. Style elements need the nonce too. Style attributes stay allowed: bars, skeletons and figures carry their
 * measures in them, and a measure can neither run nor load anything that the other lines do not allow.
 */
export function pagePolicy({ nonce, isHttps, isDevelopment }: PagePolicy): string {
  const directives = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    isDevelopment ? "style-src-elem 'self' 'unsafe-inline'" : `style-src-elem 'self' ${styleSources(nonce)}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return [...directives, ...(isHttps ? ["upgrade-insecure-requests"] : [])].join("; ");
}

function styleSources(nonce: string): string {
  return [`nonce-${nonce}`, ...toastStyleHashes].map((source) => `'${source}'`).join(" ");
}
