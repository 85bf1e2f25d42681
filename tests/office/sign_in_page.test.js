// Signing in on the page: by a real OpenID provider in a window of the browser's and of Office's, and by the program around the page.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { Provider } from "oidc-provider";

import { assertAccessible, launch } from "../browser/helpers.js";
import * as fakes from "../browser/hosts.js";
import { freePort, startServer } from "../browser/server.js";

const AUDIENCE = "api-of-vignette";
const front = createServer();
let server;
let browser;
let issuer;

before(async () => {
  front.listen(0, "127.0.0.1");
  await once(front, "listening");
  issuer = `http://127.0.0.1:${front.address().port}`;
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: "page-of-vignette", token_endpoint_auth_method: "none", redirect_uris: [`${address}/sign-in.html`],
      grant_types: ["authorization_code", "refresh_token"], response_types: ["code"], application_type: "native",
    }],
    scopes: ["openid", "offline_access", "access_as_user"],
    pkce: { required: () => true },
    clientBasedCORS: (_, origin) => origin === address,
    issueRefreshToken: async () => true,
    ttl: { AccessToken: 3600, Session: 3600, Grant: 3600, Interaction: 3600, IdToken: 3600, RefreshToken: 3600 },
    features: {
      devInteractions: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE_URI,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: "access_as_user", audience: AUDIENCE, accessTokenFormat: "jwt", jwt: { sign: { alg: "RS256" } } }),
      },
    },
  });
  front.on("request", provider.callback());
  server = await startServer({
    VIGNETTE_OIDC_ISSUER: issuer, VIGNETTE_OIDC_AUDIENCE: AUDIENCE, VIGNETTE_OIDC_CLIENT: "page-of-vignette",
  }, port);
  browser = await launch();
});

const AUDIENCE_URI = "urn:vignette";

after(async () => {
  await browser?.close();
  await server?.stop();
  front.close();
  front.closeAllConnections();
});

/** A page in a language, with its script errors and the hosts it asks collected. */
async function open(path, prepare = async () => {}, locale = "ko-KR") {
  const context = await browser.newContext({ locale, viewport: { width: 420, height: 760 } });
  const page = await context.newPage();
  page.errors = [];
  page.hosts = new Set();
  page.on("pageerror", (error) => page.errors.push(error.message));
  page.on("request", (request) => page.hosts.add(new URL(request.url()).origin));
  await prepare(page);
  await page.goto(server.address + path);
  await page.waitForSelector("#provider-box:not([hidden])");
  return page;
}

/** Signs in and agrees at the provider, in its window. */
async function agree(window, name) {
  await window.fill("input[name=login]", name);
  await window.fill("input[name=password]", "x");
  await window.click("button[type=submit]");
  await window.getByRole("button", { name: "Continue" }).click();
}

test("somebody signs in at the provider, works, signs out, and makes a token that lasts 90 days at most", async () => {
  const page = await open("/");
  assert.deepEqual([...page.hosts], [server.address]);
  await assertAccessible(page);
  const [window] = await Promise.all([page.waitForEvent("popup"), page.getByRole("button", { name: "회사 계정으로 로그인" }).click()]);
  await agree(window, "minji");
  await page.waitForSelector("#compose:not([hidden])");
  assert.ok(window.isClosed() || (await window.waitForEvent("close"), true));
  await page.goto(`${server.address}/account`);
  await page.waitForSelector("#tokens-section:not([hidden])");
  await page.waitForFunction(() => document.querySelector("#account-name").textContent !== "");
  assert.equal(await page.textContent("#account-name"), `minji@${issuer}`);
  await page.selectOption("#expires", "");
  await page.click("#token-form button[type=submit]");
  await page.waitForSelector("#made:not([hidden])");
  const days = await page.evaluate(async () => {
    const { tokens } = await (await import("./api.js")).ask("/v1/tokens");
    return (new Date(tokens[0].expires_at) - Date.now()) / 86_400_000;
  });
  assert.ok(days > 89 && days <= 90, `${days}`);
  await page.click("#sign-out");
  await page.waitForSelector("#sign-in:not([hidden])");
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  assert.deepEqual(page.errors, []);
});

test("an expired token is renewed without asking", async () => {
  const page = await open("/");
  const [window] = await Promise.all([page.waitForEvent("popup"), page.click("#provider")]);
  await agree(window, "jisu");
  await page.waitForSelector("#compose:not([hidden])");
  const account = await page.evaluate(async () => {
    sessionStorage.setItem("vignette.session", "eyJhbGciOiJSUzI1NiJ9.e30.x");
    return (await (await import("./api.js")).getUsage()).account;
  });
  assert.equal(account, `jisu@${issuer}`);
});

test("who does not agree, or comes with another's state, is not signed in", async () => {
  const page = await open("/", undefined, "en-US");
  const [window] = await Promise.all([page.waitForEvent("popup"), page.click("#provider")]);
  await window.waitForSelector("input[name=login]");
  await window.getByRole("link", { name: /cancel/i }).click();
  await page.waitForSelector("#notice:not([hidden])");
  assert.match(await page.textContent("#notice"), /could not be signed in/);
  const [again] = await Promise.all([page.waitForEvent("popup"), page.click("#provider")]);
  await again.waitForSelector("input[name=login]");
  await again.goto(`${server.address}/sign-in.html?code=stolen&state=made-up`).catch(() => {});
  await page.waitForFunction(() => !document.querySelector("#notice").hidden);
  assert.ok(await page.isVisible("#sign-in"));
});

test("in Office the dialog of Office is opened, and says the token to the page", async () => {
  const dialog = `
    Office.EventType = { DialogMessageReceived: "message", DialogEventReceived: "event" };
    Office.context.ui = {
      displayDialogAsync: (address, options, done) => {
        const handlers = {};
        window.fromDialog = (message) => handlers.message({ message });
        const opened = window.open(address, "dialog", "popup");
        done(answer({ addEventHandler: (kind, handler) => { handlers[kind] = handler; }, close: () => opened.close() }));
      },
      messageParent: (message) => window.opener.fromDialog(message),
    };`;
  const page = await open("/?office", async (page) => {
    await page.context().route("https://appsforoffice.microsoft.com/**", (route) => {
      return route.fulfill({ contentType: "text/javascript", body: fakes.word() + dialog });
    });
  });
  await page.waitForFunction(() => window.Office?.context.ui);
  const [window] = await Promise.all([page.waitForEvent("popup"), page.click("#provider")]);
  await agree(window, "haneul");
  await page.waitForSelector("#compose:not([hidden])");
  assert.deepEqual(page.errors, []);
});

test("where the program around the page signs in, nobody is asked", async () => {
  const signed = await open("/");
  const [window] = await Promise.all([signed.waitForEvent("popup"), signed.click("#provider")]);
  await agree(window, "seoyeon");
  await signed.waitForSelector("#compose:not([hidden])");
  const token = await signed.evaluate(() => sessionStorage.getItem("vignette.session"));
  const bridge = (token) => {
    const heard = [];
    window.asked = [];
    window.nestedAppAuthBridge = {
      addEventListener: (_, listener) => heard.push(listener),
      postMessage: (text) => {
        const request = JSON.parse(text);
        window.asked.push(request);
        const found = { GetInitContext: { initContext: {} }, GetTokenPopup: { token: { access_token: token }, account: {} } }[request.method];
        const said = { messageType: "NestedAppAuthResponse", requestId: request.requestId, success: Boolean(found), error: { status: "UserInteractionRequired" }, ...found };
        setTimeout(() => heard.forEach((listener) => listener({ data: JSON.stringify(said) })));
      },
    };
  };
  const page = await open("/", (page) => page.addInitScript(bridge, token));
  await page.click("#provider");
  await page.waitForSelector("#compose:not([hidden])");
  const asked = await page.evaluate(() => window.asked);
  assert.deepEqual(asked.map(({ method }) => method), ["GetInitContext", "GetToken", "GetTokenPopup"]);
  assert.deepEqual([asked[1].tokenParams.clientId, asked[1].tokenParams.scope], ["page-of-vignette", "openid access_as_user"]);
  assert.deepEqual([...page.hosts], [server.address]);
});
