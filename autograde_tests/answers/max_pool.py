# %% right: nested loops
def max_pool(image, size=2, stride=None):
    if stride is None:
        stride = size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            output[i, j] = image[i * stride:i * stride + size, j * stride:j * stride + size].max()
    return output

# %% right: sliding windows
def max_pool(image, size=2, stride=None):
    stride = size if stride is None else stride
    windows = np.lib.stride_tricks.sliding_window_view(image, (size, size))
    return windows[::stride, ::stride].max(axis=(2, 3))

# %% right: as_strided
def max_pool(image, size=2, stride=None):
    stride = stride or size
    rows, columns = (np.array(image.shape) - size) // stride + 1
    down, right = image.strides
    windows = np.lib.stride_tricks.as_strided(
        image, (rows, columns, size, size), (down * stride, right * stride, down, right), writeable=False)
    return np.max(windows, axis=(-2, -1))

# %% right: np.maximum of the offsets
def max_pool(image, size=2, stride=None):
    if stride is None:
        stride = size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    result = None
    for i in range(size):
        for j in range(size):
            shifted = image[i::stride, j::stride][:rows, :columns]
            result = shifted.copy() if result is None else np.maximum(result, shifted)
    return result

# %% right: comprehensions over the starts
def max_pool(image, size=2, stride=None):
    step = size if stride is None else stride
    return [[image[r:r + size, c:c + size].max()
             for c in range(0, image.shape[1] - size + 1, step)]
            for r in range(0, image.shape[0] - size + 1, step)]

# %% right: rows first, then columns
def pool_rows(image, size, stride):
    starts = range(0, len(image) - size + 1, stride)
    return np.array([image[s:s + size].max(axis=0) for s in starts])

def max_pool(image, size=2, stride=None):
    if stride is None:
        stride = size
    return pool_rows(pool_rows(image, size, stride).T, size, stride).T

# %% right: index arrays
def max_pool(image, size=2, stride=None):
    stride = stride if stride is not None else size
    r = np.arange(0, image.shape[0] - size + 1, stride)
    c = np.arange(0, image.shape[1] - size + 1, stride)
    k = np.arange(size)
    windows = image[(r[:, None] + k)[:, None, :, None], (c[:, None] + k)[None, :, None, :]]
    return windows.max(axis=(2, 3))

# %% right: while loops over plain lists
def max_pool(image, size=2, stride=None):
    pixels = image.tolist()
    if stride is None: stride = size
    out = []
    top = 0
    while top + size <= len(pixels):
        row = []
        left = 0
        while left + size <= len(pixels[0]):
            best = pixels[top][left]
            for line in pixels[top:top + size]:
                for v in line[left:left + size]:
                    if best < v:
                        best = v
            row.append(best)
            left += stride
        out.append(row)
        top += stride
    return out

# %% right: a generator of windows
def windows(image, size, stride):
    for r in range(0, image.shape[0] - size + 1, stride):
        for c in range(0, image.shape[1] - size + 1, stride):
            yield image[r:r + size, c:c + size]

def max_pool(image, size=2, stride=None):
    stride = stride or size
    values = [w.max() for w in windows(image, size, stride)]
    return np.reshape(values, ((image.shape[0] - size) // stride + 1, -1))

# %% right: recursion over the rows
def max_pool(image, size=2, stride=None):
    if stride is None:
        stride = size

    def row(strip):
        if strip.shape[1] < size:
            return []
        return [strip[:, :size].max()] + row(strip[:, stride:])

    def table(rest):
        if rest.shape[0] < size:
            return []
        return [row(rest[:size])] + table(rest[stride:])

    return np.array(table(image))

# %% right: reshape where it can, loops where it must
def max_pool(image, size=2, stride=None):
    if stride is None or stride == size:
        r, c = image.shape[0] // size, image.shape[1] // size
        return image[:r * size, :c * size].reshape(r, size, c, size).max(axis=(1, 3))
    rows = 1 + (image.shape[0] - size) // stride
    columns = 1 + (image.shape[1] - size) // stride
    out = np.empty((rows, columns), dtype=image.dtype)
    for i, j in np.ndindex(rows, columns):
        out[i, j] = np.amax(image[i * stride:i * stride + size, j * stride:j * stride + size])
    return out

# %% right: running maximum from minus infinity
def max_pool(image, size=2, stride=None):
    if stride == None:
        stride = size
    h = int((image.shape[0] - size) / stride) + 1
    w = int((image.shape[1] - size) / stride) + 1
    out = np.ones((h, w)) * -np.inf
    for i in range(h):
        for j in range(w):
            for a in range(size):
                for b in range(size):
                    out[i, j] = max(out[i, j], image[i * stride + a, j * stride + b])
    return out

# %% right: a running maximum that keeps its own copy
def max_pool(image, size=2, stride=None):
    stride = size if stride is None else stride
    out = np.array(image)
    for k in range(1, size):
        out = np.maximum(out[:-1, :-1], np.maximum(np.maximum(out[1:, :-1], out[:-1, 1:]), out[1:, 1:]))
    return out[::stride, ::stride]

# %% right: keyword-only inside, prints outside
from functools import partial

def _pool(image, *, size, stride, reduce):
    print(f"{size=} {stride=}")
    h, w = [(n - size) // stride + 1 for n in image.shape]
    return np.array([[reduce(image[i * stride:][:size, j * stride:j * stride + size]) for j in range(w)] for i in range(h)])

def max_pool(image, size=2, stride=None):
    return partial(_pool, reduce=np.max)(image, size=size, stride=stride or size)

# %% right: strided slices of running maxima
def max_pool(image, size=2, stride=None):
    if not stride:
        stride = size
    n_r = image.shape[0] - size + 1
    n_c = image.shape[1] - size + 1
    down = np.max([image[k:k + n_r] for k in range(size)], axis=0)
    right = np.max([down[:, k:k + n_c] for k in range(size)], axis=0)
    return right[::stride, ::stride]

# %% wrong: untouched
def max_pool(image, size=2, stride=None):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: size and stride ignored
# mistake: size-ignored
def max_pool(image, size=2, stride=None):
    r, c = image.shape[0] // 2, image.shape[1] // 2
    return image[:2 * r, :2 * c].reshape(r, 2, c, 2).max(axis=(1, 3))

# %% wrong: stride ignored
# mistake: stride-ignored
def max_pool(image, size=2, stride=None):
    r, c = image.shape[0] // size, image.shape[1] // size
    return image[:size * r, :size * c].reshape(r, size, c, size).max(axis=(1, 3))

# %% wrong: None is not replaced
# mistake: no-stride-given
def max_pool(image, size=2, stride=None):
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            output[i, j] = image[i * stride:i * stride + size, j * stride:j * stride + size].max()
    return output

# %% wrong: None means 1
# mistake: stride-of-one
def max_pool(image, size=2, stride=None):
    if stride is None:
        stride = 1
    return np.array([[image[r:r + size, c:c + size].max() for c in range(0, image.shape[1] - size + 1, stride)]
                     for r in range(0, image.shape[0] - size + 1, stride)])

# %% wrong: None means 2
# mistake: stride-of-two
def max_pool(image, size=2, stride=None):
    if stride is None:
        stride = 2
    return np.array([[image[r:r + size, c:c + size].max() for c in range(0, image.shape[1] - size + 1, stride)]
                     for r in range(0, image.shape[0] - size + 1, stride)])

# %% wrong: stride 2 by default
# mistake: stride-of-two
def max_pool(image, size=2, stride=2):
    return np.array([[image[r:r + size, c:c + size].max() for c in range(0, image.shape[1] - size + 1, stride)]
                     for r in range(0, image.shape[0] - size + 1, stride)])

# %% wrong: no defaults
def max_pool(image, size, stride):
    if stride is None:
        stride = size
    return np.array([[image[r:r + size, c:c + size].max() for c in range(0, image.shape[1] - size + 1, stride)]
                     for r in range(0, image.shape[0] - size + 1, stride)])

# %% wrong: stride forgotten in the slice
# mistake: windows-overlap
def max_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            output[i, j] = image[i:i + size, j:j + size].max()
    return output

# %% wrong: steps by the size, not the stride
# mistake: stride-ignored
def max_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = image[i * size:i * size + size, j * size:j * size + size]
            output[i, j] = window.max() if window.size else 0
    return output

# %% wrong: window as large as the stride
# mistake: stride-for-size
def max_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            output[i, j] = image[i * stride:(i + 1) * stride, j * stride:(j + 1) * stride].max()
    return output

# %% wrong: size and stride exchanged
# mistake: size-and-stride-swapped
def max_pool(image, size=2, stride=None):
    if stride is None:
        stride = size
    size, stride = stride, size
    return np.array([[image[r:r + size, c:c + size].max() for c in range(0, image.shape[1] - size + 1, stride)]
                     for r in range(0, image.shape[0] - size + 1, stride)])

# %% wrong: stride for columns only
# mistake: stride-along-one-axis
def max_pool(image, size=2, stride=None):
    stride = stride or size
    return np.array([[image[r:r + size, c:c + size].max() for c in range(0, image.shape[1] - size + 1, stride)]
                     for r in range(0, image.shape[0] - size + 1, size)])

# %% wrong: window of two rows always
# mistake: size-ignored
def max_pool(image, size=2, stride=None):
    stride = stride or size
    return np.array([[image[r:r + 2, c:c + 2].max() for c in range(0, image.shape[1] - size + 1, stride)]
                     for r in range(0, image.shape[0] - size + 1, stride)])

# %% wrong: output size off by one
# mistake: output-too-small
def max_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride
    columns = (image.shape[1] - size) // stride
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            output[i, j] = image[i * stride:i * stride + size, j * stride:j * stride + size].max()
    return output

# %% wrong: range off by one
# mistake: output-too-small
def max_pool(image, size=2, stride=None):
    stride = stride or size
    return np.array([[image[r:r + size, c:c + size].max() for c in range(0, image.shape[1] - size, stride)]
                     for r in range(0, image.shape[0] - size, stride)])

# %% wrong: output size without the window
# mistake: stride-in-the-shape-only
def max_pool(image, size=2, stride=None):
    stride = stride or size
    rows = image.shape[0] // stride
    columns = image.shape[1] // stride
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            output[i, j] = image[i * stride:i * stride + size, j * stride:j * stride + size].max()
    return output

# %% wrong: output size by the size
# mistake: size-in-the-shape-only
def max_pool(image, size=2, stride=None):
    stride = stride or size
    output = np.zeros((image.shape[0] // size, image.shape[1] // size))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            window = image[i * stride:i * stride + size, j * stride:j * stride + size]
            if window.size > 0:
                output[i, j] = window.max()
    return output

# %% wrong: keeps partial windows
# mistake: partial-windows-kept
def max_pool(image, size=2, stride=None):
    stride = stride or size
    return [[image[r:r + size, c:c + size].max() for c in range(0, image.shape[1], stride)]
            for r in range(0, image.shape[0], stride)]

# %% wrong: rounds the output's size up
# marks: 1 + 0
# mistake: partial-windows-kept
import math

def max_pool(image, size=2, stride=None):
    if stride is None:
        stride = size
    rows = math.ceil((image.shape[0] - size) / stride) + 1
    columns = math.ceil((image.shape[1] - size) / stride) + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            output[i, j] = image[i * stride:i * stride + size, j * stride:j * stride + size].max()
    return output

# %% wrong: rows for columns
# mistake: transposed
def max_pool(image, size=2, stride=None):
    stride = stride or size
    columns = (image.shape[0] - size) // stride + 1
    rows = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            output[i, j] = image[j * stride:j * stride + size, i * stride:i * stride + size].max()
    return output

# %% wrong: square images only
# mistake: rows-for-columns
def max_pool(image, size=2, stride=None):
    stride = stride or size
    n = (image.shape[0] - size) // stride + 1
    output = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            output[i, j] = image[i * stride:i * stride + size, j * stride:j * stride + size].max()
    return output

# %% wrong: running maximum from 0
# mistake: starts-at-zero
def max_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            for value in image[i * stride:i * stride + size, j * stride:j * stride + size].flatten():
                output[i, j] = max(output[i, j], value)
    return output

# %% wrong: running maximum not reset in a row
# mistake: carried-over
def max_pool(image, size=2, stride=None):
    stride = stride or size
    result = []
    for r in range(0, image.shape[0] - size + 1, stride):
        row = []
        best = -np.inf
        for c in range(0, image.shape[1] - size + 1, stride):
            for value in image[r:r + size, c:c + size].ravel():
                if value > best:
                    best = value
            row.append(best)
        result.append(row)
    return np.array(result)

# %% wrong: last value of the window
# mistake: last-pixel
def max_pool(image, size=2, stride=None):
    stride = stride or size
    return image[size - 1::stride, size - 1::stride]

# %% wrong: first value of the window
# mistake: first-pixel
def max_pool(image, size=2, stride=None):
    stride = stride or size
    return image[:image.shape[0] - size + 1:stride, :image.shape[1] - size + 1:stride]

# %% wrong: corners of the window only
# mistake: corners-only
def max_pool(image, size=2, stride=None):
    stride = stride or size
    return [[max(image[r, c], image[r, c + size - 1], image[r + size - 1, c], image[r + size - 1, c + size - 1])
             for c in range(0, image.shape[1] - size + 1, stride)]
            for r in range(0, image.shape[0] - size + 1, stride)]

# %% wrong: minimum
# mistake: minimum
def max_pool(image, size=2, stride=None):
    stride = stride or size
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride].min(axis=(2, 3))

# %% wrong: mean
# mistake: mean
def max_pool(image, size=2, stride=None):
    stride = stride or size
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride].mean(axis=(2, 3))

# %% wrong: maximum along one axis only
# mistake: several-values-of-a-window
def max_pool(image, size=2, stride=None):
    stride = stride or size
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride].max(axis=2)

# %% wrong: overlapping windows not thinned out
# mistake: windows-overlap
def max_pool(image, size=2, stride=None):
    return np.lib.stride_tricks.sliding_window_view(image, (size, size)).max(axis=(2, 3))

# %% wrong: overlapping windows thinned out along rows only
def max_pool(image, size=2, stride=None):
    stride = stride or size
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride].max(axis=(2, 3))

# %% wrong: output of whole numbers
# mistake: whole-numbers-only
def max_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns), int)
    for i in range(rows):
        for j in range(columns):
            output[i, j] = image[i * stride:i * stride + size, j * stride:j * stride + size].max()
    return output

# %% wrong: slice one short
# mistake: window-too-small
def max_pool(image, size=2, stride=None):
    stride = stride or size
    return np.array([[image[r:r + size - 1, c:c + size - 1].max() for c in range(0, image.shape[1] - size + 1, stride)]
                     for r in range(0, image.shape[0] - size + 1, stride)])

# %% wrong: slice one too long
# mistake: window-too-large
def max_pool(image, size=2, stride=None):
    stride = stride or size
    return np.array([[image[r:r + size + 1, c:c + size + 1].max() for c in range(0, image.shape[1] - size + 1, stride)]
                     for r in range(0, image.shape[0] - size + 1, stride)])

# %% wrong: the end of the slice is the size
def max_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.full((rows, columns), -np.inf)
    for i in range(rows):
        for j in range(columns):
            window = image[i * stride:size, j * stride:size]
            if window.size:
                output[i, j] = window.max()
    return output

# %% wrong: two slices one after another
def max_pool(image, size=2, stride=None):
    stride = stride or size
    return np.array([[image[r:r + size][:size].max() for c in range(0, image.shape[1] - size + 1, stride)]
                     for r in range(0, image.shape[0] - size + 1, stride)])

# %% wrong: prints instead of returning
# mistake: nothing-returned
def max_pool(image, size=2, stride=None):
    stride = stride or size
    print([[image[r:r + size, c:c + size].max() for c in range(0, image.shape[1] - size + 1, stride)]
           for r in range(0, image.shape[0] - size + 1, stride)])

# %% wrong: no answer when stride is given
def max_pool(image, size=2, stride=None):
    if stride is None:
        stride = size
        return [[image[r:r + size, c:c + size].max() for c in range(0, image.shape[1] - size + 1, stride)]
                for r in range(0, image.shape[0] - size + 1, stride)]

# %% wrong: refuses a stride unlike the size
def max_pool(image, size=2, stride=None):
    if stride is not None and stride != size:
        raise ValueError("windows must not overlap")
    return [[image[r:r + size, c:c + size].max() for c in range(0, image.shape[1] - size + 1, size)]
            for r in range(0, image.shape[0] - size + 1, size)]

# %% wrong: a stride larger than the size is cut down
# mistake: gaps-closed
def max_pool(image, size=2, stride=None):
    stride = size if stride is None else min(stride, size)
    return [[image[r:r + size, c:c + size].max() for c in range(0, image.shape[1] - size + 1, stride)]
            for r in range(0, image.shape[0] - size + 1, stride)]

# %% wrong: a window of one pixel is refused
# marks: 1 + 0
def max_pool(image, size=2, stride=None):
    if size <= 1:
        raise ValueError("a window has at least two pixels")
    stride = stride or size
    return [[image[r:r + size, c:c + size].max() for c in range(0, image.shape[1] - size + 1, stride)]
            for r in range(0, image.shape[0] - size + 1, stride)]

# %% wrong: works inside the image
# mistake: argument-changed
def max_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    for i in range(rows):
        for j in range(columns):
            image[i, j] = image[i * stride:i * stride + size, j * stride:j * stride + size].max()
    return image[:rows, :columns]

# %% wrong: shifts the image in place
# mistake: argument-changed
def max_pool(image, size=2, stride=None):
    stride = stride or size
    low = image.min()
    image -= low
    out = np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride].max(axis=(2, 3))
    return out + low

# %% wrong: flat list
# mistake: flattened
def max_pool(image, size=2, stride=None):
    stride = stride or size
    return [image[r:r + size, c:c + size].max()
            for r in range(0, image.shape[0] - size + 1, stride)
            for c in range(0, image.shape[1] - size + 1, stride)]

# %% wrong: as_strided over a contiguous image of float64
# marks: 1 + 0
def max_pool(image, size=2, stride=None):
    stride = stride or size
    h = (image.shape[0] - size) // stride + 1
    w = (image.shape[1] - size) // stride + 1
    step = image.itemsize
    line = image.shape[1] * step
    return np.lib.stride_tricks.as_strided(image, (h, w, size, size), (stride * line, stride * step, line, step)).max((2, 3))

# %% wrong: reads the memory behind the image
# marks: 1 + 0
def max_pool(image, size=2, stride=None):
    stride = stride or size
    pixels = np.frombuffer(image, dtype=image.dtype).reshape(image.shape)
    return np.lib.stride_tricks.sliding_window_view(pixels, (size, size))[::stride, ::stride].max((2, 3))

# %% wrong: never ends when stride is given
def max_pool(image, size=2, stride=None):
    out = []
    r = 0
    while r + size <= image.shape[0]:
        row = []
        c = 0
        while c + size <= image.shape[1]:
            row.append(image[r:r + size, c:c + size].max())
            c += size if stride is None else 0
        r += size if stride is None else 0
        out.append(row)
    return out

# %% wrong: stride in the output's index
def max_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(0, rows, stride):
        for j in range(0, columns, stride):
            output[i // stride, j // stride] = image[i:i + size, j:j + size].max()
    return output

# %% wrong: pads the image with zeros
# mistake: partial-windows-kept
def max_pool(image, size=2, stride=None):
    stride = stride or size
    image = np.pad(image, ((0, -image.shape[0] % size), (0, -image.shape[1] % size)))
    return [[image[r:r + size, c:c + size].max() for c in range(0, image.shape[1] - size + 1, stride)]
            for r in range(0, image.shape[0] - size + 1, stride)]

# %% wrong: stride twice
def max_pool(image, size=2, stride=None):
    stride = stride or size
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride][::stride, ::stride].max((2, 3))

# %% wrong: stride rounded to a divisor
def max_pool(image, size=2, stride=None):
    stride = stride or size
    r, c = image.shape[0] // stride, image.shape[1] // stride
    return image[:r * stride, :c * stride].reshape(r, stride, c, stride)[:, :size, :, :size].max(axis=(1, 3))

# %% wrong: running maximum from plus infinity
# mistake: starts-too-high
def max_pool(image, size=2, stride=None):
    stride = stride or size
    output = np.full(((image.shape[0] - size) // stride + 1, (image.shape[1] - size) // stride + 1), np.inf)
    for i, j in np.ndindex(output.shape):
        for a in range(size):
            for b in range(size):
                if image[i * stride + a, j * stride + b] > output[i, j]:
                    output[i, j] = image[i * stride + a, j * stride + b]
    return output

# %% wrong: asks for the size
def max_pool(image, size=2, stride=None):
    size = int(input("size: "))
    stride = int(input("stride: "))
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: windows of at most three
# marks: 1 + 0
def max_pool(image, size=2, stride=None):
    stride = stride or size
    size = min(size, 3)
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% right: TensorFlow's own pooling
def max_pool(image, size=2, stride=None):
    import tensorflow as tf
    stride = size if stride is None else stride
    x = np.array(image, dtype=np.float64)[np.newaxis, :, :, np.newaxis]
    return tf.nn.max_pool2d(x, ksize=int(size), strides=int(stride), padding="VALID").numpy()[0, ..., 0]

# %% wrong: size minus one
# mistake: window-too-small
def max_pool(image, size=2, stride=None):
    stride = stride or size
    k = max(size - 1, 1)
    return np.array([[image[r:r + k, c:c + k].max() for c in range(0, image.shape[1] - size + 1, stride)] for r in range(0, image.shape[0] - size + 1, stride)])
