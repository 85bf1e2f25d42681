// Models and the public names that mean them: set with shares, rolled back, taken away.

import * as api from "./api.js";
import { element, make, notify } from "./dom.js";
import { attempt } from "./shell.js";
import { fill } from "./strings.js";
import { rowButton, table } from "./table.js";
import { words } from "./words/pages.js";

/** @typedef {{ model: string, share: number }} Target
 * @typedef {{ name: string, account: string | null, version: number, route: { targets: Target[], fallback?: string } }} Route
 * @typedef {{ id: string, summary: string, licence: string | null }} Model */

const field = (/** @type {string} */ id) => /** @type {HTMLInputElement | HTMLSelectElement} */ (element(id));

/** Makes the form work. */
export function startRoutes() {
  element("route-form").addEventListener("submit", (event) => {
    event.preventDefault();
    notify();
    element("route-said").textContent = words.rehearsing;
    attempt(setRoute).then((done) => {
      element("route-said").textContent = done ? fill(words.routeSet, { name: field("route-name").value }) : "";
    });
  });
}

async function setRoute() {
  const targets = field("route-targets").value.split(",").map((part) => {
    const [model, share] = part.split("=").map((text) => text.trim());
    return share === undefined ? { model } : { model, share: Number(share) };
  });
  const fallback = field("route-fallback").value;
  const rule = { targets, ...(fallback ? { fallback } : {}) };
  await api.change("PUT", `/v1/routes/${encodeURIComponent(field("route-name").value.trim())}`, rule);
  await showModels();
  return true;
}

/** Shows the models and the routes. */
export async function showModels() {
  const [{ data }, { routes }] = await Promise.all([api.ask("/v1/models"), api.ask("/v1/routes")]);
  const models = data.map((/** @type {Model} */ model) => [model.id, model.summary, model.licence ?? "–"]);
  element("models").replaceChildren(table(words.modelsHeading, words.modelColumns, models, words.nothing));
  const options = data.map((/** @type {Model} */ model) => make("option", { value: model.id }, [model.id]));
  element("route-fallback").replaceChildren(make("option", { value: "" }, [words.none]), ...options);
  element("routes").replaceChildren(table(words.routesHeading, [...words.routeColumns, ""], routes.map(row), words.noRoutes));
}

/** @param {Route} route */
function row(route) {
  const whole = route.route.targets.reduce((sum, target) => sum + target.share, 0);
  const shares = route.route.targets.map(({ model, share }) => `${model} ${Math.round((100 * share) / whole)}%`).join(", ");
  const address = `/v1/routes/${encodeURIComponent(route.name)}`;
  const doing = (/** @type {string} */ method, /** @type {string} */ path) => () => attempt(async () => {
    await api.change(method, path);
    await showModels();
  });
  const change = rowButton(words.changeRoute, route.name, () => {
    field("route-name").value = route.name;
    field("route-targets").value = route.route.targets.map(({ model, share }) => `${model}=${share}`).join(", ");
    field("route-fallback").value = route.route.fallback ?? "";
    field("route-targets").focus();
  });
  const buttons = route.account ? "" : make("span", { class: "row" }, [
    change, rowButton(words.rollBack, route.name, doing("POST", `${address}/rollback`)), rowButton(words.removeRoute, route.name, doing("DELETE", address)),
  ]);
  return [route.name, shares, route.route.fallback ?? words.none, route.version, buttons];
}
