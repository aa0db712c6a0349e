# %% right: nested loops, slices and max
def max_pool_2x2(image):
    rows, columns = image.shape[0] // 2, image.shape[1] // 2
    output = np.zeros((rows, columns))
    for ii in range(rows):
        for jj in range(columns):
            output[ii, jj] = image[ii * 2:ii * 2 + 2, jj * 2:jj * 2 + 2].max()
    return output

# %% right: four loops with a running maximum
def max_pool_2x2(image):
    output = np.empty((image.shape[0] // 2, image.shape[1] // 2), dtype=image.dtype)
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            biggest = image[2 * i, 2 * j]
            for a in range(2):
                for b in range(2):
                    if image[2 * i + a, 2 * j + b] > biggest:
                        biggest = image[2 * i + a, 2 * j + b]
            output[i, j] = biggest
    return output

# %% right: np.maximum of strided slices
def max_pool_2x2(image):
    r, c = image.shape[0] // 2 * 2, image.shape[1] // 2 * 2
    a = image[0:r:2, 0:c:2]
    b = image[0:r:2, 1:c:2]
    c_ = image[1:r:2, 0:c:2]
    d = image[1:r:2, 1:c:2]
    return np.maximum(np.maximum(a, b), np.maximum(c_, d))

# %% right: crops and reshapes
def max_pool_2x2(image):
    rows, columns = image.shape[0] // 2, image.shape[1] // 2
    return image[:rows * 2, :columns * 2].reshape(rows, 2, columns, 2).max(axis=(1, 3))

# %% right: reshape in two steps
def max_pool_2x2(image):
    m, n = image.shape
    m, n = m - m % 2, n - n % 2
    image = image[:m, :n]
    image = image.reshape(m, n // 2, 2).max(axis=2)
    return image.reshape(m // 2, 2, n // 2).max(axis=1)

# %% right: sliding windows
def max_pool_2x2(image):
    windows = np.lib.stride_tricks.sliding_window_view(image, (2, 2))
    return windows[::2, ::2].max(axis=(2, 3))

# %% right: as_strided
from numpy.lib.stride_tricks import as_strided

def max_pool_2x2(image):
    r, c = image.shape[0] // 2, image.shape[1] // 2
    s0, s1 = image.strides
    windows = as_strided(image, (r, c, 2, 2), (2 * s0, 2 * s1, s0, s1), writeable=False)
    return windows.reshape(r, c, 4).max(axis=-1)

# %% right: nested comprehension of lists
def max_pool_2x2(image):
    return [[max(image[i][j], image[i][j + 1], image[i + 1][j], image[i + 1][j + 1])
             for j in range(0, len(image[0]) - 1, 2)]
            for i in range(0, len(image) - 1, 2)]

# %% right: a generator of rows
def pooled_rows(image):
    for i in range(0, image.shape[0] - 1, 2):
        pair = image[i:i + 2]
        yield [pair[:, j:j + 2].max() for j in range(0, image.shape[1] - 1, 2)]

def max_pool_2x2(image):
    return np.array(list(pooled_rows(image)))

# %% right: recursion by halves
def max_pool_2x2(image):
    r, c = image.shape[0] // 2, image.shape[1] // 2
    if r == 1 and c == 1:
        return np.array([[image[:2, :2].max()]])
    if r > 1:
        h = r // 2
        return np.concatenate([max_pool_2x2(image[:2 * h]), max_pool_2x2(image[2 * h:])], axis=0)
    h = c // 2
    return np.concatenate([max_pool_2x2(image[:, :2 * h]), max_pool_2x2(image[:, 2 * h:])], axis=1)

# %% right: reduceat
def max_pool_2x2(image):
    r, c = image.shape[0] // 2, image.shape[1] // 2
    image = image[:2 * r, :2 * c]
    image = np.maximum.reduceat(image, np.arange(0, 2 * r, 2), axis=0)
    return np.maximum.reduceat(image, np.arange(0, 2 * c, 2), axis=1)

# %% right: while loops and append
def max_pool_2x2(image):
    result = []
    i = 0
    while i + 2 <= image.shape[0]:
        row = []
        j = 0
        while j + 2 <= image.shape[1]:
            row.append(np.max(image[i:i + 2, j:j + 2]))
            j += 2
        result.append(row)
        i += 2
    return np.array(result)

# %% right: pads with minus infinity to drop it again
def max_pool_2x2(image):
    padded = np.pad(image.astype(float), ((0, image.shape[0] % 2), (0, image.shape[1] % 2)), constant_values=-np.inf)
    small = padded.reshape(padded.shape[0] // 2, 2, padded.shape[1] // 2, 2).max(axis=(1, 3))
    return small[:image.shape[0] // 2, :image.shape[1] // 2]

# %% right: scatters every pixel into its window
def max_pool_2x2(image):
    r, c = image.shape[0] // 2, image.shape[1] // 2
    out = np.full((r, c), -np.inf)
    for (i, j), value in np.ndenumerate(image):
        if i // 2 < r and j // 2 < c and value > out[i // 2, j // 2]:
            out[i // 2, j // 2] = value
    return out

# %% right: sort along the window
def max_pool_2x2(image):
    r, c = image.shape[0] // 2, image.shape[1] // 2
    blocks = image[:2 * r, :2 * c].reshape(r, 2, c, 2).transpose(0, 2, 1, 3).reshape(r, c, 4)
    return np.sort(blocks)[..., -1]

# %% right: np.vectorize over the places
def max_pool_2x2(image):
    @np.vectorize
    def at(i, j):
        return float(image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max())
    return at(*np.indices((image.shape[0] // 2, image.shape[1] // 2)))

# %% right: an unused channel axis and prints
def max_pool_2x2(image):
    print("image of shape", image.shape)
    x = image[np.newaxis, :, :, np.newaxis]
    h, w = x.shape[1] // 2, x.shape[2] // 2
    out = np.zeros((1, h, w, 1))
    for i in range(h):
        for j in range(w):
            out[0, i, j, 0] = np.max(x[0, 2 * i:2 * (i + 1), 2 * j:2 * (j + 1), 0])
    return out[0, :, :, 0]

# %% right: warns about odd sides
import warnings

def max_pool_2x2(image):
    if image.shape[0] % 2 or image.shape[1] % 2:
        warnings.warn("odd side: the last row or column is dropped")
    a, b = image[:-1:2], image[1::2]
    rows = np.maximum(a, b)
    return np.maximum(rows[:, :-1:2], rows[:, 1::2])

# %% right: a class
class Pooling:
    def __init__(self, size):
        self.size = size

    def __call__(self, image):
        n = self.size
        return np.array([[image[r:r + n, c:c + n].max()
                          for c in range(0, image.shape[1] - n + 1, n)]
                         for r in range(0, image.shape[0] - n + 1, n)])

max_pool_2x2 = Pooling(2)

# %% wrong: untouched
def max_pool_2x2(image):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: the by-hand answer for 4 by 6
# mistake: output-of-one-size
def max_pool_2x2(image):
    output = np.zeros((2, 3))
    for i in range(2):
        for j in range(3):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: stride forgotten in the slice
# mistake: windows-overlap
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = image[i:i + 2, j:j + 2].max()
    return output

# %% wrong: windows at every pixel
# mistake: windows-overlap
def max_pool_2x2(image):
    return np.array([[image[i:i + 2, j:j + 2].max() for j in range(image.shape[1] - 1)]
                     for i in range(image.shape[0] - 1)])

# %% wrong: output one too small
# mistake: output-too-small
def max_pool_2x2(image):
    rows, columns = image.shape
    output = np.zeros(((rows - 2) // 2, (columns - 2) // 2))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: keeps partial windows
# marks: 1 + 0
# mistake: partial-windows-kept
def max_pool_2x2(image):
    rows, columns = image.shape
    return [[image[i:i + 2, j:j + 2].max() for j in range(0, columns, 2)] for i in range(0, rows, 2)]

# %% wrong: rounds up
# marks: 1 + 0
# mistake: partial-windows-kept
def max_pool_2x2(image):
    output = np.zeros((-(-image.shape[0] // 2), -(-image.shape[1] // 2)))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = np.max(image[2 * i:2 * i + 2, 2 * j:2 * j + 2])
    return output

# %% wrong: even sides only
# marks: 1 + 0
# mistake: rest-not-dropped
def max_pool_2x2(image):
    r, c = image.shape
    return image.reshape(r // 2, 2, c // 2, 2).max(axis=(1, 3))

# %% wrong: strided slices without cropping
# marks: 1 + 0
# mistake: rest-not-dropped
def max_pool_2x2(image):
    rows = np.maximum(image[::2], image[1::2])
    return np.maximum(rows[:, ::2], rows[:, 1::2])

# %% wrong: square images only
# mistake: rows-for-columns
def max_pool_2x2(image):
    n = image.shape[0] // 2
    output = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: rows for columns in the slice
# mistake: rows-for-columns
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = image[2 * j:2 * j + 2, 2 * i:2 * i + 2].max()
    return output

# %% wrong: rows and columns of the output exchanged
# mistake: transposed
def max_pool_2x2(image):
    output = np.zeros((image.shape[1] // 2, image.shape[0] // 2))
    for i in range(image.shape[0] // 2):
        for j in range(image.shape[1] // 2):
            output[j, i] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: running maximum from 0
# mistake: starts-at-zero
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            for a in range(2):
                for b in range(2):
                    output[i, j] = max(output[i, j], image[2 * i + a, 2 * j + b])
    return output

# %% wrong: running maximum from -1000
# marks: 1 + 0
# mistake: starts-too-high
def max_pool_2x2(image):
    output = np.full((image.shape[0] // 2, image.shape[1] // 2), -1000.0)
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            for value in image[2 * i:2 * i + 2, 2 * j:2 * j + 2].flatten():
                if value > output[i, j]:
                    output[i, j] = value
    return output

# %% wrong: running maximum not reset between windows
# mistake: carried-over
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    biggest = image[0, 0]
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            for a in range(2):
                for b in range(2):
                    if image[2 * i + a, 2 * j + b] > biggest:
                        biggest = image[2 * i + a, 2 * j + b]
            output[i, j] = biggest
    return output

# %% wrong: last value of each window
# mistake: last-pixel
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            for a in range(2):
                for b in range(2):
                    output[i, j] = image[2 * i + a, 2 * j + b]
    return output

# %% wrong: every second pixel
# mistake: first-pixel
def max_pool_2x2(image):
    return image[:image.shape[0] // 2 * 2:2, :image.shape[1] // 2 * 2:2]

# %% wrong: minimum
# mistake: minimum
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = np.min(image[2 * i:2 * i + 2, 2 * j:2 * j + 2])
    return output

# %% wrong: mean
# mistake: mean
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = np.mean(image[2 * i:2 * i + 2, 2 * j:2 * j + 2])
    return output

# %% wrong: largest absolute value
# mistake: absolute-value
def max_pool_2x2(image):
    r, c = image.shape[0] // 2, image.shape[1] // 2
    return np.abs(image[:2 * r, :2 * c]).reshape(r, 2, c, 2).max(axis=(1, 3))

# %% wrong: output of whole numbers
# mistake: whole-numbers-only
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2), dtype=int)
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: output of small whole numbers
# mistake: whole-numbers-only
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2), dtype=np.int16)
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = np.int64(image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()).astype(np.int16)
    return output

# %% wrong: output of half floats
# marks: 1 + 0
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2), dtype=np.float16)
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: two slices one after another
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = image[2 * i:2 * i + 2][:2].max()
    return output

# %% wrong: slice one short
# mistake: first-pixel
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = image[2 * i:2 * i + 1, 2 * j:2 * j + 1].max()
    return output

# %% wrong: slice one too long
# mistake: window-too-large
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = image[2 * i:2 * i + 3, 2 * j:2 * j + 3].max()
    return output

# %% wrong: slice end forgets the start
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = image[i * 2:i + 2, j * 2:j + 2].max()
    return output

# %% wrong: starts at one
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(1, output.shape[0]):
        for j in range(1, output.shape[1]):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: last row and column of the output left out
# mistake: last-not-filled-in
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape[0] - 1):
        for j in range(output.shape[1] - 1):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: indexes the output by pixels
# mistake: pixels-counted-in-the-output
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(0, image.shape[0], 2):
        for j in range(0, image.shape[1], 2):
            output[i, j] = image[i:i + 2, j:j + 2].max()
    return output

# %% wrong: loops in range of the image
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: range of a tuple
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape):
        for j in range(output.shape):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: float as an index
# mistake: fraction-in-a-shape
def max_pool_2x2(image):
    rows, columns = image.shape[0] / 2, image.shape[1] / 2
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: a flat list
# mistake: flattened
def max_pool_2x2(image):
    return [image[i:i + 2, j:j + 2].max() for i in range(0, image.shape[0] - 1, 2) for j in range(0, image.shape[1] - 1, 2)]

# %% wrong: prints instead of returning
# mistake: nothing-returned
def max_pool_2x2(image):
    for i in range(0, image.shape[0] - 1, 2):
        for j in range(0, image.shape[1] - 1, 2):
            print(image[i:i + 2, j:j + 2].max(), end=" ")
        print()

# %% wrong: computed but not returned
# mistake: nothing-returned
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()

# %% wrong: returns after the first row
# mistake: returned-too-early
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
        return output

# %% wrong: the output is allocated inside the loop
def max_pool_2x2(image):
    for i in range(image.shape[0] // 2):
        output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
        for j in range(image.shape[1] // 2):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: works inside the image
# mistake: argument-changed
def max_pool_2x2(image):
    rows, columns = image.shape[0] // 2, image.shape[1] // 2
    for i in range(rows):
        for j in range(columns):
            image[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return image[:rows, :columns]

# %% wrong: sorts the windows inside the image
# mistake: argument-changed
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            window = image[2 * i:2 * i + 2, 2 * j:2 * j + 2]
            window.sort(axis=0)
            window.sort(axis=1)
            output[i, j] = window[1, 1]
    return output

# %% wrong: reshape that mixes the windows up
def max_pool_2x2(image):
    r, c = image.shape[0] // 2, image.shape[1] // 2
    return image[:2 * r, :2 * c].reshape(r, c, 4).max(axis=2)

# %% wrong: reshape, maximum along the wrong axes
def max_pool_2x2(image):
    r, c = image.shape[0] // 2, image.shape[1] // 2
    return image[:2 * r, :2 * c].reshape(2, r, 2, c).max(axis=(0, 2))

# %% wrong: drops a row and a column too many
# mistake: output-too-small
def max_pool_2x2(image):
    return np.array([[image[i:i + 2, j:j + 2].max() for j in range(0, image.shape[1] - 2, 2)]
                     for i in range(0, image.shape[0] - 2, 2)])

# %% wrong: drops the first row and column of an odd side
# marks: 1 + 0
# mistake: rest-dropped-at-the-start
def max_pool_2x2(image):
    image = image[image.shape[0] % 2:, image.shape[1] % 2:]
    r, c = image.shape[0] // 2, image.shape[1] // 2
    return image.reshape(r, 2, c, 2).max(axis=(1, 3))

# %% wrong: pads odd sides with zeros
# marks: 1 + 0
# mistake: partial-windows-kept
def max_pool_2x2(image):
    image = np.pad(image, ((0, image.shape[0] % 2), (0, image.shape[1] % 2)))
    r, c = image.shape[0] // 2, image.shape[1] // 2
    return image.reshape(r, 2, c, 2).max(axis=(1, 3))

# %% wrong: built-in max of a 2-D array
# mistake: rows-compared
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = max(image[2 * i:2 * i + 2, 2 * j:2 * j + 2])
    return output

# %% wrong: windows of three
def max_pool_2x2(image):
    return np.array([[image[i:i + 3, j:j + 3].max() for j in range(0, image.shape[1] - 2, 3)]
                     for i in range(0, image.shape[0] - 2, 3)])

# %% wrong: asks whether the image is square
def max_pool_2x2(image):
    rows, columns = image.shape
    if rows != columns:
        raise ValueError("only square images can be pooled")
    return image[:rows // 2 * 2, :columns // 2 * 2].reshape(rows // 2, 2, columns // 2, 2).max(axis=(1, 3))

# %% wrong: cuts off what is negative
# mistake: starts-at-zero
def max_pool_2x2(image):
    r, c = image.shape[0] // 2, image.shape[1] // 2
    return np.maximum(0, image[:2 * r, :2 * c]).reshape(r, 2, c, 2).max(axis=(1, 3))

# %% wrong: never ends
def max_pool_2x2(image):
    result = []
    i = 0
    while i + 2 <= image.shape[0]:
        row = []
        j = 0
        while j + 2 <= image.shape[1]:
            row.append(image[i:i + 2, j:j + 2].max())
        result.append(row)
    return result

# %% wrong: calls itself for ever
def max_pool_2x2(image):
    return max_pool_2x2(image[:image.shape[0] // 2 * 2, :image.shape[1] // 2 * 2])

# %% wrong: reads each pixel one too far
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = max(image[2 * i, 2 * j], image[2 * i, 2 * j + 1], image[2 * i + 1, 2 * j], image[2 * i + 2, 2 * j + 2])
    return output

# %% wrong: one pixel of the window twice
def max_pool_2x2(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = max(image[2 * i, 2 * j], image[2 * i, 2 * j + 1], image[2 * i, 2 * j + 1], image[2 * i + 1, 2 * j + 1])
    return output

# %% wrong: with a channel axis too many
# mistake: axes-too-many
def max_pool_2x2(image):
    r, c = image.shape[0] // 2, image.shape[1] // 2
    return image[:2 * r, :2 * c].reshape(r, 2, c, 2).max(axis=(1, 3))[:, :, np.newaxis]

# %% wrong: expects three channels
def max_pool_2x2(image):
    rows, columns, channels = image.shape
    out = np.zeros((rows // 2, columns // 2, channels))
    for i in range(rows // 2):
        for j in range(columns // 2):
            out[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max(axis=(0, 1))
    return out

# %% wrong: running maximum from plus infinity
# mistake: starts-too-high
def max_pool_2x2(image):
    output = np.full((image.shape[0] // 2, image.shape[1] // 2), np.inf)
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            for a in range(2):
                for b in range(2):
                    if image[2 * i + a, 2 * j + b] > output[i, j]:
                        output[i, j] = image[2 * i + a, 2 * j + b]
    return output

# %% wrong: NaN where nothing was filled in
# marks: 1 + 0
def max_pool_2x2(image):
    output = np.full(((image.shape[0] + 1) // 2, (image.shape[1] + 1) // 2), np.nan)
    for i in range(image.shape[0] // 2):
        for j in range(image.shape[1] // 2):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% right: TensorFlow's own pooling
import tensorflow as tf

def max_pool_2x2(image):
    x = tf.constant(np.ascontiguousarray(image)[None, :, :, None])
    return tf.nn.max_pool2d(tf.cast(x, tf.float64), 2, 2, "VALID")[0, :, :, 0]

# %% wrong: fixed size
# mistake: output-of-one-size
def max_pool_2x2(image):
    return np.array([[image[r:r + 2, c:c + 2].max() for c in (0, 2, 4)] for r in (0, 2)])

# %% wrong: uint8
# mistake: type-too-small
def max_pool_2x2(image):
    image = image.astype(np.uint8)
    h, w = image.shape
    return image[: h // 2 * 2, : w // 2 * 2].reshape(h // 2, 2, w // 2, 2).max(axis=(1, 3))

# %% wrong: row never emptied
# mistake: row-not-started-anew
def max_pool_2x2(image):
    out, row = [], []
    for r in range(0, image.shape[0] - 1, 2):
        for c in range(0, image.shape[1] - 1, 2):
            row.append(image[r:r + 2, c:c + 2].max())
        out.append(row)
    return np.array(out)

# %% wrong: inner counter not reset
# mistake: rows-not-equally-long
def max_pool_2x2(image):
    out = []
    i = j = 0
    while i < image.shape[0] - 1:
        row = []
        while j < image.shape[1] - 1:
            row.append(image[i:i + 2, j:j + 2].max())
            j += 2
        out.append(row)
        i += 2
    return out

# %% wrong: index error for odd
# marks: 1 + 0
# mistake: past-the-edge
def max_pool_2x2(image):
    h, w = image.shape
    return np.array([[max(image[r, c], image[r + 1, c], image[r, c + 1], image[r + 1, c + 1]) for c in range(0, w, 2)] for r in range(0, h, 2)])

# %% wrong: search starts at -128
# marks: 1 + 0
# mistake: starts-too-high
def max_pool_2x2(image):
    out = np.full((image.shape[0] // 2, image.shape[1] // 2), -128.0)
    for i in range(out.shape[0] * 2):
        for j in range(out.shape[1] * 2):
            out[i // 2, j // 2] = max(out[i // 2, j // 2], image[i, j])
    return out

# %% wrong: search starts at the smallest positive number
# mistake: starts-at-zero
def max_pool_2x2(image):
    rows, columns = image.shape[0] // 2, image.shape[1] // 2
    out = []
    for i in range(rows):
        row = []
        for j in range(columns):
            best = np.finfo(float).tiny
            for value in image[2 * i:2 * i + 2, 2 * j:2 * j + 2].flat:
                if value > best:
                    best = value
            row.append(best)
        out.append(row)
    return np.array(out)
