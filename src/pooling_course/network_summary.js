// The summary of a network to play with. Started from network_summary.py;
// widgets.js stands before it.

// ---------------------------------------------------------------------------------------- counting

/** How many places a window has along a side; `null` if it does not fit. */
function places(side, size, stride) {
  return size > side ? null : Math.floor((side - size) / stride) + 1;
}

/**
 * The rows of a network's summary, and what does not fit, if anything: then the rows end there.
 * A row says how its parameters are counted.
 */
export function rowsOf({ side, filters_1, filters_2, kernel, padding, pool_size, classes }) {
  const rows = [{ layer: "input", shape: [side, side, 1], parameters: 0, how: "" }];
  const misfit = (what, size, room) => ({
    rows, trouble: `A ${what} of ${size} × ${size} does not fit into an image of ${room} × ${room}.`,
  });
  for (const filters of [filters_1, filters_2]) {
    const [before, , channels] = rows.at(-1).shape;
    let now = padding === "same" ? before : places(before, kernel, 1);
    if (now === null) return misfit("kernel", kernel, before);
    rows.push({
      layer: "convolution", shape: [now, now, filters], parameters: (kernel ** 2 * channels + 1) * filters,
      how: `(${kernel} × ${kernel} × ${channels} + 1) × ${filters}`,
    });
    if (pool_size === 1) continue;
    const pooled = places(now, pool_size, pool_size);
    if (pooled === null) return misfit("pooling window", pool_size, now);
    rows.push({ layer: "max pooling", shape: [pooled, pooled, filters], parameters: 0, how: "nothing to learn" });
  }
  const numbers = rows.at(-1).shape.reduce((product, each) => product * each);
  rows.push({ layer: "flatten", shape: [numbers], parameters: 0, how: rows.at(-1).shape.join(" × ") });
  rows.push({
    layer: "dense", shape: [classes], parameters: (numbers + 1) * classes,
    how: `(${thousands(numbers)} + 1) × ${classes}`,
  });
  return { rows, trouble: "" };
}

function thousands(number) {
  return number.toLocaleString("en-GB");
}

function shapeInWords(shape) {
  return shape.map(thousands).join(" × ");
}

// ------------------------------------------------------------------------------------------ widget

const CONTROLS = {
  side: "Image side",
  filters_1: "Filters, first",
  filters_2: "Filters, second",
  kernel: "Kernel side",
  padding: "Padding",
  pool_size: "Max pooling",
  classes: "Classes",
};

const LIKE_LESSON = { side: 28, filters_1: 5, filters_2: 15, kernel: 3, classes: 3 };
const PRESETS = [
  ["same, no pooling", { ...LIKE_LESSON, padding: "same", pool_size: 1 }],
  ["same, pooling", { ...LIKE_LESSON, padding: "same", pool_size: 2 }],
  ["valid, no pooling", { ...LIKE_LESSON, padding: "valid", pool_size: 1 }],
  ["valid, pooling", { ...LIKE_LESSON, padding: "valid", pool_size: 2 }],
];

function select(options) {
  return element("select", {}, ...options.map(([value, text]) => element("option", { value }, text)));
}

function controlFor(name, [least, most] = []) {
  if (name === "padding") return select([["same", "same"], ["valid", "valid"]]);
  if (name === "pool_size") {
    const sizes = Array.from({ length: most - 1 }, (_, index) => index + 2);
    return select([["1", "none"], ...sizes.map((size) => [size, `${size} × ${size}`])]);
  }
  return element("input", { type: "number", min: least, max: most, step: 1 });
}

function render({ model, el }) {
  const ranges = model.get("_ranges");
  const settings = () => Object.fromEntries(Object.keys(CONTROLS).map((name) => [name, model.get(name)]));
  const controls = Object.fromEntries(Object.keys(CONTROLS).map((name) => [name, controlFor(name, ranges[name])]));
  const id = newId("pooling-summary");
  const presets = PRESETS.map(([title, wanted]) => {
    const button = element("button", { type: "button" }, title);
    button.addEventListener("click", () => set(wanted));
    return { button, wanted };
  });
  const head = ["Layer", "Output shape", "Parameters", "Counted as", "Share"];
  const classes = ["", "", "number", "how", "share"];
  const body = element("tbody");
  const foot = element("tfoot");
  const says = element("p", { "aria-live": "polite" });
  const root = element("div", {
    class: "pooling-widget pooling-summary", role: "group", "aria-label": "Summary of a network to play with",
  },
  element("div", { class: "strip", role: "group", "aria-label": "Networks of the lesson" }, ...presets.map((each) => each.button)),
  element("div", { class: "controls" }, ...Object.entries(CONTROLS).map(([name, label]) => {
    controls[name].id = `${id}-${name}`;
    return element("span", { class: "setting" }, element("label", { for: controls[name].id }, label), controls[name]);
  })),
  // It can be scrolled by keyboard where it is too wide for a phone.
  element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Summary" },
    element("table", {},
      element("caption", {}, "Summary"),
      element("thead", {}, element("tr", {}, ...head.map((text, index) =>
        element("th", { scope: "col", class: classes[index] }, text)))),
      body, foot)),
  says);
  const giveKeysBack = keepPlainKeys(root);
  el.append(root);

  let before = new Map(); // parameters by row, to mark what a change has moved

  function rowFor(row, index, total) {
    const share = total ? row.parameters / total : 0;
    const bar = element("span", { class: "bar", "aria-hidden": "true", style: `width:calc(${share} * (100% - 46px))` });
    const key = `${index} ${row.layer}`;
    const moved = before.size > 0 && before.get(key) !== row.parameters;
    return element("tr", moved ? { class: "changed" } : {},
      element("th", { scope: "row" }, row.layer),
      element("td", {}, shapeInWords(row.shape)),
      element("td", { class: "number" }, thousands(row.parameters)),
      element("td", { class: "how" }, row.how),
      element("td", { class: "share" }, ...(total ? [`${Math.round(100 * share)} %`] : []), ...(share > 0 ? [bar] : [])));
  }

  function draw() {
    const now = settings();
    const { rows, trouble } = rowsOf(now);
    const total = rows.reduce((sum, row) => sum + row.parameters, 0);
    body.replaceChildren(...rows.map((row, index) => rowFor(row, index, trouble ? 0 : total)));
    if (trouble) body.append(element("tr", {}, element("td", { class: "trouble", colspan: String(head.length) }, trouble)));
    before = new Map(rows.map((row, index) => [`${index} ${row.layer}`, row.parameters]));
    foot.replaceChildren(...(trouble ? [] : [element("tr", {},
      element("th", { scope: "row", colspan: "2" }, "All parameters"),
      element("td", { class: "number" }, thousands(total)), element("td", { class: "how" }), element("td", { class: "share" }))]));
    says.textContent = trouble
      ? `${trouble} Take a larger image, a smaller one of these, or padding same.`
      : `${thousands(total)} parameters, ${Math.round((100 * rows.at(-1).parameters) / total)} % of them in the dense layer.`;
    for (const [name, control] of Object.entries(controls)) control.value = String(now[name]);
    for (const { button, wanted } of presets) {
      const on = Object.entries(wanted).every(([name, value]) => now[name] === value);
      button.setAttribute("aria-pressed", String(on));
    }
  }

  function set(wanted) {
    quiet = true; // one drawing for all of them
    for (const [name, value] of Object.entries(wanted)) model.set(name, value);
    quiet = false;
    model.save_changes();
    draw();
  }

  let quiet = false;
  const changed = () => { if (!quiet) draw(); };

  /** What a control says, brought into its range; nothing if it is no number. */
  function valueOf(name) {
    const text = controls[name].value;
    if (name === "padding") return text;
    const number = Math.round(Number(text)), [least, most] = ranges[name];
    return text === "" || Number.isNaN(number) ? undefined : Math.min(Math.max(number, least), most);
  }

  for (const [name, control] of Object.entries(controls)) {
    control.addEventListener("change", () => {
      const value = valueOf(name);
      if (value === undefined) draw();
      else set({ [name]: value });
    });
    // The arrows of a field, and typing, show at once; a field half typed is left alone.
    control.addEventListener("input", () => {
      const value = valueOf(name);
      if (value !== undefined && String(value) === control.value) set({ [name]: value });
    });
    model.on(`change:${name}`, changed);
  }
  draw();
  return () => {
    giveKeysBack();
    for (const name of Object.keys(controls)) model.off(`change:${name}`, changed);
  };
}

export default { render };
