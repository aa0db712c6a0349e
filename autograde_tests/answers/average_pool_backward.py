# %% right: nested loops over the windows
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(image.shape[0] // size):
        for j in range(image.shape[1] // size):
            gradient[i * size:(i + 1) * size, j * size:(j + 1) * size] += upstream[i, j] / size ** 2
    return gradient

# %% right: four loops
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros_like(image, dtype=float)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            for a in range(size):
                for b in range(size):
                    gradient[i * size + a, j * size + b] = upstream[i, j] / (size * size)
    return gradient

# %% right: repeat
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    h, w = upstream.shape
    gradient[:h * size, :w * size] = np.repeat(np.repeat(upstream, size, axis=0), size, axis=1) / size ** 2
    return gradient

# %% right: Kronecker product
def average_pool_backward(upstream, image, size=2):
    spread = np.kron(upstream, np.full((size, size), 1 / size ** 2))
    return np.pad(spread, ((0, image.shape[0] - spread.shape[0]), (0, image.shape[1] - spread.shape[1])))

# %% right: every pixel asks its window
def average_pool_backward(upstream, image, size=2):
    h, w = len(upstream), len(upstream[0])
    return [[float(upstream[r // size][c // size]) / size ** 2 if r // size < h and c // size < w else 0.0
             for c in range(image.shape[1])]
            for r in range(image.shape[0])]

# %% right: offsets within the window
def average_pool_backward(upstream, image, size=2):
    h, w = image.shape[0] // size * size, image.shape[1] // size * size
    gradient = np.zeros(image.shape)
    for a in range(size):
        for b in range(size):
            gradient[a:h:size, b:w:size] = upstream
    return gradient / (size * size)

# %% right: a view of blocks
def average_pool_backward(upstream, image, size=2):
    h, w = upstream.shape
    blocks = np.zeros((h, size, w, size))
    blocks += np.asarray(upstream, dtype=float)[:, None, :, None] / size / size
    result = np.zeros(image.shape)
    result[:h * size, :w * size] = blocks.reshape(h * size, w * size)
    return result

# %% right: two matrix products
def spreading(n, m, size):
    matrix = np.zeros((n, m))
    for k in range(m):
        matrix[k * size:(k + 1) * size, k] = 1 / size
    return matrix

def average_pool_backward(upstream, image, size=2):
    left = spreading(image.shape[0], upstream.shape[0], size)
    right = spreading(image.shape[1], upstream.shape[1], size)
    return left @ upstream @ right.T

# %% right: broadcast_to and a print
def average_pool_backward(upstream, image, size=2):
    print("sharing among", size * size, "pixels")
    h, w = upstream.shape
    share = np.broadcast_to(upstream[:, None, :, None] / size ** 2, (h, size, w, size))
    gradient = np.zeros(image.shape, dtype=np.float64)
    gradient[:h * size, :w * size] = share.reshape(h * size, w * size)
    return gradient

# %% right: index arrays
def average_pool_backward(upstream, image, size=2):
    r = np.arange(image.shape[0]) // size
    c = np.arange(image.shape[1]) // size
    inside = (r < upstream.shape[0])[:, None] & (c < upstream.shape[1])[None, :]
    r, c = np.minimum(r, upstream.shape[0] - 1), np.minimum(c, upstream.shape[1] - 1)
    return np.where(inside, upstream[r[:, None], c[None, :]] / size ** 2, 0.0)

# %% right: a generator of windows
def corners(upstream, size):
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            yield i * size, j * size, upstream[i, j]

def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for r, c, g in corners(upstream, size):
        gradient[r:r + size, c:c + size] = np.ones((size, size)) * g / size ** 2
    return gradient

# %% right: recursion over the rows
def average_pool_backward(upstream, image, size=2):
    if len(upstream) == 0:
        return np.zeros(image.shape)
    row = np.zeros(image.shape[1])
    for j, g in enumerate(upstream[0]):
        row[j * size:(j + 1) * size] = g / size ** 2
    below = average_pool_backward(upstream[1:], image[size:], size)
    return np.vstack([np.tile(row, (size, 1)), below])

# %% wrong: untouched
def average_pool_backward(upstream, image, size=2):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: not divided
# mistake: whole-window
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    h, w = upstream.shape
    gradient[:h * size, :w * size] = np.repeat(np.repeat(upstream, size, axis=0), size, axis=1)
    return gradient

# %% wrong: divided by the size, not by its square
# mistake: divided-by-the-size
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    h, w = upstream.shape
    gradient[:h * size, :w * size] = np.repeat(np.repeat(upstream, size, axis=0), size, axis=1) / size
    return gradient

# %% wrong: divided by four always
# mistake: always-divided-by-four
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    h, w = upstream.shape
    gradient[:h * size, :w * size] = np.repeat(np.repeat(upstream, size, axis=0), size, axis=1) / 4
    return gradient

# %% wrong: divided by the number of all pixels
# mistake: divided-by-the-image
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    h, w = upstream.shape
    gradient[:h * size, :w * size] = np.repeat(np.repeat(upstream, size, axis=0), size, axis=1) / image.size
    return gradient

# %% wrong: divided by the number of windows
# mistake: divided-by-the-image
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    h, w = upstream.shape
    gradient[:h * size, :w * size] = np.repeat(np.repeat(upstream, size, axis=0), size, axis=1) / upstream.size
    return gradient

# %% wrong: floor division
# mistake: whole-numbers-only
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    h, w = upstream.shape
    gradient[:h * size, :w * size] = np.repeat(np.repeat(upstream, size, axis=0), size, axis=1) // size ** 2
    return gradient

# %% wrong: multiplied instead of divided
# mistake: times-the-window
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    h, w = upstream.shape
    gradient[:h * size, :w * size] = np.repeat(np.repeat(upstream, size, axis=0), size, axis=1) * size ** 2
    return gradient

# %% wrong: the gradient has the image's type
# mistake: whole-numbers-only
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros_like(image)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            gradient[i * size:(i + 1) * size, j * size:(j + 1) * size] = upstream[i, j] / size ** 2
    return gradient

# %% wrong: the gradient has the upstream's type
# marks: 1 + 0
# mistake: whole-numbers-only
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape, dtype=upstream.dtype)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            gradient[i * size:(i + 1) * size, j * size:(j + 1) * size] = upstream[i, j] / size ** 2
    return gradient

# %% wrong: a gradient of whole numbers
# mistake: whole-numbers-only
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape, dtype=int)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            gradient[i * size:(i + 1) * size, j * size:(j + 1) * size] = upstream[i, j] / size ** 2
    return gradient

# %% wrong: all to the winner as in max pooling
# mistake: winner-takes-all
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmax()
            gradient[i * size + k // size, j * size + k % size] = upstream[i, j]
    return gradient

# %% wrong: all to the first pixel
# mistake: one-pixel-gets-it
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    h, w = upstream.shape
    gradient[:h * size:size, :w * size:size] = upstream
    return gradient

# %% wrong: a share for the first pixel only
# mistake: one-pixel-gets-it
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            gradient[i * size, j * size] = upstream[i, j] / size ** 2
    return gradient

# %% wrong: shares in proportion to the pixels
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            window = np.abs(image[i * size:(i + 1) * size, j * size:(j + 1) * size]) + 1e-9
            gradient[i * size:(i + 1) * size, j * size:(j + 1) * size] = upstream[i, j] * window / window.sum()
    return gradient

# %% wrong: times the window's mean
# mistake: times-the-image
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            mean = image[i * size:(i + 1) * size, j * size:(j + 1) * size].mean()
            gradient[i * size:(i + 1) * size, j * size:(j + 1) * size] = upstream[i, j] * mean
    return gradient

# %% wrong: tiled instead of repeated
# mistake: tiled
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    h, w = upstream.shape
    gradient[:h * size, :w * size] = np.tile(upstream, (size, size)) / size ** 2
    return gradient

# %% wrong: repeated along the rows only
# mistake: along-one-axis
def average_pool_backward(upstream, image, size=2):
    return np.repeat(upstream, size, axis=0) / size ** 2

# %% wrong: without the dropped pixels
# marks: 1 + 0
# mistake: rest-left-out
def average_pool_backward(upstream, image, size=2):
    return np.kron(upstream, np.ones((size, size))) / size ** 2

# %% wrong: dropped pixels get the last window's share
# marks: 1 + 0
# mistake: rest-filled
def average_pool_backward(upstream, image, size=2):
    r = np.minimum(np.arange(image.shape[0]) // size, upstream.shape[0] - 1)
    c = np.minimum(np.arange(image.shape[1]) // size, upstream.shape[1] - 1)
    return upstream[r[:, None], c] / size ** 2

# %% wrong: dropped pixels keep what was in memory
# marks: 1 + 0
def average_pool_backward(upstream, image, size=2):
    gradient = np.full(image.shape, np.nan)
    h, w = upstream.shape
    gradient[:h * size, :w * size] = np.kron(upstream, np.ones((size, size))) / size ** 2
    return gradient

# %% wrong: dropped pixels are padding in front
# marks: 1 + 0
def average_pool_backward(upstream, image, size=2):
    spread = np.kron(upstream, np.ones((size, size))) / size ** 2
    return np.pad(spread, ((image.shape[0] - spread.shape[0], 0), (image.shape[1] - spread.shape[1], 0)))

# %% wrong: rows for columns
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            gradient[j * size:(j + 1) * size, i * size:(i + 1) * size] = upstream[i, j] / size ** 2
    return gradient

# %% wrong: upstream's rows for columns
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            gradient[i * size:(i + 1) * size, j * size:(j + 1) * size] = upstream[j, i] / size ** 2
    return gradient

# %% wrong: size always 2
# mistake: size-ignored
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            gradient[i * 2:i * 2 + 2, j * 2:j * 2 + 2] = upstream[i, j] / 4
    return gradient

# %% wrong: overlapping windows
# mistake: windows-overlap
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            gradient[i:i + size, j:j + size] += upstream[i, j] / size ** 2
    return gradient

# %% wrong: = for += and overlapping
# mistake: windows-overlap
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            gradient[i:i + size, j:j + size] = upstream[i, j] / size ** 2
    return gradient

# %% wrong: slice one short
# mistake: window-too-small
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            gradient[i * size:(i + 1) * size - 1, j * size:(j + 1) * size - 1] = upstream[i, j] / size ** 2
    return gradient

# %% wrong: the mean of the upstream everywhere
def average_pool_backward(upstream, image, size=2):
    return np.full(image.shape, upstream.mean() / size ** 2)

# %% wrong: ones, upstream forgotten
# mistake: upstream-ignored
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    h, w = upstream.shape
    gradient[:h * size, :w * size] = 1 / size ** 2
    return gradient

# %% wrong: adds the gradient to the image
# mistake: not-started-from-zeros
def average_pool_backward(upstream, image, size=2):
    gradient = image.astype(float)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            gradient[i * size:(i + 1) * size, j * size:(j + 1) * size] += upstream[i, j] / size ** 2
    return gradient

# %% wrong: writes the gradient into the image
# mistake: argument-changed
def average_pool_backward(upstream, image, size=2):
    image[...] = 0
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            image[i * size:(i + 1) * size, j * size:(j + 1) * size] = upstream[i, j] / size ** 2
    return image

# %% wrong: divides the upstream in place
# mistake: argument-changed
def average_pool_backward(upstream, image, size=2):
    upstream /= size ** 2
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            gradient[i * size:(i + 1) * size, j * size:(j + 1) * size] = upstream[i, j]
    return gradient

# %% wrong: loops over the image's pixels for windows
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            gradient[i * size:(i + 1) * size, j * size:(j + 1) * size] = upstream[i, j] / size ** 2
    return gradient

# %% wrong: argument order exchanged
def average_pool_backward(image, upstream, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            gradient[i * size:(i + 1) * size, j * size:(j + 1) * size] = upstream[i, j] / size ** 2
    return gradient

# %% wrong: not returned
# mistake: nothing-returned
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            gradient[i * size:(i + 1) * size, j * size:(j + 1) * size] = upstream[i, j] / size ** 2

# %% wrong: returns after the first row
# mistake: returned-too-early
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            gradient[i * size:(i + 1) * size, j * size:(j + 1) * size] = upstream[i, j] / size ** 2
        return gradient

# %% wrong: square images only
def average_pool_backward(upstream, image, size=2):
    n = image.shape[0]
    gradient = np.zeros((n, n))
    for i in range(n // size):
        for j in range(n // size):
            gradient[i * size:(i + 1) * size, j * size:(j + 1) * size] = upstream[i, j] / size ** 2
    return gradient

# %% wrong: rounded to two decimals
def average_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    h, w = upstream.shape
    gradient[:h * size, :w * size] = np.kron(upstream, np.ones((size, size))) / size ** 2
    return np.round(gradient, 2)

# %% right: automatic differentiation
import tensorflow as tf

def average_pool_backward(upstream, image, size=2):
    x = tf.constant(np.array(image, dtype=np.float64)[None, :, :, None])
    with tf.GradientTape() as tape:
        tape.watch(x)
        pooled = tf.nn.avg_pool2d(x, int(size), int(size), "VALID")[0, :, :, 0]
    return tape.gradient(pooled, x, output_gradients=tf.constant(np.array(upstream, dtype=np.float64)))[0, :, :, 0]

# %% wrong: whole image mean
# mistake: divided-by-the-image
def average_pool_backward(upstream, image, size=2):
    return np.full(image.shape, upstream.sum() / image.size)

# %% wrong: forward
# mistake: forward-again
def average_pool_backward(upstream, image, size=2):
    h, w = upstream.shape
    return image[:h * size, :w * size].reshape(h, size, w, size).mean(axis=(1, 3))
