import { handleAuthRequest } from "@/lib/auth/handle-auth-request";
import { endpoint, everyMethod } from "@/lib/http/endpoint";
import { readJsonBody } from "@/lib/http/read-json-body";
import { getServices } from "@/lib/services";

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = everyMethod(
  endpoint(async ({ request, params }) => {
    const path = [params.all ?? []].flat().join("/");
    const { method, headers } = request;
    return handleAuthRequest(getServices(), { method, path, headers }, () => readJsonBody(request));
  }),
);
