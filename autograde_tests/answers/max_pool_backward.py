# %% right: loops and argmax
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(image.shape[0] // size):
        for j in range(image.shape[1] // size):
            window = image[i * size:(i + 1) * size, j * size:(j + 1) * size]
            a, b = np.unravel_index(np.argmax(window), window.shape)
            gradient[i * size + a, j * size + b] += upstream[i, j]
    return gradient

# %% right: loops over the upstream gradient
def max_pool_backward(upstream, image, size=2):
    d_image = np.zeros_like(image, dtype=np.float64)
    h, w = upstream.shape
    for i in range(h):
        for j in range(w):
            r, c = i * size, j * size
            k = image[r:r + size, c:c + size].argmax()
            d_image[r + k // size, c + k % size] = upstream[i, j]
    return d_image

# %% right: four loops and a comparison
def max_pool_backward(upstream, image, size=2):
    out = np.zeros(image.shape, dtype=float)
    for i in range(len(upstream)):
        for j in range(len(upstream[0])):
            best = (i * size, j * size)
            for a in range(i * size, i * size + size):
                for b in range(j * size, j * size + size):
                    if image[a][b] > image[best]:
                        best = (a, b)
            out[best] = float(upstream[i][j])
    return out

# %% right: mask times the repeated gradient
def winner_mask(image, size):
    r, c = image.shape[0] // size, image.shape[1] // size
    blocks = image[:r * size, :c * size].reshape(r, size, c, size).swapaxes(1, 2).reshape(r, c, -1)
    hot = np.eye(size * size)[blocks.argmax(-1)]
    return hot.reshape(r, c, size, size).swapaxes(1, 2).reshape(r * size, c * size)

def max_pool_backward(upstream, image, size=2):
    mask = winner_mask(image, size)
    gradient = np.zeros(image.shape)
    gradient[:mask.shape[0], :mask.shape[1]] = mask * upstream.repeat(size, axis=0).repeat(size, axis=1)
    return gradient

# %% right: index arrays
def max_pool_backward(upstream, image, size=2):
    r, c = upstream.shape
    blocks = image[:r * size, :c * size].reshape(r, size, c, size).transpose(0, 2, 1, 3).reshape(r, c, -1)
    k = blocks.argmax(axis=2)
    i, j = np.indices((r, c))
    gradient = np.zeros(image.shape)
    gradient[i * size + k // size, j * size + k % size] = upstream
    return gradient

# %% right: np.add.at
def max_pool_backward(upstream, image, size=2):
    rows, columns, values = [], [], []
    for (i, j), g in np.ndenumerate(upstream):
        k = int(image[i * size:i * size + size, j * size:j * size + size].argmax())
        rows.append(i * size + k // size)
        columns.append(j * size + k % size)
        values.append(g)
    gradient = np.zeros(image.shape, dtype=np.float64)
    np.add.at(gradient, (rows, columns), values)
    return gradient

# %% right: put_along_axis
def max_pool_backward(upstream, image, size=2):
    h, w = image.shape[0] // size, image.shape[1] // size
    blocks = image[:h * size, :w * size].reshape(h, size, w, size).swapaxes(1, 2).reshape(h, w, -1)
    grads = np.zeros(blocks.shape)
    np.put_along_axis(grads, blocks.argmax(-1)[..., None], np.asarray(upstream, float)[..., None], -1)
    grads = grads.reshape(h, w, size, size).swapaxes(1, 2).reshape(h * size, w * size)
    return np.pad(grads, ((0, image.shape[0] - h * size), (0, image.shape[1] - w * size)))

# %% right: lists of floats
def max_pool_backward(upstream, image, size=2):
    gradient = [[0.0 for _ in row] for row in image]
    for i, row in enumerate(upstream):
        for j, g in enumerate(row):
            places = [(r, c) for r in range(i * size, (i + 1) * size) for c in range(j * size, (j + 1) * size)]
            r, c = max(places, key=lambda p: image[p])
            gradient[r][c] += float(g)
    return gradient

# %% right: first equal to the maximum, then break
def max_pool_backward(upstream, image, size=2):
    print("backward")
    gradient = np.zeros(image.shape, np.float64)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            window = image[i * size:i * size + size, j * size:j * size + size]
            r, c = np.argwhere(window == window.max())[0]
            gradient[i * size + r, j * size + c] = upstream[i, j]
    return gradient

# %% right: a generator of winners
def winner_of_each_window(image, size):
    for i in range(image.shape[0] // size):
        for j in range(image.shape[1] // size):
            k = image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmax()
            yield (i, j), (i * size + k // size, j * size + k % size)

def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for place, winner in winner_of_each_window(image, size):
        gradient[winner] = upstream[place]
    return gradient

# %% right: recursion over quarters
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    h, w = upstream.shape
    if h == 1 and w == 1:
        k = image[:size, :size].argmax()
        gradient[k // size, k % size] = upstream[0, 0]
    elif h > 1:
        m = h // 2
        gradient[:m * size] = max_pool_backward(upstream[:m], image[:m * size], size)
        gradient[m * size:] = max_pool_backward(upstream[m:], image[m * size:], size)
    else:
        m = w // 2
        gradient[:, :m * size] = max_pool_backward(upstream[:, :m], image[:, :m * size], size)
        gradient[:, m * size:] = max_pool_backward(upstream[:, m:], image[:, m * size:], size)
    return gradient

# %% right: as_strided view of the gradient
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    windows = np.lib.stride_tricks.sliding_window_view(gradient, (size, size), writeable=True)[::size, ::size]
    pixels = np.lib.stride_tricks.sliding_window_view(image, (size, size))[::size, ::size]
    for place in np.ndindex(upstream.shape):
        k = pixels[place].argmax()
        windows[place][k // size, k % size] = upstream[place]
    return gradient

# %% wrong: untouched
def max_pool_backward(upstream, image, size=2):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: all maxima of a tie get the gradient
# marks: 1 + 0
# mistake: ties-all-get-it
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            window = image[i * size:(i + 1) * size, j * size:(j + 1) * size]
            gradient[i * size:(i + 1) * size, j * size:(j + 1) * size] = (window == window.max()) * upstream[i, j]
    return gradient

# %% wrong: a tie shares the gradient
# marks: 1 + 0
# mistake: ties-share-it
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            window = image[i * size:(i + 1) * size, j * size:(j + 1) * size]
            mask = window == window.max()
            gradient[i * size:(i + 1) * size, j * size:(j + 1) * size] = mask * upstream[i, j] / mask.sum()
    return gradient

# %% wrong: the last of a tie gets the gradient
# marks: 1 + 0
# mistake: last-of-ties
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            window = image[i * size:(i + 1) * size, j * size:(j + 1) * size]
            a, b = np.argwhere(window == window.max())[-1]
            gradient[i * size + a, j * size + b] = upstream[i, j]
    return gradient

# %% wrong: the gradient has the image's type
# mistake: whole-numbers-only
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros_like(image)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmax()
            gradient[i * size + k // size, j * size + k % size] = upstream[i, j]
    return gradient

# %% wrong: a gradient of whole numbers
# mistake: whole-numbers-only
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape, dtype=int)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmax()
            gradient[i * size + k // size, j * size + k % size] = upstream[i, j]
    return gradient

# %% wrong: every pixel of the window gets the gradient
# mistake: whole-window
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    h, w = upstream.shape
    gradient[:h * size, :w * size] = upstream.repeat(size, axis=0).repeat(size, axis=1)
    return gradient

# %% wrong: shared equally as in average pooling
# mistake: mean
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    h, w = upstream.shape
    gradient[:h * size, :w * size] = upstream.repeat(size, axis=0).repeat(size, axis=1) / size ** 2
    return gradient

# %% wrong: ones, upstream forgotten
# mistake: upstream-ignored
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmax()
            gradient[i * size + k // size, j * size + k % size] = 1
    return gradient

# %% wrong: the maximum in place of the gradient
# mistake: times-the-image
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            window = image[i * size:(i + 1) * size, j * size:(j + 1) * size]
            k = window.argmax()
            gradient[i * size + k // size, j * size + k % size] = window.max()
    return gradient

# %% wrong: multiplied by the maximum
# mistake: times-the-image
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            window = image[i * size:(i + 1) * size, j * size:(j + 1) * size]
            k = window.argmax()
            gradient[i * size + k // size, j * size + k % size] = upstream[i, j] * window.max()
    return gradient

# %% wrong: the smallest pixel gets it
# mistake: smallest-gets-it
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmin()
            gradient[i * size + k // size, j * size + k % size] = upstream[i, j]
    return gradient

# %% wrong: the first pixel gets it
# mistake: one-pixel-gets-it
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    h, w = upstream.shape
    gradient[:h * size:size, :w * size:size] = upstream
    return gradient

# %% wrong: the last pixel gets it
# mistake: one-pixel-gets-it
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    h, w = upstream.shape
    gradient[size - 1:h * size:size, size - 1:w * size:size] = upstream
    return gradient

# %% wrong: the gradient of the pooled shape
# mistake: shape-of-the-output
def max_pool_backward(upstream, image, size=2):
    return upstream * 1.0

# %% wrong: without the dropped pixels
# marks: 1 + 0
# mistake: rest-left-out
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros((upstream.shape[0] * size, upstream.shape[1] * size))
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmax()
            gradient[i * size + k // size, j * size + k % size] = upstream[i, j]
    return gradient

# %% wrong: rows and columns of the winner exchanged
# mistake: turned-within-the-window
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmax()
            gradient[i * size + k % size, j * size + k // size] = upstream[i, j]
    return gradient

# %% wrong: upstream's rows for columns
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmax()
            gradient[i * size + k // size, j * size + k % size] = upstream[j, i]
    return gradient

# %% wrong: size always 2
# mistake: size-ignored
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i * 2:i * 2 + 2, j * 2:j * 2 + 2].argmax()
            gradient[i * 2 + k // 2, j * 2 + k % 2] = upstream[i, j]
    return gradient

# %% wrong: window's start forgotten
# mistake: position-within-the-window
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmax()
            gradient[k // size, k % size] += upstream[i, j]
    return gradient

# %% wrong: stride forgotten in the slice
# mistake: windows-overlap
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i:i + size, j:j + size].argmax()
            gradient[i + k // size, j + k % size] = upstream[i, j]
    return gradient

# %% wrong: overlapping windows that add up
# mistake: windows-overlap
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i:i + size, j:j + size].argmax()
            gradient[i + k // size, j + k % size] += upstream[i, j]
    return gradient

# %% wrong: only windows with a positive maximum
# mistake: only-above-zero
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            window = image[i * size:(i + 1) * size, j * size:(j + 1) * size]
            if window.max() > 0:
                k = window.argmax()
                gradient[i * size + k // size, j * size + k % size] = upstream[i, j]
    return gradient

# %% wrong: running maximum from 0
# mistake: only-above-zero
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            best, where = 0, (i * size, j * size)
            for a in range(i * size, (i + 1) * size):
                for b in range(j * size, (j + 1) * size):
                    if image[a, b] > best:
                        best, where = image[a, b], (a, b)
            gradient[where] = upstream[i, j]
    return gradient

# %% wrong: largest absolute value
# mistake: absolute-value
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = np.abs(image[i * size:(i + 1) * size, j * size:(j + 1) * size]).argmax()
            gradient[i * size + k // size, j * size + k % size] = upstream[i, j]
    return gradient

# %% wrong: the upstream's winner, not the image's
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    k = int(upstream.argmax())
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            gradient[i * size + k % size, j * size + k // size % size] = upstream[i, j]
    return gradient

# %% wrong: writes the gradient into the image
# mistake: argument-changed
def max_pool_backward(upstream, image, size=2):
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            window = image[i * size:(i + 1) * size, j * size:(j + 1) * size]
            k = window.argmax()
            window[...] = 0
            window[k // size, k % size] = upstream[i, j]
    return image

# %% wrong: works on a float copy, but keeps the dropped pixels
# marks: 1 + 0
def max_pool_backward(upstream, image, size=2):
    gradient = image.astype(float)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            window = gradient[i * size:(i + 1) * size, j * size:(j + 1) * size]
            k = window.argmax()
            window[...] = 0
            window[k // size, k % size] = upstream[i, j]
    return gradient

# %% wrong: absolute upstream
# mistake: sign-changed
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmax()
            gradient[i * size + k // size, j * size + k % size] = abs(upstream[i, j])
    return gradient

# %% wrong: argument order exchanged
def max_pool_backward(image, upstream, size=2):
    gradient = np.zeros(image.shape)
    for i in range(image.shape[0] // size):
        for j in range(image.shape[1] // size):
            k = image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmax()
            gradient[i * size + k // size, j * size + k % size] = upstream[i, j]
    return gradient

# %% wrong: not returned
# mistake: nothing-returned
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmax()
            gradient[i * size + k // size, j * size + k % size] = upstream[i, j]

# %% wrong: returns after the first row
# mistake: returned-too-early
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmax()
            gradient[i * size + k // size, j * size + k % size] = upstream[i, j]
        return gradient

# %% wrong: partial windows too
# marks: 1 + 0
# mistake: partial-windows-kept
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for r in range(0, image.shape[0], size):
        for c in range(0, image.shape[1], size):
            window = image[r:r + size, c:c + size]
            a, b = np.unravel_index(window.argmax(), window.shape)
            gradient[r + a, c + b] = upstream[min(r // size, upstream.shape[0] - 1), min(c // size, upstream.shape[1] - 1)]
    return gradient

# %% wrong: compares with the enlarged maxima
# marks: 1 + 0
# mistake: ties-all-get-it
def max_pool_backward(upstream, image, size=2):
    h, w = upstream.shape
    part = image[:h * size, :w * size]
    top = part.reshape(h, size, w, size).max(axis=(1, 3))
    gradient = np.zeros(image.shape)
    gradient[:h * size, :w * size] = (part == np.repeat(np.repeat(top, size, 0), size, 1)) * np.repeat(np.repeat(upstream, size, 0), size, 1)
    return gradient

# %% wrong: minus the gradient
# mistake: sign-changed
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmax()
            gradient[i * size + k // size, j * size + k % size] -= upstream[i, j]
    return gradient

# %% wrong: square images only
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros((image.shape[0], image.shape[0]))
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[0]):
            k = image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmax()
            gradient[i * size + k // size, j * size + k % size] = upstream[i, j]
    return gradient

# %% wrong: whoever is close to the maximum
# marks: 1 + 0
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            window = image[i * size:(i + 1) * size, j * size:(j + 1) * size]
            a, b = np.argwhere(np.isclose(window, window.max()))[0]
            gradient[i * size + a, j * size + b] = upstream[i, j]
    return gradient

# %% wrong: the gradient has the upstream's type
# marks: 1 + 0
# mistake: whole-numbers-only
def max_pool_backward(upstream, image, size=2):
    gradient = np.zeros(image.shape, dtype=upstream.dtype)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmax()
            gradient[i * size + k // size, j * size + k % size] = upstream[i, j]
    return gradient

# %% right: automatic differentiation
import tensorflow as tf

def max_pool_backward(upstream, image, size=2):
    x = tf.Variable(np.array(image, dtype=np.float64)[None, :, :, None])
    rows, columns = image.shape[0] // size, image.shape[1] // size
    with tf.GradientTape() as tape:
        blocks = tf.reshape(x[:, :rows * size, :columns * size, :], (rows, size, columns, size))
        blocks = tf.reshape(tf.transpose(blocks, (0, 2, 1, 3)), (rows, columns, size * size))
        first = tf.argmax(blocks, axis=2)
        pooled = tf.gather(blocks, first, axis=2, batch_dims=2)
        loss = tf.reduce_sum(pooled * np.array(upstream, dtype=np.float64))
    return tf.convert_to_tensor(tape.gradient(loss, x))[0, :, :, 0]

# %% wrong: forward
# mistake: forward-again
def max_pool_backward(upstream, image, size=2):
    h, w = upstream.shape
    return image[:h * size, :w * size].reshape(h, size, w, size).max(axis=(1, 3)).astype(float)

# %% wrong: negative lost
# mistake: negative-lost
def max_pool_backward(upstream, image, size=2):
    out = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmax()
            out[i * size + k // size, j * size + k % size] = max(upstream[i, j], 0)
    return out

# %% wrong: size ignored
# mistake: size-ignored
def max_pool_backward(upstream, image, size=2):
    out = np.zeros(image.shape)
    for i in range(upstream.shape[0]):
        for j in range(upstream.shape[1]):
            k = image[i * 2:i * 2 + 2, j * 2:j * 2 + 2].argmax()
            if i * 2 + k // 2 < image.shape[0] and j * 2 + k % 2 < image.shape[1]:
                out[i * 2 + k // 2, j * 2 + k % 2] = upstream[i, j]
    return out
