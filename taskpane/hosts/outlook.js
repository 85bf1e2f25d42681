// Outlook, while a message or an appointment is written: a picture in its body, with its alternative text.

import { contextOf, knows } from "./host.js";

/** Pixels that a picture is wide in a message at most. */
const WIDTH = 600;

/** @returns {import("./host.js").Host} */
export function outlook() {
  return { name: "Outlook", ways: knows("Mailbox", "1.8") ? ["png"] : [], context, shape: async () => null, insert };
}

/** What is being written. */
function item() {
  return /** @type {Office.MessageCompose} */ (/** @type {unknown} */ (Office.context.mailbox.item));
}

async function context() {
  const subject = await asked((/** @type {Answer<string>} */ done) => item().subject.getAsync(done));
  return contextOf("subject", subject);
}

/** @param {import("./host.js").Inserted} what */
async function insert(what) {
  const type = await asked((/** @type {Answer<Office.CoercionType>} */ done) => item().body.getTypeAsync(done));
  const isHtml = type === Office.CoercionType.Html;
  // The name is what the body refers to; it must differ from those of other pictures in the message.
  const name = `vignette-${Date.now().toString(36)}.png`;
  await asked((/** @type {Answer<string>} */ done) => {
    item().addFileAttachmentFromBase64Async(what.base64, name, { isInline: isHtml }, done);
  });
  if (!isHtml) return { hasAlt: false };
  const image = document.createElement("img");
  image.setAttribute("src", `cid:${name}`);
  image.setAttribute("alt", what.alt);
  image.setAttribute("width", String(Math.min(WIDTH, what.width)));
  await asked((/** @type {Answer<void>} */ done) => {
    item().body.setSelectedDataAsync(image.outerHTML, { coercionType: Office.CoercionType.Html }, done);
  });
  return { hasAlt: true };
}

/**
 * @template T
 * @typedef {(result: Office.AsyncResult<T>) => void} Answer
 */

/**
 * Outlook's calls, which answer by calling back, as a promise.
 * @template T
 * @param {(done: Answer<T>) => void} call
 * @returns {Promise<T>}
 */
function asked(call) {
  return new Promise((resolve, reject) => {
    call((result) => {
      if (result.status === Office.AsyncResultStatus.Succeeded) resolve(result.value);
      else reject(new Error(result.error.message));
    });
  });
}
