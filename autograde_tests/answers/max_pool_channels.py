# %% right: four loops
def max_pool_channels(images, size=2, stride=None):
    if stride is None:
        stride = size
    batch, rows, columns, channels = images.shape
    h = (rows - size) // stride + 1
    w = (columns - size) // stride + 1
    out = np.zeros((batch, h, w, channels))
    for b in range(batch):
        for i in range(h):
            for j in range(w):
                for c in range(channels):
                    out[b, i, j, c] = images[b, i * stride:i * stride + size, j * stride:j * stride + size, c].max()
    return out

# %% right: two loops, all images and channels at once
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    h = (images.shape[1] - size) // stride + 1
    w = (images.shape[2] - size) // stride + 1
    out = np.empty((images.shape[0], h, w, images.shape[3]), dtype=images.dtype)
    for i in range(h):
        for j in range(w):
            out[:, i, j, :] = images[:, i * stride:i * stride + size, j * stride:j * stride + size, :].max(axis=(1, 2))
    return out

# %% right: sliding windows
def max_pool_channels(images, size=2, stride=None):
    stride = size if stride is None else stride
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(1, 2))
    return windows[:, ::stride, ::stride].max(axis=(-2, -1))

# %% right: as_strided
def max_pool_channels(images, size=2, stride=None):
    stride = size if stride is None else stride
    b, r, c, k = images.shape
    sb, sr, sc, sk = images.strides
    shape = (b, (r - size) // stride + 1, (c - size) // stride + 1, size, size, k)
    steps = (sb, sr * stride, sc * stride, sr, sc, sk)
    return np.lib.stride_tricks.as_strided(images, shape, steps, writeable=False).max(axis=(3, 4))

# %% right: offsets within the window
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    h = (images.shape[1] - size) // stride + 1
    w = (images.shape[2] - size) // stride + 1
    parts = [images[:, a:a + h * stride:stride, b:b + w * stride:stride][:, :h, :w] for a in range(size) for b in range(size)]
    return np.maximum.reduce(parts)

# %% right: one 2-D pooling, stacked
def pool_one(image, size, stride):
    return np.array([[image[r:r + size, c:c + size].max()
                      for c in range(0, image.shape[1] - size + 1, stride)]
                     for r in range(0, image.shape[0] - size + 1, stride)])

def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    return np.stack([np.stack([pool_one(image[:, :, c], size, stride) for c in range(image.shape[2])], axis=-1)
                     for image in images])

# %% right: nested lists
def max_pool_channels(images, size=2, stride=None):
    step = size if stride is None else stride
    return [[[[max(image[a][b][k] for a in range(r, r + size) for b in range(c, c + size))
               for k in range(len(image[0][0]))]
              for c in range(0, len(image[0]) - size + 1, step)]
             for r in range(0, len(image) - size + 1, step)]
            for image in images.tolist()]

# %% right: channels first and back
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    x = np.moveaxis(images, -1, 1)
    flat = x.reshape(-1, x.shape[2], x.shape[3])
    pooled = np.array([[[im[r:r + size, c:c + size].max()
                         for c in range(0, im.shape[1] - size + 1, stride)]
                        for r in range(0, im.shape[0] - size + 1, stride)] for im in flat])
    pooled = pooled.reshape(x.shape[0], x.shape[1], *pooled.shape[1:])
    return np.moveaxis(pooled, 1, -1)

# %% right: separable, rows then columns
def max_pool_channels(images, size=2, stride=None):
    stride = size if stride is None else stride
    down = np.stack([images[:, s:s + size].max(axis=1) for s in range(0, images.shape[1] - size + 1, stride)], axis=1)
    return np.stack([down[:, :, s:s + size].max(axis=2) for s in range(0, images.shape[2] - size + 1, stride)], axis=2)

# %% right: recursion over batch and channels
def max_pool_channels(images, size=2, stride=None):
    if stride is None:
        stride = size
    n, h, w, k = images.shape
    if n > 1:
        return np.concatenate([max_pool_channels(images[:1], size, stride), max_pool_channels(images[1:], size, stride)])
    if k > 1:
        return np.concatenate([max_pool_channels(images[..., :1], size, stride), max_pool_channels(images[..., 1:], size, stride)], axis=3)
    one = images[0, :, :, 0]
    result = np.array([[one[i:i + size, j:j + size].max() for j in range(0, w - size + 1, stride)]
                       for i in range(0, h - size + 1, stride)])
    return result[None, :, :, None]

# %% right: generator over places
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    h = (images.shape[1] - size) // stride + 1
    w = (images.shape[2] - size) // stride + 1
    out = np.full((len(images), h, w, images.shape[-1]), -np.inf)
    places = ((i, j, a, b) for i in range(h) for j in range(w) for a in range(size) for b in range(size))
    for i, j, a, b in places:
        np.maximum(out[:, i, j], images[:, i * stride + a, j * stride + b], out=out[:, i, j])
    return out

# %% right: np.ndindex and prints
def max_pool_channels(images, size=2, stride=None):
    if stride is None:
        stride = size
    print("stack of", images.shape[0], "images")
    out_shape = (images.shape[0], (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1, images.shape[3])
    out = np.zeros(out_shape)
    for n, i, j, k in np.ndindex(*out_shape):
        top, left = i * stride, j * stride
        out[n, i, j, k] = np.max(images[n, top:top + size, left:left + size, k])
    return out

# %% right: reshape when windows tile
def max_pool_channels(images, size=2, stride=None):
    b, r, c, k = images.shape
    if stride is None or stride == size:
        h, w = r // size, c // size
        return images[:, :h * size, :w * size].reshape(b, h, size, w, size, k).max(axis=(2, 4))
    rows = np.arange(0, r - size + 1, stride)[:, None] + np.arange(size)
    columns = np.arange(0, c - size + 1, stride)[:, None] + np.arange(size)
    return images[:, rows][:, :, :, columns].max(axis=(2, 4))

# %% wrong: untouched
def max_pool_channels(images, size=2, stride=None):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: channels mixed
# mistake: channels-mixed
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    b, r, c, k = images.shape
    h, w = (r - size) // stride + 1, (c - size) // stride + 1
    out = np.zeros((b, h, w, k))
    for n in range(b):
        for i in range(h):
            for j in range(w):
                out[n, i, j] = images[n, i * stride:i * stride + size, j * stride:j * stride + size].max()
    return out

# %% wrong: images mixed
# mistake: images-mixed
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    b, r, c, k = images.shape
    h, w = (r - size) // stride + 1, (c - size) // stride + 1
    out = np.zeros((b, h, w, k))
    for i in range(h):
        for j in range(w):
            out[:, i, j] = images[:, i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(0, 1, 2))
    return out

# %% wrong: channels lost
# mistake: channels-mixed
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    return windows.max(axis=(3, 4, 5))

# %% wrong: first channel only
# mistake: first-channel-only
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    windows = np.lib.stride_tricks.sliding_window_view(images[..., :1], (size, size), axis=(1, 2))[:, ::stride, ::stride]
    return windows.max(axis=(-2, -1))

# %% wrong: first image only
# mistake: first-image-only
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    windows = np.lib.stride_tricks.sliding_window_view(images[0], (size, size), axis=(0, 1))[::stride, ::stride]
    return windows.max(axis=(-2, -1))

# %% wrong: first image only, with a batch axis
# mistake: first-image-only
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    windows = np.lib.stride_tricks.sliding_window_view(images[:1], (size, size), axis=(1, 2))[:, ::stride, ::stride]
    return windows.max(axis=(-2, -1))

# %% wrong: last image only is filled in
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    b, r, c, k = images.shape
    h, w = (r - size) // stride + 1, (c - size) // stride + 1
    for n in range(b):
        out = np.zeros((b, h, w, k))
        for i in range(h):
            for j in range(w):
                out[n, i, j] = images[n, i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(0, 1))
    return out

# %% wrong: first channel copied into all
# mistake: first-channel-only
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    windows = np.lib.stride_tricks.sliding_window_view(images[..., 0], (size, size), axis=(1, 2))[:, ::stride, ::stride]
    return np.repeat(windows.max(axis=(-2, -1))[..., None], images.shape[3], axis=3)

# %% wrong: channels first
# mistake: channels-first
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    return windows.max(axis=(-2, -1))

# %% wrong: returns channels first
# mistake: channels-first
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    return windows.max(axis=(-2, -1)).transpose(0, 3, 1, 2)

# %% wrong: no batch axis
# mistake: one-image-expected
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    rows, columns, channels = images.shape
    out = np.zeros(((rows - size) // stride + 1, (columns - size) // stride + 1, channels))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = images[i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(0, 1))
    return out

# %% wrong: pools batch and rows
# mistake: batch-pooled
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    b, r = images.shape[:2]
    return np.array([[images[i:i + size, j:j + size].max(axis=(0, 1)) for j in range(0, r - size + 1, stride)]
                     for i in range(0, b - size + 1, stride)])

# %% wrong: the batch is pooled too
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(1, 2))[::stride, ::stride, ::stride]
    return windows.max(axis=(-2, -1))

# %% wrong: stride forgotten in the slice
# mistake: windows-overlap
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    h, w = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    out = np.zeros((images.shape[0], h, w, images.shape[3]))
    for i in range(h):
        for j in range(w):
            out[:, i, j] = images[:, i:i + size, j:j + size].max(axis=(1, 2))
    return out

# %% wrong: stride ignored
# mistake: stride-ignored
def max_pool_channels(images, size=2, stride=None):
    b, r, c, k = images.shape
    h, w = r // size, c // size
    return images[:, :h * size, :w * size].reshape(b, h, size, w, size, k).max(axis=(2, 4))

# %% wrong: size ignored
# mistake: size-ignored
def max_pool_channels(images, size=2, stride=None):
    b, r, c, k = images.shape
    h, w = r // 2, c // 2
    return images[:, :h * 2, :w * 2].reshape(b, h, 2, w, 2, k).max(axis=(2, 4))

# %% wrong: even sides only
# marks: 1 + 0
def max_pool_channels(images, size=2, stride=None):
    b, r, c, k = images.shape
    if stride is None or stride == size:
        return images.reshape(b, r // size, size, c // size, size, k).max(axis=(2, 4))
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    return windows.max(axis=(-2, -1))

# %% wrong: output size off by one
# mistake: output-too-small
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    h, w = (images.shape[1] - size) // stride, (images.shape[2] - size) // stride
    out = np.zeros((images.shape[0], h, w, images.shape[3]))
    for i in range(h):
        for j in range(w):
            out[:, i, j] = images[:, i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(1, 2))
    return out

# %% wrong: keeps partial windows
# mistake: partial-windows-kept
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    b, r, c, k = images.shape
    return np.stack([np.stack([images[:, i:i + size, j:j + size].max(axis=(1, 2)) for j in range(0, c, stride)], axis=1)
                     for i in range(0, r, stride)], axis=1)

# %% wrong: rows for columns
# mistake: rows-and-columns-swapped
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    h, w = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    out = np.zeros((images.shape[0], w, h, images.shape[3]))
    for i in range(h):
        for j in range(w):
            out[:, j, i] = images[:, i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(1, 2))
    return out

# %% wrong: square images only
# mistake: rows-for-columns
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    n = (images.shape[1] - size) // stride + 1
    out = np.zeros((images.shape[0], n, n, images.shape[3]))
    for i in range(n):
        for j in range(n):
            out[:, i, j] = images[:, i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(1, 2))
    return out

# %% wrong: running maximum from 0
# mistake: starts-at-zero
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    h, w = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    out = np.zeros((images.shape[0], h, w, images.shape[3]))
    for i in range(h):
        for j in range(w):
            for a in range(size):
                for b in range(size):
                    out[:, i, j] = np.maximum(out[:, i, j], images[:, i * stride + a, j * stride + b])
    return out

# %% wrong: last value of the window
# mistake: last-pixel
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    return images[:, size - 1::stride, size - 1::stride]

# %% wrong: minimum
# mistake: minimum
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    return windows.min(axis=(-2, -1))

# %% wrong: mean
# mistake: mean
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    return windows.mean(axis=(-2, -1))

# %% wrong: output of whole numbers
# mistake: whole-numbers-only
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    h, w = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    out = np.zeros((images.shape[0], h, w, images.shape[3]), dtype=int)
    for i in range(h):
        for j in range(w):
            out[:, i, j] = images[:, i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(1, 2))
    return out

# %% wrong: three channels always
# mistake: always-three-channels
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    h, w = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    out = np.zeros((images.shape[0], h, w, 3))
    for c in range(3):
        for i in range(h):
            for j in range(w):
                out[:, i, j, c] = images[:, i * stride:i * stride + size, j * stride:j * stride + size, c].max(axis=(1, 2))
    return out

# %% wrong: one channel squeezed away
# mistake: batch-axis-lost
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    return windows.max(axis=(-2, -1)).squeeze()

# %% wrong: reshape that mixes batch and channels
# mistake: reshaped-without-moving-axes
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    b, r, c, k = images.shape
    flat = images.reshape(b * k, r, c)
    windows = np.lib.stride_tricks.sliding_window_view(flat, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    pooled = windows.max(axis=(-2, -1))
    return pooled.reshape(b, pooled.shape[1], pooled.shape[2], k)

# %% wrong: stacks the channels in front
# mistake: channels-first
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    result = []
    for image in images:
        channels = []
        for k in range(image.shape[2]):
            one = image[:, :, k]
            channels.append(np.lib.stride_tricks.sliding_window_view(one, (size, size))[::stride, ::stride].max(axis=(2, 3)))
        result.append(np.stack(channels))
    return np.stack(result)

# %% wrong: maximum of the flattened window
# mistake: channels-mixed
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    h, w = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    out = np.zeros((images.shape[0], h, w, images.shape[3]))
    for n in range(images.shape[0]):
        for i in range(h):
            for j in range(w):
                out[n, i, j] = max(images[n, i * stride:i * stride + size, j * stride:j * stride + size].flatten())
    return out

# %% wrong: window reaches into the channels
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    h, w = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    out = np.zeros((images.shape[0], h, w, images.shape[3]))
    for c in range(images.shape[3]):
        for i in range(h):
            for j in range(w):
                out[..., i, j, c] = images[:, i * stride:i * stride + size, j * stride:j * stride + size, c:c + size].max(axis=(1, 2, 3))
    return out

# %% wrong: prints instead of returning
# mistake: nothing-returned
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    print(windows.max(axis=(-2, -1)))

# %% wrong: returns inside the loop over images
# mistake: first-image-only
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    h, w = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    out = np.zeros((images.shape[0], h, w, images.shape[3]))
    for n in range(images.shape[0]):
        for i in range(h):
            for j in range(w):
                out[n, i, j] = images[n, i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(0, 1))
        return out

# %% wrong: None means 1
# mistake: stride-of-one
def max_pool_channels(images, size=2, stride=None):
    stride = stride or 1
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    return windows.max(axis=(-2, -1))

# %% wrong: works inside the images
# mistake: argument-changed
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    h, w = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    for i in range(h):
        for j in range(w):
            images[:, i, j] = images[:, i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(1, 2))
    return images[:, :h, :w]

# %% wrong: batch and channels exchanged
# mistake: batch-and-channels-swapped
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    channels, rows, columns, batch = images.shape
    out = np.zeros((batch, (rows - size) // stride + 1, (columns - size) // stride + 1, channels))
    for i in range(out.shape[1]):
        for j in range(out.shape[2]):
            out[:, i, j] = images[:, i * stride:i * stride + size, j * stride:j * stride + size].max(axis=(1, 2)).T
    return out

# %% wrong: absolute values
# mistake: absolute-value
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    windows = np.lib.stride_tricks.sliding_window_view(np.abs(images), (size, size), axis=(1, 2))[:, ::stride, ::stride]
    return windows.max(axis=(-2, -1))

# %% wrong: a dictionary of channels
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(1, 2))[:, ::stride, ::stride]
    pooled = windows.max(axis=(-2, -1))
    return {k: pooled[..., k] for k in range(images.shape[3])}

# %% wrong: slice one short
# mistake: window-too-small
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    h, w = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    out = np.zeros((images.shape[0], h, w, images.shape[3]))
    for i in range(h):
        for j in range(w):
            out[:, i, j] = images[:, i * stride:i * stride + size - 1, j * stride:j * stride + size - 1].max(axis=(1, 2))
    return out

# %% wrong: running maximum from plus infinity
# mistake: starts-too-high
def max_pool_channels(images, size=2, stride=None):
    stride = stride or size
    h, w = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    out = np.full((images.shape[0], h, w, images.shape[3]), np.inf)
    for i in range(h):
        for j in range(w):
            for a in range(size):
                for b in range(size):
                    out[:, i, j] = np.maximum(out[:, i, j], images[:, i * stride + a, j * stride + b])
    return out

# %% right: TensorFlow's own pooling
def max_pool_channels(images, size=2, stride=None):
    import tensorflow as tf
    stride = size if stride is None else stride
    return tf.nn.max_pool2d(tf.constant(images.astype("float64")), int(size), int(stride), "VALID")

# %% right: Keras's layer
import keras

def max_pool_channels(images, size=2, stride=None):
    return keras.layers.MaxPool2D(size, strides=stride)(np.array(images, dtype="float32"))

# %% wrong: takes axes as channels first
# mistake: channels-first
def max_pool_channels(images, size=2, stride=None):
    s = stride or size
    b, ch, h, w = images.shape
    H, W = max((h - size) // s + 1, 0), max((w - size) // s + 1, 0)
    out = np.zeros((b, ch, H, W))
    for i in range(H):
        for j in range(W):
            out[:, :, i, j] = images[:, :, i * s:i * s + size, j * s:j * s + size].max(axis=(2, 3))
    return out

# %% wrong: pools batch axis
# mistake: batch-pooled
def max_pool_channels(images, size=2, stride=None):
    s = stride or size
    h, w = images.shape[:2]
    H, W = max((h - size) // s + 1, 0), max((w - size) // s + 1, 0)
    out = np.zeros((H, W) + images.shape[2:])
    for i in range(H):
        for j in range(W):
            out[i, j] = images[i * s:i * s + size, j * s:j * s + size].max(axis=(0, 1))
    return out

# %% wrong: reshape of channel
# mistake: reshaped-without-moving-axes
def max_pool_channels(images, size=2, stride=None):
    s = stride or size
    b, h, w, ch = images.shape
    flat = images.reshape(b, ch, h, w)
    v = np.lib.stride_tricks.sliding_window_view(flat, (size, size), axis=(2, 3))[:, :, ::s, ::s].max(axis=(-1, -2))
    return v.transpose(0, 2, 3, 1)

# %% wrong: pools a single image
# mistake: one-image-expected
def max_pool_channels(images, size=2, stride=None):
    s = stride or size
    h, w = images.shape
    return np.array([[images[r:r + size, c:c + size].max() for c in range(0, w - size + 1, s)] for r in range(0, h - size + 1, s)])
