// Account tokens: the list, the form that makes one, and the one moment in which it is shown.

import * as api from "./api.js";
import { element, make, show } from "./dom.js";
import { attempt, showSignIn } from "./shell.js";
import { moment, rowButton, table } from "./table.js";
import { words } from "./words/pages.js";

/** @typedef {import("./api.js").Token} Token */

const SCOPES = /** @type {const} */ (["design", "fill", "read", "admin"]);
const DAYS = /** @type {const} */ ([30, 90, 365]);

/**
 * Builds the form; `made` is called after one was made.
 * @param {() => string | undefined} account whose it shall be
 * @param {() => void} made
 */
export function startTokens(account, made) {
  element("token-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await attempt(() => makeToken(account()))) made();
  });
  element("made-copy").addEventListener("click", async () => {
    const field = /** @type {HTMLInputElement} */ (element("made-token"));
    field.select();
    await navigator.clipboard.writeText(field.value).catch(() => {});
  });
}

/** Offers what the session may give. */
export function offerScopes() {
  const boxes = SCOPES.filter(api.allows).map((scope) => {
    const box = make("input", { type: "checkbox", name: "scope", value: scope });
    box.checked = scope !== "admin";
    return make("label", { class: "check" }, [box, ` ${words.scopes[scope]}`]);
  });
  const legend = element("scopes").querySelector("legend");
  element("scopes").replaceChildren(...(legend ? [legend] : []), ...boxes);
  const ends = DAYS.map((days) => make("option", { value: String(days) }, [words.days[days]]));
  element("expires").replaceChildren(...ends, make("option", { value: "" }, [words.never]));
  /** @type {HTMLSelectElement} */ (element("expires")).value = "90";
}

/** @param {string} [account] */
async function makeToken(account) {
  const boxes = [...element("scopes").querySelectorAll("input:checked")];
  const scopes = boxes.map((box) => /** @type {HTMLInputElement} */ (box).value);
  const days = Number(/** @type {HTMLSelectElement} */ (element("expires")).value);
  const wish = { scopes, ...(days ? { expires_in_days: days } : {}), ...(account ? { account } : {}) };
  try {
    const { token } = await api.createToken(wish);
    /** @type {HTMLInputElement} */ (element("made-token")).value = token;
    show("made", true);
    element("made-token").focus();
    return true;
  } catch (error) {
    // After a reload only the session is left, which may not make tokens.
    if (!(error instanceof api.ApiError) || error.status !== 403) throw error;
    showSignIn(words.signInAgain);
    return false;
  }
}

/**
 * Lists an account's tokens.
 * @param {string} [account] the session's own when not said
 */
export async function listTokens(account) {
  const query = account === undefined ? "" : `?${new URLSearchParams({ account })}`;
  const { tokens } = await api.ask(`/v1/tokens${query}`);
  const rows = tokens.map((/** @type {Token} */ token) => row(token, () => listTokens(account)));
  element("tokens").replaceChildren(table(words.tokensHeading, [...words.tokenColumns, ""], rows, words.noTokens));
}

/**
 * @param {Token} token
 * @param {() => Promise<void>} again
 */
function row(token, again) {
  const name = `${token.prefix}…${token.last_four}`;
  const isOver = token.expires_at !== null && new Date(token.expires_at) < new Date();
  const state = token.revoked_at ? words.revoked : isOver ? words.expired : words.works;
  const revoke = rowButton(words.revoke, name, () => attempt(async () => {
    await api.change("DELETE", `/v1/tokens/${token.id}`);
    await again();
  }));
  const scopes = token.scopes.join(", ");
  return [
    make("code", {}, [name]), scopes, moment(token.created_at), moment(token.last_used_at),
    token.expires_at ? moment(token.expires_at) : words.never, state, token.revoked_at || isOver ? "" : revoke,
  ];
}
