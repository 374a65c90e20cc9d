// Lets Neon's driver reach a local PostgreSQL: each WebSocket becomes one TCP connection, byte for byte.
import { connect } from "node:net";
import { WebSocketServer } from "ws";

/** Starts the proxy on a free port. `address` is what NEON_WSPROXY takes. */
export async function startNeonProxy() {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  server.on("connection", (socket, request) => {
    const target = new URL(request.url ?? "", "http://127.0.0.1").searchParams.get("address") ?? "";
    const [host, port] = target.split(":");
    // It is for the server on this machine only, not a way to anywhere.
    if (host !== "127.0.0.1") return socket.close(1008, "Only 127.0.0.1 can be reached.");
    const database = connect({ host, port: Number(port) });
    socket.on("message", (bytes) => database.write(bytes));
    socket.on("close", () => database.destroy());
    socket.on("error", () => database.destroy());
    database.on("data", (bytes) => socket.send(bytes));
    database.on("close", () => socket.close());
    database.on("error", () => socket.close());
  });
  await new Promise((resolve, reject) => server.once("listening", resolve).once("error", reject));
  return {
    address: `127.0.0.1:${server.address().port}/v1`,
    stop: () => {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}
