// The pages of the account and of the administration, and reporting a picture, as people use them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import * as helpers from "./helpers.js";
import { assertAccessible, launch, overflow } from "./helpers.js";
import * as fakes from "./hosts.js";
import { startServer } from "./server.js";

let server;
let browser;

before(async () => {
  server = await startServer();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const open = (path, locale, options) => helpers.open(browser, `${server.address}/${path}`, locale, options);

/** What the server says to a token. */
async function status(token) {
  return (await fetch(`${server.address}/v1/models`, { headers: { authorization: `Bearer ${token}` } })).status;
}

test("a person makes a token that is shown once, and revokes it", async () => {
  const page = await open("account", "ko-KR", { viewport: { width: 360, height: 760 } });
  await helpers.signIn(page, server.token, "#tokens .table");
  assert.equal(await page.textContent("#account-name"), "browser");
  assert.deepEqual(await page.locator("#scopes input").evaluateAll((boxes) => boxes.map((box) => box.value)), ["design", "fill", "read"]);
  await page.uncheck("#scopes input[value=fill]");
  await page.selectOption("#expires", "30");
  await page.getByRole("button", { name: "토큰 만들기" }).click();
  await page.waitForSelector("#made:not([hidden])");
  const made = await page.inputValue("#made-token");
  assert.equal(await status(made), 200);
  await page.waitForFunction(() => document.querySelectorAll("#tokens tbody tr").length === 2);
  assert.match(await page.textContent("#tokens tbody tr"), /design, read/);
  assert.ok(await overflow(page) <= 0);
  await assertAccessible(page);
  await page.getByRole("button", { name: `폐기: ${made.slice(0, 6)}` }).first().click();
  await page.waitForFunction(() => document.querySelector("#tokens tbody tr").textContent.includes("폐기됨"));
  assert.equal(await status(made), 401);
  await page.reload();
  await page.waitForSelector("#tokens .table");
  assert.equal(await page.inputValue("#made-token"), "");
  await page.getByRole("button", { name: "토큰 만들기" }).click();
  await page.waitForSelector("#sign-in:not([hidden])");
  assert.match(await page.textContent("#notice"), /다시 로그인/);
  assert.deepEqual(page.errors, []);
});

for (const [locale, colorScheme] of [["ko-KR", "light"], ["en-US", "dark"]]) {
  test(`an administrator gives a token, routes a name, cancels and reads the log (${locale}, ${colorScheme})`, async () => {
    const korean = locale === "ko-KR";
    const page = await open("admin", locale, { colorScheme });
    await helpers.signIn(page, server.tokenFor(`office ${locale}`, "admin"), "#audit .table");
    const team = `team ${locale}`;
    await page.fill("#token-account", team);
    await page.click("#token-form button[type=submit]");
    await page.waitForSelector("#made:not([hidden])");
    assert.equal(await status(await page.inputValue("#made-token")), 200);
    await page.getByRole("button", { name: `${korean ? "토큰" : "Tokens"}: ${team}` }).waitFor();
    await page.fill("#route-name", "dall-e-3");
    await page.fill("#route-targets", "vector-1=100");
    await page.click("#route-form button[type=submit]");
    await page.getByText(korean ? "dall-e-3: 정했습니다." : "dall-e-3 is set.").waitFor();
    assert.match(await page.textContent("#routes"), /vector-1 100%/);
    await page.fill("#route-targets", "no-such-model");
    await page.click("#route-form button[type=submit]");
    await page.waitForSelector("#notice:not([hidden])");
    await page.getByRole("button", { name: `${korean ? "없애기" : "Remove"}: dall-e-3` }).click();
    await page.waitForFunction(() => !document.querySelector("#routes").textContent.includes("vector-1"));
    await assertAccessible(page);
    await page.setViewportSize({ width: 320, height: 640 });
    assert.ok(await overflow(page) <= 0);
    await page.reload();
    await page.getByText(korean ? "이름 없앰" : "Name removed").first().waitFor();
    assert.deepEqual(page.errors, []);
  });
}

test("who is no administrator is told so, and has no link there", async () => {
  const page = await open("admin", "en-US");
  await helpers.signIn(page, server.token, "#notice:not([hidden])");
  assert.match(await page.textContent("#notice"), /for administrators/);
  assert.ok(await page.isHidden("#nav-admin"));
  assert.ok(await page.isHidden("#accounts-section"));
});

test("a reported picture is in the administrator's log; a recent one goes into Word from the gallery", async () => {
  const page = await helpers.open(browser, server.address, "en-US");
  await helpers.signIn(page, server.token);
  await page.fill("#prompt", "An icon of a rocket");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("#result:not([hidden])", { timeout: 120_000 });
  await page.click("#report summary");
  await page.selectOption("#report-reason", "rights");
  await page.fill("#report-note", "our rival's rocket");
  await page.click("#report-form button");
  await page.getByText(/^Reported\./).waitFor();
  await assertAccessible(page);
  const admin = await open("admin", "en-US");
  await helpers.signIn(admin, server.tokenFor("office", "admin"), "#policy .table");
  assert.match(await admin.textContent("#policy"), /browser.*Picture reported.*rights: our rival's rocket/s);
  const context = await browser.newContext({ locale: "en-US", viewport: { width: 340, height: 760 } });
  const word = await context.newPage();
  await word.route("https://appsforoffice.microsoft.com/**", (route) => {
    return route.fulfill({ contentType: "text/javascript", body: fakes.word() });
  });
  await word.goto(`${server.address}/gallery.html?office`);
  await helpers.signIn(word, server.token, "#pictures li");
  await word.getByRole("button", { name: /^Insert picture into Word: / }).first().click();
  await word.getByText("Inserted.").waitFor();
  const [picture] = await word.evaluate(() => window.done);
  assert.match(picture.altTextDescription, /rocket/i);
  await assertAccessible(word);
  assert.deepEqual(page.errors, []);
});
