# %% right: repeat twice
import numpy as np

def detail_lost(image, pool, size):
    small = np.asarray(pool(image, size))
    big = small.repeat(size, axis=0).repeat(size, axis=1)
    return np.mean(np.abs(image - big))

# %% right: np.kron with a block of ones
import numpy as np

def detail_lost(image, pool, size):
    big = np.kron(pool(image, size), np.ones((size, size)))
    return np.abs(big - image).mean()

# %% right: loops over the pixels
def detail_lost(image, pool, size):
    pooled = pool(image, size)
    rows, columns = image.shape
    total = 0.0
    for ii in range(rows):
        for jj in range(columns):
            total += abs(float(image[ii, jj]) - float(pooled[ii // size][jj // size]))
    return total / (rows * columns)

# %% right: windows of the image against one value each
import numpy as np

def detail_lost(image, pool, size):
    pooled = np.asarray(pool(image, size), dtype=float)
    rows, columns = pooled.shape
    windows = image.astype(float).reshape(rows, size, columns, size)
    return float(np.abs(windows - pooled[:, None, :, None]).mean())

# %% right: index arrays
import numpy as np

def detail_lost(image, pool, size):
    pooled = np.array(pool(image, size))
    ii, jj = np.indices(image.shape) // size
    return np.average(np.absolute(pooled[ii, jj] - image))

# %% right: an empty image filled window by window
import numpy as np

def detail_lost(image, pool, size):
    pooled = pool(image, size)
    blown_up = np.empty(image.shape, dtype=float)
    for ii in range(image.shape[0] // size):
        for jj in range(image.shape[1] // size):
            blown_up[ii * size:(ii + 1) * size, jj * size:(jj + 1) * size] = pooled[ii][jj]
    return np.sum(np.abs(image - blown_up)) / image.size

# %% right: broadcast, then reshape
import numpy as np

def detail_lost(image, pool, size):
    pooled = np.asarray(pool(image, size))
    r, c = pooled.shape
    big = np.broadcast_to(pooled[:, np.newaxis, :, np.newaxis], (r, size, c, size)).reshape(image.shape)
    difference = np.where(image > big, image - big, big - image)
    return difference.sum() / difference.size

# %% right: offsets within the window
import numpy as np

def detail_lost(image, pool, size):
    pooled = np.asarray(pool(image, size), dtype="float64")
    total = 0
    for di in range(size):
        for dj in range(size):
            total = total + np.abs(image[di::size, dj::size] - pooled).mean()
    return total / size ** 2

# %% right: plain lists and statistics.fmean
from statistics import fmean

def detail_lost(image, pool, size):
    pooled = pool(image, size)
    print("pooled")
    big = [[value for value in row for _ in range(size)] for row in pooled for _ in range(size)]
    return fmean(abs(float(a) - float(b)) for p, q in zip(image, big) for a, b in zip(p, q))

# %% right: Keras's UpSampling2D
import keras
import numpy as np

def detail_lost(image, pool, size):
    small = np.asarray(pool(image, size), dtype="float64")
    up = keras.layers.UpSampling2D(size, dtype="float64")(small[None, :, :, None])
    return np.abs(np.array(up)[0, :, :, 0] - image).mean()

# %% wrong: squared error
# mistake: squared-difference
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    return np.mean((image - big) ** 2)

# %% wrong: root of the squared error
# mistake: root-of-the-mean-square
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    return np.sqrt(np.mean((image - big) ** 2.0))

# %% wrong: not absolute
# mistake: sign-kept
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    return np.mean(image - big)

# %% wrong: not absolute, pooled minus image, right for maxima only
# mistake: sign-kept
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    return np.mean(big - image)

# %% wrong: the mean's absolute value
# mistake: means-compared
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    return abs(np.mean(image - big))

# %% wrong: the sum
# mistake: sum-not-mean
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    return np.sum(np.abs(image - big))

# %% wrong: the largest difference
# mistake: largest-difference
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    return np.max(np.abs(image - big))

# %% wrong: the median
# mistake: median-difference
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    return np.median(np.abs(image - big))

# %% wrong: tiled instead of repeated
# mistake: tiled
import numpy as np

def detail_lost(image, pool, size):
    big = np.tile(pool(image, size), (size, size))
    return np.mean(np.abs(image - big))

# %% wrong: rows repeated, columns tiled
import numpy as np

def detail_lost(image, pool, size):
    big = np.tile(np.repeat(pool(image, size), size, axis=0), (1, size))
    return np.mean(np.abs(image - big))

# %% wrong: repeated along the rows only
# mistake: along-one-axis
import numpy as np

def detail_lost(image, pool, size):
    big = np.repeat(pool(image, size), size, axis=0)
    return np.mean(np.abs(image - big))

# %% wrong: repeat without an axis, which flattens
# mistake: tiled
import numpy as np

def detail_lost(image, pool, size):
    big = np.repeat(np.repeat(pool(image, size), size), size)
    return np.mean(np.abs(image - big.reshape(image.shape)))

# %% wrong: np.kron the wrong way round
# mistake: tiled
import numpy as np

def detail_lost(image, pool, size):
    big = np.kron(np.ones((size, size)), pool(image, size))
    return np.mean(np.abs(image - big))

# %% wrong: zeros between the values
# mistake: zeros-between
import numpy as np

def detail_lost(image, pool, size):
    big = np.zeros(image.shape)
    big[::size, ::size] = pool(image, size)
    return np.mean(np.abs(image - big))

# %% wrong: np.resize, which runs on through the flat array
# mistake: tiled
import numpy as np

def detail_lost(image, pool, size):
    big = np.resize(pool(image, size), image.shape)
    return np.mean(np.abs(image - big))

# %% wrong: always maxima, whatever pool does
# mistake: another-pooling
import numpy as np

def detail_lost(image, pool, size):
    r, c = image.shape[0] // size, image.shape[1] // size
    small = image.reshape(r, size, c, size).max(axis=(1, 3))
    big = small.repeat(size, axis=0).repeat(size, axis=1)
    return np.mean(np.abs(image - big))

# %% wrong: pool called without the size
# mistake: pool-called-without-the-size
import numpy as np

def detail_lost(image, pool, size):
    small = np.asarray(pool(image))
    big = small.repeat(size, axis=0).repeat(size, axis=1)
    return np.mean(np.abs(image - big))

# %% wrong: pool called with a size of two
# mistake: size-ignored
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, 2)).repeat(2, axis=0).repeat(2, axis=1)
    return np.mean(np.abs(image - big))

# %% wrong: repeated twice whatever the size
# mistake: repeated-by-two
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(2, axis=0).repeat(2, axis=1)
    return np.mean(np.abs(image - big))

# %% wrong: the blown-up image holds whole numbers when the image does
import numpy as np

def detail_lost(image, pool, size):
    small = pool(image, size)
    big = np.zeros_like(image)
    for ii in range(image.shape[0]):
        for jj in range(image.shape[1]):
            big[ii, jj] = small[ii // size][jj // size]
    return np.mean(np.abs(image - big))

# %% wrong: the differences as whole numbers
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    return np.mean(np.abs(image - big).astype(int))

# %% wrong: as eight-bit pixels
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    return np.mean(np.abs(image.astype(np.uint8) - big.astype(np.uint8)))

# %% wrong: in half precision
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    return np.mean(np.abs(image.astype(np.float16) - big.astype(np.float16)))

# %% wrong: relative to the image's mean
# mistake: divided-by-the-values
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    return np.mean(np.abs(image - big)) / np.mean(np.abs(image))

# %% wrong: divided by the number of windows
# mistake: divided-by-the-output
import numpy as np

def detail_lost(image, pool, size):
    small = np.asarray(pool(image, size))
    big = small.repeat(size, axis=0).repeat(size, axis=1)
    return np.sum(np.abs(image - big)) / small.size

# %% wrong: divided by the number of rows
# mistake: divided-by-one-side
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    return np.sum(np.abs(image - big)) / len(image)

# %% wrong: absolute values taken before the difference
# mistake: absolute-values-compared
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    return np.mean(np.abs(np.abs(image) - np.abs(big)))

# %% wrong: the share of pixels that differ
# mistake: share-of-the-pixels
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    return np.mean(image != big)

# %% wrong: only the windows' first pixels compared
# mistake: not-blown-up
import numpy as np

def detail_lost(image, pool, size):
    return np.mean(np.abs(image[::size, ::size] - pool(image, size)))

# %% wrong: the difference of the means
# mistake: means-compared
import numpy as np

def detail_lost(image, pool, size):
    return np.abs(np.mean(image) - np.mean(pool(image, size)))

# %% wrong: a table of differences, no mean
# mistake: differences-not-summarised
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    return np.abs(image - big)

# %% wrong: the argument is changed, the number is right
# mistake: argument-changed
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    difference = np.mean(np.abs(image - big))
    image[:] = big
    return difference

# %% wrong: the difference is taken inside the argument
# mistake: argument-changed
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    image -= big
    return np.abs(image).mean()

# %% wrong: enlarged smoothly
import keras
import numpy as np

def detail_lost(image, pool, size):
    small = np.asarray(pool(image, size), dtype="float64")
    up = keras.layers.UpSampling2D(size, interpolation="bilinear")(small[None, :, :, None])
    return np.abs(np.array(up)[0, :, :, 0] - image).mean()

# %% wrong: computed but not returned
# mistake: nothing-returned
import numpy as np

def detail_lost(image, pool, size):
    big = np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)
    lost = np.mean(np.abs(image - big))

# %% wrong: the blown-up image is returned
import numpy as np

def detail_lost(image, pool, size):
    return np.asarray(pool(image, size)).repeat(size, axis=0).repeat(size, axis=1)

# %% wrong: rows only
# mistake: along-one-axis
def detail_lost(image, pool, size):
    big = np.repeat(pool(image, size), size, axis=0)
    return np.abs(image - big).mean()

# %% wrong: not blown up
# mistake: not-blown-up
def detail_lost(image, pool, size):
    return np.abs(image[::size, ::size] - pool(image, size)).mean()

# %% wrong: relative
# mistake: divided-by-the-values
def detail_lost(image, pool, size):
    big = np.repeat(np.repeat(pool(image, size), size, axis=0), size, axis=1)
    return np.abs(image - big).sum() / max(np.abs(image).sum(), 1e-12)

# %% wrong: size not passed
# mistake: pool-called-without-the-size
def detail_lost(image, pool, size):
    big = np.repeat(np.repeat(pool(image), size, axis=0), size, axis=1)
    return np.abs(image - big).mean()

# %% wrong: abs of both
# mistake: absolute-values-compared
def detail_lost(image, pool, size):
    big = np.repeat(np.repeat(pool(image, size), size, axis=0), size, axis=1)
    return np.mean(np.abs(np.abs(image) - np.abs(big)))

# %% wrong: only changed pixels
# mistake: equal-pixels-left-out
def detail_lost(image, pool, size):
    big = np.repeat(np.repeat(pool(image, size), size, axis=0), size, axis=1)
    d = np.abs(image - big)
    return d[d > 0].mean() if (d > 0).any() else 0.0
