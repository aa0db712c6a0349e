# %% right: a padded canvas, then a slice of it
import numpy as np

def shift(image, rows, columns):
    height, width = image.shape
    canvas = np.zeros((3 * height, 3 * width), dtype=image.dtype)
    canvas[height:2 * height, width:2 * width] = image
    rows = max(-height, min(height, rows))
    columns = max(-width, min(width, columns))
    return canvas[height - rows:2 * height - rows, width - columns:2 * width - columns]

# %% right: four slices with max and min
import numpy as np

def shift(image, rows, columns):
    h, w = image.shape
    out = np.zeros_like(image)
    if abs(rows) >= h or abs(columns) >= w:
        return out
    out[max(rows, 0):h + min(rows, 0), max(columns, 0):w + min(columns, 0)] = \
        image[max(-rows, 0):h + min(-rows, 0), max(-columns, 0):w + min(-columns, 0)]
    return out

# %% right: pixel by pixel, where each comes from
import numpy as np

def shift(image, rows, columns):
    out = np.zeros(image.shape)
    for ii in range(image.shape[0]):
        for jj in range(image.shape[1]):
            from_row, from_column = ii - rows, jj - columns
            if 0 <= from_row < image.shape[0] and 0 <= from_column < image.shape[1]:
                out[ii, jj] = image[from_row, from_column]
    return out

# %% right: pixel by pixel, where each goes
import numpy as np

def shift(image, rows, columns):
    height, width = image.shape
    out = np.zeros((height, width))
    for (ii, jj), value in np.ndenumerate(image):
        if 0 <= ii + rows < height and 0 <= jj + columns < width:
            out[ii + rows, jj + columns] = value
    return out

# %% right: roll, then what came round is set to zero
import numpy as np

def shift(image, rows, columns):
    h, w = image.shape
    out = np.roll(image, (rows, columns), axis=(0, 1))
    if rows >= 0:
        out[:rows] = 0
    else:
        out[max(h + rows, 0):] = 0
    if columns >= 0:
        out[:, :columns] = 0
    else:
        out[:, max(w + columns, 0):] = 0
    return out

# %% right: np.pad on the side it comes from, cropped on the other
import numpy as np

def shift(image, rows, columns):
    height, width = image.shape
    top, bottom = max(rows, 0), max(-rows, 0)
    left, right = max(columns, 0), max(-columns, 0)
    padded = np.pad(image, ((top, bottom), (left, right)))
    return padded[bottom:bottom + height, right:right + width]

# %% right: two matrix products
import numpy as np

def shift(image, rows, columns):
    height, width = image.shape
    down = np.eye(height, k=-rows)
    across = np.eye(width, k=columns)
    return down @ image @ across

# %% right: lists, one direction at a time
def moved(line, steps, filler):
    n = len(line)
    steps = max(-n, min(n, steps))
    if steps >= 0:
        return [filler] * steps + line[:n - steps]
    return line[-steps:] + [filler] * -steps

def shift(image, rows, columns):
    picture = [moved(list(row), columns, 0) for row in image]
    return moved(picture, rows, [0] * image.shape[1])

# %% right: index arrays and np.where
import numpy as np

def shift(image, rows, columns):
    h, w = image.shape
    r = np.arange(h)[:, None] - rows
    c = np.arange(w)[None, :] - columns
    inside = (r >= 0) & (r < h) & (c >= 0) & (c < w)
    return np.where(inside, image[np.clip(r, 0, h - 1), np.clip(c, 0, w - 1)], 0)

# %% right: one step at a time
import numpy as np

def shift(image, rows, columns):
    out = image
    while rows > 0 and out.any():
        out = np.vstack([np.zeros((1, out.shape[1])), out[:-1]])
        rows -= 1
    while rows < 0 and out.any():
        out = np.vstack([out[1:], np.zeros((1, out.shape[1]))])
        rows += 1
    while columns > 0 and out.any():
        out = np.hstack([np.zeros((out.shape[0], 1)), out[:, :-1]])
        columns -= 1
    while columns < 0 and out.any():
        out = np.hstack([out[:, 1:], np.zeros((out.shape[0], 1))])
        columns += 1
    return out

# %% right: the flip of the opposite shift, recursively
import numpy as np

def shift(image, rows, columns):
    if rows < 0:
        return np.flipud(shift(np.flipud(image), -rows, columns))
    if columns < 0:
        return np.fliplr(shift(np.fliplr(image), rows, -columns))
    out = np.zeros_like(image)
    for source, target in enumerate(range(rows, image.shape[0])):
        out[target, columns:] = image[source, :max(image.shape[1] - columns, 0)]
    return out

# %% right: Keras pads and crops
import keras
import numpy as np

def shift(image, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    layer = keras.layers.ZeroPadding2D(((top, bottom), (left, right)), dtype="float64")
    padded = layer(image[None, :, :, None])
    return np.array(padded)[0, bottom:bottom + h, right:right + w, 0]

# %% wrong: roll, the other side comes round
# mistake: comes-in-again
import numpy as np

def shift(image, rows, columns):
    return np.roll(image, (rows, columns), axis=(0, 1))

# %% wrong: up and left instead of down and right
# mistake: other-direction
import numpy as np

def shift(image, rows, columns):
    out = np.zeros_like(image)
    h, w = image.shape
    for ii in range(h):
        for jj in range(w):
            if 0 <= ii + rows < h and 0 <= jj + columns < w:
                out[ii, jj] = image[ii + rows, jj + columns]
    return out

# %% wrong: rows and columns exchanged
# mistake: rows-and-columns-swapped
import numpy as np

def shift(image, rows, columns):
    out = np.zeros_like(image)
    h, w = image.shape
    for ii in range(h):
        for jj in range(w):
            if 0 <= ii - columns < h and 0 <= jj - rows < w:
                out[ii, jj] = image[ii - columns, jj - rows]
    return out

# %% wrong: the rows move up
# mistake: rows-other-direction
import numpy as np

def shift(image, rows, columns):
    out = np.zeros_like(image)
    h, w = image.shape
    for ii in range(h):
        for jj in range(w):
            if 0 <= ii + rows < h and 0 <= jj - columns < w:
                out[ii, jj] = image[ii + rows, jj - columns]
    return out

# %% wrong: positive shifts only, minus counts from the end
# mistake: positive-only
import numpy as np

def shift(image, rows, columns):
    out = np.zeros_like(image)
    out[rows:, columns:] = image[:image.shape[0] - rows, :image.shape[1] - columns]
    return out

# %% wrong: slices to minus the shift, which nought breaks
# mistake: positive-only
import numpy as np

def shift(image, rows, columns):
    out = np.zeros_like(image)
    out[rows:, columns:] = image[:-rows, :-columns]
    return out

# %% wrong: negative shifts do nothing
# mistake: negative-ignored
import numpy as np

def shift(image, rows, columns):
    rows, columns = max(rows, 0), max(columns, 0)
    h, w = image.shape
    padded = np.pad(image, ((rows, 0), (columns, 0)))
    return padded[:h, :w]

# %% wrong: the sign of the shift is dropped
# mistake: sign-ignored
import numpy as np

def shift(image, rows, columns):
    rows, columns = abs(rows), abs(columns)
    h, w = image.shape
    return np.pad(image, ((rows, 0), (columns, 0)))[:h, :w]

# %% wrong: the image grows
# mistake: made-larger
import numpy as np

def shift(image, rows, columns):
    top, bottom = max(rows, 0), max(-rows, 0)
    left, right = max(columns, 0), max(-columns, 0)
    return np.pad(image, ((top, bottom), (left, right)))

# %% wrong: the image shrinks
# mistake: cut-off
def shift(image, rows, columns):
    h, w = image.shape
    return image[max(-rows, 0):h - max(rows, 0), max(-columns, 0):w - max(columns, 0)]

# %% wrong: the edge is repeated instead of zeros
# mistake: edge-repeated
import numpy as np

def shift(image, rows, columns):
    h, w = image.shape
    r = np.clip(np.arange(h) - rows, 0, h - 1)
    c = np.clip(np.arange(w) - columns, 0, w - 1)
    return image[np.ix_(r, c)]

# %% wrong: the old pixels stay where new ones should be zero
# mistake: old-pixels-kept
def shift(image, rows, columns):
    out = image.copy()
    h, w = image.shape
    for ii in range(h):
        for jj in range(w):
            if 0 <= ii - rows < h and 0 <= jj - columns < w:
                out[ii, jj] = image[ii - rows, jj - columns]
    return out

# %% wrong: negative indices reach round the image
# mistake: negative-position
import numpy as np

def shift(image, rows, columns):
    out = np.zeros_like(image)
    h, w = image.shape
    for ii in range(h):
        for jj in range(w):
            if ii - rows < h and jj - columns < w:
                out[ii, jj] = image[ii - rows, jj - columns]
    return out

# %% wrong: shifts beyond the image come round
# marks: 1 + 0
import numpy as np

def shift(image, rows, columns):
    h, w = image.shape
    out = np.roll(image, (rows, columns), axis=(0, 1))
    rows, columns = int(np.fmod(rows, h)), int(np.fmod(columns, w))
    if rows > 0:
        out[:rows] = 0
    elif rows < 0:
        out[rows:] = 0
    if columns > 0:
        out[:, :columns] = 0
    elif columns < 0:
        out[:, columns:] = 0
    return out

# %% wrong: an error for shifts larger than the image
# marks: 1 + 0
import numpy as np

def shift(image, rows, columns):
    h, w = image.shape
    out = np.zeros_like(image)
    down = np.arange(h) - rows
    right = np.arange(w) - columns
    r = [i for i in range(h) if down[i] >= 0 and down[i] < h]
    c = [j for j in range(w) if right[j] >= 0 and right[j] < w]
    out[r[0]:r[-1] + 1, c[0]:c[-1] + 1] = image[down[r[0]]:down[r[-1]] + 1, right[c[0]]:right[c[-1]] + 1]
    return out

# %% wrong: the canvas is too small for large shifts
# marks: 1 + 0
import numpy as np

def shift(image, rows, columns):
    height, width = image.shape
    canvas = np.zeros((3 * height, 3 * width))
    canvas[height:2 * height, width:2 * width] = image
    return canvas[height - rows:2 * height - rows, width - columns:2 * width - columns]

# %% wrong: the argument is changed
# mistake: argument-changed
import numpy as np

def shift(image, rows, columns):
    before = image.copy()
    h, w = image.shape
    image[:] = 0
    for ii in range(h):
        for jj in range(w):
            if 0 <= ii - rows < h and 0 <= jj - columns < w:
                image[ii, jj] = before[ii - rows, jj - columns]
    return image

# %% wrong: the argument's border is set to zero before it is moved
# mistake: argument-changed
import numpy as np

def shift(image, rows, columns):
    h, w = image.shape
    if rows > 0:
        image[max(h - rows, 0):] = 0
    elif rows < 0:
        image[:-rows] = 0
    if columns > 0:
        image[:, max(w - columns, 0):] = 0
    elif columns < 0:
        image[:, :-columns] = 0
    return np.roll(image, (rows, columns), axis=(0, 1))

# %% wrong: rows only
# mistake: one-axis-only
import numpy as np

def shift(image, rows, columns):
    h = image.shape[0]
    out = np.zeros_like(image)
    for ii in range(h):
        if 0 <= ii - rows < h:
            out[ii] = image[ii - rows]
    return out

# %% wrong: rolled through the flat array
# mistake: comes-in-again
import numpy as np

def shift(image, rows, columns):
    return np.roll(image, rows * image.shape[1] + columns)

# %% wrong: zeros in the rows, the columns come round
import numpy as np

def shift(image, rows, columns):
    h = image.shape[0]
    out = np.zeros_like(image)
    for ii in range(h):
        if 0 <= ii - rows < h:
            out[ii] = np.roll(image[ii - rows], columns)
    return out

# %% wrong: height and width exchanged in the bounds
import numpy as np

def shift(image, rows, columns):
    h, w = image.shape
    out = np.zeros_like(image)
    for ii in range(w):
        for jj in range(h):
            if 0 <= ii - rows < w and 0 <= jj - columns < h:
                out[ii, jj] = image[ii - rows, jj - columns]
    return out

# %% wrong: a canvas of whole numbers cuts off the decimals
# mistake: whole-numbers-only
import numpy as np

def shift(image, rows, columns):
    h, w = image.shape
    out = np.zeros((h, w), dtype=int)
    for ii in range(h):
        for jj in range(w):
            if 0 <= ii - rows < h and 0 <= jj - columns < w:
                out[ii, jj] = image[ii - rows, jj - columns]
    return out

# %% wrong: a canvas of eight-bit pixels
import numpy as np

def shift(image, rows, columns):
    h, w = image.shape
    out = np.zeros((h, w), dtype=np.uint8)
    for ii in range(h):
        for jj in range(w):
            if 0 <= ii - rows < h and 0 <= jj - columns < w:
                out[ii, jj] = image.astype(np.int64).astype(np.uint8)[ii - rows, jj - columns]
    return out

# %% wrong: one too far
# mistake: edge-pixels-lost
import numpy as np

def shift(image, rows, columns):
    h, w = image.shape
    out = np.zeros_like(image)
    for ii in range(h):
        for jj in range(w):
            if 0 < ii - rows < h and 0 < jj - columns < w:
                out[ii, jj] = image[ii - rows, jj - columns]
    return out

# %% wrong: ones in the new pixels
# mistake: other-fill
import numpy as np

def shift(image, rows, columns):
    h, w = image.shape
    out = np.ones_like(image)
    for ii in range(h):
        for jj in range(w):
            if 0 <= ii - rows < h and 0 <= jj - columns < w:
                out[ii, jj] = image[ii - rows, jj - columns]
    return out

# %% wrong: not-a-number in the new pixels
# mistake: other-fill
import numpy as np

def shift(image, rows, columns):
    h, w = image.shape
    out = np.full(image.shape, np.nan)
    for ii in range(h):
        for jj in range(w):
            if 0 <= ii - rows < h and 0 <= jj - columns < w:
                out[ii, jj] = image[ii - rows, jj - columns]
    return out

# %% wrong: computed but not returned
# mistake: nothing-returned
import numpy as np

def shift(image, rows, columns):
    h, w = image.shape
    out = np.zeros_like(image)
    for ii in range(h):
        for jj in range(w):
            if 0 <= ii - rows < h and 0 <= jj - columns < w:
                out[ii, jj] = image[ii - rows, jj - columns]

# %% wrong: the image itself
# mistake: not-moved
def shift(image, rows, columns):
    return image

# %% wrong: only positive
# mistake: positive-only
def shift(image, rows, columns):
    out = np.zeros_like(image)
    h, w = image.shape
    for i in range(h - rows):
        for j in range(w - columns):
            if i + rows < h and j + columns < w:
                out[i + rows, j + columns] = image[i, j]
    return out

# %% wrong: too large
# marks: 1 + 0
# mistake: larger-than-the-image
def shift(image, rows, columns):
    h, w = image.shape
    out = np.zeros_like(image)
    out[max(rows, 0):h + min(rows, 0), max(columns, 0):w + min(columns, 0)] = image[max(-rows, 0):h - max(rows, 0), max(-columns, 0):w - max(columns, 0)]
    return out

# %% wrong: zero all
# mistake: nothing-but-zeros
def shift(image, rows, columns):
    return np.zeros_like(image)
