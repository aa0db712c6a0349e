// The explorer: an image to pool by mouse, touch and keyboard. Started from explorer.py.
//
// From top to bottom: pooling, words, pictures on a canvas, the page's elements, the window's place,
// the widget that joins them, and who calls it. The first two know nothing of the page, and are
// tested against Python. widgets.js stands before it.

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
const ALL_BUT_BLACK = 25; // of 255; as in the course's figures
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
  // Photographs of bytes are shown as they are; all else from its smallest to its largest value, and
  // so is what would be all but black.
  if (grey && low >= 0 && high <= 255 && high > ALL_BUT_BLACK) [low, high] = [0, 255];
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

// ---------------------------------------------------------------------------------------- the page

/** Numbers that Python sent as bytes. */
export function unpacked({ type, values }) {
  const bytes = values instanceof ArrayBuffer ? new Uint8Array(values)
    : new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const kinds = { uint8: Uint8Array, float32: Float32Array, float64: Float64Array };
  // A copy, because a longer type has to begin at a multiple of its own length.
  return new kinds[type](bytes.slice().buffer);
}

const HELP = "Move the window with the mouse, a finger or the arrow keys; Home and End go to the ends of "
  + "a row; Space plays and pauses.";
const HELP_PIXEL = " Click on a number to change it, or name its row and column.";
const HELP_ZOOM = " + and − or two fingers enlarge and shrink, 0 shows all; drag an enlarged picture.";

function boardOf(title) {
  const canvas = element("canvas", { role: "img" });
  const shape = element("span");
  const figure = element("figure", {}, element("figcaption", {}, title, " ", shape), canvas);
  return { title, canvas, shape, figure };
}

function button(text, title, label = "") {
  const made = element("button", { type: "button", title }, text);
  if (label) made.setAttribute("aria-label", label);
  return made;
}

function labelled(id, label, input) {
  return { input, row: element("span", { class: "setting" }, element("label", { for: id }, label), input) };
}

function choice(id, label, options) {
  const made = options.map(([value, text]) => element("option", { value: String(value) }, text));
  return labelled(id, label, element("select", { id }, ...made));
}

function counter(id, label, most) {
  return labelled(id, label, element("input", { id, type: "number", min: "1", max: String(most), step: "1" }));
}

// Of a larger image, no one number matters.
const CHANGEABLE_PIXELS = 100;

/** Where a pixel is named and given another value. */
function pixelOf(id, rows, columns) {
  const pixel = {
    row: labelled(`${id}-row`, "Pixel at row", element("input", { id: `${id}-row`, type: "number", min: "0", max: String(rows - 1) })),
    column: labelled(`${id}-column`, "column", element("input", { id: `${id}-column`, type: "number", min: "0", max: String(columns - 1) })),
    value: labelled(`${id}-value`, "is", element("input", { id: `${id}-value`, type: "number", step: "any" })),
  };
  pixel.strip = element("div", { class: "strip", role: "group", "aria-label": "Change a pixel" },
    pixel.row.row, pixel.column.row, pixel.value.row);
  return pixel;
}

/** The settings that can be changed, by the names of the widget's traits. */
function settingsOf(id, { names, shape: [, rows, columns] }, takes) {
  const most = Math.max(rows, columns);
  const settings = {
    size: counter(`${id}-size`, "Size", most),
    stride: counter(`${id}-stride`, "Stride", most),
    pool: choice(`${id}-pool`, "Pooling", [["max", "max"], ["average", "average"], ["min", "min"]]),
    padding: choice(`${id}-padding`, "Padding", [["valid", "valid"], ["same", "same"]]),
    plane: choice(`${id}-plane`, "Channel", names.map((name, index) => [index, name])),
  };
  // A function is compared with the pooling that it is meant to do, and gets no more than it takes.
  if (takes) {
    settings.pool.input.disabled = settings.padding.input.disabled = true;
    settings.size.input.disabled = takes < 2;
    settings.stride.input.disabled = takes < 3;
  }
  return settings;
}

/** All elements of the widget, with nothing in them yet. */
function pageOf(planes, takes) {
  const id = newId("pooling-explorer");
  const [, rows, columns] = planes.shape;
  const page = {
    image: boardOf("Image"), output: boardOf(takes ? "Right output" : "Output"), student: boardOf("Your function"),
    code: element("code"),
    says: element("p", { class: "says", id: `${id}-says`, "aria-live": "polite" }),
    verdict: element("p", { class: "verdict", "aria-live": "polite", hidden: !takes }),
    lines: element("pre", { hidden: true }),
    shapes: element("p", { class: "soft" }),
    help: element("p", { class: "soft", id: `${id}-help` }),
    back: button("◀ Back", "Go one window back"),
    play: button("▶ Play", "Go through all windows by itself"),
    next: button("Step ▶", "Go one window on"),
    all: button("Fill all", "Fill the whole output"),
    clear: button("Clear", "Empty the output and start anew"),
    wrong: button("Next ≠", "Go to the next value that differs", "Go to the next value that differs"),
    closer: button("+", "Enlarge", "Enlarge"),
    further: button("−", "Shrink", "Shrink"),
    whole: button("All", "Show the whole image", "All: show the whole image"),
    settings: settingsOf(id, planes, takes),
    pixel: pixelOf(id, rows, columns),
  };
  page.pixel.strip.hidden = takes > 0 || rows * columns > CHANGEABLE_PIXELS;
  page.zooms = element("span", { class: "strip", role: "group", "aria-label": "Zoom", style: "margin:0" },
    "Zoom", page.further, page.closer, page.whole);
  page.stage = element("div", {
    class: "stage", role: "application", tabindex: "0",
    "aria-label": "Window", "aria-describedby": `${id}-help ${id}-says`,
  }, page.image.figure, page.output.figure, ...(takes ? [page.student.figure] : []));
  const { size, stride, pool, padding, plane } = page.settings;
  page.root = element("div", {
    class: "pooling-widget pooling-explorer", role: "group", "aria-label": "Pooling explorer",
  },
  page.stage, element("p", {}, page.code), page.says, page.verdict, page.lines,
  element("div", { class: "strip" }, page.back, page.play, page.next,
    ...(takes ? [page.wrong] : [page.all, page.clear]), page.zooms),
  element("div", { class: "strip" }, size.row, stride.row, pool.row, padding.row,
    ...(planes.shape[0] > 1 ? [plane.row] : [])),
  page.pixel.strip, page.shapes, page.help);
  return page;
}

// ------------------------------------------------------------------------------ where the window is

/** The place of the window, and which cells of the output have been filled. */
class Walk {
  constructor() {
    this.at = { row: 0, column: 0 };
    this.chosen = { row: 0, column: 0 }; // where the window goes back to after hovering
    this.fit({ rows: 0, columns: 0 });
  }

  /** Start anew on an output of that many rows and columns, from where the window is. */
  fit({ rows, columns }) {
    [this.rows, this.columns] = [rows, columns];
    this.at = this.nearest(this.at.row, this.at.column);
    this.chosen = { ...this.at };
    this.empty();
  }

  get cells() { return this.rows * this.columns; }

  get index() { return this.at.row * this.columns + this.at.column; }

  get atTheEnd() { return this.index === this.cells - 1; }

  place(index) { return { row: Math.floor(index / this.columns), column: index % this.columns }; }

  /** The output cell, or the nearest that there is. */
  nearest(row, column) {
    return {
      row: Math.min(Math.max(row, 0), Math.max(this.rows - 1, 0)),
      column: Math.min(Math.max(column, 0), Math.max(this.columns - 1, 0)),
    };
  }

  move(row, column) {
    this.at = this.nearest(row, column);
    this.filled[this.index] = 1;
  }

  /** Go on, or back, by so many windows, and fill those that are passed. */
  go(by) {
    const there = Math.min(Math.max(this.index + by, 0), this.cells - 1);
    for (let passed = this.index; passed <= there; passed++) this.filled[passed] = 1;
    const { row, column } = this.place(there);
    this.move(row, column);
  }

  choose() { this.chosen = { ...this.at }; }

  empty() {
    this.filled = new Uint8Array(this.cells);
    this.filled[this.index] = 1;
  }

  fillAll() { this.filled.fill(1); }
}

// --------------------------------------------------------------------------------------- the widget

const CHANGEABLE = ["size", "stride", "pool", "padding", "plane"];
const FLAT = { before: 0, after: 0 };
const NO_MARGIN = { down: FLAT, across: FLAT };

/** What is shown, and what the reader can do with it. Who calls it stands below. */
class Explorer {
  constructor(model, page) {
    this.model = model;
    this.page = page;
    const planes = model.get("_planes");
    [, this.rows, this.columns] = planes.shape;
    this.values = Float64Array.from(unpacked(planes)); // which holds whatever a pixel is changed to
    this.pixel = { row: 0, column: 0 };
    this.takes = model.get("_takes");
    this.reduced = matchMedia("(prefers-reduced-motion: reduce)");
    this.walk = new Walk();
    this.zoom = 1;
    this.centre = [0.5, 0.5];
    this.bitmaps = new Map(); // of each board
    this.views = new Map(); // of each canvas, to find the cell under a pointer
  }

  get settings() {
    const { model } = this;
    return {
      size: model.get("size"), stride: model.get("stride") ?? model.get("size"),
      pool: model.get("pool"), padding: model.get("padding"), plane: model.get("plane"),
    };
  }

  get image() {
    const { rows, columns } = this;
    const start = this.model.get("plane") * rows * columns;
    return { rows, columns, values: this.values.subarray(start, start + rows * columns) };
  }

  /** The window where it is now, if there is one. */
  get window() {
    const { row, column } = this.walk.at;
    return this.walk.cells ? windowAt(this.image, this.lay, row, column) : null;
  }

  // From the settings to what is shown

  compute() {
    const { page, settings } = this;
    this.lay = layout(this.image, settings);
    this.output = poolImage(this.image, settings);
    this.readable = readableCell(this.image);
    this.walk.fit(this.lay);
    this.takeAnswer();
    if (this.takes) this.walk.fillAll();
    this.restyle();
    for (const name of CHANGEABLE) page.settings[name].input.value = settings[name];
    this.name(this.pixel.row, this.pixel.column);
    page.shapes.textContent = shapesInWords(this.image, this.lay);
    for (const each of [page.back, page.play, page.next, page.all, page.clear]) each.disabled = !this.walk.cells;
  }

  restyle() {
    this.colours = palette(this.page.root);
    this.shade = shading(this.image, this.colours);
    this.bitmaps.clear();
  }

  // The student's function, which runs in Python

  takeAnswer() {
    if (!this.takes) return;
    const { page, settings } = this;
    const sent = this.model.get("_answer");
    const fits = sent.settings && Object.keys(settings).every((name) => sent.settings[name] === settings[name]);
    clearTimeout(this.waiting);
    this.got = fits && sent.shape[0] * sent.shape[1] > 0
      ? { rows: sent.shape[0], columns: sent.shape[1], values: unpacked(sent), differs: unpacked({ type: "uint8", values: sent.differs }) }
      : null;
    page.student.figure.hidden = !this.got;
    page.wrong.disabled = !this.got || !this.got.differs.includes(1);
    this.bitmaps.delete(page.student);
    page.verdict.textContent = fits ? sent.message : "Python runs your function.";
    page.verdict.classList.toggle("right", Boolean(fits && sent.right));
    page.verdict.classList.toggle("waiting", !fits);
    page.lines.textContent = fits ? sent.lines.join("\n") : "";
    page.lines.hidden = !page.lines.textContent;
    if (!fits) this.waiting = setTimeout(() => this.noKernel(), 8000);
  }

  noKernel() {
    const { size, stride } = this.model.get("_answer").settings ?? {};
    this.page.verdict.textContent = "Your function cannot be run again without a kernel: "
      + `size ${size} and stride ${stride} show what it gave.`;
  }

  /** What the student's function gave for the window, if there is such a value. */
  valueOfAnswer() {
    const { got, walk: { at } } = this;
    if (!got || at.row >= got.rows || at.column >= got.columns) return null;
    const index = at.row * got.columns + at.column;
    return { value: got.values[index], differs: Boolean(got.differs[index]) };
  }

  // Drawing

  draw() {
    const { page } = this;
    if (!page.root.isConnected || page.root.clientWidth === 0) return;
    if (!this.colours.paper) this.restyle(); // before it was in the page, it had no style
    const shown = this.boards(), room = this.room(shown.length);
    page.output.figure.hidden = !this.walk.cells;
    this.views.clear();
    for (const [place, board] of shown) this.drawBoard(place, board, room);
    this.showZoom();
    this.tell();
  }

  /** The boards that are on show, each with its place on the page. */
  boards() {
    const { page, lay, got, walk: { at, filled } } = this;
    const bold = (row, column) => at.row === row && at.column === column;
    const idle = (runs) => (index) => runs.some(([first, last]) => index >= first && index <= last);
    const restRows = idle(unread(this.rows, lay.down, lay.size, lay.stride));
    const restColumns = idle(unread(this.columns, lay.across, lay.size, lay.stride));
    const shown = [
      [page.image, {
        ...this.image, known: () => true, margin: { down: lay.down, across: lay.across },
        unread: (row, column) => restRows(row) || restColumns(column),
        added: { max: "−∞", average: "–", min: "∞" }[this.model.get("pool")],
      }],
      [page.output, { ...this.output, known: (index) => filled[index] === 1, margin: NO_MARGIN, bold }],
    ];
    if (got) shown.push([page.student, { ...got, known: () => true, margin: NO_MARGIN, bold }]);
    return shown.filter(([, board]) => board.values.length);
  }

  /** The room for each of so many boards: beside one another if there is enough. */
  room(number) {
    const width = this.page.root.clientWidth - 26;
    const beside = width >= 190 * number + 28 * (number - 1);
    return { width: Math.max(beside ? (width - 28 * (number - 1)) / number - 3 : width - 3, 120), height: TALLEST };
  }

  drawBoard(place, board, room) {
    const { canvas } = place;
    const view = camera(board, room, this.zoom, this.centre, this.readable);
    this.views.set(canvas, { view, board });
    if (!this.bitmaps.has(place)) this.bitmaps.set(place, new Bitmap(board, this.shade));
    board.bitmap = this.bitmaps.get(place);
    paint(canvas, board, view, this.shade, this.colours, (context) => {
      const { row, column } = this.walk.at;
      const cell = { top: row, bottom: row + 1, left: column, right: column + 1 };
      if (!this.window) return;
      if (place === this.page.image) this.drawMarks(context, view);
      else outline(context, view, cell, this.colours);
    });
    place.shape.textContent = `${board.rows} × ${board.columns}`;
    canvas.setAttribute("aria-label", imageInWords(place.title, board, board.known));
  }

  /** The window on the image, who wins in it, and where a wrong value may come from. */
  drawMarks(context, view) {
    const { window, image, colours, shade } = this;
    outline(context, view, window, colours);
    poolWindow(image, window, this.model.get("pool")).winners.slice(0, 50)
      .forEach((pixel, index) => ring(context, view, pixel, colours, shade, index === 0));
    const value = this.valueOfAnswer();
    if (value?.differs) {
      sources(image, window, value.value).pixels.forEach((pixel) => candidate(context, view, pixel, colours));
    }
  }

  showZoom() {
    const { page, zoom } = this;
    const { most } = this.views.get(page.image.canvas).view;
    page.zooms.hidden = most < 1.2;
    page.closer.disabled = zoom >= most;
    page.further.disabled = page.whole.disabled = zoom <= 1;
    page.root.classList.toggle("zoomed", zoom > 1);
    page.help.textContent = HELP + (page.pixel.strip.hidden ? "" : HELP_PIXEL) + (page.zooms.hidden ? "" : HELP_ZOOM);
  }

  tell() {
    const { page, window, image } = this;
    const { at } = this.walk;
    const pool = this.model.get("pool"), value = this.valueOfAnswer();
    page.code.textContent = window ? lineOfCode(window, pool, at) : "";
    page.says.textContent = window ? windowInWords(image, window, pool, at) : "";
    if (window && value) page.says.textContent += ` ${answerInWords(image, window, pool, value.value, value.differs)}`;
  }

  // Moving the window

  /** Move it there, as long as the pointer is there. */
  hover(row, column) {
    this.page.says.setAttribute("aria-live", "off"); // hovering would talk without end
    this.walk.move(row, column);
    this.draw();
  }

  endHover() {
    this.walk.move(this.walk.chosen.row, this.walk.chosen.column);
    this.draw();
  }

  /** Move it there for good, and say so to those who listen. */
  choose(row, column) {
    this.walk.move(row, column);
    this.walk.choose();
    this.page.says.setAttribute("aria-live", "polite");
    this.bringIntoSight();
    this.draw();
  }

  step(by) {
    this.pause();
    this.walk.go(by);
    this.choose(this.walk.at.row, this.walk.at.column);
  }

  /** Go to the next window for which the student's function is wrong; after the last, the first. */
  nextWrong() {
    this.pause();
    const { walk, got } = this;
    for (let by = 1; by <= walk.cells; by++) {
      const { row, column } = walk.place((walk.index + by) % walk.cells);
      const known = row < got.rows && column < got.columns;
      if (known && got.differs[row * got.columns + column]) return this.choose(row, column);
    }
    return undefined;
  }

  fillAll() {
    this.walk.fillAll();
    this.draw();
  }

  clear() {
    this.pause();
    this.empty();
    this.choose(0, 0);
  }

  empty() {
    this.walk.empty();
    if (this.takes) this.walk.fillAll();
    this.bitmaps.delete(this.page.output);
  }

  // Playing: a picture that changes at most once a second for those who ask for little motion.

  get playing() { return this.timer != null; }

  playOrPause() {
    if (this.playing) this.pause();
    else this.start();
  }

  start() {
    const { walk, page } = this;
    const slow = this.reduced.matches;
    if (walk.atTheEnd) {
      walk.move(0, 0);
      this.empty();
    }
    const atOnce = Math.ceil(walk.cells / (slow ? 12 : 80));
    page.says.setAttribute("aria-live", "off");
    page.play.textContent = "⏸ Pause";
    this.timer = setInterval(() => {
      walk.go(atOnce);
      this.bringIntoSight();
      if (walk.atTheEnd) this.pause();
      this.draw();
    }, slow ? 1000 : walk.cells <= 40 ? 700 : 120);
    this.draw();
  }

  pause() {
    clearInterval(this.timer);
    this.timer = null;
    this.page.play.textContent = "▶ Play";
    this.walk.choose();
    this.page.says.setAttribute("aria-live", "polite");
  }

  // Zoom

  /** Bring the window back into sight, if the picture is enlarged. */
  bringIntoSight() {
    const { at, rows, columns } = this.walk;
    if (this.zoom > 1) this.centre = [(at.row + 0.5) / Math.max(rows, 1), (at.column + 0.5) / Math.max(columns, 1)];
  }

  zoomTo(wanted, focus) {
    const { most } = this.views.get(this.page.image.canvas).view;
    this.zoom = Math.min(Math.max(wanted, 1), most);
    if (this.zoom < 1.01) [this.zoom, this.centre] = [1, [0.5, 0.5]];
    else if (focus) this.centre = focus;
    else this.bringIntoSight();
    this.draw();
  }

  /** Show the part of an enlarged picture around that place, given as shares of its sides. */
  panTo(centre) {
    this.centre = centre.map((share) => Math.min(Math.max(share, 0), 1));
    this.draw();
  }

  // A pixel that is changed: on this page only, Python does not hear of it.

  /** Name the pixel; one that does not exist becomes the nearest that does. */
  name(row, column) {
    const within = (place, side) => Math.min(Math.max(Math.floor(place) || 0, 0), side - 1);
    this.pixel = { row: within(row, this.rows), column: within(column, this.columns) };
    const { pixel } = this.page;
    pixel.row.input.value = this.pixel.row;
    pixel.column.input.value = this.pixel.column;
    pixel.value.input.value = this.image.values[this.pixel.row * this.columns + this.pixel.column];
  }

  /** Give the named pixel another value, and pool anew; what was filled stays filled. */
  changeTo(value) {
    if (!Number.isFinite(value)) return;
    this.image.values[this.pixel.row * this.columns + this.pixel.column] = value;
    this.output = poolImage(this.image, this.settings);
    this.readable = readableCell(this.image);
    this.restyle();
    this.draw();
  }

  // Places and settings

  /** What is at a place on one of the canvases: its output cell, the place as shares, the image's pixel. */
  under({ target, clientX, clientY }) {
    const { lay } = this;
    const { view, board } = this.views.get(target);
    const box = target.getBoundingClientRect();
    const row = (clientY - box.top - 1 - view.y) / view.cell;
    const column = (clientX - box.left - 1 - view.x) / view.cell;
    const shares = [row / board.rows, column / board.columns];
    if (target !== this.page.image.canvas) return { cell: [Math.floor(row), Math.floor(column)], shares };
    // Of the windows around a pixel, the one whose middle is nearest.
    const nearest = (place, before) => Math.round((place + before - lay.size / 2) / lay.stride);
    return { cell: [nearest(row, lay.down.before), nearest(column, lay.across.before)], shares, pixel: [row, column] };
  }

  set(name, value) {
    this.pause();
    this.model.set(name, value);
    this.model.save_changes();
  }

  setNumber(name) {
    const { input } = this.page.settings[name];
    const number = Math.round(Number(input.value));
    if (number >= 1) this.set(name, Math.min(number, Number(input.max)));
    input.value = this.settings[name];
  }
}

// ------------------------------------------------------------- what the reader does, and what changes

function listenToButtons(explorer) {
  const { page } = explorer;
  const acts = {
    back: () => explorer.step(-1),
    play: () => explorer.playOrPause(),
    next: () => explorer.step(1),
    all: () => explorer.fillAll(),
    clear: () => explorer.clear(),
    wrong: () => explorer.nextWrong(),
    closer: () => explorer.zoomTo(explorer.zoom * 2),
    further: () => explorer.zoomTo(explorer.zoom / 2),
    whole: () => explorer.zoomTo(1),
  };
  for (const [name, act] of Object.entries(acts)) page[name].addEventListener("click", act);
}

function listenToSettings(explorer) {
  const { settings } = explorer.page;
  for (const name of ["size", "stride"]) settings[name].input.addEventListener("change", () => explorer.setNumber(name));
  for (const name of ["pool", "padding"]) {
    settings[name].input.addEventListener("change", () => explorer.set(name, settings[name].input.value));
  }
  const { row, column, value } = explorer.page.pixel;
  for (const place of [row, column]) {
    place.input.addEventListener("change", () => explorer.name(Number(row.input.value), Number(column.input.value)));
  }
  value.input.addEventListener("input", () => explorer.changeTo(value.input.valueAsNumber));
  settings.plane.input.addEventListener("change", () => explorer.set("plane", Number(settings.plane.input.value)));
}

function listenToKeys(explorer) {
  const { walk } = explorer;
  const go = (down, right) => explorer.choose(walk.at.row + down, walk.at.column + right);
  const keys = {
    ArrowUp: () => go(-1, 0),
    ArrowDown: () => go(1, 0),
    ArrowLeft: () => go(0, -1),
    ArrowRight: () => go(0, 1),
    Home: (event) => explorer.choose(event.ctrlKey ? 0 : walk.at.row, 0),
    End: (event) => explorer.choose(event.ctrlKey ? walk.rows - 1 : walk.at.row, walk.columns - 1),
    " ": () => explorer.playOrPause(),
    "+": () => explorer.zoomTo(explorer.zoom * 2),
    "-": () => explorer.zoomTo(explorer.zoom / 2),
    0: () => explorer.zoomTo(1),
  };
  explorer.page.stage.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.altKey || event.metaKey || walk.cells === 0) return;
    event.preventDefault();
    if (event.key !== " " && explorer.playing) explorer.pause();
    act(event);
  });
}

/** A pointer that is down drags an enlarged picture; one that is not moves the window along. */
class Drag {
  constructor(explorer, event) {
    [this.x, this.y] = [event.clientX, event.clientY];
    this.from = explorer.views.get(event.target).view.middle;
    this.far = false;
  }

  to(explorer, event) {
    const { view } = explorer.views.get(event.target);
    const down = event.clientY - this.y, right = event.clientX - this.x;
    this.far ||= Math.hypot(down, right) > 4;
    if (!this.far) return;
    explorer.panTo([this.from[0] - down / (view.rows * view.cell), this.from[1] - right / (view.columns * view.cell)]);
  }
}

/** Two fingers that enlarge or shrink the picture around what was between them at first. */
class Pinch {
  constructor(explorer, [one, other]) {
    const middle = { target: one.target, clientX: (one.clientX + other.clientX) / 2, clientY: (one.clientY + other.clientY) / 2 };
    this.focus = explorer.under(middle).shares;
    this.zoom = explorer.zoom;
    this.apart = this.distance(one, other);
  }

  distance(one, other) { return Math.max(Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY), 1); }

  to(explorer, [one, other]) { explorer.zoomTo(this.zoom * this.distance(one, other) / this.apart, this.focus); }
}

function listenToPointers(explorer) {
  const { stage } = explorer.page;
  const onCanvas = (event) => explorer.views.has(event.target);
  const fingers = new Map(); // where those are that are down, by their pointers
  const place = ({ target, clientX, clientY }) => ({ target, clientX, clientY });
  let drag = null, pinch = null;

  const down = (event) => {
    if (!onCanvas(event) || event.button !== 0) return;
    event.target.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, place(event));
    if (fingers.size === 1) drag = new Drag(explorer, event);
    if (fingers.size === 2) {
      drag = null;
      explorer.pause();
      pinch = new Pinch(explorer, [...fingers.values()]);
    }
  };
  const move = (event) => {
    if (!onCanvas(event) || explorer.playing) return;
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, place(event));
    if (pinch) {
      if (fingers.size === 2) pinch.to(explorer, [...fingers.values()]);
    } else if (drag && explorer.zoom > 1) drag.to(explorer, event);
    else explorer.hover(...explorer.under(event).cell);
  };
  /** Whether the pointer did no more than touch. */
  const lift = (event) => {
    fingers.delete(event.pointerId);
    const touched = drag && !drag.far;
    drag = null;
    if (fingers.size === 0) pinch = null;
    return touched;
  };
  const up = (event) => {
    if (!onCanvas(event) || !fingers.has(event.pointerId) || !lift(event)) return;
    explorer.pause();
    const { centre } = explorer; // a click does not make the picture jump
    const { cell, pixel } = explorer.under(event);
    if (pixel) explorer.name(...pixel);
    explorer.choose(...cell);
    explorer.panTo(centre);
  };
  const leave = () => {
    if (!fingers.size && !explorer.playing) explorer.endHover();
  };
  const wheel = (event) => {
    // With Ctrl, or two fingers on a touchpad; a bare wheel scrolls the page.
    if (!event.ctrlKey || !onCanvas(event)) return;
    event.preventDefault();
    explorer.zoomTo(explorer.zoom * Math.exp(-event.deltaY / 200), explorer.under(event).shares);
  };
  stage.addEventListener("pointerdown", down);
  stage.addEventListener("pointermove", move);
  stage.addEventListener("pointerup", up);
  stage.addEventListener("pointercancel", lift);
  stage.addEventListener("pointerleave", leave);
  stage.addEventListener("wheel", wheel, { passive: false });
}

/** Follow the settings and the answer, and return what ends that. */
function followModel(explorer) {
  const { model } = explorer;
  const changed = () => { explorer.compute(); explorer.draw(); };
  const answered = () => { explorer.takeAnswer(); explorer.draw(); };
  for (const name of CHANGEABLE) model.on(`change:${name}`, changed);
  model.on("change:_answer", answered);
  return () => {
    for (const name of CHANGEABLE) model.off(`change:${name}`, changed);
    model.off("change:_answer", answered);
  };
}

/** Follow the size and the theme of the page, and return what ends that. */
function followPage(explorer) {
  const redrawn = () => { explorer.restyle(); explorer.draw(); };
  const resized = new ResizeObserver(() => explorer.draw());
  resized.observe(explorer.page.root);
  const themed = new MutationObserver(redrawn);
  const attributes = { attributes: true, attributeFilter: ["data-jp-theme-light", "data-theme", "theme", "class"] };
  for (const each of [document.documentElement, document.body]) themed.observe(each, attributes);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", redrawn);
  return () => {
    resized.disconnect();
    themed.disconnect();
    scheme.removeEventListener("change", redrawn);
  };
}

function render({ model, el }) {
  const page = pageOf(model.get("_planes"), model.get("_takes"));
  const explorer = new Explorer(model, page);
  el.append(page.root);
  for (const listen of [listenToButtons, listenToSettings, listenToKeys, listenToPointers]) listen(explorer);
  const ends = [keepPlainKeys(page.root), followModel(explorer), followPage(explorer)];
  explorer.compute();
  explorer.draw();
  return () => {
    explorer.pause();
    clearTimeout(explorer.waiting);
    for (const end of ends) end();
  };
}

export default { render };
