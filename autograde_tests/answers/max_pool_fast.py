# %% right: crops and reshapes
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    return image[:r * size, :c * size].reshape(r, size, c, size).max(axis=(1, 3))

# %% right: reshape in two steps
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    image = image[:r * size, :c * size]
    image = image.reshape(r, size, c * size).max(axis=1)
    return image.reshape(r, c, size).max(axis=2)

# %% right: sliding windows
from numpy.lib.stride_tricks import sliding_window_view

def max_pool_fast(image, size=2):
    return sliding_window_view(image, (size, size))[::size, ::size].max(axis=(2, 3))

# %% right: as_strided
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    down, right = image.strides
    windows = np.lib.stride_tricks.as_strided(image, (r, c, size, size), (size * down, size * right, down, right), writeable=False)
    return windows.max(axis=(2, 3))

# %% right: reduceat
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size * size, image.shape[1] // size * size
    image = np.maximum.reduceat(image[:r, :c], np.arange(0, r, size), axis=0)
    return np.maximum.reduceat(image, np.arange(0, c, size), axis=1)

# %% right: a loop over the offsets within a window
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size * size, image.shape[1] // size * size
    result = image[0:r:size, 0:c:size].copy()
    for i in range(size):
        for j in range(size):
            np.maximum(result, image[i:r:size, j:c:size], out=result)
    return result

# %% right: a comprehension over the offsets
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size * size, image.shape[1] // size * size
    return np.max([image[i:r:size, j:c:size] for i in range(size) for j in range(size)], axis=0)

# %% right: reduce over the offsets
from functools import reduce

def max_pool_fast(image, size=2):
    rows, columns = image.shape[0] // size, image.shape[1] // size
    slices = (image[i::size, j::size][:rows, :columns] for i in range(size) for j in range(size))
    return reduce(np.maximum, slices)

# %% right: index arrays
def max_pool_fast(image, size=2):
    r = np.arange(image.shape[0] // size)[:, None] * size + np.arange(size)
    c = np.arange(image.shape[1] // size)[:, None] * size + np.arange(size)
    return image[r[:, :, None, None], c[None, None]].max(axis=(1, 3))

# %% right: np.maximum.at
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    out = np.array(image[:r * size:size, :c * size:size])
    i, j = np.indices((r * size, c * size)) // size
    np.maximum.at(out, (i, j), image[:r * size, :c * size])
    return out

# %% right: sorts every window
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    blocks = image[:r * size, :c * size].reshape(r, size, c, size).swapaxes(1, 2).reshape(r, c, size * size)
    return np.sort(blocks, axis=2)[:, :, -1]

# %% right: partitions every window
def max_pool_fast(image, size=2):
    print("fast")
    r, c = image.shape[0] // size, image.shape[1] // size
    blocks = image[:r * size, :c * size].reshape(r, size, c, size).transpose(0, 2, 1, 3).reshape(r * c, -1)
    return np.partition(blocks, -1, axis=1)[:, -1].reshape(r, c)

# %% right: argmax and take_along_axis
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    blocks = image[:r * size, :c * size].reshape(r, size, c, size).transpose(0, 2, 1, 3).reshape(r, c, -1)
    best = blocks.argmax(axis=2)[..., None]
    return np.take_along_axis(blocks, best, axis=2)[..., 0]

# %% right: lexsort of all pixels
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    values = image[:r * size, :c * size].ravel()
    i, j = np.divmod(np.arange(values.size), c * size)
    window = (i // size) * c + j // size
    order = np.lexsort((values, window))
    return values[order][size * size - 1::size * size].reshape(r, c)

# %% right: a while loop over the offsets of rows
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    image = image[:r * size, :c * size]
    k = 1
    rows = image[::size]
    while k < size:
        rows = np.maximum(rows, image[k::size])
        k += 1
    columns = rows[:, ::size]
    for k in range(1, size):
        columns = np.maximum(columns, rows[:, k::size])
    return columns

# %% right: np.where of the offsets
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    best = np.full((r, c), -np.inf)
    for k in range(size ** 2):
        part = image[k // size::size, k % size::size][:r, :c]
        best = np.where(part > best, part, best)
    return best

# %% right: a helper for one axis
def pool_axis(a, size, axis):
    n = a.shape[axis] // size
    a = np.moveaxis(a, axis, 0)[:n * size]
    return np.moveaxis(a.reshape(n, size, *a.shape[1:]).max(axis=1), 0, axis)

def max_pool_fast(image, size=2):
    return pool_axis(pool_axis(image, size, 0), size, 1)

# %% wrong: untouched
def max_pool_fast(image, size=2):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: nested loops
# mistake: forbidden
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    output = np.zeros((r, c))
    for i in range(r):
        for j in range(c):
            output[i, j] = image[i * size:(i + 1) * size, j * size:(j + 1) * size].max()
    return output

# %% wrong: a loop over the rows
# mistake: forbidden
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    output = np.zeros((r, c))
    for i in range(r):
        output[i] = image[i * size:(i + 1) * size, :c * size].reshape(size, c, size).max(axis=(0, 2))
    return output

# %% wrong: a loop over the columns
# mistake: forbidden
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    output = np.zeros((r, c))
    for j in range(c):
        output[:, j] = image[:r * size, j * size:(j + 1) * size].reshape(r, size * size).max(axis=1)
    return output

# %% wrong: a comprehension over the windows
# mistake: forbidden
def max_pool_fast(image, size=2):
    return np.array([[image[i:i + size, j:j + size].max() for j in range(0, image.shape[1] - size + 1, size)]
                     for i in range(0, image.shape[0] - size + 1, size)])

# %% wrong: a generator over the rows
# mistake: forbidden
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    rows = (image[i * size:(i + 1) * size].max(axis=0)[:c * size].reshape(c, size).max(axis=1) for i in range(r))
    return np.stack(list(rows))

# %% wrong: np.vectorize
# mistake: forbidden
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    at = np.vectorize(lambda i, j: image[i * size:(i + 1) * size, j * size:(j + 1) * size].max(), otypes=[float])
    return at(np.arange(r)[:, None], np.arange(c)[None, :])

# %% wrong: np.vectorize with a signature
# mistake: forbidden
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    blocks = image[:r * size, :c * size].reshape(r, size, c, size).swapaxes(1, 2)
    return np.vectorize(np.max, signature="(m,n)->()")(blocks)

# %% wrong: np.apply_along_axis
# mistake: forbidden
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    blocks = image[:r * size, :c * size].reshape(r, size, c, size).swapaxes(1, 2).reshape(r, c, size * size)
    return np.apply_along_axis(max, 2, blocks)

# %% wrong: map over the windows
# mistake: forbidden
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    corners = [(i, j) for i in range(r) for j in range(c)]
    values = map(lambda k: image[k[0] * size:(k[0] + 1) * size, k[1] * size:(k[1] + 1) * size].max(), corners)
    return np.array(list(values)).reshape(r, c)

# %% wrong: map of the built-in max
# mistake: forbidden
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    blocks = image[:r * size, :c * size].reshape(r, size, c, size).swapaxes(1, 2).reshape(r * c, size * size)
    return np.array(list(map(max, blocks.tolist()))).reshape(r, c)

# %% wrong: map of np.max
# mistake: forbidden
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    blocks = image[:r * size, :c * size].reshape(r, size, c, size).swapaxes(1, 2).reshape(r * c, size * size)
    return np.array(list(map(np.max, blocks))).reshape(r, c)

# %% wrong: recursion over the windows
# mistake: forbidden
def max_pool_fast(image, size=2):
    def row(strip):
        return [] if strip.shape[1] < size else [strip[:, :size].max()] + row(strip[:, size:])
    def rows(rest):
        return [] if rest.shape[0] < size else [row(rest[:size])] + rows(rest[size:])
    return np.array(rows(image))

# %% wrong: recursion by quarters
# mistake: forbidden
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    if r == 1 and c == 1:
        return np.array([[image[:size, :size].max()]])
    if r >= c:
        half = r // 2 * size
        return np.concatenate([max_pool_fast(image[:half], size), max_pool_fast(image[half:r * size], size)])
    half = c // 2 * size
    return np.concatenate([max_pool_fast(image[:, :half], size), max_pool_fast(image[:, half:c * size], size)], axis=1)

# %% wrong: while loops
# mistake: forbidden
def max_pool_fast(image, size=2):
    out = []
    i = 0
    while i + size <= image.shape[0]:
        out.append([])
        j = 0
        while j + size <= image.shape[1]:
            out[-1].append(image[i:i + size, j:j + size].max())
            j += size
        i += size
    return np.array(out)

# %% wrong: a loop over all pixels
# mistake: forbidden
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    out = np.full((r, c), -np.inf)
    for (i, j), value in np.ndenumerate(image[:r * size, :c * size]):
        if value > out[i // size, j // size]:
            out[i // size, j // size] = value
    return out

# %% wrong: np.ndindex
# mistake: forbidden
def max_pool_fast(image, size=2):
    out = np.empty((image.shape[0] // size, image.shape[1] // size), image.dtype)
    for i, j in np.ndindex(out.shape):
        out[i, j] = image[i * size:i * size + size, j * size:j * size + size].max()
    return out

# %% wrong: splits and loops over the parts
# mistake: forbidden
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    image = image[:r * size, :c * size]
    return np.array([[b.max() for b in np.hsplit(rows, c)] for rows in np.vsplit(image, r)])

# %% wrong: a window function from the cell above
# mistake: forbidden
def window_max(image, i, j, size):
    return image[i * size:(i + 1) * size, j * size:(j + 1) * size].max()

def max_pool_fast(image, size=2):
    return [[window_max(image, i, j, size) for j in range(image.shape[1] // size)] for i in range(image.shape[0] // size)]

# %% wrong: plain lists
# mistake: forbidden
def max_pool_fast(image, size=2):
    p = image.tolist()
    return [[max(max(line[j:j + size]) for line in p[i:i + size]) for j in range(0, len(p[0]) - size + 1, size)]
            for i in range(0, len(p) - size + 1, size)]

# %% wrong: np.fromiter
# mistake: forbidden
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    blocks = image[:r * size, :c * size].reshape(r, size, c, size).swapaxes(1, 2).reshape(r * c, -1)
    return np.fromiter((block.max() for block in blocks), dtype=float, count=r * c).reshape(r, c)

# %% wrong: a lambda in np.frompyfunc
# mistake: forbidden
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    larger = np.frompyfunc(lambda a, b: a if a > b else b, 2, 1)
    blocks = image[:r * size, :c * size].reshape(r, size, c, size)
    return larger.reduce(larger.reduce(blocks, axis=3), axis=1).astype(float)

# %% wrong: no loop, but even sides only
# marks: 1 + 0
# mistake: rest-not-dropped
def max_pool_fast(image, size=2):
    r, c = image.shape
    return image.reshape(r // size, size, c // size, size).max(axis=(1, 3))

# %% wrong: size ignored
# mistake: size-ignored
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // 2, image.shape[1] // 2
    return image[:r * 2, :c * 2].reshape(r, 2, c, 2).max(axis=(1, 3))

# %% wrong: four slices whatever the size
# mistake: four-pixels
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size * size, image.shape[1] // size * size
    return np.maximum(np.maximum(image[0:r:size, 0:c:size], image[0:r:size, 1:c:size]),
                      np.maximum(image[1:r:size, 0:c:size], image[1:r:size, 1:c:size]))

# %% wrong: strided slices without cropping
# marks: 1 + 0
# mistake: rest-not-dropped
def max_pool_fast(image, size=2):
    return np.max([image[i::size, j::size] for i in range(size) for j in range(size)], axis=0)

# %% wrong: reshape that mixes the windows up
# mistake: reshaped-without-moving-axes
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    return image[:r * size, :c * size].reshape(r, c, size, size).max(axis=(2, 3))

# %% wrong: reshape, maximum along the wrong axes
# mistake: reshaped-without-moving-axes
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    return image[:r * size, :c * size].reshape(size, r, size, c).max(axis=(0, 2))

# %% wrong: maximum over the wrong pair of axes
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    return image[:r * size, :c * size].reshape(r, size, c, size).max(axis=(1, 2))

# %% wrong: sliding windows not thinned out
# mistake: windows-overlap
def max_pool_fast(image, size=2):
    return np.lib.stride_tricks.sliding_window_view(image, (size, size)).max(axis=(2, 3))

# %% wrong: sliding windows thinned out by two
def max_pool_fast(image, size=2):
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))[::2, ::2].max(axis=(2, 3))

# %% wrong: running maximum from 0
# mistake: starts-at-zero
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size * size, image.shape[1] // size * size
    result = np.zeros((r // size, c // size))
    for i in range(size):
        for j in range(size):
            result = np.maximum(result, image[i:r:size, j:c:size])
    return result

# %% wrong: running maximum inside the image
# mistake: argument-changed
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size * size, image.shape[1] // size * size
    result = image[0:r:size, 0:c:size]
    for i in range(size):
        for j in range(size):
            np.maximum(result, image[i:r:size, j:c:size], out=result)
    return result

# %% wrong: the last offset is left out
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size * size, image.shape[1] // size * size
    return np.max([image[i:r:size, j:c:size] for i in range(size) for j in range(size)][:-1] or [image], axis=0)

# %% wrong: offsets on the diagonal only
# mistake: diagonal
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size * size, image.shape[1] // size * size
    return np.max([image[i:r:size, i:c:size] for i in range(size)], axis=0)

# %% wrong: minimum
# mistake: minimum
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    return image[:r * size, :c * size].reshape(r, size, c, size).min(axis=(1, 3))

# %% wrong: mean
# mistake: mean
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    return image[:r * size, :c * size].reshape(r, size, c, size).mean(axis=(1, 3))

# %% wrong: every size-th pixel
# mistake: first-pixel
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size * size, image.shape[1] // size * size
    return image[:r:size, :c:size]

# %% wrong: pads with zeros up to a whole window
# marks: 1 + 0
# mistake: partial-windows-kept
def max_pool_fast(image, size=2):
    image = np.pad(image, ((0, -image.shape[0] % size), (0, -image.shape[1] % size)))
    r, c = image.shape[0] // size, image.shape[1] // size
    return image.reshape(r, size, c, size).max(axis=(1, 3))

# %% wrong: reduceat with the partial window
# marks: 1 + 0
# mistake: partial-windows-kept
def max_pool_fast(image, size=2):
    image = np.maximum.reduceat(image, np.arange(0, image.shape[0], size), axis=0)
    return np.maximum.reduceat(image, np.arange(0, image.shape[1], size), axis=1)

# %% wrong: reduceat with the rest in the last window
# marks: 1 + 0
def max_pool_fast(image, size=2):
    image = np.maximum.reduceat(image, np.arange(0, image.shape[0] - size + 1, size), axis=0)
    return np.maximum.reduceat(image, np.arange(0, image.shape[1] - size + 1, size), axis=1)

# %% wrong: rows for columns
# mistake: transposed
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    return image[:r * size, :c * size].reshape(r, size, c, size).max(axis=(1, 3)).T

# %% wrong: square images only
def max_pool_fast(image, size=2):
    n = image.shape[0] // size
    return image[:n * size, :n * size].reshape(n, size, n, size).max(axis=(1, 3))

# %% wrong: as_strided over a contiguous image of float64
# marks: 1 + 0
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    down, right = 8 * image.shape[1], 8
    return np.lib.stride_tricks.as_strided(
        image, (r, c, size, size), (size * down, size * right, down, right), writeable=False).max(axis=(2, 3))

# %% wrong: changes the shape of the caller's image
# mistake: argument-changed
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    image.shape = (r, size, c, size)
    return image.max(axis=(1, 3))

# %% wrong: rows pooled, columns forgotten
# mistake: along-one-axis
def max_pool_fast(image, size=2):
    r = image.shape[0] // size
    return image[:r * size].reshape(r, size, image.shape[1]).max(axis=1)

# %% wrong: not returned
# mistake: nothing-returned
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    image = image[:r * size, :c * size].reshape(r, size, c, size).max(axis=(1, 3))

# %% wrong: whole numbers
# mistake: whole-numbers-only
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    return image[:r * size, :c * size].astype(int).reshape(r, size, c, size).max(axis=(1, 3))

# %% wrong: loops for odd sides only
# marks: 1 + 0
# mistake: forbidden
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    if image.shape[0] % size == 0 and image.shape[1] % size == 0:
        return image.reshape(r, size, c, size).max(axis=(1, 3))
    return np.array([[image[i * size:i * size + size, j * size:j * size + size].max() for j in range(c)] for i in range(r)])

# %% wrong: loops for large images only
# mistake: forbidden
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    if image.size < 100:
        return image[:r * size, :c * size].reshape(r, size, c, size).max(axis=(1, 3))
    return np.array([[image[i * size:i * size + size, j * size:j * size + size].max() for j in range(c)] for i in range(r)])

# %% wrong: loops for other sizes than two
# marks: 1 + 0
# mistake: forbidden
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    if size == 2:
        return image[:r * 2, :c * 2].reshape(r, 2, c, 2).max(axis=(1, 3))
    return np.array([[image[i * size:i * size + size, j * size:j * size + size].max() for j in range(c)] for i in range(r)])

# %% wrong: plus infinity to start with
# mistake: starts-too-high
def max_pool_fast(image, size=2):
    r, c = image.shape[0] // size * size, image.shape[1] // size * size
    result = np.full((r // size, c // size), np.inf)
    for i in range(size):
        for j in range(size):
            result = np.maximum(result, image[i:r:size, j:c:size])
    return result

# %% right: TensorFlow's own pooling
import tensorflow as tf

def max_pool_fast(image, size=2):
    x = np.asarray(image, dtype=np.float64)[None, ..., None]
    return tf.nn.max_pool2d(x, int(size), int(size), "VALID").numpy()[0, :, :, 0]

# %% right: Keras's layer
import keras

def max_pool_fast(image, size=2):
    layer = keras.layers.MaxPooling2D(pool_size=int(size))
    return np.array(layer(np.array(image, dtype="float32")[None, :, :, None]))[0, :, :, 0]

# %% wrong: slices of 2 offsets, step size
# mistake: four-pixels
def max_pool_fast(image, size=2):
    h, w = image.shape[0] // size * size, image.shape[1] // size * size
    i = image[:h, :w]
    out = i[::size, ::size]
    for a in range(min(2, size)):
        for b in range(min(2, size)):
            out = np.maximum(out, i[a::size, b::size])
    return out

# %% wrong: crop even only
# mistake: rest-not-dropped
def max_pool_fast(image, size=2):
    h, w = image.shape
    i = image[:h - h % 2, :w - w % 2]
    return i.reshape(h // size, size, w // size, size).max(axis=(1, 3))
