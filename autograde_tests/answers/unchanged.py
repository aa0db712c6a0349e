# %% right: one subtraction, one mean
import numpy as np

def padded_shift(image, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    return np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]

def unchanged(image, pooled, rows, columns):
    before = np.asarray(pooled(image), dtype=float)
    after = np.asarray(pooled(padded_shift(image, rows, columns)), dtype=float)
    return np.mean(np.abs(before - after) <= 1e-9)

# %% right: np.isclose with its tolerances set
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    moved = np.zeros_like(image)
    if abs(rows) < h and abs(columns) < w:
        moved[max(rows, 0):h + min(rows, 0), max(columns, 0):w + min(columns, 0)] = \
            image[max(-rows, 0):h - max(rows, 0), max(-columns, 0):w - max(columns, 0)]
    same = np.isclose(pooled(image), pooled(moved), rtol=0, atol=1e-9)
    return same.sum() / same.size

# %% right: loops, for the shift and for the count
import numpy as np

def unchanged(image, pooled, rows, columns):
    moved = np.zeros(image.shape, dtype=image.dtype)
    for ii in range(image.shape[0]):
        for jj in range(image.shape[1]):
            if 0 <= ii - rows < image.shape[0] and 0 <= jj - columns < image.shape[1]:
                moved[ii, jj] = image[ii - rows, jj - columns]
    a = np.array(pooled(image)).ravel().tolist()
    b = np.array(pooled(moved)).ravel().tolist()
    same = 0
    for x, y in zip(a, b):
        if abs(x - y) <= 1e-9:
            same += 1
    return same / len(a)

# %% right: one minus the changed part
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    canvas = np.zeros((3 * h, 3 * w), image.dtype)
    canvas[h:2 * h, w:2 * w] = image
    r, c = np.clip(rows, -h, h), np.clip(columns, -w, w)
    moved = canvas[h - r:2 * h - r, w - c:2 * w - c]
    difference = np.abs(np.asarray(pooled(image), float) - np.asarray(pooled(moved), float))
    return 1 - np.count_nonzero(difference > 1e-9) / difference.size

# %% right: np.average of a comparison, the shift by rolling
import numpy as np

def roll_and_clear(image, rows, columns):
    out = np.roll(image, (rows, columns), axis=(0, 1))
    h, w = image.shape
    r, c = np.indices(image.shape)
    out[(r < rows) | (r >= h + rows) | (c < columns) | (c >= w + columns)] = 0
    return out

def unchanged(image, pooled, rows, columns):
    still = np.array(pooled(image), "float64")
    moved = np.array(pooled(roll_and_clear(image, rows, columns)), "float64")
    return float(np.average(np.absolute(moved - still) <= 1e-9))

# %% right: matrix products for the shift, a comprehension for the count
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    moved = np.eye(h, k=-rows) @ image @ np.eye(w, k=columns)
    before, after = np.ravel(pooled(image)), np.ravel(pooled(moved))
    return sum([abs(float(p) - float(q)) <= 1e-9 for p, q in zip(before, after)]) / before.size

# %% right: a helper inside, statistics.mean
import numpy as np
from statistics import mean

def unchanged(image, pooled, rows, columns):
    def moved():
        h, w = image.shape
        r = np.arange(h)[:, None] - rows
        c = np.arange(w) - columns
        inside = (r >= 0) & (r < h) & (c >= 0) & (c < w)
        return np.where(inside, image[r.clip(0, h - 1), c.clip(0, w - 1)], 0)

    pairs = zip(np.asarray(pooled(image)).flat, np.asarray(pooled(moved())).flat)
    return mean(1.0 if -1e-9 <= float(a) - float(b) <= 1e-9 else 0.0 for a, b in pairs)

# %% right: math.isclose, vectorised
import math
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    moved = np.zeros((h, w))
    for ii in range(max(0, rows), min(h, h + rows)):
        for jj in range(max(0, columns), min(w, w + columns)):
            moved[ii, jj] = image[ii - rows, jj - columns]
    close = np.vectorize(lambda a, b: math.isclose(a, b, rel_tol=0, abs_tol=1e-9))
    print("pooling twice")
    return close(np.asarray(pooled(image)), np.asarray(pooled(moved))).mean()

# %% right: rows, then the transpose's rows
import numpy as np

def shifted_down(image, rows):
    n = len(image)
    out = np.zeros_like(image)
    if 0 <= rows < n:
        out[rows:] = image[:n - rows]
    elif -n < rows < 0:
        out[:rows] = image[-rows:]
    return out

def unchanged(image, pooled, rows, columns):
    moved = shifted_down(shifted_down(image, rows).T, columns).T
    gap = np.subtract(pooled(image), pooled(moved), dtype=float)
    return (np.abs(gap) <= 1e-9).sum() / np.size(gap)

# %% wrong: the changed part instead of the unchanged
# mistake: fraction-changed
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    return np.mean(np.abs(pooled(image) - pooled(moved)) > 1e-9)

# %% wrong: how many, not which part
# mistake: number-not-fraction
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    return np.sum(np.abs(pooled(image) - pooled(moved)) <= 1e-9)

# %% wrong: in percent
# mistake: percentage
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    return 100 * np.mean(np.abs(pooled(image) - pooled(moved)) <= 1e-9)

# %% wrong: the mean difference
# mistake: mean-difference
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    return np.mean(np.abs(pooled(image) - pooled(moved)))

# %% wrong: true only if all stay the same
# mistake: all-or-nothing
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    return np.allclose(pooled(image), pooled(moved), rtol=0, atol=1e-9)

# %% wrong: the images compared, not what pooling makes of them
# mistake: image-not-pooled
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    return np.mean(np.abs(image - moved) <= 1e-9)

# %% wrong: shifted after pooling instead of before
# mistake: output-shifted
import numpy as np

def unchanged(image, pooled, rows, columns):
    before = np.asarray(pooled(image))
    h, w = before.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    after = np.pad(before, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    return np.mean(np.abs(before - after) <= 1e-9)

# %% wrong: the shifted output compared with the output of the shifted image
import numpy as np

def unchanged(image, pooled, rows, columns):
    def moved(x):
        h, w = x.shape
        top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
        return np.pad(x, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    return np.mean(np.abs(moved(np.asarray(pooled(image))) - pooled(moved(image))) <= 1e-9)

# %% wrong: rolled instead of shifted
# mistake: comes-in-again
import numpy as np

def unchanged(image, pooled, rows, columns):
    moved = np.roll(image, (rows, columns), axis=(0, 1))
    return np.mean(np.abs(np.asarray(pooled(image)) - pooled(moved)) <= 1e-9)

# %% wrong: moved the other way
# mistake: other-direction
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    rows, columns = -rows, -columns
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    return np.mean(np.abs(pooled(image) - pooled(moved)) <= 1e-9)

# %% wrong: rows and columns exchanged
# mistake: rows-and-columns-swapped
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    rows, columns = columns, rows
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    return np.mean(np.abs(pooled(image) - pooled(moved)) <= 1e-9)

# %% wrong: exactly the same, bit for bit
# marks: 1 + 0
# mistake: exactly-equal
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    return np.mean(np.asarray(pooled(image)) == np.asarray(pooled(moved)))

# %% wrong: np.isclose with its own tolerances
# marks: 1 + 0
# mistake: relative-tolerance
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    return np.isclose(pooled(image), pooled(moved)).mean()

# %% wrong: math.isclose, with its relative tolerance left as it is
# marks: 1 + 0
# mistake: relative-tolerance
import math
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    pairs = zip(np.ravel(pooled(image)), np.ravel(pooled(moved)))
    same = [math.isclose(a, b, abs_tol=1e-9) for a, b in pairs]
    return sum(same) / len(same)

# %% wrong: rounded to whole numbers before comparing
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    return np.mean(np.round(pooled(image)) == np.round(pooled(moved)))

# %% wrong: the difference's sign forgotten
# mistake: sign-kept
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    return np.mean(np.asarray(pooled(image)) - pooled(moved) <= 1e-9)

# %% wrong: divided by the image's size, not the output's
# mistake: divided-by-the-image
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    return np.sum(np.abs(pooled(image) - pooled(moved)) <= 1e-9) / image.size

# %% wrong: divided by the number of rows
# mistake: divided-by-one-side
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    same = np.abs(np.asarray(pooled(image)) - pooled(moved)) <= 1e-9
    return same.sum() / len(same)

# %% wrong: whole-number division
# mistake: all-or-nothing
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    same = np.abs(np.asarray(pooled(image)) - pooled(moved)) <= 1e-9
    return same.sum() // same.size

# %% wrong: pooled taken for granted, always 2 by 2 maxima
# mistake: another-pooling
import numpy as np

def unchanged(image, pooled, rows, columns):
    def pool(x):
        a, b = x.shape[0] // 2, x.shape[1] // 2
        return x[:a * 2, :b * 2].reshape(a, 2, b, 2).max(axis=(1, 3))
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    return np.mean(np.abs(pool(image) - pool(moved)) <= 1e-9)

# %% wrong: the shifted image compared without pooling it
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    before = np.asarray(pooled(image))
    return np.mean(np.abs(before - moved[:before.shape[0], :before.shape[1]]) <= 1e-9)

# %% wrong: pooled called on the shift, not on the image
# mistake: pooled-called-wrongly
import numpy as np

def unchanged(image, pooled, rows, columns):
    before = pooled(image)
    after = pooled(rows, columns)
    return np.mean(np.abs(before - after) <= 1e-9)

# %% wrong: the argument is shifted in place, then compared with itself
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    image[:] = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    moved = image
    return np.mean(np.abs(pooled(image) - pooled(moved)) <= 1e-9)

# %% wrong: the argument is changed, the number is right
import numpy as np

def unchanged(image, pooled, rows, columns):
    before = np.array(pooled(image), dtype=float)
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    image[:] = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    return np.mean(np.abs(before - np.array(pooled(image), dtype=float)) <= 1e-9)

# %% wrong: values counted as sets
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    before, after = np.asarray(pooled(image)), np.asarray(pooled(moved))
    return np.isin(before, after).mean()

# %% wrong: shifts that reach beyond the image raise an error
# marks: 1 + 0
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    moved = np.zeros_like(image)
    moved[max(rows, 0):h + min(rows, 0), max(columns, 0):w + min(columns, 0)] = \
        image[max(-rows, 0):h + min(-rows, 0), max(-columns, 0):w + min(-columns, 0)]
    return np.mean(np.abs(np.asarray(pooled(image), float) - np.asarray(pooled(moved), float)) <= 1e-9)

# %% wrong: negative shifts do nothing
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    moved = np.pad(image, ((max(rows, 0), 0), (max(columns, 0), 0)))[:h, :w]
    return np.mean(np.abs(np.asarray(pooled(image), float) - np.asarray(pooled(moved), float)) <= 1e-9)

# %% wrong: the values that stay, not their part
# mistake: not-counted
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    return np.abs(np.asarray(pooled(image)) - pooled(moved)) <= 1e-9

# %% wrong: printed, not returned
# mistake: nothing-returned
import numpy as np

def unchanged(image, pooled, rows, columns):
    h, w = image.shape
    top, bottom, left, right = max(rows, 0), max(-rows, 0), max(columns, 0), max(-columns, 0)
    moved = np.pad(image, ((top, bottom), (left, right)))[bottom:bottom + h, right:right + w]
    print(np.mean(np.abs(np.asarray(pooled(image)) - pooled(moved)) <= 1e-9))

# %% wrong: np.isclose with its absolute tolerance left as it is
# marks: 1 + 0
def unchanged(image, pooled, rows, columns):
    before = np.asarray(pooled(image))
    after = np.asarray(pooled(shift(image, rows, columns)))
    return np.isclose(before, after, rtol=0).mean()

def shift(image, rows, columns):
    moved = np.zeros_like(image)
    height, width = image.shape
    for r in range(height):
        for c in range(width):
            if 0 <= r - rows < height and 0 <= c - columns < width:
                moved[r, c] = image[r - rows, c - columns]
    return moved

# %% wrong: a tolerance of 1e-10
# marks: 1 + 0
def unchanged(image, pooled, rows, columns):
    moved = np.zeros_like(image)
    height, width = image.shape
    for r in range(max(rows, 0), min(height, height + rows)):
        for c in range(max(columns, 0), min(width, width + columns)):
            moved[r, c] = image[r - rows, c - columns]
    return np.mean(np.abs(np.asarray(pooled(image)) - pooled(moved)) <= 1e-10)
