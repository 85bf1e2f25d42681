// The newest pictures of the account, to go back to, and how many more it may make.

import * as api from "./api.js";
import { element, make, show } from "./dom.js";
import { fill, strings } from "./strings.js";

/** As many as one row of a wide page has. */
const COUNT = "8";

/** Shows the newest pictures; nothing when there are none. */
export async function showRecent() {
  const { pictures } = await api.listPictures(new URLSearchParams({ limit: COUNT }));
  const shown = pictures.slice(0, Number(COUNT));
  element("recent-pictures").replaceChildren(...shown.map(entry));
  show("recent", shown.length > 0);
}

/** Says how much of the day's pictures is left, where the administrator has set how much there is. */
export async function showUsage() {
  const { used, limit } = (await api.getUsage()).pixels_per_day;
  show("usage", limit !== null);
  if (limit === null) return;
  const percent = Math.max(0, Math.floor(100 - (100 * used) / limit));
  element("usage").textContent = fill(strings.usageLeft, { percent });
}

/** @param {import("./api.js").ListedPicture} picture */
function entry(picture) {
  const host = location.search.replace(/^\?/, "&").replace(/&job=[^&]*/, "");
  const link = make("a", { href: `gallery.html?job=${picture.job}${host}#${picture.id}`, title: picture.title }, [
    make("img", { src: picture.picture, alt: picture.alt, loading: "lazy" }),
  ]);
  return make("li", {}, [link]);
}
