// Draws the icons from their SVG files: node scripts/icons.mjs (needs the browser tests' packages and Chromium).
//
// Office asks for 16, 32, 64, 80 and 128 pixels, and takes 20, 24, 40 and 48 where it has them; the app package for one of 192 in
// colour and one of 32 in white on nothing.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const { chromium } = createRequire(join(ROOT, "tests/browser/page.test.js"))("playwright-core");

const ICONS = [
  ...[16, 20, 24, 32, 40, 48, 64, 80, 128].map((size) => ["taskpane/icon.svg", `taskpane/icon-${size}.png`, size]),
  ["manifest/icons/color.svg", "manifest/icons/color.png", 192],
  ["manifest/icons/outline.svg", "manifest/icons/outline.png", 32],
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
for (const [source, target, size] of ICONS) {
  await page.setViewportSize({ width: size, height: size });
  const svg = readFileSync(join(ROOT, source)).toString("base64");
  await page.setContent(`<style>body{margin:0}img{display:block;width:${size}px}</style><img src="data:image/svg+xml;base64,${svg}">`);
  await page.waitForFunction(() => document.images[0].complete);
  writeFileSync(join(ROOT, target), await page.screenshot({ omitBackground: true }));
}
await browser.close();
