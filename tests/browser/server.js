// A server of the built binary for the browser tests, on a free port, with a token of its own.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const BINARY = join(ROOT, "target", "debug", "vignette");

/** Starts a server; `stop` ends it and removes its data. */
export async function startServer() {
  const data = mkdtempSync(join(tmpdir(), "vignette-browser-"));
  const printed = execFileSync(BINARY, ["token", "new", "--account", "browser", "--data", data], { encoding: "utf8" });
  const token = printed.match(/vgn_\w+/)[0];
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const process_ = spawn(BINARY, ["serve", "--listen", `127.0.0.1:${port}`, "--data", data], { cwd: ROOT, stdio: "ignore" });
  await answering(`${address}/healthz`);
  const stop = async () => {
    const ended = new Promise((resolve) => process_.once("exit", resolve));
    process_.kill("SIGTERM");
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  return { address, token, stop };
}

function freePort() {
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
