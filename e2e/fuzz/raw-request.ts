import { Agent, request as httpRequest } from "node:http";

export type RawRequest = {
  readonly method: string;
  /** As it goes over the line, with the query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
};
export type RawAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
};

const agent = new Agent({ keepAlive: true, maxSockets: 32 });
const timeoutMs = 30_000;

/** Sends a request just as it is; `fetch` would mend addresses and refuse methods. */
export function sendRaw(base: string, { method, target, headers, body }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        hostname,
        port,
        method,
        path: target,
        agent,
        timeout: timeoutMs,
        headers: { ...headers, ...(body ? { "content-length": String(body.byteLength) } : {}) },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString() }),
        );
      },
    );
    sent.on("timeout", () => sent.destroy(new Error("No answer in time.")));
    sent.on("error", reject);
    sent.end(body ?? undefined);
  });
}

export function closeConnections(): void {
  agent.destroy();
}
