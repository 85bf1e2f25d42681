// A request suggested from what the reader works on. The words are shown where they come from, and nothing is sent before the
// reader takes the suggestion, sees it in the box and asks.

import { element, show } from "./dom.js";
import { findHost } from "./hosts/host.js";
import { fill, strings } from "./strings.js";

/**
 * Shows a suggestion when the program around the page has words to make one from.
 * @param {(request: string) => void} use
 */
export async function showSuggestion(use) {
  const host = await findHost();
  const context = await host.context().catch(() => null);
  show("suggestion", context !== null);
  if (!context) return;
  show("examples", false);
  const forHost = host.name === "PowerPoint" ? strings.suggestSlide : host.name === "Outlook" ? strings.suggestMail : strings.suggestFigure;
  const request = fill(forHost, { text: context.text });
  element("suggestion-source").textContent = fill(strings.suggestedFrom, { source: strings.sources[context.source] });
  const button = element("suggestion-use");
  button.textContent = request;
  button.onclick = () => use(request);
}
