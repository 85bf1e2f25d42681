// A server of the built binary for the browser tests, on a free port, with a token of its own.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const BINARY = join(ROOT, "target", "debug", "vignette");

/** Starts a server; `stop` ends it and removes its data, `tokenFor` makes a token. */
export async function startServer(settings = {}, wanted = null) {
  const data = mkdtempSync(join(tmpdir(), "vignette-browser-"));
  const tokenFor = (account, scopes) => {
    const given = ["token", "new", "--account", account, "--scopes", scopes, "--data", data];
    return execFileSync(BINARY, given, { encoding: "utf8" }).match(/vgn_\w+/)[0];
  };
  const token = tokenFor("browser", "design,fill,read");
  const port = wanted ?? (await freePort());
  const address = `http://127.0.0.1:${port}`;
  const process_ = spawn(BINARY, ["serve", "--listen", `127.0.0.1:${port}`, "--data", data], {
    cwd: ROOT, stdio: "ignore", env: { ...process.env, ...settings },
  });
  await answering(`${address}/healthz`);
  const stop = async () => {
    const ended = new Promise((resolve) => process_.once("exit", resolve));
    process_.kill("SIGTERM");
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  return { address, token, tokenFor, stop };
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answering(url) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not answer in 10 s`);
}
