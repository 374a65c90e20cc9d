import { notFound } from "@/lib/core/errors";
import { endpoint, everyMethod } from "@/lib/http/endpoint";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = everyMethod(
  endpoint(async () => {
    throw notFound();
  }),
);
