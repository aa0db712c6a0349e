// The explorer: an image to pool by mouse, touch and keyboard. Started from explorer.py.
//
// From top to bottom: pooling, words, pictures on a canvas, and the widget that joins them. The
// first two know nothing of the page, and are tested against Python. widgets.js stands before it.

// ---------------------------------------------------------------------------------------- pooling

/** How many windows there are along one side, and how many pixels are added before it. */
export function along(side, size, stride, padding) {
  if (padding === "valid") {
    return { windows: Math.max(0, Math.floor((side - size) / stride) + 1), before: 0, after: 0 };
  }
  const windows = Math.ceil(side / stride);
  const missing = Math.max((windows - 1) * stride + size - side, 0);
  const before = Math.floor(missing / 2);
  return { windows, before, after: missing - before };
}

/** How the windows lie on an image `{rows, columns, values}`. */
export function layout(image, { size, stride, padding }) {
  const down = along(image.rows, size, stride, padding);
  const across = along(image.columns, size, stride, padding);
  return { down, across, rows: down.windows, columns: across.windows, size, stride };
}

/** The window of an output cell, and the part of it that lies in the image; ends are excluded. */
export function windowAt(image, lay, row, column) {
  const top = row * lay.stride - lay.down.before;
  const left = column * lay.stride - lay.across.before;
  return {
    top, left, bottom: top + lay.size, right: left + lay.size,
    inside: {
      top: Math.max(top, 0), bottom: Math.min(top + lay.size, image.rows),
      left: Math.max(left, 0), right: Math.min(left + lay.size, image.columns),
    },
  };
}

/** The value of a window, and the pixels that it comes from: the first of equals comes first. */
export function poolWindow(image, { inside }, kind) {
  let best = NaN, sum = 0, winners = [];
  for (let row = inside.top; row < inside.bottom; row++) {
    for (let column = inside.left; column < inside.right; column++) {
      const value = image.values[row * image.columns + column];
      sum += value;
      // As in NumPy, a NaN wins over everything.
      const beats = winners.length === 0 || (!Number.isNaN(best)
        && (Number.isNaN(value) || (kind === "min" ? value < best : value > best)));
      if (beats) {
        best = value;
        winners = [[row, column]];
      } else if (value === best) {
        winners.push([row, column]);
      }
    }
  }
  const pixels = (inside.bottom - inside.top) * (inside.right - inside.left);
  return kind === "average" ? { value: sum / pixels, winners: [], pixels } : { value: best, winners, pixels };
}

/** The whole output, row by row. */
export function poolImage(image, settings) {
  const lay = layout(image, settings);
  const values = new Float64Array(lay.rows * lay.columns);
  for (let cell = 0; cell < values.length; cell++) {
    const window = windowAt(image, lay, Math.floor(cell / lay.columns), cell % lay.columns);
    values[cell] = poolWindow(image, window, settings.pool).value;
  }
  return { rows: lay.rows, columns: lay.columns, values };
}

/** Which rows (or columns) no window reads, in runs of first and last. */
export function unread(side, { windows, before }, size, stride) {
  const runs = [];
  let next = 0;
  for (let index = 0; index <= windows; index++) {
    const start = index < windows ? Math.max(index * stride - before, 0) : side;
    if (start > next) runs.push([next, start - 1]);
    next = Math.max(next, index * stride - before + size);
  }
  return runs;
}

const MOST_SOURCES = 50;

/** The pixels that a value may come from: those of the window, or if there are none, any others. */
export function sources(image, { inside }, value) {
  const equal = (top, bottom, left, right) => {
    const found = [];
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right && found.length < MOST_SOURCES; column++) {
        if (image.values[row * image.columns + column] === value) found.push([row, column]);
      }
    }
    return found;
  };
  const within = equal(inside.top, inside.bottom, inside.left, inside.right);
  return { pixels: within.length ? within : equal(0, image.rows, 0, image.columns), within: within.length > 0 };
}

// ------------------------------------------------------------------------------------------ words

/** A number with so many decimals at most, and a real minus sign; very large and small ones as 1.2e7. */
export function brief(value, decimals = 2) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value < 0 ? "−∞" : "∞";
  const size = Math.abs(value);
  const text = size >= 1e6 || (size > 0 && size < 0.5 * 10 ** -decimals)
    ? value.toExponential(1).replace("e+", "e")
    : String(Number(value.toFixed(decimals)));
  return text.replaceAll("-", "−");
}

const NAMES = { max: "maximum", average: "average", min: "minimum" };

function span(name, first, end) {
  return end - first === 1 ? `${name} ${first}` : `${name}s ${first} to ${end - 1}`;
}

function places(cells) {
  const words = cells.slice(0, 3).map(([row, column]) => `row ${row}, column ${column}`);
  const more = cells.length - words.length;
  if (more > 0) words.push(`and ${cells.length < MOST_SOURCES ? more : "many"} more`);
  return words.join("; ");
}

/** What happens in a window, in a sentence; rows and columns are counted from 0 as in NumPy. */
export function windowInWords(image, window, kind, cell) {
  const { inside } = window;
  const { value, winners, pixels } = poolWindow(image, window, kind);
  let words = `Window ${span("row", inside.top, inside.bottom)}, ${span("column", inside.left, inside.right)}: `;
  words += `${NAMES[kind]} ${brief(value, 5)}`;
  if (kind === "average") words += ` of ${pixels} ${pixels === 1 ? "pixel" : "pixels"}`;
  else words += ` at ${places(winners.slice(0, 1))}`;
  if (winners.length > 1) words += ` (a tie, also at ${places(winners.slice(1))})`;
  return `${words}. It becomes output row ${cell.row}, column ${cell.column}.`;
}

/** The line of NumPy that does it. */
export function lineOfCode({ inside }, kind, cell) {
  const call = { max: "max", average: "mean", min: "min" }[kind];
  return `result[${cell.row}, ${cell.column}] = image[${inside.top}:${inside.bottom}, `
    + `${inside.left}:${inside.right}].${call}()`;
}

/** The shapes of image and output, and what no window reads. */
export function shapesInWords(image, lay) {
  if (lay.rows === 0 || lay.columns === 0) {
    return `No window of ${lay.size} × ${lay.size} fits into an image of ${image.rows} × ${image.columns}: `
      + "take a smaller size, or padding same.";
  }
  const left = [
    ["row", unread(image.rows, lay.down, lay.size, lay.stride)],
    ["column", unread(image.columns, lay.across, lay.size, lay.stride)],
  ].flatMap(([name, runs]) => runs.slice(0, 2).map(([first, last]) => span(name, first, last + 1))
    .concat(runs.length > 2 ? [`${runs.length - 2} more`] : []));
  const shapes = `${image.rows} × ${image.columns} → ${lay.rows} × ${lay.columns}`;
  return left.length ? `${shapes}. In no window: ${left.join(", ")}.` : `${shapes}.`;
}

/** A small image number by number, for those who hear it. */
export function imageInWords(title, image, known = () => true) {
  const shape = `${title}, ${image.rows} rows by ${image.columns} columns`;
  if (image.values.length > 100 || image.values.length === 0) return `${shape}.`;
  const rows = Array.from({ length: image.rows }, (_, row) =>
    Array.from({ length: image.columns }, (_, column) => {
      const index = row * image.columns + column;
      return known(index) ? brief(image.values[index]) : "empty";
    }).join(" "));
  return `${shape}: ${rows.join(" / ")}.`;
}

/** Of a value of the student's function: is it right, and which pixels may it come from? */
export function answerInWords(image, window, kind, value, differs) {
  if (!differs) return `Your function gives ${brief(value, 5)} too.`;
  let words = `Your function gives ${brief(value, 5)}: this differs.`;
  const { pixels, within } = sources(image, window, value);
  const other = ["average", "max", "min"].find((each) =>
    each !== kind && poolWindow(image, window, each).value === value);
  if (pixels.length) {
    words += ` ${brief(value, 5)} is ${within ? "in the window" : "outside of the window"}, at ${places(pixels)} (marked ?).`;
  }
  else words += " No pixel of the image has this value.";
  if (other) words += ` It is the ${NAMES[other]} of the window.`;
  return words;
}

// --------------------------------------------------------------------------------------- pictures

const LARGEST_CELL = 44; // pixels, as in the course's figures
const LABELS = 18; // room for the numbers of rows and columns
const TALLEST = 360;
const NUMBERS_UP_TO = 400; // of a larger image the pixels are grey, as in a photograph

/** The colours of the page at this moment, as the style sheet has them. */
function palette(element) {
  const style = getComputedStyle(element);
  return Object.fromEntries(["paper", "ink", "soft", "line", "blue", "mark"].map((name) =>
    [name, style.getPropertyValue(`--${name}`).trim()]));
}

function channels(hex) {
  return [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16));
}

/** A function from a value to its colour: grey in photographs, otherwise the paper tinted blue. */
function shading(image, colours) {
  let low = Infinity, high = -Infinity;
  for (const value of image.values) {
    if (value < low && value > -Infinity) low = value;
    if (value > high && value < Infinity) high = value;
  }
  const grey = image.values.length > NUMBERS_UP_TO;
  // Photographs of bytes are shown as they are; all else from its smallest to its largest value.
  if (grey && low >= 0 && high <= 255 && high > 1) [low, high] = [0, 255];
  const paper = channels(colours.paper), blue = channels(colours.blue);
  const strength = (value) => Math.min(Math.max((value - low) / (high - low || 1), 0), 1);
  const rgb = (value) => {
    if (Number.isNaN(value)) return paper;
    if (grey) return Array(3).fill(Math.round(255 * strength(value)));
    const share = 0.04 + 0.4 * strength(value);
    return paper.map((part, index) => Math.round(part + (blue[index] - part) * share));
  };
  const ink = (value) => (!grey || Number.isNaN(value) ? colours.ink : strength(value) < 0.46 ? "#fff" : "#000");
  return { grey, rgb, ink };
}

/** A canvas with one pixel for each of a board's own, of which large boards are enlarged copies. */
class Bitmap {
  constructor(board, shade) {
    this.canvas = element("canvas", { width: board.columns, height: board.rows });
    this.context = this.canvas.getContext("2d");
    this.pixels = this.context.createImageData(board.columns, board.rows);
    this.shade = shade;
    this.drawn = new Uint8Array(board.values.length);
    this.missing = this.drawn.length;
  }

  /** Draw the cells that have become known since the last time. */
  update(board) {
    const before = this.missing;
    for (let index = 0; this.missing > 0 && index < this.drawn.length; index++) {
      if (this.drawn[index] || !board.known(index)) continue;
      this.pixels.data.set([...this.shade.rgb(board.values[index]), 255], 4 * index);
      this.drawn[index] = 1;
      this.missing -= 1;
    }
    if (this.missing < before) this.context.putImageData(this.pixels, 0, 0);
    return this.canvas;
  }
}

/** The side that a cell needs so that the numbers of an image can be read in it. */
function readableCell(image) {
  let longest = 1;
  for (let index = 0; index < image.values.length; index += Math.ceil(image.values.length / 2000)) {
    longest = Math.max(longest, brief(image.values[index]).length);
  }
  return Math.max(20, 7 + 5.8 * longest);
}

/**
 * Which part of a board is seen, and how large: the board is what is drawn, with its `margin` of
 * padding. `zoom` is 1 where all of it fits; `centre` is a share of its sides.
 */
function camera(board, room, zoom, centre, readable) {
  const { before: above } = board.margin.down, { before: beside } = board.margin.across;
  const rows = board.rows + above + board.margin.down.after;
  const columns = board.columns + beside + board.margin.across.after;
  const whole = (labels) => Math.min(LARGEST_CELL, (room.width - labels) / columns, (room.height - labels) / rows);
  const fit = Math.max(whole(LABELS) >= readable ? whole(LABELS) : whole(0), 0.01);
  const most = Math.max(fit, LARGEST_CELL, readable);
  const cell = Math.min(fit * zoom, most);
  const labels = cell >= readable ? LABELS : 0;
  const width = Math.min(columns * cell, room.width - labels);
  const height = Math.min(rows * cell, room.height - labels);
  const start = (share, side, seen) => Math.min(Math.max(share * side - seen / 2, 0), side - seen);
  const top = start(centre[0], rows * cell, height), left = start(centre[1], columns * cell, width);
  return {
    cell, labels, width, height, rows, columns, most: most / fit,
    numbers: cell >= readable,
    // Where pixel 0, 0 of the image lies on the canvas.
    x: labels + beside * cell - left,
    y: labels + above * cell - top,
    // What is in the middle in fact: near an edge, not what was asked for.
    middle: [(top + height / 2) / (rows * cell), (left + width / 2) / (columns * cell)],
  };
}

function prepare(canvas, view) {
  const ratio = globalThis.devicePixelRatio || 1;
  const width = Math.ceil(view.labels + view.width) + 2, height = Math.ceil(view.labels + view.height) + 2;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, ratio, ratio);
  context.textAlign = "center";
  context.textBaseline = "middle";
  return context;
}

function hatch(context, x, y, width, height, colour) {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  for (let offset = -height; offset < width; offset += 7) {
    context.moveTo(x + offset, y + height);
    context.lineTo(x + offset + height, y);
  }
  context.strokeStyle = colour;
  context.lineWidth = 1.2;
  context.stroke();
  context.restore();
}

function write(context, text, x, y, room, { colour, bold = false, size = 15 }) {
  const family = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";
  context.font = `${bold ? 700 : 400} ${size}px ${family}`;
  const wide = context.measureText(text).width;
  if (wide > room) context.font = `${bold ? 700 : 400} ${(size * room) / wide}px ${family}`;
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

/** The rows and columns that can be seen at least in part. */
function seen(board, view) {
  const first = (start) => Math.floor((view.labels - start) / view.cell);
  const last = (start, room) => Math.ceil((view.labels + room - start) / view.cell);
  const { down, across } = board.margin;
  return {
    top: Math.max(first(view.y), -down.before), bottom: Math.min(last(view.y, view.height), board.rows + down.after),
    left: Math.max(first(view.x), -across.before), right: Math.min(last(view.x, view.width), board.columns + across.after),
  };
}

function drawCells(context, board, view, shade, colours) {
  const { top, bottom, left, right } = seen(board, view);
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const x = view.x + column * view.cell, y = view.y + row * view.cell;
      const index = row * board.columns + column;
      const added = row < 0 || column < 0 || row >= board.rows || column >= board.columns;
      const value = board.values[index];
      if (added) {
        hatch(context, x, y, view.cell, view.cell, colours.line);
        write(context, board.added, x + view.cell / 2, y + view.cell / 2, view.cell - 8, { colour: colours.soft, size: 13 });
      } else if (board.known(index)) {
        context.fillStyle = `rgb(${shade.rgb(value)})`;
        context.fillRect(x, y, view.cell, view.cell);
        const differs = board.differs?.[index];
        if (differs) hatch(context, x, y, view.cell, view.cell, colours.mark);
        const look = { colour: shade.ink(value), bold: board.bold?.(row, column) };
        if (differs) plate(context, x, y, view.cell, shade.rgb(value));
        write(context, brief(value), x + view.cell / 2, y + view.cell / 2 + (differs ? 3 : 1), view.cell - 6, look);
        if (differs) badge(context, "≠", x, y, view.cell, colours.mark, colours.paper);
        else if (board.unread?.(row, column)) fade(context, x, y, view.cell, colours);
      }
      context.strokeStyle = colours.line;
      context.lineWidth = 1;
      context.strokeRect(x, y, view.cell, view.cell);
    }
  }
}

/** A quiet ground for the number of a hatched cell. */
function plate(context, x, y, cell, rgb) {
  context.fillStyle = `rgb(${rgb})`;
  context.fillRect(x + 5, y + cell * 0.3, cell - 10, cell * 0.55);
}

function fade(context, x, y, cell, colours) {
  context.globalAlpha = 0.6;
  context.fillStyle = colours.paper;
  context.fillRect(x, y, cell, cell);
  context.globalAlpha = 1;
}

/** A symbol in the top right corner of a cell, on a ground of its own. */
function badge(context, text, x, y, cell, colour, paper) {
  context.fillStyle = paper;
  context.fillRect(x + cell - 14, y + 2, 12, 12);
  write(context, text, x + cell - 8, y + 8.5, 11, { colour, bold: true, size: Math.min(13, cell * 0.36) });
}

function drawBitmap(context, board, view, colours) {
  const { rows, columns } = board;
  context.fillStyle = colours.paper;
  context.fillRect(view.x, view.y, columns * view.cell, rows * view.cell);
  context.imageSmoothingEnabled = false;
  context.drawImage(board.bitmap.update(board), view.x, view.y, columns * view.cell, rows * view.cell);
  if (board.differs) strikeOut(context, board, view, colours);
  context.strokeStyle = colours.line;
  context.lineWidth = 1;
  context.strokeRect(view.x, view.y, columns * view.cell, rows * view.cell);
}

/** A diagonal through each cell that differs, where cells are too small for a symbol. */
function strikeOut(context, board, view, colours) {
  context.strokeStyle = colours.mark;
  context.lineWidth = Math.max(1, view.cell / 8);
  context.beginPath();
  board.differs.forEach((differs, index) => {
    if (!differs) return;
    const x = view.x + (index % board.columns) * view.cell;
    const y = view.y + Math.floor(index / board.columns) * view.cell;
    context.moveTo(x, y + view.cell);
    context.lineTo(x + view.cell, y);
  });
  context.stroke();
}

function drawLabels(context, board, view, colours) {
  const { top, bottom, left, right } = seen(board, view);
  context.fillStyle = colours.paper;
  context.fillRect(-2, -2, view.labels + 2, view.height + view.labels + 4);
  context.fillRect(-2, -2, view.width + view.labels + 4, view.labels + 2);
  const look = { colour: colours.soft, size: 11 };
  const within = (place, room) => place > view.labels && place < view.labels + room;
  for (let row = Math.max(top, 0); row < Math.min(bottom, board.rows); row++) {
    const y = view.y + (row + 0.5) * view.cell;
    if (within(y, view.height)) write(context, String(row), view.labels / 2 - 1, y, view.labels - 3, look);
  }
  for (let column = Math.max(left, 0); column < Math.min(right, board.columns); column++) {
    const x = view.x + (column + 0.5) * view.cell;
    if (within(x, view.width)) write(context, String(column), x, view.labels / 2 - 1, view.cell - 2, look);
  }
}

/** An outline with a halo, so that it is seen on every ground. */
function outline(context, view, box, colours, { dashed = false } = {}) {
  let width = (box.right - box.left) * view.cell, height = (box.bottom - box.top) * view.cell;
  // On a large image, a window would be too small to be found.
  const grow = Math.max(9 - width, 0) / 2;
  const x = view.x + box.left * view.cell - grow, y = view.y + box.top * view.cell - grow;
  width += 2 * grow;
  height += 2 * grow;
  context.setLineDash([]);
  context.strokeStyle = colours.paper;
  context.lineWidth = 6;
  context.strokeRect(x, y, width, height);
  if (dashed) context.setLineDash([5, 4]);
  context.strokeStyle = colours.mark;
  context.lineWidth = 3;
  context.strokeRect(x, y, width, height);
  context.setLineDash([]);
}

/** A ring around a pixel; of equals, the first has a whole ring and a star, others a dashed one. */
function ring(context, view, [row, column], colours, shade, first) {
  const radius = Math.max(view.cell * 0.38, 5);
  const x = view.x + (column + 0.5) * view.cell, y = view.y + (row + 0.5) * view.cell;
  const stroke = (colour, width) => {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.stroke();
  };
  if (shade.grey) stroke(colours.paper, 5);
  if (!first) context.setLineDash([4, 3]);
  stroke(colours.mark, 2);
  context.setLineDash([]);
  if (!view.numbers) return;
  badge(context, first ? "★" : "=", view.x + column * view.cell, view.y + row * view.cell, view.cell, colours.mark, colours.paper);
}

/** A pixel that a wrong value may come from. */
function candidate(context, view, [row, column], colours) {
  const box = { top: row, bottom: row + 1, left: column, right: column + 1 };
  outline(context, view, box, { ...colours, mark: colours.blue }, { dashed: true });
  const [x, y] = [view.x + column * view.cell, view.y + row * view.cell];
  if (!view.numbers) return;
  context.fillStyle = colours.paper;
  context.fillRect(x + 3, y + 3, 11, 12);
  write(context, "?", x + 8.5, y + 9.5, 12, { colour: colours.blue, bold: true, size: 12 });
}

function clipped(context, view, paint) {
  context.save();
  context.beginPath();
  context.rect(view.labels - 2, view.labels - 2, view.width + 4, view.height + 4);
  context.clip();
  paint();
  context.restore();
}

/** Draw a board, and above it what `marks` draws. */
function paint(canvas, board, view, shade, colours, marks) {
  const context = prepare(canvas, view);
  clipped(context, view, () => {
    if (view.numbers) drawCells(context, board, view, shade, colours);
    else drawBitmap(context, board, view, colours);
  });
  if (view.numbers) drawLabels(context, board, view, colours);
  clipped(context, view, () => marks(context));
}

// ----------------------------------------------------------------------------------------- widget

/** Numbers that Python sent as bytes. */
export function unpacked({ type, values }) {
  const bytes = values instanceof ArrayBuffer ? new Uint8Array(values)
    : new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const kinds = { uint8: Uint8Array, float32: Float32Array, float64: Float64Array };
  // A copy, because a longer type has to begin at a multiple of its own length.
  return new kinds[type](bytes.slice().buffer);
}

function choice(id, label, options) {
  const list = element("select", { id }, ...options.map(([value, text]) => element("option", { value: String(value) }, text)));
  return { list, row: element("span", { class: "setting" }, element("label", { for: id }, label), list) };
}

function counter(id, label, most) {
  const input = element("input", { id, type: "number", min: "1", max: String(most), step: "1" });
  return { input, row: element("span", { class: "setting" }, element("label", { for: id }, label), input) };
}

const HELP = "Move the window with the mouse, a finger or the arrow keys; Home and End go to the ends of "
  + "a row; Space plays and pauses.";
const HELP_ZOOM = " + and − enlarge and shrink, 0 shows all; drag an enlarged picture.";

function render({ model, el }) {
  const planes = model.get("_planes");
  const [count, rows, columns] = planes.shape;
  const values = unpacked(planes);
  const image = () => ({
    rows, columns,
    values: values.subarray(model.get("plane") * rows * columns, (model.get("plane") + 1) * rows * columns),
  });
  const takes = model.get("_takes");
  const reduced = matchMedia("(prefers-reduced-motion: reduce)");
  const id = newId("pooling-explorer");

  // What is shown at this moment. `chosen` is where the window goes back to after hovering.
  const at = { row: 0, column: 0 };
  let chosen = { row: 0, column: 0 };
  let filled = new Uint8Array(0); // 1 where a cell of the output is on show
  let zoom = 1, centre = [0.5, 0.5];
  let timer = null, waiting = null;
  let lay, output, got, shade, colours, readable;

  // The page's elements

  const figure = (title) => {
    const canvas = element("canvas", { role: "img" });
    const shape = element("span");
    return { canvas, shape, figure: element("figure", {}, element("figcaption", {}, title, " ", shape), canvas) };
  };
  const input = figure("Image"), result = figure(takes ? "Right output" : "Output"), student = figure("Your function");
  const stage = element("div", {
    class: "stage", role: "application", tabindex: "0",
    "aria-label": "Window", "aria-describedby": `${id}-help ${id}-says`,
  }, input.figure, result.figure, ...(takes ? [student.figure] : []));
  const code = element("code");
  const says = element("p", { class: "says", id: `${id}-says`, "aria-live": "polite" });
  const verdict = element("p", { class: "verdict", "aria-live": "polite", hidden: !takes });
  const lines = element("pre", { hidden: true });
  const shapes = element("p", { class: "soft" });
  const button = (text, title, act) => {
    const made = element("button", { type: "button", title }, text);
    made.addEventListener("click", act);
    return made;
  };
  const back = button("◀ Back", "Go one window back", () => stepTo(-1));
  const play = button("▶ Play", "Go through all windows by itself", () => (timer ? pause() : start()));
  const next = button("Step ▶", "Go one window on", () => stepTo(1));
  const all = button("Fill all", "Fill the whole output", () => { fillAll(); draw(); });
  const clear = button("Clear", "Empty the output and start anew", () => { pause(); empty(); choose(0, 0); });
  const wrong = button("Next ≠", "Go to the next value that differs", nextWrong);
  wrong.setAttribute("aria-label", "Go to the next value that differs");
  const closer = button("+", "Enlarge", () => zoomTo(zoom * 2));
  const further = button("−", "Shrink", () => zoomTo(zoom / 2));
  const whole = button("All", "Show the whole image", () => zoomTo(1));
  closer.setAttribute("aria-label", "Enlarge");
  further.setAttribute("aria-label", "Shrink");
  whole.setAttribute("aria-label", "All: show the whole image");
  const zooms = element("span", { class: "strip", role: "group", "aria-label": "Zoom", style: "margin:0" }, "Zoom", further, closer, whole);

  const size = counter(`${id}-size`, "Size", Math.max(rows, columns));
  const stride = counter(`${id}-stride`, "Stride", Math.max(rows, columns));
  const kind = choice(`${id}-pool`, "Pooling", [["max", "max"], ["average", "average"], ["min", "min"]]);
  const padding = choice(`${id}-padding`, "Padding", [["valid", "valid"], ["same", "same"]]);
  const plane = choice(`${id}-plane`, "Channel", planes.names.map((name, index) => [index, name]));
  // A function is compared with the pooling that it is meant to do, and gets no more than it takes.
  if (takes) {
    kind.list.disabled = padding.list.disabled = true;
    size.input.disabled = takes < 2;
    stride.input.disabled = takes < 3;
  }
  const help = element("p", { class: "soft", id: `${id}-help` });
  const root = element("div", {
    class: "pooling-widget pooling-explorer", role: "group", "aria-label": "Pooling explorer",
  },
  stage, element("p", {}, code), says, verdict, lines,
  element("div", { class: "strip" }, back, play, next, ...(takes ? [wrong] : [all, clear]), zooms),
  element("div", { class: "strip" }, size.row, stride.row, kind.row, padding.row, ...(count > 1 ? [plane.row] : [])),
  shapes, help);
  const giveKeysBack = keepPlainKeys(root);
  el.append(root);

  // From the settings to what is shown

  const settings = () => ({
    size: model.get("size"), stride: model.get("stride") ?? model.get("size"),
    pool: model.get("pool"), padding: model.get("padding"), plane: model.get("plane"),
  });

  function compute() {
    const now = settings();
    lay = layout(image(), now);
    output = poolImage(image(), now);
    readable = readableCell(image());
    at.row = Math.min(at.row, Math.max(lay.rows - 1, 0));
    at.column = Math.min(at.column, Math.max(lay.columns - 1, 0));
    chosen = { ...at };
    takeAnswer();
    empty();
    restyle();
    size.input.value = now.size;
    stride.input.value = now.stride;
    kind.list.value = now.pool;
    padding.list.value = now.padding;
    plane.list.value = now.plane;
    shapes.textContent = shapesInWords(image(), lay);
    const none = lay.rows === 0 || lay.columns === 0;
    for (const each of [back, play, next, all, clear]) each.disabled = none;
  }

  const cellIndex = ({ row, column }) => row * lay.columns + column;

  function empty() {
    filled = new Uint8Array(lay.rows * lay.columns);
    filled[cellIndex(at)] = 1;
    if (takes) fillAll();
    bitmaps.delete(result);
  }

  function fillAll() {
    filled.fill(1);
  }

  // The student's function, which runs in Python

  function takeAnswer() {
    if (!takes) return;
    const sent = model.get("_answer"), now = settings();
    const fits = sent.settings && Object.keys(now).every((name) => sent.settings[name] === now[name]);
    clearTimeout(waiting);
    got = fits && sent.shape[0] * sent.shape[1] > 0
      ? { rows: sent.shape[0], columns: sent.shape[1], values: unpacked(sent), differs: unpacked({ type: "uint8", values: sent.differs }) }
      : null;
    student.figure.hidden = !got;
    wrong.disabled = !got || !got.differs.includes(1);
    bitmaps.delete(student);
    verdict.textContent = fits ? sent.message : "Python runs your function.";
    verdict.classList.toggle("right", Boolean(fits && sent.right));
    verdict.classList.toggle("waiting", !fits);
    lines.textContent = fits ? sent.lines.join("\n") : "";
    lines.hidden = !lines.textContent;
    if (!fits) waiting = setTimeout(noKernel, 8000);
  }

  function noKernel() {
    const { size, stride } = model.get("_answer").settings ?? {};
    verdict.textContent = "Your function cannot be run again without a kernel: "
      + `size ${size} and stride ${stride} show what it gave.`;
  }

  // Drawing

  const bitmaps = new Map(); // of each figure

  function restyle() {
    colours = palette(root);
    shade = shading(image(), colours);
    bitmaps.clear();
  }

  /** The boards that are on show, each with its figure. */
  function boards() {
    const none = { before: 0, after: 0 };
    const flat = { down: none, across: none };
    const bold = (cell) => (row, column) => cell.row === row && cell.column === column;
    const idle = (runs) => (index) => runs.some(([first, last]) => index >= first && index <= last);
    const restRows = idle(unread(rows, lay.down, lay.size, lay.stride));
    const restColumns = idle(unread(columns, lay.across, lay.size, lay.stride));
    const shown = [
      [input, {
        ...image(), known: () => true, margin: { down: lay.down, across: lay.across },
        unread: (row, column) => restRows(row) || restColumns(column),
        added: { max: "−∞", average: "–", min: "∞" }[model.get("pool")],
      }],
      [result, { ...output, known: (index) => filled[index] === 1, margin: flat, bold: bold(at) }],
    ];
    if (got) shown.push([student, { ...got, known: () => true, margin: flat, bold: bold(at) }]);
    return shown.filter(([, board]) => board.values.length);
  }

  function room(number) {
    const width = root.clientWidth - 26;
    const beside = width >= 190 * number + 28 * (number - 1);
    return { width: Math.max(beside ? (width - 28 * (number - 1)) / number - 3 : width - 3, 120), height: TALLEST };
  }

  const views = new Map(); // the view of each figure, to find the cell under a pointer

  function draw() {
    if (!root.isConnected || root.clientWidth === 0) return;
    if (!colours.paper) restyle(); // before it was in the page, it had no style
    const shown = boards(), space = room(shown.length);
    const none = lay.rows === 0 || lay.columns === 0;
    result.figure.hidden = none;
    const window = none ? null : windowAt(image(), lay, at.row, at.column);
    views.clear();
    for (const [figure, board] of shown) {
      const view = camera(board, space, zoom, centre, readable);
      views.set(figure.canvas, { view, board });
      if (!bitmaps.has(figure)) bitmaps.set(figure, new Bitmap(board, shade));
      board.bitmap = bitmaps.get(figure);
      paint(figure.canvas, board, view, shade, colours, (context) => {
        if (!window) return;
        if (figure === input) drawMarks(context, view, window);
        else outline(context, view, { top: at.row, bottom: at.row + 1, left: at.column, right: at.column + 1 }, colours);
      });
      figure.shape.textContent = `${board.rows} × ${board.columns}`;
      const title = figure.figure.querySelector("figcaption").firstChild.textContent;
      figure.canvas.setAttribute("aria-label", imageInWords(title, board, board.known));
    }
    const { most } = views.get(input.canvas).view;
    zooms.hidden = most < 1.2;
    closer.disabled = zoom >= most;
    further.disabled = whole.disabled = zoom <= 1;
    root.classList.toggle("zoomed", zoom > 1);
    help.textContent = HELP + (zooms.hidden ? "" : HELP_ZOOM);
    tell(window);
  }

  function drawMarks(context, view, window) {
    outline(context, view, window, colours);
    poolWindow(image(), window, model.get("pool")).winners.slice(0, 50)
      .forEach((pixel, index) => ring(context, view, pixel, colours, shade, index === 0));
    const value = valueOfAnswer();
    if (value?.differs) {
      sources(image(), window, value.value).pixels.forEach((pixel) => candidate(context, view, pixel, colours));
    }
  }

  /** What the student's function gave for the window, if there is such a value. */
  function valueOfAnswer() {
    if (!got || at.row >= got.rows || at.column >= got.columns) return null;
    const index = at.row * got.columns + at.column;
    return { value: got.values[index], differs: Boolean(got.differs[index]) };
  }

  function tell(window) {
    if (!window) {
      code.textContent = "";
      says.textContent = "";
      return;
    }
    code.textContent = lineOfCode(window, model.get("pool"), at);
    const value = valueOfAnswer();
    says.textContent = windowInWords(image(), window, model.get("pool"), at)
      + (value ? ` ${answerInWords(image(), window, model.get("pool"), value.value, value.differs)}` : "");
  }

  // Moving the window

  /** Where the window is to be; an output cell that does not exist becomes the nearest that does. */
  function move(row, column) {
    at.row = Math.min(Math.max(row, 0), Math.max(lay.rows - 1, 0));
    at.column = Math.min(Math.max(column, 0), Math.max(lay.columns - 1, 0));
    filled[cellIndex(at)] = 1;
  }

  /** Move it there for good, and say so to those who listen. */
  function choose(row, column) {
    move(row, column);
    chosen = { ...at };
    says.setAttribute("aria-live", "polite");
    show();
    draw();
  }

  /** Bring the window back into sight, if the picture is enlarged. */
  function show() {
    if (zoom > 1) centre = [(at.row + 0.5) / Math.max(lay.rows, 1), (at.column + 0.5) / Math.max(lay.columns, 1)];
  }

  /** Go to the next window for which the student's function is wrong; after the last, the first. */
  function nextWrong() {
    pause();
    const cells = lay.rows * lay.columns;
    for (let by = 1; by <= cells; by++) {
      const cell = (cellIndex(at) + by) % cells;
      const [row, column] = [Math.floor(cell / lay.columns), cell % lay.columns];
      const known = row < got.rows && column < got.columns;
      if (known && got.differs[row * got.columns + column]) return choose(row, column);
    }
    return undefined;
  }

  function stepTo(by) {
    pause();
    jump(cellIndex(at) + by);
    choose(at.row, at.column);
  }

  function jump(cell) {
    const last = lay.rows * lay.columns - 1;
    const there = Math.min(Math.max(cell, 0), last);
    for (let passed = cellIndex(at); passed <= there; passed++) filled[passed] = 1;
    move(Math.floor(there / lay.columns), there % lay.columns);
  }

  // Playing: a picture that changes at most once a second for those who ask for little motion.

  function start() {
    const total = lay.rows * lay.columns;
    if (cellIndex(at) === total - 1) {
      move(0, 0);
      empty();
    }
    const at_once = Math.ceil(total / (reduced.matches ? 12 : 80));
    says.setAttribute("aria-live", "off");
    play.textContent = "⏸ Pause";
    timer = setInterval(() => {
      jump(cellIndex(at) + at_once);
      show();
      if (cellIndex(at) === total - 1) pause();
      draw();
    }, reduced.matches ? 1000 : total <= 40 ? 700 : 120);
    draw();
  }

  function pause() {
    clearInterval(timer);
    timer = null;
    play.textContent = "▶ Play";
    chosen = { ...at };
    says.setAttribute("aria-live", "polite");
  }

  // Zoom

  function zoomTo(wanted, focus) {
    const { most } = views.get(input.canvas).view;
    zoom = Math.min(Math.max(wanted, 1), most);
    if (zoom < 1.01) [zoom, centre] = [1, [0.5, 0.5]];
    else if (focus) centre = focus;
    else show();
    draw();
  }

  // Mouse and touch

  /** The output cell for a place on one of the canvases. */
  function cellUnder(event) {
    const { view, board } = views.get(event.target);
    const box = event.target.getBoundingClientRect();
    const row = (event.clientY - box.top - 1 - view.y) / view.cell;
    const column = (event.clientX - box.left - 1 - view.x) / view.cell;
    if (event.target !== input.canvas) return [Math.floor(row), Math.floor(column), row / board.rows, column / board.columns];
    // Of the windows around a pixel, the one whose middle is nearest.
    const nearest = (place, before) => Math.round((place + before - lay.size / 2) / lay.stride);
    return [nearest(row, lay.down.before), nearest(column, lay.across.before), row / rows, column / columns];
  }

  let drag = null;
  stage.addEventListener("pointerdown", (event) => {
    if (!views.has(event.target) || event.button !== 0) return;
    drag = { x: event.clientX, y: event.clientY, from: views.get(event.target).view.middle, far: false };
    event.target.setPointerCapture(event.pointerId);
  });
  stage.addEventListener("pointermove", (event) => {
    if (!views.has(event.target) || timer) return;
    if (drag && zoom > 1) {
      const { view } = views.get(event.target);
      drag.far ||= Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > 4;
      if (!drag.far) return;
      centre = [
        drag.from[0] - (event.clientY - drag.y) / (view.rows * view.cell),
        drag.from[1] - (event.clientX - drag.x) / (view.columns * view.cell),
      ].map((share) => Math.min(Math.max(share, 0), 1));
      draw();
      return;
    }
    const [row, column] = cellUnder(event);
    says.setAttribute("aria-live", "off"); // hovering would talk without end
    move(row, column);
    draw();
  });
  stage.addEventListener("pointerup", (event) => {
    if (!views.has(event.target) || !drag) return;
    const panned = drag.far;
    drag = null;
    if (panned) return;
    pause();
    const kept = centre; // a click does not make the picture jump
    choose(...cellUnder(event).slice(0, 2));
    centre = kept;
    draw();
  });
  stage.addEventListener("pointercancel", () => { drag = null; });
  stage.addEventListener("pointerleave", () => {
    if (drag || timer) return;
    move(chosen.row, chosen.column);
    draw();
  });
  stage.addEventListener("wheel", (event) => {
    // With Ctrl, or two fingers on a touchpad; a bare wheel scrolls the page.
    if (!event.ctrlKey || !views.has(event.target)) return;
    event.preventDefault();
    zoomTo(zoom * Math.exp(-event.deltaY / 200), cellUnder(event).slice(2));
  }, { passive: false });

  // Keyboard

  const keys = {
    ArrowUp: () => choose(at.row - 1, at.column),
    ArrowDown: () => choose(at.row + 1, at.column),
    ArrowLeft: () => choose(at.row, at.column - 1),
    ArrowRight: () => choose(at.row, at.column + 1),
    Home: (event) => choose(event.ctrlKey ? 0 : at.row, 0),
    End: (event) => choose(event.ctrlKey ? lay.rows - 1 : at.row, lay.columns - 1),
    " ": () => (timer ? pause() : start()),
    "+": () => zoomTo(zoom * 2),
    "-": () => zoomTo(zoom / 2),
    0: () => zoomTo(1),
  };
  stage.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.altKey || event.metaKey || lay.rows * lay.columns === 0) return;
    event.preventDefault();
    if (event.key !== " " && timer) pause();
    act(event);
  });

  // Settings

  function set(name, value) {
    pause();
    model.set(name, value);
    model.save_changes();
  }
  function setNumber(name, input) {
    const number = Math.round(Number(input.value));
    const most = Number(input.max);
    if (number >= 1) set(name, Math.min(number, most));
    input.value = settings()[name];
  }
  size.input.addEventListener("change", () => setNumber("size", size.input));
  stride.input.addEventListener("change", () => setNumber("stride", stride.input));
  kind.list.addEventListener("change", () => set("pool", kind.list.value));
  padding.list.addEventListener("change", () => set("padding", padding.list.value));
  plane.list.addEventListener("change", () => set("plane", Number(plane.list.value)));

  // What changes from outside: the settings, the answer, the size and the theme of the page

  const changed = () => { compute(); draw(); };
  const answered = () => { takeAnswer(); draw(); };
  const names = ["size", "stride", "pool", "padding", "plane"];
  for (const name of names) model.on(`change:${name}`, changed);
  model.on("change:_answer", answered);
  const resized = new ResizeObserver(draw);
  resized.observe(root);
  const redrawn = () => { restyle(); draw(); };
  const themed = new MutationObserver(redrawn);
  const attributes = { attributes: true, attributeFilter: ["data-jp-theme-light", "data-theme", "theme", "class"] };
  for (const each of [document.documentElement, document.body]) themed.observe(each, attributes);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", redrawn);

  compute();
  draw();
  return () => {
    pause();
    giveKeysBack();
    clearTimeout(waiting);
    resized.disconnect();
    themed.disconnect();
    scheme.removeEventListener("change", redrawn);
    for (const name of names) model.off(`change:${name}`, changed);
    model.off("change:_answer", answered);
  };
}

export default { render };
