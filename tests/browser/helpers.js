// What the tests of several pages share: a browser, a page with its script errors collected, axe-core's rules.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

export function launch() {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"];
  return chromium.launch({ executablePath: CHROMIUM, args });
}

/** A new page at an address, in a language, with every script error collected. */
export async function open(browser, address, locale, options = {}) {
  const context = await browser.newContext({ locale, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.errors = [];
  page.on("pageerror", (error) => page.errors.push(error.message));
  await page.goto(address);
  return page;
}

/** Signs in with an account token, and waits for something that the page shows then. */
export async function signIn(page, token, shown = "#compose:not([hidden])") {
  await page.fill("#token", token);
  await page.keyboard.press("Enter");
  await page.waitForSelector(shown);
}

export async function assertAccessible(page) {
  // By the debugger's own door: the page's policy refuses a script tag, as it should.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`), []);
}

/** How much wider than its window a page is, in pixels. */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
