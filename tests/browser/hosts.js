// Office programs as the page's scripts see them: what is asked of them is kept in `window.done`.

/** What every fake has: Office itself, with the sets of calls that it knows. */
const office = (host, sets) => `
  window.done = [];
  const answer = (value) => ({ status: "succeeded", value });
  window.Office = {
    onReady: async () => ({ host: "${host}" }),
    CoercionType: { Image: "image", Html: "html", Text: "text" },
    AsyncResultStatus: { Succeeded: "succeeded", Failed: "failed" },
    context: { requirements: { isSetSupported: (name, version) => (${JSON.stringify(sets)}[name] ?? 0) >= Number(version.split(".")[1]) } },
  };`;

/** Word; \`taken\` is whether it keeps the pictures it says it took. */
export const word = (taken = true) => `${office("Word", {})}
  const insertInlinePictureFromBase64 = (base64) => {
    const picture = { base64, width: ${taken ? 930 : 0}, height: ${taken ? 620 : 0}, load: () => {} };
    done.push(picture);
    return picture;
  };
  const paragraph = { text: "분기 매출이 12% 늘었습니다", load: () => {} };
  const selection = { text: "", load: () => {}, paragraphs: { getFirst: () => paragraph }, insertInlinePictureFromBase64 };
  const body = { insertFileFromBase64: (base64, where) => done.push({ document: base64, where }) };
  const context = { document: { getSelection: () => selection, body }, sync: async () => {} };
  window.Word = { run: (work) => work(context) };`;

export const excel = () => `${office("Excel", {})}
  const range = { left: 40, top: 60, load: () => {}, values: [["Region", "Sales"], ["East", 12]], isNullObject: false };
  range.getUsedRangeOrNullObject = () => range;
  const addImage = (base64) => {
    const picture = { base64, width: 800, height: 600, load: () => {} };
    done.push(picture);
    return picture;
  };
  const workbook = { getSelectedRange: () => range, worksheets: { getActiveWorksheet: () => ({ shapes: { addImage } }) } };
  window.Excel = { run: (work) => work({ workbook, sync: async () => {} }) };`;

/** PowerPoint of a version of its API; on the web it takes no picture while a shape is chosen. */
export const powerpoint = (version) => `${office("PowerPoint", { PowerPointApi: version })}
  let chosen = ["title"];
  let slides = 1;
  const shapes = { items: [{ id: "title", name: "제목 1", load: () => {}, textFrame: { textRange: { text: "신제품 출시 계획", load: () => {} } } }], load: () => {} };
  shapes.getItem = (id) => shapes.items.find((shape) => shape.id === id);
  const slide = { id: "s1", load: () => {}, shapes, setSelectedShapes: (ids) => { chosen = ids; } };
  const presentation = {
    pageSetup: { slideWidth: 960, slideHeight: 540, load: () => {} },
    getSelectedSlides: () => ({ getItemAt: () => slide }),
    getSelectedTextRangeOrNullObject: () => ({ isNullObject: true, load: () => {} }),
    slides: { getCount: () => ({ value: slides }) },
    insertSlidesFromBase64: (base64, options) => { slides += 1; done.push({ slide: base64, ...options }); },
  };
  Office.context.document = { setSelectedDataAsync: (base64, options, call) => {
    if (${version} >= 5 && chosen.length > 0) return call({ status: "failed", error: { message: "a shape is selected" } });
    const picture = { id: "new" + done.length, name: "Picture", base64, ...options, load: () => {} };
    shapes.items.push(picture);
    done.push(picture);
    call(answer());
  } };
  window.PowerPoint = { run: (work) => work({ presentation, sync: async () => {} }) };`;

export const outlook = () => `${office("Outlook", { Mailbox: 8 })}
  Office.context.mailbox = { item: {
    subject: { getAsync: (call) => call(answer("송년회 안내")) },
    body: {
      getTypeAsync: (call) => call(answer("html")),
      setSelectedDataAsync: (html, options, call) => { done.push({ html }); call(answer()); },
    },
    addFileAttachmentFromBase64Async: (base64, name, options, call) => { done.push({ base64, name, ...options }); call(answer("1")); },
  } };`;
