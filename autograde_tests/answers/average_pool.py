# %% right: nested loops
def average_pool(image, size=2, stride=None):
    if stride is None:
        stride = size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            output[i, j] = image[i * stride:i * stride + size, j * stride:j * stride + size].mean()
    return output

# %% right: sliding windows
def average_pool(image, size=2, stride=None):
    stride = size if stride is None else stride
    windows = np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride]
    return windows.mean(axis=(2, 3))

# %% right: sum over the offsets
def average_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    total = np.zeros((rows, columns))
    for i in range(size):
        for j in range(size):
            total += image[i::stride, j::stride][:rows, :columns]
    return total / size ** 2

# %% right: comprehension of means
def average_pool(image, size=2, stride=None):
    step = size if stride is None else stride
    return [[np.mean(image[r:r + size, c:c + size])
             for c in range(0, image.shape[1] - size + 1, step)]
            for r in range(0, image.shape[0] - size + 1, step)]

# %% right: running sums of Python floats
def average_pool(image, size=2, stride=None):
    if stride is None:
        stride = size
    pixels = image.tolist()
    result = []
    for r in range(0, len(pixels) - size + 1, stride):
        result.append([])
        for c in range(0, len(pixels[0]) - size + 1, stride):
            total = 0.0
            for a in range(size):
                for b in range(size):
                    total += pixels[r + a][c + b]
            result[-1].append(total / (size * size))
    return result

# %% right: fsum and plain lists
from math import fsum

def average_pool(image, size=2, stride=None):
    stride = stride or size
    return np.array([[fsum(image[r:r + size, c:c + size].ravel()) / size ** 2
                      for c in range(0, image.shape[1] - size + 1, stride)]
                     for r in range(0, image.shape[0] - size + 1, stride)])

# %% right: rows first, then columns
def average_pool(image, size=2, stride=None):
    stride = stride or size
    def along(a):
        return np.array([a[s:s + size].mean(axis=0) for s in range(0, len(a) - size + 1, stride)])
    return along(along(image).T).T

# %% right: summed area table of long doubles
def average_pool(image, size=2, stride=None):
    stride = size if stride is None else stride
    table = np.zeros((image.shape[0] + 1, image.shape[1] + 1), dtype=np.longdouble)
    table[1:, 1:] = image.astype(np.longdouble).cumsum(axis=0).cumsum(axis=1)
    sums = table[size:, size:] - table[:-size, size:] - table[size:, :-size] + table[:-size, :-size]
    return (sums[::stride, ::stride] / size ** 2).astype(float)

# %% right: two matrix products
def averaging_matrix(n, size, stride):
    rows = (n - size) // stride + 1
    m = np.zeros((rows, n))
    for i in range(rows):
        m[i, i * stride:i * stride + size] = 1 / size
    return m

def average_pool(image, size=2, stride=None):
    stride = stride or size
    return averaging_matrix(image.shape[0], size, stride) @ image @ averaging_matrix(image.shape[1], size, stride).T

# %% right: as_strided and np.average
def average_pool(image, size=2, stride=None):
    stride = stride or size
    h = (image.shape[0] - size) // stride + 1
    w = (image.shape[1] - size) // stride + 1
    a, b = image.strides
    windows = np.lib.stride_tricks.as_strided(image, (h, w, size, size), (a * stride, b * stride, a, b), writeable=False)
    return np.average(windows.reshape(h, w, -1), axis=2)

# %% right: reshape or loops
def average_pool(image, size=2, stride=None):
    if stride in (None, size):
        r, c = image.shape[0] // size, image.shape[1] // size
        return image[:r * size, :c * size].reshape(r, size, c, size).mean(axis=(1, 3))
    r = range(0, image.shape[0] - size + 1, stride)
    c = range(0, image.shape[1] - size + 1, stride)
    return np.array([image[i:i + size, j:j + size].mean() for i in r for j in c]).reshape(len(r), len(c))

# %% right: a generator and np.fromiter
def window_means(image, size, stride):
    for r in range(0, image.shape[0] - size + 1, stride):
        for c in range(0, image.shape[1] - size + 1, stride):
            yield image[r:r + size, c:c + size].astype(float).mean()

def average_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    return np.fromiter(window_means(image, size, stride), float).reshape(rows, -1)

# %% right: einsum
def average_pool(image, size=2, stride=None):
    stride = size if stride is None else stride
    windows = np.lib.stride_tricks.sliding_window_view(np.asarray(image, float), (size, size))
    return np.einsum("ijkl->ij", windows[::stride, ::stride]) / (size * size)

# %% right: recursion over the rows
def average_pool(image, size=2, stride=None):
    if stride is None:
        stride = size
    if image.shape[0] < size:
        return np.empty((0, (image.shape[1] - size) // stride + 1))
    first = [image[:size, c:c + size].mean() for c in range(0, image.shape[1] - size + 1, stride)]
    return np.vstack([first, average_pool(image[stride:], size, stride)])

# %% right: statistics
import statistics

def average_pool(image, size=2, stride=None):
    stride = stride if stride else size
    print("size", size, "stride", stride)
    return [[statistics.mean(image[r:r + size, c:c + size].astype(float).ravel().tolist())
             for c in range(0, image.shape[1] - size + 1, stride)]
            for r in range(0, image.shape[0] - size + 1, stride)]

# %% wrong: untouched
def average_pool(image, size=2, stride=None):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: maximum
# mistake: maximum
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride].max(axis=(2, 3))

# %% wrong: sum
# mistake: sum
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride].sum(axis=(2, 3))

# %% wrong: median
# mistake: median
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return np.median(np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride], axis=(2, 3))

# %% wrong: divides by the size, not by its square
# mistake: divided-by-the-size
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride].sum(axis=(2, 3)) / size

# %% wrong: divides by four always
# mistake: always-divided-by-four
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride].sum(axis=(2, 3)) / 4

# %% wrong: divides by the stride
# mistake: divided-by-the-stride
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride].sum(axis=(2, 3)) / stride ** 2

# %% wrong: floor division
# mistake: whole-numbers-only
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride].sum(axis=(2, 3)) // size ** 2

# %% wrong: an array of the image's type
# mistake: whole-numbers-only
def average_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns), dtype=image.dtype)
    for i in range(rows):
        for j in range(columns):
            output[i, j] = image[i * stride:i * stride + size, j * stride:j * stride + size].mean()
    return output

# %% wrong: an array of whole numbers
# mistake: whole-numbers-only
def average_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns), dtype=int)
    for i in range(rows):
        for j in range(columns):
            output[i, j] = image[i * stride:i * stride + size, j * stride:j * stride + size].mean()
    return output

# %% wrong: rounded means
# mistake: whole-numbers-only
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return [[round(float(image[r:r + size, c:c + size].mean()))
             for c in range(0, image.shape[1] - size + 1, stride)]
            for r in range(0, image.shape[0] - size + 1, stride)]

# %% wrong: two decimals
# mistake: rounded
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return [[round(float(image[r:r + size, c:c + size].mean()), 2)
             for c in range(0, image.shape[1] - size + 1, stride)]
            for r in range(0, image.shape[0] - size + 1, stride)]

# %% wrong: middle between smallest and largest
# mistake: middle-of-the-range
def average_pool(image, size=2, stride=None):
    stride = stride or size
    w = np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride]
    return (w.min(axis=(2, 3)) + w.max(axis=(2, 3))) / 2

# %% wrong: two diagonal corners
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return [[(image[r, c] + image[r + size - 1, c + size - 1]) / 2
             for c in range(0, image.shape[1] - size + 1, stride)]
            for r in range(0, image.shape[0] - size + 1, stride)]

# %% wrong: running average of pairs
def average_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            for value in image[i * stride:i * stride + size, j * stride:j * stride + size].flatten():
                output[i, j] = (output[i, j] + value) / 2
    return output

# %% wrong: total not reset
# mistake: carried-over
def average_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns))
    total = 0
    for i in range(rows):
        for j in range(columns):
            for a in range(size):
                for b in range(size):
                    total += image[i * stride + a, j * stride + b]
            output[i, j] = total / size ** 2
    return output

# %% wrong: = for +=
def average_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            for a in range(size):
                for b in range(size):
                    output[i, j] = image[i * stride + a, j * stride + b] / size ** 2
    return output

# %% wrong: the division binds too tightly
# mistake: last-alone-divided
def average_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            w = image[i * stride:i * stride + size, j * stride:j * stride + size].flatten()
            output[i, j] = w[:-1].sum() + w[-1] / size ** 2
    return output

# %% wrong: mean along one axis
# mistake: several-values-of-a-window
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride].mean(axis=3)

# %% wrong: keeps partial windows
# mistake: partial-windows-kept
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return [[image[r:r + size, c:c + size].mean() for c in range(0, image.shape[1], stride)]
            for r in range(0, image.shape[0], stride)]

# %% wrong: stride ignored
# mistake: stride-ignored
def average_pool(image, size=2, stride=None):
    r, c = image.shape[0] // size, image.shape[1] // size
    return image[:r * size, :c * size].reshape(r, size, c, size).mean(axis=(1, 3))

# %% wrong: stride 1 by default
# mistake: stride-of-one
def average_pool(image, size=2, stride=1):
    stride = stride or size
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride].mean(axis=(2, 3))

# %% wrong: stride 2 by default
# mistake: stride-of-two
def average_pool(image, size=2, stride=2):
    return [[image[r:r + size, c:c + size].mean() for c in range(0, image.shape[1] - size + 1, stride)]
            for r in range(0, image.shape[0] - size + 1, stride)]

# %% wrong: size always 2
# mistake: size-ignored
def average_pool(image, size=2, stride=None):
    r, c = image.shape[0] // 2, image.shape[1] // 2
    return image[:r * 2, :c * 2].reshape(r, 2, c, 2).mean(axis=(1, 3))

# %% wrong: stride forgotten in the slice
# mistake: windows-overlap
def average_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            output[i, j] = image[i:i + size, j:j + size].mean()
    return output

# %% wrong: output size off by one
# mistake: output-too-small
def average_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride
    columns = (image.shape[1] - size) // stride
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            output[i, j] = image[i * stride:i * stride + size, j * stride:j * stride + size].mean()
    return output

# %% wrong: output size one too large
# mistake: output-too-large
def average_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 2
    columns = (image.shape[1] - size) // stride + 2
    output = np.zeros((rows, columns))
    for i in range(rows - 1):
        for j in range(columns - 1):
            output[i, j] = image[i * stride:i * stride + size, j * stride:j * stride + size].mean()
    return output

# %% wrong: rows for columns
# mistake: rows-for-columns
def average_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            output[i, j] = image[j * stride:j * stride + size, i * stride:i * stride + size].mean()
    return output

# %% wrong: transposed
# mistake: transposed
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return np.array([[image[r:r + size, c:c + size].mean() for r in range(0, image.shape[0] - size + 1, stride)]
                     for c in range(0, image.shape[1] - size + 1, stride)])

# %% wrong: slice one short
# mistake: window-too-small
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return np.array([[image[r:r + size - 1, c:c + size - 1].mean() for c in range(0, image.shape[1] - size + 1, stride)]
                     for r in range(0, image.shape[0] - size + 1, stride)])

# %% wrong: slice one too long
# mistake: window-too-large
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return np.array([[image[r:r + size + 1, c:c + size + 1].mean() for c in range(0, image.shape[1] - size + 1, stride)]
                     for r in range(0, image.shape[0] - size + 1, stride)])

# %% wrong: two slices one after another
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return np.array([[image[r:r + size][:size].mean() for c in range(0, image.shape[1] - size + 1, stride)]
                     for r in range(0, image.shape[0] - size + 1, stride)])

# %% wrong: mean of the absolute values
# mistake: absolute-value
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return np.abs(np.lib.stride_tricks.sliding_window_view(image, (size, size)))[::stride, ::stride].mean(axis=(2, 3))

# %% wrong: zeros left out of the mean
def average_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    output = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = image[i * stride:i * stride + size, j * stride:j * stride + size]
            if np.any(window != 0):
                output[i, j] = window.sum() / np.count_nonzero(window)
    return output

# %% wrong: each value once
# marks: 1 + 0
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return [[np.mean(list(set(image[r:r + size, c:c + size].ravel().tolist())))
             for c in range(0, image.shape[1] - size + 1, stride)]
            for r in range(0, image.shape[0] - size + 1, stride)]

# %% wrong: divides the image in place
# mistake: argument-changed
def average_pool(image, size=2, stride=None):
    stride = stride or size
    image /= size ** 2
    return np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride].sum(axis=(2, 3))

# %% wrong: works inside the image
# mistake: argument-changed
def average_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    for i in range(rows):
        for j in range(columns):
            image[i, j] = image[i * stride:i * stride + size, j * stride:j * stride + size].mean()
    return image[:rows, :columns]

# %% wrong: a sum in 16 bits
def average_pool(image, size=2, stride=None):
    stride = stride or size
    windows = np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride]
    return windows.sum(axis=(2, 3), dtype=np.float16) / size ** 2

# %% wrong: summed area table of half floats
def average_pool(image, size=2, stride=None):
    stride = stride or size
    table = np.zeros((image.shape[0] + 1, image.shape[1] + 1), dtype=np.float16)
    table[1:, 1:] = image.cumsum(axis=0).cumsum(axis=1)
    sums = table[size:, size:] - table[:-size, size:] - table[size:, :-size] + table[:-size, :-size]
    return sums[::stride, ::stride] / size ** 2

# %% wrong: prints instead of returning
# mistake: nothing-returned
def average_pool(image, size=2, stride=None):
    stride = stride or size
    for r in range(0, image.shape[0] - size + 1, stride):
        print([image[r:r + size, c:c + size].mean() for c in range(0, image.shape[1] - size + 1, stride)])

# %% wrong: returns after the first row
def average_pool(image, size=2, stride=None):
    stride = stride or size
    result = []
    for r in range(0, image.shape[0] - size + 1, stride):
        result.append([image[r:r + size, c:c + size].mean() for c in range(0, image.shape[1] - size + 1, stride)])
        return result

# %% wrong: a class that is never called
class average_pool:
    def __init__(self, image, size=2, stride=None):
        stride = stride or size
        self.result = np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride].mean(axis=(2, 3))

# %% wrong: subsamples the mean of the whole image
# mistake: one-value
def average_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    columns = (image.shape[1] - size) // stride + 1
    return np.full((rows, columns), image.mean())

# %% wrong: strings
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return [[f"{image[r:r + size, c:c + size].mean()}" for c in range(0, image.shape[1] - size + 1, stride)]
            for r in range(0, image.shape[0] - size + 1, stride)]

# %% wrong: image.mean with a size
def average_pool(image, size=2, stride=None):
    return image.mean(size, stride)

# %% wrong: strided slices of a 2 by 2 window
def average_pool(image, size=2, stride=None):
    stride = stride or size
    return (image[::stride, ::stride] + image[1::stride, ::stride] + image[::stride, 1::stride] + image[1::stride, 1::stride]) / 4

# %% wrong: exact fractions
from fractions import Fraction

def average_pool(image, size=2, stride=None):
    stride = stride or size
    return [[sum(Fraction(float(v)) for v in image[r:r + size, c:c + size].flat) / size ** 2
             for c in range(0, image.shape[1] - size + 1, stride)]
            for r in range(0, image.shape[0] - size + 1, stride)]

# %% wrong: two decimals again
# mistake: rounded
def average_pool(image, size=2, stride=None):
    s = stride or size
    return np.array([[round(float(image[r:r + size, c:c + size].mean()), 2) for c in range(0, image.shape[1] - size + 1, s)] for r in range(0, image.shape[0] - size + 1, s)])

# %% wrong: precedence
# mistake: last-alone-divided
def average_pool(image, size=2, stride=None):
    s = stride or size
    out = []
    for r in range(0, image.shape[0] - size + 1, s):
        row = []
        for c in range(0, image.shape[1] - size + 1, s):
            w = image[r:r + size, c:c + size].ravel()
            row.append(w[:-1].sum() + w[-1] / size ** 2)
        out.append(row)
    return np.array(out)
