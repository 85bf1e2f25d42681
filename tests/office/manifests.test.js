// The app package for Microsoft 365, judged by Microsoft's own validators, without the network.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const HERE = dirname(fileURLToPath(import.meta.url));
const BINARY = join(HERE, "../../target/debug/vignette");
const PYTHON = join(HERE, "../../.venv/bin/python");
let folder;

/** Renders the manifests and unpacks the package; with a registration or without one. */
function render(name, registration) {
  const output = join(folder, name);
  const words = registration ? ["--registration", registration] : [];
  execFileSync(BINARY, ["manifest", "--base-url", "https://vignette.example.com", "-o", output, ...words]);
  execFileSync(PYTHON, ["-m", "zipfile", "-e", join(output, "microsoft365.zip"), join(output, "app")]);
  return join(output, "app");
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), "vignette-manifests-"));
  globalThis.fetch = async (url) => {
    throw new Error(`a validator asked the network for ${url}`);
  };
});

after(() => rmSync(folder, { recursive: true, force: true }));

test("the unified manifest is valid, with Copilot and without", async () => {
  const { AppManifestUtils } = require("@microsoft/app-manifest");
  for (const app of [render("plain"), render("whole", "cmVnaXN0ZXJlZA==")]) {
    const [, problems] = await AppManifestUtils.readAndValidateTeamsManifest(join(app, "manifest.json"));
    assert.deepEqual(problems, []);
  }
});

test("Office's validator takes the unified manifest, and would refuse a wrong one", () => {
  const app = render("office");
  const command = join(HERE, "node_modules/.bin/office-addin-manifest");
  const validate = (file) => execFileSync(command, ["validate", file], { stdio: "pipe" });
  validate(join(app, "manifest.json"));
  const wrong = { ...JSON.parse(readFileSync(join(app, "manifest.json"), "utf8")), id: "none" };
  writeFileSync(join(app, "wrong.json"), JSON.stringify(wrong));
  assert.throws(() => validate(join(app, "wrong.json")));
});

test("the agent and its plugin are valid", async () => {
  const { AppManifestUtils } = require("@microsoft/app-manifest");
  const app = render("agent", "cmVnaXN0ZXJlZA==");
  const [, ofAgent] = await AppManifestUtils.readAndValidateDeclarativeAgentManifest(join(app, "declarativeAgent.json"));
  const [, ofPlugin] = await AppManifestUtils.readAndValidateApiPluginManifest(join(app, "ai-plugin.json"));
  assert.deepEqual([ofAgent, ofPlugin], [[], []]);
});

test("Copilot and message extensions take the description of the API", async () => {
  const { ProjectType, SpecParser } = require("@microsoft/m365-spec-parser");
  const app = render("spec", "cmVnaXN0ZXJlZA==");
  const options = { allowMethods: ["get", "post"], allowMissingId: false, allowMultipleParameters: true, allowBearerTokenAuth: true };
  const usable = async (projectType) => {
    const parser = new SpecParser(join(app, "openapi.json"), { ...options, projectType });
    const { errors } = await parser.validate();
    assert.deepEqual(errors, []);
    const { APIs } = await parser.list();
    return APIs.filter((api) => api.isValid).map((api) => api.operationId).sort();
  };
  assert.deepEqual(await usable(ProjectType.Copilot), ["createDesign", "getJob", "listPictures", "refineDesign"]);
  assert.ok((await usable(ProjectType.SME)).includes("listPictures"));
});
