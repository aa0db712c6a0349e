# %% right: pads with minus infinity, then nested loops
import math

def max_pool_same(image, size=2, stride=None):
    if stride is None:
        stride = size
    rows = math.ceil(image.shape[0] / stride)
    columns = math.ceil(image.shape[1] / stride)
    pad_r = max((rows - 1) * stride + size - image.shape[0], 0)
    pad_c = max((columns - 1) * stride + size - image.shape[1], 0)
    padded = np.pad(image.astype(float), ((pad_r // 2, pad_r - pad_r // 2), (pad_c // 2, pad_c - pad_c // 2)),
                    constant_values=-np.inf)
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            out[i, j] = padded[i * stride:i * stride + size, j * stride:j * stride + size].max()
    return out

# %% right: windows cut off at the border
def max_pool_same(image, size=2, stride=None):
    stride = size if stride is None else stride
    r, c = image.shape
    rows, columns = -(-r // stride), -(-c // stride)
    top = max(0, (rows - 1) * stride + size - r) // 2
    left = max(0, (columns - 1) * stride + size - c) // 2
    out = np.empty((rows, columns), dtype=image.dtype)
    for i in range(rows):
        for j in range(columns):
            r0, c0 = i * stride - top, j * stride - left
            out[i, j] = image[max(r0, 0):r0 + size, max(c0, 0):c0 + size].max()
    return out

# %% right: np.pad with the image's own minimum
def padding(n, size, stride):
    missing = max((int(np.ceil(n / stride)) - 1) * stride + size - n, 0)
    return missing // 2, missing - missing // 2

def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    image = np.pad(image, (padding(image.shape[0], size, stride), padding(image.shape[1], size, stride)),
                   mode="constant", constant_values=image.min())
    windows = np.lib.stride_tricks.sliding_window_view(image, (size, size))
    return windows[::stride, ::stride].max(axis=(2, 3))

# %% right: copies the image into a larger array
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    before_after = []
    for n in image.shape:
        if n % stride == 0:
            total = max(size - stride, 0)
        else:
            total = max(size - n % stride, 0)
        before_after.append((total // 2, total - total // 2))
    padded = np.full([n + a + b for n, (a, b) in zip(image.shape, before_after)], -np.inf)
    (top, _), (left, _) = before_after
    padded[top:top + image.shape[0], left:left + image.shape[1]] = image
    return [[padded[r:r + size, c:c + size].max() for c in range(0, padded.shape[1] - size + 1, stride)]
            for r in range(0, padded.shape[0] - size + 1, stride)]

# %% right: pads with the smallest number of its type
def max_pool_same(image, size=2, stride=None):
    if stride is None:
        stride = size
    if np.issubdtype(image.dtype, np.integer):
        lowest = np.iinfo(image.dtype).min
    else:
        lowest = np.finfo(image.dtype).min
    h = (image.shape[0] + stride - 1) // stride
    w = (image.shape[1] + stride - 1) // stride
    ph = max((h - 1) * stride + size - image.shape[0], 0)
    pw = max((w - 1) * stride + size - image.shape[1], 0)
    big = np.full((image.shape[0] + ph, image.shape[1] + pw), lowest, dtype=image.dtype)
    big[ph // 2:ph // 2 + image.shape[0], pw // 2:pw // 2 + image.shape[1]] = image
    parts = [big[a:a + (h - 1) * stride + 1:stride, b:b + (w - 1) * stride + 1:stride] for a in range(size) for b in range(size)]
    return np.maximum.reduce(parts)

# %% right: masked array
def max_pool_same(image, size=2, stride=None):
    stride = size if stride is None else stride
    shape, before = [], []
    for n in image.shape:
        m = -(-n // stride)
        shape.append(m)
        before.append(max((m - 1) * stride + size - n, 0) // 2)
    out = np.ma.zeros(shape)
    for i, j in np.ndindex(*shape):
        values = [image[r, c]
                  for r in range(i * stride - before[0], i * stride - before[0] + size)
                  for c in range(j * stride - before[1], j * stride - before[1] + size)
                  if 0 <= r < image.shape[0] and 0 <= c < image.shape[1]]
        out[i, j] = max(values)
    return np.array(out)

# %% right: clipped indices, one axis after the other
def pool_same_axis(a, size, stride):
    n = a.shape[0]
    m = -(-n // stride)
    before = max((m - 1) * stride + size - n, 0) // 2
    starts = np.arange(m) * stride - before
    index = np.clip(starts[:, None] + np.arange(size), 0, n - 1)
    # a clipped index may leave its window, but only to the edge that the window begins or ends with
    return a[index].max(axis=1)

def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    return pool_same_axis(pool_same_axis(image, size, stride).T, size, stride).T

# %% right: NaN for what is missing
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, (total + 1) // 2))
    padded = np.pad(image.astype(np.float64), pads, constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride]
    return np.nanmax(windows, axis=(2, 3))

# %% right: a generator of windows
def cut_windows(n, size, stride):
    m = -(-n // stride)
    start = -(max((m - 1) * stride + size - n, 0) // 2)
    for _ in range(m):
        yield slice(max(start, 0), min(start + size, n))
        start += stride

def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    return np.array([[image[r, c].max() for c in cut_windows(image.shape[1], size, stride)]
                     for r in cut_windows(image.shape[0], size, stride)])

# %% right: recursion along the rows
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    def starts(n):
        m = (n - 1) // stride + 1
        p = max((m - 1) * stride + size - n, 0)
        return [k * stride - p // 2 for k in range(m)]
    def table(tops):
        if not tops:
            return []
        strip = image[max(tops[0], 0):tops[0] + size]
        return [[strip[:, max(s, 0):s + size].max() for s in starts(image.shape[1])]] + table(tops[1:])
    return table(starts(image.shape[0]))

# %% right: plain lists
def max_pool_same(image, size=2, stride=None):
    if stride is None:
        stride = size
    print("same padding")
    p = image.tolist()
    n, m = len(p), len(p[0])
    h, w = n // stride + (n % stride > 0), m // stride + (m % stride > 0)
    dy = max(0, (h - 1) * stride + size - n) // 2
    dx = max(0, (w - 1) * stride + size - m) // 2
    result = []
    for i in range(h):
        row = []
        for j in range(w):
            best = None
            for y in range(i * stride - dy, i * stride - dy + size):
                for x in range(j * stride - dx, j * stride - dx + size):
                    if 0 <= y < n and 0 <= x < m:
                        if best is None or p[y][x] > best:
                            best = p[y][x]
            row.append(best)
        result.append(row)
    return result

# %% right: pads with the pixels at the edge
def max_pool_same(image, size=2, stride=None):
    # a copy of an edge pixel stands in every window that it pads, so it can never win wrongly
    stride = size if stride is None else stride
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image, pads, mode="edge")
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: untouched
def max_pool_same(image, size=2, stride=None):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: valid padding
# mistake: no-padding
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    return [[image[r:r + size, c:c + size].max() for c in range(0, image.shape[1] - size + 1, stride)]
            for r in range(0, image.shape[0] - size + 1, stride)]

# %% wrong: pads with zeros
# marks: 1 + 0
# mistake: zeros-in-the-padding
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image, pads)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: pads with -1
# marks: 1 + 0
# mistake: padding-too-high
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image, pads, constant_values=-1)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: pads with -999
# marks: 1 + 0
# mistake: padding-too-high
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image, pads, constant_values=-999)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: minus infinity in an image of whole numbers
# mistake: infinity-in-whole-numbers
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image, pads, constant_values=-np.inf)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: the smallest whole number in an image of floats
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image, pads, constant_values=np.iinfo(image.dtype).min)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: the odd pixel at the top and left
# mistake: odd-pixel-before
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total - total // 2, total // 2))
    padded = np.pad(image.astype(float), pads, constant_values=-np.inf)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: all padding at the bottom and right
# mistake: padding-all-at-the-end
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        pads.append((0, max((-(-n // stride) - 1) * stride + size - n, 0)))
    padded = np.pad(image.astype(float), pads, constant_values=-np.inf)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: partial windows at the bottom and right
# mistake: padding-all-at-the-end
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    return [[image[r:r + size, c:c + size].max() for c in range(0, image.shape[1], stride)]
            for r in range(0, image.shape[0], stride)]

# %% wrong: all padding at the top and left
# mistake: padding-all-at-the-start
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        pads.append((max((-(-n // stride) - 1) * stride + size - n, 0), 0))
    padded = np.pad(image.astype(float), pads, constant_values=-np.inf)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: half a window on every side
# mistake: padding-on-both-sides-alike
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    padded = np.pad(image.astype(float), size // 2, constant_values=-np.inf)
    rows, columns = -(-image.shape[0] // stride), -(-image.shape[1] // stride)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride][:rows, :columns].max(axis=(2, 3))

# %% wrong: padding for a stride of one
# mistake: padding-does-not-know-the-stride
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    before, after = (size - 1) // 2, size // 2
    padded = np.pad(image.astype(float), (before, after), constant_values=-np.inf)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: pads up to a multiple of the size
# mistake: padding-does-not-know-the-stride
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = [((-n % size) // 2, (-n % size) - (-n % size) // 2) for n in image.shape]
    padded = np.pad(image.astype(float), pads, constant_values=-np.inf)
    return [[padded[r:r + size, c:c + size].max() for c in range(0, padded.shape[1] - size + 1, stride)]
            for r in range(0, padded.shape[0] - size + 1, stride)]

# %% wrong: negative padding when there are gaps
# marks: 1 + 0
# mistake: negative-padding
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = (-(-n // stride) - 1) * stride + size - n
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image.astype(float), pads, constant_values=-np.inf)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: output as large as the image
# mistake: output-of-image-size
def max_pool_same(image, size=2, stride=None):
    # same means the same size
    before, after = (size - 1) // 2, size // 2
    padded = np.pad(image.astype(float), (before, after), constant_values=-np.inf)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size)).max(axis=(2, 3))

# %% wrong: output's size rounded down
# mistake: output-rounded-down
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    rows, columns = image.shape[0] // stride, image.shape[1] // stride
    top = max((rows - 1) * stride + size - image.shape[0], 0) // 2
    left = max((columns - 1) * stride + size - image.shape[1], 0) // 2
    return np.array([[image[max(i * stride - top, 0):i * stride - top + size, max(j * stride - left, 0):j * stride - left + size].max()
                      for j in range(columns)] for i in range(rows)])

# %% wrong: output's size by the size
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    rows, columns = -(-image.shape[0] // size), -(-image.shape[1] // size)
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = image[i * stride:i * stride + size, j * stride:j * stride + size]
            out[i, j] = window.max() if window.size else 0
    return out

# %% wrong: stride ignored
# mistake: stride-ignored
def max_pool_same(image, size=2, stride=None):
    stride = size
    pads = []
    for n in image.shape:
        total = -n % size
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image.astype(float), pads, constant_values=-np.inf)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: None means 1
# mistake: stride-of-one
def max_pool_same(image, size=2, stride=None):
    stride = stride or 1
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image.astype(float), pads, constant_values=-np.inf)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: size always 2
# mistake: size-ignored
def max_pool_same(image, size=2, stride=None):
    stride = stride or 2
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + 2 - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image.astype(float), pads, constant_values=-np.inf)
    return np.lib.stride_tricks.sliding_window_view(padded, (2, 2))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: stride forgotten in the slice
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    rows, columns = -(-image.shape[0] // stride), -(-image.shape[1] // stride)
    return np.array([[image[i:i + size, j:j + size].max() for j in range(columns)] for i in range(rows)])

# %% wrong: padding of rows and columns exchanged
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape[::-1]:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image.astype(float), pads, constant_values=-np.inf)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: padding worked out from the rows alone
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    n = image.shape[0]
    total = max((-(-n // stride) - 1) * stride + size - n, 0)
    padded = np.pad(image.astype(float), (total // 2, total - total // 2), constant_values=-np.inf)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: pads with a mirror image
# mistake: mirrored-padding
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image, pads, mode="reflect")
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: pads by wrapping round
# mistake: mirrored-padding
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image, pads, mode="wrap")
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: pads with the mean
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image.astype(float), pads, constant_values=image.mean())
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: negative index at the top
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    rows, columns = -(-image.shape[0] // stride), -(-image.shape[1] // stride)
    top = max((rows - 1) * stride + size - image.shape[0], 0) // 2
    left = max((columns - 1) * stride + size - image.shape[1], 0) // 2
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = image[i * stride - top:i * stride - top + size, j * stride - left:j * stride - left + size]
            out[i, j] = window.max() if window.size else -np.inf
    return out

# %% wrong: minimum
# mistake: minimum
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image.astype(float), pads, constant_values=np.inf)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].min(axis=(2, 3))

# %% wrong: mean of what is there
# mistake: mean
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image.astype(float), pads, constant_values=np.nan)
    return np.nanmean(np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride], axis=(2, 3))

# %% wrong: last value of the window
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image, pads, mode="edge")
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride, -1, -1]

# %% wrong: refuses an image smaller than the window
# marks: 1 + 0
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    if image.shape[0] < size or image.shape[1] < size:
        raise ValueError("image smaller than the window")
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image.astype(float), pads, constant_values=-np.inf)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: nothing returned when no padding is needed
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    if pads != [(0, 0), (0, 0)]:
        padded = np.pad(image.astype(float), pads, constant_values=-np.inf)
        return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: leaves minus infinity in the output
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    rows, columns = -(-image.shape[0] // stride), -(-image.shape[1] // stride)
    out = np.full((rows, columns), -np.inf)
    for i in range((image.shape[0] - size) // stride + 1):
        for j in range((image.shape[1] - size) // stride + 1):
            out[i, j] = image[i * stride:i * stride + size, j * stride:j * stride + size].max()
    return out

# %% wrong: output of whole numbers
# mistake: whole-numbers-only
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    rows, columns = -(-image.shape[0] // stride), -(-image.shape[1] // stride)
    top = max((rows - 1) * stride + size - image.shape[0], 0) // 2
    left = max((columns - 1) * stride + size - image.shape[1], 0) // 2
    out = np.zeros((rows, columns), dtype=int)
    for i in range(rows):
        for j in range(columns):
            out[i, j] = image[max(i * stride - top, 0):i * stride - top + size, max(j * stride - left, 0):j * stride - left + size].max()
    return out

# %% wrong: not returned
# mistake: nothing-returned
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image.astype(float), pads, constant_values=-np.inf)
    print(np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3)))

# %% wrong: shifts the image in place
# mistake: argument-changed
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    rows, columns = -(-image.shape[0] // stride), -(-image.shape[1] // stride)
    top = max((rows - 1) * stride + size - image.shape[0], 0) // 2
    left = max((columns - 1) * stride + size - image.shape[1], 0) // 2
    lowest = image.min()
    image -= lowest
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            out[i, j] = image[max(i * stride - top, 0):i * stride - top + size, max(j * stride - left, 0):j * stride - left + size].max()
    return out + lowest

# %% wrong: rounds the padding up on both sides
# mistake: odd-pixel-before
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append(((total + 1) // 2, (total + 1) // 2))
    padded = np.pad(image.astype(float), pads, constant_values=-np.inf)
    rows, columns = -(-image.shape[0] // stride), -(-image.shape[1] // stride)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride][:rows, :columns].max(axis=(2, 3))

# %% wrong: transposed
# mistake: transposed
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image.astype(float), pads, constant_values=-np.inf)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3)).T

# %% wrong: pads with plus infinity
# mistake: padding-too-high
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    pads = []
    for n in image.shape:
        total = max((-(-n // stride) - 1) * stride + size - n, 0)
        pads.append((total // 2, total - total // 2))
    padded = np.pad(image.astype(float), pads, constant_values=np.inf)
    return np.lib.stride_tricks.sliding_window_view(padded, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% right: TensorFlow's own pooling
import tensorflow as tf

def max_pool_same(image, size=2, stride=None):
    stride = size if stride is None else stride
    x = tf.convert_to_tensor(np.array(image, dtype="float64"))[tf.newaxis, :, :, tf.newaxis]
    return tf.nn.max_pool2d(x, int(size), int(stride), padding="SAME")[0, :, :, 0]

# %% wrong: TensorFlow's pooling without the padding
def max_pool_same(image, size=2, stride=None):
    import tensorflow as tf
    stride = stride or size
    x = np.array(image, dtype=float)[None, :, :, None]
    return tf.nn.max_pool2d(x, int(size), int(stride), padding="VALID").numpy()[0, :, :, 0]

# %% right: Keras's layer
import keras

def max_pool_same(image, size=2, stride=None):
    layer = keras.layers.MaxPool2D(int(size), strides=None if stride is None else int(stride), padding="same")
    return layer(np.array(image, dtype="float32").reshape(1, *image.shape, 1))[0, ..., 0]

# %% wrong: padding from the remainder of size
# mistake: padding-does-not-know-the-stride
def max_pool_same(image, size=2, stride=None):
    s = stride or size
    h, w = image.shape
    H, W = -(-h // s), -(-w // s)
    pr, pc = -h % size, -w % size
    p = np.pad(image.astype(float), ((pr // 2, pr - pr // 2), (pc // 2, pc - pc // 2)), constant_values=-np.inf)
    return np.array([[p[i * s:i * s + size, j * s:j * s + size].max(initial=-np.inf) for j in range(W)] for i in range(H)])

# %% wrong: floor in output
# mistake: output-rounded-down
def max_pool_same(image, size=2, stride=None):
    s = stride or size
    h, w = image.shape
    H, W = max(h // s, 1), max(w // s, 1)
    pr = max((H - 1) * s + size - h, 0)
    pc = max((W - 1) * s + size - w, 0)
    p = np.pad(image.astype(float), ((pr // 2, pr - pr // 2), (pc // 2, pc - pc // 2)), constant_values=-np.inf)
    return np.array([[p[i * s:i * s + size, j * s:j * s + size].max() for j in range(W)] for i in range(H)])

# %% wrong: search starts at -999
# marks: 1 + 0
# mistake: starts-too-high
def max_pool_same(image, size=2, stride=None):
    stride = stride or size
    before = [max((-(-n // stride) - 1) * stride + size - n, 0) // 2 for n in image.shape]
    out = np.full([-(-n // stride) for n in image.shape], -999.0)
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            for r in range(i * stride - before[0], i * stride - before[0] + size):
                for c in range(j * stride - before[1], j * stride - before[1] + size):
                    if 0 <= r < image.shape[0] and 0 <= c < image.shape[1]:
                        out[i, j] = max(out[i, j], image[r, c])
    return out
