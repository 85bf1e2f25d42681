// The page as a person uses it: Korean and English, by keyboard, with axe-core's accessibility rules.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { chromium } from "playwright-core";

import { ROOT, startServer } from "./server.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
let server;
let browser;

before(async () => {
  server = await startServer();
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"];
  browser = await chromium.launch({ executablePath: CHROMIUM, args });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A new page in a language, with every script error collected. */
async function open(locale, options = {}) {
  const context = await browser.newContext({ locale, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.errors = [];
  page.on("pageerror", (error) => page.errors.push(error.message));
  await page.goto(server.address);
  return page;
}

async function signIn(page) {
  await page.fill("#token", server.token);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#compose:not([hidden])");
}

async function assertAccessible(page) {
  // By the debugger's own door: the page's policy refuses a script tag, as it should.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`), []);
}

test("the scripts pass the type checker", () => {
  const compiler = join(ROOT, "tests/browser/node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, "-p", join(ROOT, "taskpane/jsconfig.json")], { stdio: "inherit" });
});

test("a Korean poster, from signing in to the four downloads", async () => {
  const page = await open("ko-KR");
  assert.equal(await page.getAttribute("html", "lang"), "ko");
  assert.match(await page.textContent("h1"), /우리 회사/);
  await signIn(page);
  await page.fill("#prompt", "회의 포스터 디자인해줘: 11월 26일 오후 3시 대회의실, 전사 타운홀");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("#result:not([hidden])", { timeout: 120_000 });
  assert.equal(await page.locator(".candidate img").count(), 4);
  assert.equal(await page.inputValue("#understood-title"), "전사 타운홀");
  assert.equal(await page.inputValue("#understood-time"), "15:00");
  assert.equal(await page.inputValue("#understood-place"), "대회의실");
  assert.equal(await page.inputValue("#understood-intent"), "poster");
  const widths = await page.locator(".candidate img").evaluateAll((images) => images.map((image) => image.naturalWidth));
  assert.ok(widths.every((width) => width > 500), `${widths}`);
  for (const [format, magic] of [["PNG", "\x89PNG"], ["PDF", "%PDF"], ["DOCX", "PK"], ["PPTX", "PK"]]) {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: new RegExp(`^${format} `) }).click(),
    ]);
    assert.match(download.suggestedFilename(), new RegExp(`\\.${format.toLowerCase()}$`));
    assert.ok(readFileSync(await download.path(), "latin1").startsWith(magic), format);
  }
  await assertAccessible(page);
  assert.deepEqual(page.errors, []);
});

test("by keyboard alone, in English: sign in, an example, pick the second, correct the title", async () => {
  const page = await open("en-US");
  await page.keyboard.type(server.token);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#compose:not([hidden])");
  await page.keyboard.type("Poster for the annual town hall on November 26 at 3pm in the main auditorium");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#result:not([hidden])", { timeout: 120_000 });
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  const checked = await page.locator(".candidate input").evaluateAll((inputs) => inputs.map((input) => input.checked));
  assert.deepEqual(checked, [false, true, false, false]);
  await page.fill("#understood-title", "Winter Town Hall");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#result", { state: "hidden" });
  await page.waitForSelector("#result:not([hidden])", { timeout: 120_000 });
  assert.equal(await page.inputValue("#understood-title"), "Winter Town Hall");
  assert.deepEqual(page.errors, []);
});

test("a design is changed in words, taken back and changed again; the rest stays", async () => {
  const page = await open("ko-KR");
  await signIn(page);
  await page.fill("#prompt", "회의 포스터 디자인해줘: 11월 26일 오후 3시 대회의실, 전사 타운홀");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("#result:not([hidden])", { timeout: 120_000 });
  await page.locator(".candidate").nth(1).click();
  const picture = () => page.locator(".candidate img").nth(1).getAttribute("src");
  const first = await picture();
  const change = async (act) => {
    const before = await picture();
    await act();
    await page.waitForFunction((before) => document.querySelectorAll(".candidate img")[1].src !== before, before, { timeout: 60_000 });
    await page.waitForSelector("#progress", { state: "hidden" });
  };
  assert.ok(await page.isDisabled("#undo"));
  await change(async () => {
    await page.fill("#refine", "장소를 3층으로 바꿔줘");
    await page.keyboard.press("Enter");
  });
  assert.equal(await page.inputValue("#understood-place"), "3층");
  assert.equal(await page.inputValue("#understood-title"), "전사 타운홀");
  assert.match(await page.textContent("#refine-said"), /장소를 3층으로 바꿔줘/);
  assert.notEqual(await picture(), first);
  await change(() => page.click("#undo"));
  assert.equal(await page.inputValue("#understood-place"), "대회의실");
  assert.ok(await page.isDisabled("#undo"));
  await change(() => page.click("#redo"));
  assert.equal(await page.inputValue("#understood-place"), "3층");
  await page.fill("#refine", "더 있어 보이게");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#notice:not([hidden])");
  assert.match(await page.textContent("#notice"), /더 밝게/);
  assert.equal(await page.inputValue("#refine"), "더 있어 보이게");
  await page.locator(".candidate").nth(0).click();
  assert.equal(await page.textContent("#refine-said"), "");
  assert.equal(await page.inputValue("#understood-place"), "대회의실");
  assert.ok(await page.isDisabled("#undo"));
  await assertAccessible(page);
  assert.deepEqual(page.errors, []);
});

test("what is wrong is said in the reader's language", async () => {
  const page = await open("ko-KR");
  await page.fill("#token", "vgn_wrong");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#notice:not([hidden])");
  assert.match(await page.textContent("#notice"), /올바르지 않은 토큰/);
  await signIn(page);
  await page.click("#create");
  await page.waitForSelector("#notice:not([hidden])");
  assert.match(await page.textContent("#notice"), /무엇이 필요한지/);
  assert.deepEqual(page.errors, []);
});

test("what was made is in the gallery, is found by words, and shown by a link to somebody without a token", async () => {
  const page = await open("en-US");
  await signIn(page);
  await page.fill("#prompt", "An icon of a rocket");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("#result:not([hidden])", { timeout: 120_000 });
  await page.getByRole("link", { name: "My pictures" }).click();
  await page.waitForSelector("#pictures li");
  await page.fill("#search", "rocket");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => [...document.querySelectorAll("#pictures h2")].every((title) => /rocket/i.test(title.textContent)));
  assert.ok((await page.locator("#pictures li").count()) >= 4);
  const loaded = () => [...document.querySelectorAll("#pictures img")].slice(0, 2).every((image) => image.naturalWidth > 0);
  await page.waitForFunction(loaded);
  await assertAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: /^Save: / }).first().click(),
  ]);
  assert.ok(readFileSync(await download.path(), "latin1").startsWith("\x89PNG"));
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: /^Copy a link: / }).first().click();
  await page.getByText(/^Copied; open until/).first().waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const stranger = await (await browser.newContext({ locale: "ko-KR" })).newPage();
  await stranger.goto(link);
  assert.equal(await stranger.getAttribute("html", "lang"), "ko");
  await stranger.waitForFunction(() => document.images[0].naturalWidth > 0);
  await assertAccessible(stranger);
  assert.deepEqual(page.errors, []);
});

test("privacy and terms can be read before signing in", async () => {
  const page = await open("en-US");
  for (const name of ["Privacy", "Terms of use"]) {
    await page.getByRole("link", { name }).click();
    assert.equal(await page.textContent("h1"), name);
    await assertAccessible(page);
    await page.goBack();
  }
});

for (const [name, options] of [["light", { colorScheme: "light" }], ["dark", { colorScheme: "dark" }]]) {
  test(`the page before and after signing in is accessible in ${name}, 320 px wide too`, async () => {
    const page = await open("en-US", { ...options, viewport: { width: 320, height: 640 } });
    await assertAccessible(page);
    await signIn(page);
    await assertAccessible(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow} px wider than the window`);
  });
}

test("in Word's task pane the picked design is inserted with its alt text", async () => {
  const context = await browser.newContext({ locale: "ko-KR" });
  const page = await context.newPage();
  const office = `
    window.inserted = [];
    window.Office = { onReady: async () => ({ host: "Word" }) };
    const insertInlinePictureFromBase64 = (base64) => { const picture = { base64 }; inserted.push(picture); return picture; };
    const context = { document: { getSelection: () => ({ insertInlinePictureFromBase64 }) }, sync: async () => {} };
    window.Word = { run: (work) => work(context) };`;
  await page.route("https://appsforoffice.microsoft.com/**", (route) => {
    return route.fulfill({ contentType: "text/javascript", body: office });
  });
  await page.goto(`${server.address}/?office`);
  await signIn(page);
  await page.fill("#prompt", "로켓 아이콘");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("#result:not([hidden])", { timeout: 120_000 });
  await page.getByRole("button", { name: "Word에 넣기" }).click();
  await page.waitForFunction(() => window.inserted[0]?.altTextDescription !== undefined);
  const [picture] = await page.evaluate(() => window.inserted);
  assert.ok(Buffer.from(picture.base64, "base64").subarray(1, 4).equals(Buffer.from("PNG")));
  assert.match(picture.altTextDescription, /로켓/);
});
