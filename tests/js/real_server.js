// The real server as a child process, and browsers without a screen: a cookie jar, fetch and a socket.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectTo } from "../../static/js/transport/connection.js";
import { Requests } from "../../static/js/transport/requests.js";

const ROOT = new URL("../../", import.meta.url).pathname;

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

export class RealServer {
  static async start() {
    const server = new RealServer();
    server.folder = await mkdtemp(join(tmpdir(), "room-"));
    const port = await freePort();
    server.origin = `http://127.0.0.1:${port}`;
    const settings = { MEDIATION_PORT: String(port), MEDIATION_INSTANCE: join(server.folder, "instance"), MEDIATION_CLOSE_SECONDS: "1" };
    server.process = spawn(join(ROOT, ".venv/bin/python"), ["-m", "mediation.serving"], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, PYTHONUNBUFFERED: "1", ...settings },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    for await (const chunk of server.process.stdout.iterator({ destroyOnReturn: false })) {
      said += chunk;
      server.firstLink = said.match(/http\S+\/enrol#\S+/)?.[0];
      if (server.firstLink) break;
    }
    return server;
  }

  browser() {
    return new RealBrowser(this.origin);
  }

  async stop() {
    this.process.kill();
    if (this.process.exitCode === null) await once(this.process, "exit");
    await rm(this.folder, { recursive: true });
  }
}

export class RealBrowser {
  #jar = new Map();

  constructor(origin) {
    this.origin = origin;
    this.requests = new Requests(origin, (url, options) => this.fetch(url, options));
    // The pass comes between making a socket and opening it; a browser would add it by itself.
    this.connect = (room, seat, listener) => {
      let made = null;
      const socket = () => (made ??= connectTo(origin, this.#asBrowser())(room, seat, listener));
      return { open: () => socket().open(), close: () => made?.close(), request: (...asked) => socket().request(...asked) };
    };
  }

  #asBrowser() {
    return { extraHeaders: { Cookie: this.cookie, Origin: this.origin }, reconnectionDelay: 20 };
  }

  get cookie() {
    return [...this.#jar].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async fetch(url, { headers = {}, ...options } = {}) {
    const response = await fetch(url, { ...options, redirect: "manual", headers: { ...headers, Cookie: this.cookie, Origin: this.origin, Referer: url } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      if (value === "" || /max-age=0\b/i.test(line)) this.#jar.delete(name);
      else this.#jar.set(name, value);
    }
    return response;
  }

  /** A mediator's account, by the link that the first start prints. */
  async enrol(link, name) {
    const [page, token] = link.split("#");
    const form = await (await this.fetch(page)).text();
    const csrf = form.match(/name="csrf_token"[^>]*value="([^"]+)"/)[1];
    const password = "four horses and a lantern";
    const body = new URLSearchParams({ csrf_token: csrf, token, name, password, again: password });
    await this.fetch(page, { method: "POST", body });
  }
}
