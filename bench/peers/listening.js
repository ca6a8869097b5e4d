// How a peer tells the benchmark where it is, and who may come: one line of JSON.

/** @param {import("node:events").EventEmitter & { address(): any }} server  @param {object} more */
export function listening(server, more = {}) {
  server.on("listening", () => process.stdout.write(`${JSON.stringify({ port: server.address().port, ...more })}\n`));
}
