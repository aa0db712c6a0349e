# %% right: loops and argmax
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for i in range(image.shape[0] // size):
        for j in range(image.shape[1] // size):
            window = image[i * size:(i + 1) * size, j * size:(j + 1) * size]
            a, b = divmod(window.argmax(), size)
            result[i * size + a, j * size + b] = True
    return result

# %% right: unravel_index and whole numbers
def winners(image, size=2):
    mask = np.zeros_like(image, dtype=int)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            window = image[r:r + size, c:c + size]
            k = np.unravel_index(np.argmax(window), window.shape)
            mask[r + k[0], c + k[1]] = 1
    return mask

# %% right: four loops, larger beats the best so far
def winners(image, size=2):
    out = np.zeros(image.shape)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            best = (r, c)
            for a in range(r, r + size):
                for b in range(c, c + size):
                    if image[a, b] > image[best]:
                        best = (a, b)
            out[best] = 1
    return out

# %% right: four loops with a flag
def winners(image, size=2):
    out = np.full(image.shape, False)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            largest = image[r:r + size, c:c + size].max()
            found = False
            for a in range(size):
                for b in range(size):
                    if not found and image[r + a, c + b] == largest:
                        out[r + a, c + b] = True
                        found = True
    return out

# %% right: blocks and put_along_axis
def winners(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    blocks = image[:r * size, :c * size].reshape(r, size, c, size).transpose(0, 2, 1, 3).reshape(r, c, size * size)
    marks = np.zeros(blocks.shape, dtype=bool)
    np.put_along_axis(marks, blocks.argmax(axis=2)[:, :, None], True, axis=2)
    result = np.zeros(image.shape, dtype=bool)
    result[:r * size, :c * size] = marks.reshape(r, c, size, size).transpose(0, 2, 1, 3).reshape(r * size, c * size)
    return result

# %% right: index arrays
def winners(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    blocks = image[:r * size, :c * size].reshape(r, size, c, size).swapaxes(1, 2).reshape(r, c, -1)
    k = np.argmax(blocks, axis=-1)
    i, j = np.indices((r, c))
    result = np.zeros(image.shape, dtype=np.uint8)
    result[i * size + k // size, j * size + k % size] = 1
    return result

# %% right: list of lists of bools
def winners(image, size=2):
    rows, columns = image.shape
    result = [[False] * columns for _ in range(rows)]
    for r in range(0, rows - size + 1, size):
        for c in range(0, columns - size + 1, size):
            places = [(a, b) for a in range(r, r + size) for b in range(c, c + size)]
            a, b = max(places, key=lambda place: image[place])
            result[a][b] = True
    return result

# %% right: a set of places
def winning_places(image, size):
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            k = int(np.argmax(image[r:r + size, c:c + size]))
            yield (r + k // size, c + k % size)

def winners(image, size=2):
    places = set(winning_places(image, size))
    return np.array([[(r, c) in places for c in range(image.shape[1])] for r in range(image.shape[0])])

# %% right: one-hot rows of the identity
def winners(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    blocks = image[:r * size, :c * size].reshape(r, size, c, size).swapaxes(1, 2).reshape(r, c, -1)
    hot = np.eye(size * size)[blocks.argmax(-1)]
    hot = hot.reshape(r, c, size, size).swapaxes(1, 2).reshape(r * size, c * size)
    return np.pad(hot, ((0, image.shape[0] - r * size), (0, image.shape[1] - c * size)))

# %% right: compares with the enlarged maxima, then keeps the first
def winners(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    part = image[:r * size, :c * size]
    top = part.reshape(r, size, c, size).max(axis=(1, 3))
    equal = part == np.kron(top, np.ones((size, size), dtype=top.dtype))
    blocks = equal.reshape(r, size, c, size).swapaxes(1, 2).reshape(r, c, -1)
    first = blocks & (blocks.cumsum(axis=2) == 1)
    result = np.zeros(image.shape, dtype=bool)
    result[:r * size, :c * size] = first.reshape(r, c, size, size).swapaxes(1, 2).reshape(part.shape)
    return result

# %% right: goes through the pixels backwards with >=
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for top in range(0, image.shape[0] // size * size, size):
        for left in range(0, image.shape[1] // size * size, size):
            best, where = -np.inf, None
            for k in reversed(range(size * size)):
                value = image[top + k // size, left + k % size]
                if value >= best:
                    best, where = value, (top + k // size, left + k % size)
            result[where] = True
    return result

# %% right: stable sort of each window
def winners(image, size=2):
    print(image)
    result = np.zeros(image.shape, dtype=np.int64)
    for i in range(image.shape[0] // size):
        for j in range(image.shape[1] // size):
            cells = [(r, c) for r in range(i * size, i * size + size) for c in range(j * size, j * size + size)]
            cells.sort(key=lambda rc: -float(image[rc]))
            result[cells[0]] = 1
    return result

# %% wrong: untouched
def winners(image, size=2):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: ties marked twice
# marks: 1 + 0
# mistake: ties-all-marked
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            window = image[r:r + size, c:c + size]
            result[r:r + size, c:c + size] = window == window.max()
    return result

# %% wrong: of equal maxima the last
# marks: 1 + 0
# mistake: last-of-ties
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            best = (r, c)
            for a in range(r, r + size):
                for b in range(c, c + size):
                    if image[a, b] >= image[best]:
                        best = (a, b)
            result[best] = True
    return result

# %% wrong: of equal maxima the first down the columns
# marks: 1 + 0
# mistake: first-by-columns
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            best = (r, c)
            for b in range(c, c + size):
                for a in range(r, r + size):
                    if image[a, b] > image[best]:
                        best = (a, b)
            result[best] = True
    return result

# %% wrong: of equal maxima none
# marks: 1 + 0
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            window = image[r:r + size, c:c + size]
            if np.sum(window == window.max()) == 1:
                result[r:r + size, c:c + size] = window == window.max()
    return result

# %% wrong: the whole image's maximum
# mistake: one-winner-for-the-image
def winners(image, size=2):
    return image == image.max()

# %% wrong: whoever equals any window's maximum
# marks: 1 + 0
# mistake: same-value-elsewhere
def winners(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    maxima = image[:r * size, :c * size].reshape(r, size, c, size).max(axis=(1, 3))
    return np.isin(image, maxima)

# %% wrong: smallest pixel
# mistake: smallest-wins
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            a, b = divmod(image[r:r + size, c:c + size].argmin(), size)
            result[r + a, c + b] = True
    return result

# %% wrong: largest absolute value
# mistake: absolute-value
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            a, b = divmod(np.abs(image[r:r + size, c:c + size]).argmax(), size)
            result[r + a, c + b] = True
    return result

# %% wrong: rows and columns of the winner exchanged
# mistake: turned-within-the-window
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            b, a = divmod(image[r:r + size, c:c + size].argmax(), size)
            result[r + a, c + b] = True
    return result

# %% wrong: only windows of two
# mistake: size-ignored
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - 1, 2):
        for c in range(0, image.shape[1] - 1, 2):
            a, b = divmod(image[r:r + 2, c:c + 2].argmax(), 2)
            result[r + a, c + b] = True
    return result

# %% wrong: the winner's place divided by two
# mistake: position-divided-by-two
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            k = image[r:r + size, c:c + size].argmax()
            result[r + k // 2, c + k % 2] = True
    return result

# %% wrong: partial windows have winners too
# marks: 1 + 0
# mistake: partial-windows-kept
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(0, image.shape[0], size):
        for c in range(0, image.shape[1], size):
            window = image[r:r + size, c:c + size]
            a, b = np.unravel_index(window.argmax(), window.shape)
            result[r + a, c + b] = True
    return result

# %% wrong: dropped pixels are true
# marks: 1 + 0
# mistake: rest-marked
def winners(image, size=2):
    result = np.ones(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            result[r:r + size, c:c + size] = False
            a, b = divmod(image[r:r + size, c:c + size].argmax(), size)
            result[r + a, c + b] = True
    return result

# %% wrong: without the dropped pixels
# marks: 1 + 0
# mistake: rest-left-out
def winners(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    result = np.zeros((r * size, c * size), dtype=bool)
    for i in range(0, r * size, size):
        for j in range(0, c * size, size):
            a, b = divmod(image[i:i + size, j:j + size].argmax(), size)
            result[i + a, j + b] = True
    return result

# %% wrong: overlapping windows
# mistake: windows-overlap
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(image.shape[0] - size + 1):
        for c in range(image.shape[1] - size + 1):
            a, b = divmod(image[r:r + size, c:c + size].argmax(), size)
            result[r + a, c + b] = True
    return result

# %% wrong: the pooled maxima
# mistake: pooled-image
def winners(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    return image[:r * size, :c * size].reshape(r, size, c, size).max(axis=(1, 3))

# %% wrong: the image with all losers set to 0
# mistake: values-not-marks
def winners(image, size=2):
    result = np.zeros(image.shape)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            a, b = divmod(image[r:r + size, c:c + size].argmax(), size)
            result[r + a, c + b] = image[r + a, c + b]
    return result

# %% wrong: the places, not the array
# mistake: positions-not-marks
def winners(image, size=2):
    places = []
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            a, b = divmod(image[r:r + size, c:c + size].argmax(), size)
            places.append((r + a, c + b))
    return places

# %% wrong: index within each window
# mistake: positions-not-marks
def winners(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    return image[:r * size, :c * size].reshape(r, size, c, size).swapaxes(1, 2).reshape(r, c, -1).argmax(axis=2)

# %% wrong: a winner in each row of the window
# mistake: one-winner-per-row-of-the-window
def winners(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    result = np.zeros(image.shape, dtype=bool)
    for i in range(r * size):
        for j in range(c):
            result[i, j * size + image[i, j * size:(j + 1) * size].argmax()] = True
    return result

# %% wrong: only the first row and column of windows by slices
# mistake: position-within-the-window
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            a, b = divmod(image[r:r + size, c:c + size].argmax(), size)
            result[a, b] = True
    return result

# %% wrong: offset by the window's number, not its start
# mistake: position-within-the-window
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for i in range(image.shape[0] // size):
        for j in range(image.shape[1] // size):
            a, b = divmod(image[i * size:(i + 1) * size, j * size:(j + 1) * size].argmax(), size)
            result[i + a, j + b] = True
    return result

# %% wrong: square images only
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    n = image.shape[0] // size * size
    for r in range(0, n, size):
        for c in range(0, n, size):
            a, b = divmod(image[r:r + size, c:c + size].argmax(), size)
            result[r + a, c + b] = True
    return result

# %% wrong: losers are -1
# mistake: other-mark
def winners(image, size=2):
    result = -np.ones(image.shape)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            a, b = divmod(image[r:r + size, c:c + size].argmax(), size)
            result[r + a, c + b] = 1
    return result

# %% wrong: losers, not winners
# mistake: losers-marked
def winners(image, size=2):
    result = np.ones(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            a, b = divmod(image[r:r + size, c:c + size].argmax(), size)
            result[r + a, c + b] = False
    return result

# %% wrong: all that are positive
def winners(image, size=2):
    return image > 0

# %% wrong: running maximum from 0
# mistake: starts-at-zero
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            best, where = 0, None
            for a in range(r, r + size):
                for b in range(c, c + size):
                    if image[a, b] > best:
                        best, where = image[a, b], (a, b)
            if where is not None:
                result[where] = True
    return result

# %% wrong: every new maximum on the way is marked
# mistake: earlier-best-kept
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            best = -np.inf
            for a in range(r, r + size):
                for b in range(c, c + size):
                    if image[a, b] > best:
                        best = image[a, b]
                        result[a, b] = True
    return result

# %% wrong: marks inside the image
# mistake: argument-changed
def winners(image, size=2):
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            k = image[r:r + size, c:c + size].argmax()
            image[r:r + size, c:c + size] = 0
            image[r + k // size, c + k % size] = 1
    return image

# %% wrong: strings
def winners(image, size=2):
    result = np.full(image.shape, ".")
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            a, b = divmod(image[r:r + size, c:c + size].argmax(), size)
            result[r + a, c + b] = "X"
    return result

# %% wrong: not returned
# mistake: nothing-returned
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            a, b = divmod(image[r:r + size, c:c + size].argmax(), size)
            result[r + a, c + b] = True

# %% wrong: stops after the first window
# mistake: returned-too-early
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            a, b = divmod(image[r:r + size, c:c + size].argmax(), size)
            result[r + a, c + b] = True
            return result

# %% wrong: tuple in place of an index
# mistake: position-within-the-window
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            result[np.unravel_index(image[r:r + size, c:c + size].argmax(), (size, size))] = True
    return result

# %% wrong: compares with the maxima enlarged by tiling
def winners(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    part = image[:r * size, :c * size]
    top = part.reshape(r, size, c, size).max(axis=(1, 3))
    result = np.zeros(image.shape, dtype=bool)
    result[:r * size, :c * size] = part == np.tile(top, (size, size))
    return result

# %% wrong: even sides only
# marks: 1 + 0
def winners(image, size=2):
    r, c = image.shape[0] // size, image.shape[1] // size
    blocks = image.reshape(r, size, c, size).swapaxes(1, 2).reshape(r, c, -1)
    hot = np.eye(size * size)[blocks.argmax(-1)]
    return hot.reshape(r, c, size, size).swapaxes(1, 2).reshape(image.shape)

# %% wrong: windows as flat runs
def winners(image, size=2):
    flat = image.ravel()
    result = np.zeros(flat.shape, dtype=bool)
    n = size * size
    for k in range(0, flat.size - n + 1, n):
        result[k + flat[k:k + n].argmax()] = True
    return result.reshape(image.shape)

# %% wrong: whoever is close to the maximum
# marks: 1 + 0
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            window = image[r:r + size, c:c + size]
            a, b = np.argwhere(np.isclose(window, window.max()))[0]
            result[r + a, c + b] = True
    return result

# %% wrong: divmod by 2
# mistake: position-divided-by-two
def winners(image, size=2):
    out = np.zeros(image.shape, bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            k = image[r:r + size, c:c + size].argmax()
            a, b = k // 2, k % 2
            if r + a < image.shape[0] and c + b < image.shape[1]:
                out[r + a, c + b] = True
    return out

# %% wrong: row-wise
# mistake: one-winner-per-row-of-the-window
def winners(image, size=2):
    out = np.zeros(image.shape, bool)
    for r in range(image.shape[0] // size * size):
        for c in range(0, image.shape[1] - size + 1, size):
            out[r, c + image[r, c:c + size].argmax()] = True
    return out

# %% wrong: previous not cleared
# mistake: earlier-best-kept
def winners(image, size=2):
    out = np.zeros(image.shape, bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            best = -np.inf
            for a in range(r, r + size):
                for b in range(c, c + size):
                    if image[a, b] > best:
                        best = image[a, b]
                        out[a, b] = True
    return out

# %% wrong: indices
# mistake: positions-not-marks
def winners(image, size=2):
    out = []
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            a, b = np.unravel_index(image[r:r + size, c:c + size].argmax(), (size, size))
            out.append((r + a, c + b))
    return out

# %% wrong: last window missing
# mistake: last-not-filled-in
def winners(image, size=2):
    out = np.zeros(image.shape, bool)
    for r in range(0, image.shape[0] - size, size):
        for c in range(0, image.shape[1] - size, size):
            a, b = np.unravel_index(image[r:r + size, c:c + size].argmax(), (size, size))
            out[r + a, c + b] = True
    return out

# %% wrong: search starts at -1000
# marks: 1 + 0
# mistake: starts-too-high
def winners(image, size=2):
    result = np.zeros(image.shape, dtype=bool)
    for r in range(0, image.shape[0] - size + 1, size):
        for c in range(0, image.shape[1] - size + 1, size):
            best, place = -1000, None
            for a in range(r, r + size):
                for b in range(c, c + size):
                    if image[a, b] > best:
                        best, place = image[a, b], (a, b)
            if place is not None:
                result[place] = True
    return result
