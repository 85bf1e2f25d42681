// The page as a person uses it: Korean and English, by keyboard, with axe-core's accessibility rules.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import * as helpers from "./helpers.js";
import { assertAccessible, launch } from "./helpers.js";
import * as fakes from "./hosts.js";
import { ROOT, startServer } from "./server.js";

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

const open = (locale, options) => helpers.open(browser, server.address, locale, options);
const signIn = (page) => helpers.signIn(page, server.token);

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
      page.getByRole("button", { name: new RegExp(`^${format} 내려받기`) }).click(),
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

/** The page in an Office program's task pane, with four candidates of a design. */
async function inOffice(fake, locale = "ko-KR", prompt = "로켓 아이콘") {
  const context = await browser.newContext({ locale, viewport: { width: 340, height: 760 } });
  const page = await context.newPage();
  page.errors = [];
  page.on("pageerror", (error) => page.errors.push(error.message));
  await page.route("https://appsforoffice.microsoft.com/**", (route) => {
    return fake ? route.fulfill({ contentType: "text/javascript", body: fake }) : route.abort();
  });
  await page.goto(`${server.address}/?office`);
  await signIn(page);
  if (prompt) {
    await page.fill("#prompt", prompt);
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("#result:not([hidden])", { timeout: 120_000 });
  }
  return page;
}

/** Presses a button of the result, and answers what the program was asked to do. */
async function inserted(page, name) {
  const before = await page.evaluate(() => window.done.length);
  await page.getByRole("button", { name }).click();
  await page.waitForFunction((before) => {
    const said = document.querySelector("#inserted").textContent !== "" || !document.querySelector("#notice").hidden;
    return said && window.done.length > before;
  }, before);
  return page.evaluate(() => window.done);
}

/** The bytes of the picked design as the server delivers them, in base 64. */
function delivered(page, format) {
  return page.evaluate(async (format) => {
    const api = await import("./api.js");
    const { pictures } = await api.listPictures(new URLSearchParams({ limit: "1" }));
    const job = await api.getJob(pictures[0].job);
    const bytes = new Uint8Array(await (await api.getFile(job.candidates[0].files[format])).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  }, format);
}

test("in Word the picked design is inserted as it was delivered, with the reader's own alternative text", async () => {
  const page = await inOffice(fakes.word());
  assert.match(await page.inputValue("#alt"), /로켓/);
  await page.fill("#alt", "파란 로켓");
  const [picture] = await inserted(page, "Word에 그림 넣기");
  assert.equal(picture.base64, await delivered(page, "png"));
  assert.equal(picture.altTextDescription, "파란 로켓");
  assert.deepEqual([picture.width, Math.round(picture.height)], [451, 301]);
  await page.check("#decorative");
  assert.equal((await inserted(page, "Word에 그림 넣기"))[1].altTextDescription, "");
  const done = await inserted(page, "편집할 수 있는 페이지로 추가");
  assert.equal(done[2].document, await delivered(page, "docx"));
  await assertAccessible(page);
  assert.deepEqual(page.errors, []);
});

test("a picture that Word drops and says it took is told", async () => {
  const page = await inOffice(fakes.word(false), "en-US", "An icon of a rocket");
  await inserted(page, "Insert picture into Word");
  assert.match(await page.textContent("#notice"), /it is not there/);
});

test("in Excel the picture stands at the chosen cells", async () => {
  const page = await inOffice(fakes.excel());
  const [picture] = await inserted(page, "Excel에 그림 넣기");
  assert.equal(picture.base64, await delivered(page, "png"));
  assert.deepEqual([picture.left, picture.top, picture.width], [40, 60, 360]);
  assert.match(picture.altTextDescription, /로켓/);
});

for (const [version, hasAlt] of [[10, true], [5, false], [2, false]]) {
  test(`in PowerPoint with API 1.${version} a slide goes in, and a picture with what the version can`, async () => {
    const page = await inOffice(fakes.powerpoint(version));
    const [slide] = await inserted(page, "편집할 수 있는 슬라이드로 넣기");
    assert.equal(slide.slide, await delivered(page, "pptx"));
    const [, picture] = await inserted(page, "PowerPoint에 그림 넣기");
    assert.equal(picture.base64, await delivered(page, "png"));
    assert.ok(picture.imageWidth <= 576 && picture.imageLeft > 0);
    const said = await page.textContent("#inserted");
    const description = await page.evaluate(() => window.done[1].altTextDescription ?? null);
    assert.equal(description !== null, hasAlt);
    assert.equal(/대체 텍스트를 넣을 수 없으니/.test(said), !hasAlt);
    assert.deepEqual(page.errors, []);
  });
}

test("in Outlook the picture stands in the message, and its name in the body", async () => {
  const page = await inOffice(fakes.outlook());
  const [attached, body] = await inserted(page, "Outlook에 그림 넣기");
  assert.equal(attached.base64, await delivered(page, "png"));
  assert.ok(attached.isInline && body.html.includes(`cid:${attached.name}`));
  assert.match(body.html, /alt="[^"]*로켓/);
});

test("a request is suggested from what the reader works on, and sent only when they create", async () => {
  for (const [fake, source, words] of [
    [fakes.word(), /선택한 글/, /분기 매출이 12% 늘었습니다/],
    [fakes.powerpoint(10), /슬라이드 제목/, /신제품 출시 계획/],
    [fakes.excel(), /선택한 글/, /Region Sales East 12/],
    [fakes.outlook(), /메일 제목/, /송년회 안내/],
  ]) {
    const page = await inOffice(fake, "ko-KR", null);
    await page.waitForSelector("#suggestion:not([hidden])");
    assert.match(await page.textContent("#suggestion-source"), source);
    assert.equal(await page.inputValue("#prompt"), "");
    await page.click("#suggestion-use");
    assert.match(await page.inputValue("#prompt"), words);
    assert.ok(await page.isHidden("#result"));
    await assertAccessible(page);
    await page.context().close();
  }
});

test("the kind and the size that were chosen win over the words", async () => {
  const page = await inOffice(fakes.powerpoint(10), "en-US", null);
  await page.click("summary");
  await page.getByText("This slide (16:9)").click();
  await page.getByText("Cover", { exact: true }).click();
  await page.fill("#prompt", "quarterly growth");
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("#result:not([hidden])", { timeout: 120_000 });
  assert.equal(await page.inputValue("#understood-intent"), "cover");
  const picture = page.locator(".candidate img").first();
  const [width, height] = await picture.evaluate((image) => [image.naturalWidth, image.naturalHeight]);
  assert.ok(Math.abs(width / height - 16 / 9) < 0.02, `${width}x${height}`);
  await assertAccessible(page);
});

test("where Office's script is blocked, and in Teams, it is a page to save and copy from", async () => {
  const page = await inOffice(null, "en-US", "An icon of a rocket");
  await page.getByRole("button", { name: "Download PNG" }).waitFor();
  assert.ok(await page.isHidden("#inserts"));
  const teams = await open("en-US");
  await teams.goto(`${server.address}/?teams`);
  await signIn(teams);
  await teams.waitForSelector("#recent-pictures a");
  assert.ok((await teams.locator("#recent-pictures a").first().getAttribute("href")).includes("teams"));
});

test("the page weighs less than 120 kB before pictures, and asks nobody else for anything", async () => {
  const context = await browser.newContext({ locale: "ko-KR" });
  const page = await context.newPage();
  const hosts = new Set();
  const bodies = [];
  page.on("response", (response) => {
    hosts.add(new URL(response.url()).host);
    bodies.push(response.body());
  });
  await page.goto(server.address, { waitUntil: "networkidle" });
  const weight = (await Promise.all(bodies)).reduce((sum, body) => sum + body.length, 0);
  assert.ok(weight > 20_000 && weight < 120_000, `${weight} bytes`);
  const { loaded, named } = await page.evaluate(() => ({
    loaded: performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.endsWith(".js")).sort(),
    named: [...document.querySelectorAll("link[rel=modulepreload], script")].map((one) => one.href || one.src).sort(),
  }));
  assert.deepEqual(named, loaded);
  assert.deepEqual([...hosts], [new URL(server.address).host]);
});

for (const [name, options] of [["high contrast", { forcedColors: "active" }], ["dark", { colorScheme: "dark" }]]) {
  test(`in ${name} the picked design and the chosen chips are told apart, and everything is accessible`, async () => {
    const page = await open("ko-KR", { ...options, viewport: { width: 320, height: 760 } });
    await signIn(page);
    await page.click("summary");
    await page.getByText("아이콘", { exact: true }).click();
    await page.fill("#prompt", "로켓");
    await page.click("#create");
    await page.waitForSelector("#result:not([hidden])", { timeout: 120_000 });
    const colours = await page.locator("#kinds span").evaluateAll((chips) => chips.map((chip) => getComputedStyle(chip).backgroundColor));
    assert.equal(new Set(colours).size, 2);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow} px wider than the window`);
    await assertAccessible(page);
  });
}
