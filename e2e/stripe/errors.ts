import type { JsonObject } from "./json";

type Details = { status?: number; type?: string; code?: string; param?: string; headers?: Record<string, string> };

/** A refusal in Stripe's form. Those about parameters are not kept under an idempotency key. */
export class StripeRefusal extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly code: string | undefined;
  private readonly details: Details;

  constructor(message: string, details: Details = {}) {
    super(message);
    this.details = details;
    this.status = details.status ?? 400;
    this.headers = details.headers ?? {};
    this.code = details.code;
  }

  get isValidation(): boolean {
    return this.code?.startsWith("parameter") ?? false;
  }

  body(): JsonObject {
    const { type = "invalid_request_error", code, param } = this.details;
    const docUrl = code === undefined ? undefined : `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`;
    return { error: { code, doc_url: docUrl, message: this.message, param, type } };
  }
}

export function missing(what: string, id: string, status = 404, param = "id"): StripeRefusal {
  return new StripeRefusal(`No such ${what}: '${id}'`, { status, code: "resource_missing", param });
}
