// A company's identity provider: a real one, that changes its keys while the server runs, and every token that is not right.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { OAuth2Server } from "oauth2-mock-server";

const BINARY = join(dirname(fileURLToPath(import.meta.url)), "../../target/debug/vignette");
const TENANT = "11111111-1111-1111-1111-111111111111";
const AUDIENCE = "api-of-vignette";
const provider = new OAuth2Server();
/** Stands before the provider and counts how often its keys are asked for. */
const front = createServer();
let keyRequests = 0;
let data;
let server;
let address;

before(async () => {
  await provider.issuer.keys.generate("RS256");
  await provider.start(0, "127.0.0.1");
  const inside = provider.issuer.url;
  front.listen(0, "127.0.0.1");
  await once(front, "listening");
  front.on("request", async (request, response) => {
    if (request.url === "/jwks") keyRequests += 1;
    response.end(await (await fetch(inside + request.url)).text());
  });
  const issuer = `http://127.0.0.1:${front.address().port}`;
  provider.issuer.url = issuer;
  data = mkdtempSync(join(tmpdir(), "vignette-sign-in-"));
  const port = 20000 + (process.pid % 20000);
  address = `http://127.0.0.1:${port}`;
  const env = { ...process.env, VIGNETTE_OIDC_ISSUER: issuer, VIGNETTE_OIDC_AUDIENCE: AUDIENCE, VIGNETTE_OIDC_TENANTS: TENANT };
  server = spawn(BINARY, ["serve", "--listen", `127.0.0.1:${port}`, "--data", data], { env, stdio: "ignore" });
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if ((await fetch(`${address}/healthz`).catch(() => null))?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the server did not answer in 10 s");
});

after(async () => {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await ended;
  await provider.stop();
  front.close();
  front.closeAllConnections();
  rmSync(data, { recursive: true, force: true });
});

/** A token as the provider signs it, its claims and header changed. */
async function token(claims = {}, header = {}) {
  const good = { aud: AUDIENCE, scp: "openid access_as_user", oid: "person-1", tid: TENANT, sub: "x" };
  return provider.issuer.buildToken({
    scopesOrTransform: (head, payload) => {
      Object.assign(payload, good, claims);
      Object.assign(head, header);
      for (const [name, value] of Object.entries(claims)) if (value === undefined) delete payload[name];
    },
  });
}

/** What the server says to a token: the status, and the error's code. */
async function answer(bearer) {
  const said = await fetch(`${address}/v1/usage`, { headers: { authorization: `Bearer ${bearer}` } });
  const body = await said.json();
  return said.status === 200 ? [200, body.account] : [said.status, body.error.code];
}

const encoded = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

test("a good token makes the account at the first sign-in, and finds it again", async () => {
  const account = `person-1@${TENANT}`;
  assert.deepEqual(await answer(await token()), [200, account]);
  assert.deepEqual(await answer(await token({ preferred_username: "renamed@example.com" })), [200, account]);
  assert.deepEqual(await answer(await token({ aud: ["other", AUDIENCE] })), [200, account]);
  assert.equal(keyRequests, 1);
});

test("every token that is not right is refused", async () => {
  const now = Math.floor(Date.now() / 1000);
  const refused = [401, "invalid_token"];
  for (const [claims, expected] of [
    [{ aud: "another-api" }, refused],
    [{ iss: "https://login.example.com/x/v2.0" }, refused],
    [{ tid: "22222222-2222-2222-2222-222222222222" }, refused],
    [{ tid: undefined }, refused],
    [{ scp: "openid" }, refused],
    [{ scp: undefined }, refused],
    [{ scp: "access_as_user_too" }, refused],
    [{ oid: undefined, sub: undefined }, refused],
    [{ exp: now - 120 }, [401, "expired_token"]],
    [{ nbf: now + 600 }, [401, "expired_token"]],
  ]) {
    assert.deepEqual(await answer(await token(claims)), expected, JSON.stringify(claims));
  }
});

test("no other algorithm than RS256 is believed", async () => {
  const good = await token();
  const [, payload, signature] = good.split(".");
  const { kid } = provider.issuer.keys.get();
  const none = encoded({ alg: "none", typ: "JWT", kid });
  const hs = encoded({ alg: "HS256", typ: "JWT", kid });
  const { n } = provider.issuer.keys.toJSON()[0];
  const mac = createHmac("sha256", n).update(`${hs}.${payload}`).digest("base64url");
  for (const forged of [`${none}.${payload}.`, `${none}.${payload}.${signature}`, `${hs}.${payload}.${mac}`, `${good}x`, good.slice(0, -8)]) {
    assert.deepEqual(await answer(forged), [401, "invalid_token"]);
  }
  const [head] = good.split(".");
  const other = encoded({ ...JSON.parse(Buffer.from(payload, "base64url")), oid: "person-2" });
  assert.deepEqual(await answer(`${head}.${other}.${signature}`), [401, "invalid_token"]);
});

test("a token opens no session, which would outlive it", async () => {
  const said = await fetch(`${address}/v1/sessions`, { method: "POST", headers: { authorization: `Bearer ${await token()}` } });
  assert.equal(said.status, 403);
});

test("new keys are found at once, and made-up ones do not make the server ask again and again", async () => {
  const before = keyRequests;
  const next = await provider.issuer.keys.generate("RS256");
  const rotated = await provider.issuer.buildToken({
    kid: next.kid,
    scopesOrTransform: (head, payload) => Object.assign(payload, { aud: AUDIENCE, scp: "access_as_user", oid: "person-1", tid: TENANT }),
  });
  assert.equal((await answer(rotated))[0], 200);
  assert.equal(keyRequests, before + 1);
  const [, payload, signature] = rotated.split(".");
  const flood = Array.from({ length: 40 }, (_, number) => encoded({ alg: "RS256", typ: "JWT", kid: `made-up-${number}` }));
  const answers = await Promise.all(flood.map((head) => answer(`${head}.${payload}.${signature}`)));
  assert.ok(answers.every(([status]) => status === 401));
  assert.ok(keyRequests <= before + 4, `${keyRequests - before} requests`);
  assert.equal((await answer(rotated))[0], 200);
});

test("settings that would let in anybody keep the server from starting", () => {
  const start = (settings) => {
    const env = { ...process.env, VIGNETTE_OIDC_ISSUER: "https://login.microsoftonline.com/{tid}/v2.0", ...settings };
    execFileSync(BINARY, ["serve", "--listen", "127.0.0.1:0", "--data", join(data, "other")], { env, stdio: "pipe", timeout: 20_000 });
  };
  assert.throws(() => start({ VIGNETTE_OIDC_AUDIENCE: AUDIENCE }), /VIGNETTE_OIDC_TENANTS/);
  assert.throws(() => start({ VIGNETTE_OIDC_TENANTS: TENANT }), /VIGNETTE_OIDC_AUDIENCE/);
});
