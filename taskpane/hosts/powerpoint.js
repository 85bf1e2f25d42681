// PowerPoint: a whole slide with live text behind the chosen one, or a picture on it with its alternative text.

import { NotTaken, contextOf, knows } from "./host.js";

/** A slide of 13⅓ by 7½ inches in points, where PowerPoint does not say. */
const SLIDE = { width: 960, height: 540 };
/** The part of the slide that a picture fills at most. */
const PART = 0.6;

/** @returns {import("./host.js").Host} */
export function powerpoint() {
  return { name: "PowerPoint", ways: ["pptx", "png"], context, shape, insert };
}

/** What is chosen, else the slide's title. */
async function context() {
  if (!knows("PowerPointApi", "1.5")) return null;
  return PowerPoint.run(async (context) => {
    const selected = context.presentation.getSelectedTextRangeOrNullObject();
    selected.load("text");
    await context.sync();
    const words = selected.isNullObject ? null : contextOf("selection", selected.text);
    return words ?? contextOf("title", await titleOf(context));
  });
}

/**
 * The words of the first shape of the chosen slide that is a title.
 * @param {PowerPoint.RequestContext} context
 */
async function titleOf(context) {
  const shapes = context.presentation.getSelectedSlides().getItemAt(0).shapes;
  shapes.load("items/name,items/type");
  await context.sync();
  const title = shapes.items.find((shape) => /title|제목/i.test(shape.name));
  if (!title) return null;
  title.textFrame.textRange.load("text");
  await context.sync();
  return title.textFrame.textRange.text;
}

/** The slide's shape, as a size in words. */
async function shape() {
  const { width, height } = await slideSize();
  if (Math.abs(width / height - 16 / 9) < 0.02) return "16:9";
  if (Math.abs(width / height - 4 / 3) < 0.02) return "4:3";
  return `${Math.round((1600 * width) / Math.max(width, height))}x${Math.round((1600 * height) / Math.max(width, height))}`;
}

async function slideSize() {
  if (!knows("PowerPointApi", "1.10")) return SLIDE;
  return PowerPoint.run(async (context) => {
    const page = context.presentation.pageSetup;
    page.load("slideWidth,slideHeight");
    await context.sync();
    return { width: page.slideWidth, height: page.slideHeight };
  });
}

/** @param {import("./host.js").Inserted} what */
async function insert(what) {
  return what.format === "pptx" ? insertSlide(what) : insertPicture(what);
}

/** @param {import("./host.js").Inserted} what */
async function insertSlide(what) {
  return PowerPoint.run(async (context) => {
    const before = context.presentation.slides.getCount();
    const chosen = knows("PowerPointApi", "1.5") ? context.presentation.getSelectedSlides().getItemAt(0) : null;
    chosen?.load("id");
    await context.sync();
    const target = chosen ? { targetSlideId: chosen.id } : {};
    context.presentation.insertSlidesFromBase64(what.base64, { formatting: "KeepSourceFormatting", ...target });
    await context.sync();
    const after = context.presentation.slides.getCount();
    await context.sync();
    if (after.value <= before.value) throw new NotTaken();
    return { hasAlt: true };
  });
}

/** @param {import("./host.js").Inserted} what */
async function insertPicture(what) {
  await letGo();
  const before = new Set(await shapeIds());
  const slide = await slideSize();
  const scale = Math.min((slide.width * PART) / what.width, (slide.height * PART) / what.height);
  const width = what.width * scale;
  await setImage(what.base64, {
    coercionType: Office.CoercionType.Image,
    imageLeft: (slide.width - width) / 2,
    imageTop: (slide.height - what.height * scale) / 2,
    imageWidth: width,
  });
  if (!knows("PowerPointApi", "1.3")) return { hasAlt: false };
  const added = (await shapeIds()).filter((id) => !before.has(id));
  if (added.length === 0 && knows("PowerPointApi", "1.5")) throw new NotTaken();
  return { hasAlt: added.length === 1 && (await describe(added[0], what)) };
}

/** On the web a picture is not taken while another is chosen (office-js #3698, #4225): the choice is let go. */
async function letGo() {
  if (!knows("PowerPointApi", "1.5")) return;
  await PowerPoint.run(async (context) => {
    context.presentation.getSelectedSlides().getItemAt(0).setSelectedShapes([]);
    await context.sync();
  });
}

/** The ids of the shapes on the chosen slide; none where PowerPoint does not say. */
async function shapeIds() {
  if (!knows("PowerPointApi", "1.5")) return [];
  return PowerPoint.run(async (context) => {
    const shapes = context.presentation.getSelectedSlides().getItemAt(0).shapes;
    shapes.load("items/id");
    await context.sync();
    return shapes.items.map((shape) => shape.id);
  });
}

/**
 * Gives a shape its alternative text; not possible before version 1.10.
 * @param {string} id
 * @param {import("./host.js").Inserted} what
 */
async function describe(id, what) {
  if (!knows("PowerPointApi", "1.10")) return false;
  return PowerPoint.run(async (context) => {
    const shape = context.presentation.getSelectedSlides().getItemAt(0).shapes.getItem(id);
    shape.altTextDescription = what.alt;
    shape.altTextTitle = what.name;
    if (what.alt === "") shape.isDecorative = true;
    shape.load("altTextDescription");
    await context.sync();
    return shape.altTextDescription === what.alt;
  });
}

/**
 * @param {string} base64
 * @param {Office.SetSelectedDataOptions} options
 * @returns {Promise<void>}
 */
function setImage(base64, options) {
  return new Promise((resolve, reject) => {
    Office.context.document.setSelectedDataAsync(base64, options, (result) => {
      if (result.status === Office.AsyncResultStatus.Succeeded) resolve();
      else reject(new Error(result.error.message));
    });
  });
}
