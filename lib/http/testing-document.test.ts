import { describe, expect, it } from "vitest";
import { cronSync, health } from "./openapi/examples";
import { type Answered, differencesFromDocument, testDocument } from "./testing-document";

const standard = {
  "request-id": "req_1",
  "server-timing": "db;dur=1",
  "cache-control": "private, no-store",
  "x-content-type-options": "nosniff",
};
const json = new Headers({ ...standard, "content-type": "application/json; charset=utf-8" });
const problem = new Headers({ ...standard, "content-type": "application/problem+json; charset=utf-8" });
const answered = (given: Partial<Answered>) =>
  differencesFromDocument({
    method: "GET",
    path: "/api/health",
    status: 200,
    headers: json,
    text: JSON.stringify(health),
    ...given,
  });
const notFound = JSON.stringify(testDocument.components.examples.not_found?.value);
const unavailable = JSON.stringify(testDocument.components.examples.database_unavailable?.value);

describe("an answer is held against the document", () => {
  it("and passes when it is what is described", () => {
    expect(answered({})).toEqual([]);
    expect(answered({ path: "/api/cron/sync", text: JSON.stringify(cronSync) })).toEqual([]);
    expect(answered({ status: 503, headers: problem, text: unavailable })).toEqual([]);
    expect(answered({ method: "HEAD", text: "" })).toEqual([]);
  });

  it("and fails for a member too many, too few, or of another form", () => {
    for (const change of [{ secret: 1 }, { status: undefined }, { time: "yesterday" }, { lastSyncAgeSeconds: -1 }]) {
      expect(answered({ text: JSON.stringify({ ...Object(health), ...change }) })).not.toEqual([]);
    }
  });

  it("and fails for a status, a code or a content type that is not there", () => {
    expect(answered({ status: 201 })).toContain("status 201 is not in the document");
    expect(answered({ status: 404, headers: problem, text: notFound })).not.toEqual([]);
    expect(answered({ status: 503, headers: problem, text: notFound })).not.toEqual([]);
    expect(answered({ headers: new Headers({ ...standard, "content-type": "text/html" }) })).not.toEqual([]);
  });

  it("and fails without the headers of every answer", () => {
    for (const name of Object.keys(standard)) {
      const headers = new Headers(json);
      headers.delete(name);
      expect(answered({ headers })).toEqual([`header ${name} is missing`]);
    }
  });

  it("and may only be a refusal where nothing is described", () => {
    const nowhere = { path: "/api/nothing", status: 404, headers: problem, text: notFound };
    expect(answered(nowhere)).toEqual([]);
    expect(answered({ ...nowhere, status: 200, headers: json, text: "{}" })).toEqual(["is not in the document"]);
    expect(answered({ ...nowhere, method: "DELETE", path: "/api/health" })).toEqual([]);
  });
});
