import { z } from "zod";
import { cronSyncSchema, documentSchema, healthSchema, webhookSchema } from "../schemas/service";
import * as examples from "./examples";
import type { Operation } from "./operation";

const nothing = z.strictObject({});

export const serviceOperations: readonly Operation[] = [
  {
    method: "GET",
    path: "/api/health",
    id: "getHealth",
    resource: "Service",
    summary: "Ask whether the service works",
    words: "Answers 200 even when it does not; `status` tells. No names, no amounts, no secrets.",
    input: nothing,
    access: "public",
    limit: null,
    answers: { 200: { words: "How it is.", schema: healthSchema, example: examples.health } },
    refusals: [],
  },
  {
    method: "GET",
    path: "/api/openapi.json",
    id: "getDocument",
    resource: "Service",
    summary: "Read this document",
    words: "OpenAPI 3.1, made of the schemas the routes themselves use.",
    input: nothing,
    access: "public",
    limit: null,
    isRevalidated: true,
    answers: { 200: { words: "The document.", schema: documentSchema, example: { openapi: "3.1.1" } } },
    refusals: [],
  },
  {
    method: "GET",
    path: "/api/cron/sync",
    id: "runSchedule",
    resource: "Service",
    summary: "Do what is due",
    words: "For the scheduler: resolves open payouts, works off events, and syncs every account.",
    input: nothing,
    access: "cron",
    limit: null,
    answers: { 200: { words: "What was done.", schema: cronSyncSchema, example: examples.cronSync } },
    refusals: [],
  },
  {
    method: "POST",
    path: "/api/webhooks/stripe",
    id: "receiveEvent",
    resource: "Service",
    summary: "Take an event from Stripe",
    words: "For Stripe: the raw event with its signature. 200 as soon as it is stored.",
    input: nothing,
    access: "stripe",
    limit: null,
    answers: { 200: { words: "It is stored.", schema: webhookSchema, example: examples.webhook } },
    refusals: [],
  },
];

/** Routes that no program should rely on: those of the sign-in form, and the answer to addresses that do not exist. */
export const unpublishedPaths = ["/api/auth/{all}", "/api/{path}"] as const;
