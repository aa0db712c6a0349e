# %% right: allocates, then window by window
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    output[0, 0] = image[0:2, 0:2].max()
    output[0, 1] = image[0:2, 2:4].max()
    output[0, 2] = image[0:2, 4:6].max()
    output[1, 0] = image[2:4, 0:2].max()
    output[1, 1] = image[2:4, 2:4].max()
    output[1, 2] = image[2:4, 4:6].max()
    return output

# %% right: half as many pixels on each side, the image's type
def max_pool_by_hand(image):
    output = np.empty((image.shape[0] // 2, image.shape[1] // 2), image.dtype)
    output[0, 0] = np.max(image[:2, :2])
    output[0, 1] = np.max(image[:2, 2:4])
    output[0, 2] = np.max(image[:2, 4:])
    output[1, 0] = np.max(image[2:, :2])
    output[1, 1] = np.max(image[2:, 2:4])
    output[1, 2] = np.max(image[2:, 4:])
    return output

# %% right: list of lists
def max_pool_by_hand(image):
    return [[image[0:2, 0:2].max(), image[0:2, 2:4].max(), image[0:2, 4:6].max()],
            [image[2:4, 0:2].max(), image[2:4, 2:4].max(), image[2:4, 4:6].max()]]

# %% right: every pixel by name
def max_pool_by_hand(image):
    p = image.tolist()
    return [
        [max(p[0][0], p[0][1], p[1][0], p[1][1]), max(p[0][2], p[0][3], p[1][2], p[1][3]), max(p[0][4], p[0][5], p[1][4], p[1][5])],
        [max(p[2][0], p[2][1], p[3][0], p[3][1]), max(p[2][2], p[2][3], p[3][2], p[3][3]), max(p[2][4], p[2][5], p[3][4], p[3][5])],
    ]

# %% right: nested loops
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    for i in range(2):
        for j in range(3):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% right: nested comprehension
def max_pool_by_hand(image):
    return np.array([[image[i:i + 2, j:j + 2].max() for j in range(0, 6, 2)] for i in range(0, 4, 2)])

# %% right: reshape
def max_pool_by_hand(image):
    return image.reshape(2, 2, 3, 2).max(axis=(1, 3))

# %% right: np.maximum of strided slices
def max_pool_by_hand(image):
    rows = np.maximum(image[::2], image[1::2])
    return np.maximum(rows[:, ::2], rows[:, 1::2])

# %% right: reduceat along both axes
def max_pool_by_hand(image):
    return np.maximum.reduceat(np.maximum.reduceat(image, [0, 2], axis=0), [0, 2, 4], axis=1)

# %% right: np.block
def max_pool_by_hand(image):
    def m(i, j):
        return image[i:i + 2, j:j + 2].max()
    return np.block([[m(0, 0), m(0, 2), m(0, 4)], [m(2, 0), m(2, 2), m(2, 4)]])

# %% right: row by row, stacked
def pool_two_rows(rows):
    return np.array([rows[:, 0:2].max(), rows[:, 2:4].max(), rows[:, 4:6].max()])

def max_pool_by_hand(image):
    return np.vstack([pool_two_rows(image[0:2]), pool_two_rows(image[2:4])])

# %% right: six values, then a shape
def max_pool_by_hand(image):
    values = []
    for i in (0, 2):
        for j in (0, 2, 4):
            values.append(image[i:i + 2, j:j + 2].max())
    return np.array(values).reshape(2, 3)

# %% right: starts at minus infinity
def max_pool_by_hand(image):
    out = np.full((2, 3), -np.inf)
    for r in range(4):
        for c in range(6):
            out[r // 2, c // 2] = max(out[r // 2, c // 2], image[r, c])
    return out

# %% right: np.maximum.at
def max_pool_by_hand(image):
    out = image[::2, ::2].copy()
    r, c = np.indices(image.shape)
    np.maximum.at(out, (r // 2, c // 2), image)
    return out

# %% right: split and split again
def max_pool_by_hand(image):
    return [[block.max() for block in np.hsplit(half, 3)] for half in np.vsplit(image, 2)]

# %% right: dictionary of windows
def max_pool_by_hand(image):
    windows = {(i, j): image[2 * i:2 * i + 2, 2 * j:2 * j + 2] for i in range(2) for j in range(3)}
    out = np.zeros((2, 3))
    for place, window in windows.items():
        out[place] = sorted(window.flatten())[-1]
    return out

# %% right: a nested function that changes the output
def max_pool_by_hand(image):
    output = np.zeros((2, 3), dtype=np.float64)
    def fill(i, j):
        output[i, j] = max(image[2*i, 2*j], image[2*i, 2*j+1], image[2*i+1, 2*j], image[2*i+1, 2*j+1])
    for k in range(6):
        fill(k // 3, k % 3)
    print(output)
    return output

# %% right: sliding windows
def max_pool_by_hand(image):
    windows = np.lib.stride_tricks.sliding_window_view(image, (2, 2))[::2, ::2]
    return windows.max((2, 3))

# %% right: a matrix
def max_pool_by_hand(image):
    return np.matrix([[image[0:2, 0:2].max(), image[0:2, 2:4].max(), image[0:2, 4:6].max()],
                      [image[2:4, 0:2].max(), image[2:4, 2:4].max(), image[2:4, 4:6].max()]])

# %% wrong: untouched
def max_pool_by_hand(image):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: the second row of windows starts at row one
# mistake: windows-overlap
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    output[0, 0] = image[0:2, 0:2].max()
    output[0, 1] = image[0:2, 2:4].max()
    output[0, 2] = image[0:2, 4:6].max()
    output[1, 0] = image[1:3, 0:2].max()
    output[1, 1] = image[1:3, 2:4].max()
    output[1, 2] = image[1:3, 4:6].max()
    return output

# %% wrong: overlapping windows
# mistake: windows-overlap
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    for i in range(2):
        for j in range(3):
            output[i, j] = image[i:i + 2, j:j + 2].max()
    return output

# %% wrong: all overlapping windows
# mistake: windows-overlap
def max_pool_by_hand(image):
    return np.array([[image[i:i + 2, j:j + 2].max() for j in range(5)] for i in range(3)])

# %% wrong: the second row is forgotten
# mistake: second-row-not-filled-in
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    output[0, 0] = image[0:2, 0:2].max()
    output[0, 1] = image[0:2, 2:4].max()
    output[0, 2] = image[0:2, 4:6].max()
    return output

# %% wrong: the last column is forgotten
# mistake: two-columns-only
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    for i in range(2):
        for j in range(2):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: the first row of windows twice
# mistake: first-row-twice
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    for j in range(3):
        output[0, j] = image[0:2, 2 * j:2 * j + 2].max()
        output[1, j] = image[0:2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: one number mistyped
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    output[0, 0] = image[0:2, 0:2].max()
    output[0, 1] = image[0:2, 2:4].max()
    output[0, 2] = image[0:2, 4:6].max()
    output[1, 0] = image[2:4, 0:2].max()
    output[1, 1] = image[2:4, 2:4].max()
    output[1, 2] = image[2:4, 2:6].max()
    return output

# %% wrong: one window copied and not changed
# mistake: window-misplaced
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    output[0, 0] = image[0:2, 0:2].max()
    output[0, 1] = image[0:2, 2:4].max()
    output[0, 2] = image[0:2, 4:6].max()
    output[1, 0] = image[2:4, 0:2].max()
    output[1, 1] = image[0:2, 2:4].max()
    output[1, 2] = image[2:4, 4:6].max()
    return output

# %% wrong: an array of whole numbers
# mistake: whole-numbers-only
def max_pool_by_hand(image):
    output = np.zeros((2, 3), dtype=int)
    for i in range(2):
        for j in range(3):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: bytes as in a photograph
# mistake: type-too-small
def max_pool_by_hand(image):
    output = np.zeros((2, 3), dtype=np.uint8)
    for i in range(2):
        for j in range(3):
            output[i, j] = int(image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()) % 256
    return output

# %% wrong: running maximum from 0
# mistake: starts-at-zero
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    for i in range(4):
        for j in range(6):
            if image[i, j] > output[i // 2, j // 2]:
                output[i // 2, j // 2] = image[i, j]
    return output

# %% wrong: last value of each window
# mistake: last-pixel
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    for i in range(4):
        for j in range(6):
            output[i // 2, j // 2] = image[i, j]
    return output

# %% wrong: first value of each window
# mistake: first-pixel
def max_pool_by_hand(image):
    return image[::2, ::2]

# %% wrong: minimum
# mistake: minimum
def max_pool_by_hand(image):
    return image.reshape(2, 2, 3, 2).min(axis=(1, 3))

# %% wrong: mean
# mistake: mean
def max_pool_by_hand(image):
    return image.reshape(2, 2, 3, 2).mean(axis=(1, 3))

# %% wrong: sum
# mistake: sum
def max_pool_by_hand(image):
    return image.reshape(2, 2, 3, 2).sum(axis=(1, 3))

# %% wrong: six values in a row
# mistake: flattened
def max_pool_by_hand(image):
    return [image[i:i + 2, j:j + 2].max() for i in (0, 2) for j in (0, 2, 4)]

# %% wrong: three rows and two columns
# mistake: transposed
def max_pool_by_hand(image):
    output = np.zeros((3, 2))
    for i in range(2):
        for j in range(3):
            output[j, i] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: values down the columns
# mistake: rows-for-columns
def max_pool_by_hand(image):
    values = [image[i:i + 2, j:j + 2].max() for j in (0, 2, 4) for i in (0, 2)]
    return np.array(values).reshape(2, 3)

# %% wrong: rows for columns in the slice
# mistake: empty-windows
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    for i in range(2):
        for j in range(3):
            output[i, j] = image[2 * j:2 * j + 2, 2 * i:2 * i + 2].max()
    return output

# %% wrong: rows and columns of the output mixed up
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    for i in range(2):
        for j in range(3):
            output[j, i] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: reshape that mixes the windows up
# mistake: reshaped-without-moving-axes
def max_pool_by_hand(image):
    return image.reshape(2, 3, 2, 2).max(axis=(2, 3))

# %% wrong: reshape, maximum along the wrong axes
def max_pool_by_hand(image):
    return image.reshape(2, 2, 3, 2).max(axis=(0, 3))

# %% wrong: reshape in runs of four
# mistake: reshaped-without-moving-axes
def max_pool_by_hand(image):
    return image.reshape(6, 4).max(axis=1).reshape(2, 3)

# %% wrong: rows only
# mistake: along-one-axis
def max_pool_by_hand(image):
    return np.maximum(image[::2], image[1::2])

# %% wrong: columns only
# mistake: along-one-axis
def max_pool_by_hand(image):
    return np.maximum(image[:, ::2], image[:, 1::2])

# %% wrong: neighbours to the right only
# mistake: window-too-small
def max_pool_by_hand(image):
    return np.maximum(image[::2, ::2], image[::2, 1::2])

# %% wrong: the diagonal of each window
# mistake: diagonal
def max_pool_by_hand(image):
    return np.maximum(image[::2, ::2], image[1::2, 1::2])

# %% wrong: slices one short
# mistake: first-pixel
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    for i in range(2):
        for j in range(3):
            output[i, j] = image[2 * i:2 * i + 1, 2 * j:2 * j + 1].max()
    return output

# %% wrong: slices one too long
# mistake: window-too-large
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    for i in range(2):
        for j in range(3):
            output[i, j] = image[2 * i:2 * i + 3, 2 * j:2 * j + 3].max()
    return output

# %% wrong: two slices one after another
# mistake: empty-windows
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    for i in range(2):
        for j in range(3):
            output[i, j] = image[2 * i:2 * i + 2][2 * j:2 * j + 2].max()
    return output

# %% wrong: two slices, the second of rows again
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    for i in range(2):
        for j in range(3):
            output[i, j] = image[2 * i:2 * i + 2][0:2].max()
    return output

# %% wrong: two by three windows
def max_pool_by_hand(image):
    return image.reshape(2, 2, 2, 3).max(axis=(1, 3))

# %% wrong: prints instead of returning
# mistake: nothing-returned
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    for i in range(2):
        for j in range(3):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    print(output)

# %% wrong: returns from inside the loop
# mistake: second-row-not-filled-in
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    for i in range(2):
        for j in range(3):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
        return output

# %% wrong: output allocated anew in the loop
def max_pool_by_hand(image):
    for i in range(2):
        output = np.zeros((2, 3))
        for j in range(3):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: the same list twice
# mistake: second-row-twice
def max_pool_by_hand(image):
    output = [[0] * 3] * 2
    for i in range(2):
        for j in range(3):
            output[i][j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: == for =
# mistake: same-result-for-all
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    for i in range(2):
        for j in range(3):
            output[i, j] == image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: output full size
# mistake: output-too-large
def max_pool_by_hand(image):
    output = np.zeros(image.shape)
    for i in range(2):
        for j in range(3):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return output

# %% wrong: each window filled with its maximum
# mistake: output-too-large
def max_pool_by_hand(image):
    output = np.zeros(image.shape)
    for i in range(0, 4, 2):
        for j in range(0, 6, 2):
            output[i:i + 2, j:j + 2] = image[i:i + 2, j:j + 2].max()
    return output

# %% wrong: works inside the image
# mistake: argument-changed
def max_pool_by_hand(image):
    for i in range(2):
        for j in range(3):
            image[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2].max()
    return image[:2, :3]

# %% wrong: works inside a view of the image
# mistake: argument-changed
def max_pool_by_hand(image):
    output = image[:2, :3]
    output[0, 0] = image[0:2, 0:2].max()
    output[0, 1] = image[0:2, 2:4].max()
    output[0, 2] = image[0:2, 4:6].max()
    output[1, 0] = image[2:4, 0:2].max()
    output[1, 1] = image[2:4, 2:4].max()
    output[1, 2] = image[2:4, 4:6].max()
    return output

# %% wrong: removes the negative values first
# mistake: starts-at-zero
def max_pool_by_hand(image):
    positive = np.where(image > 0, image, 0)
    return positive.reshape(2, 2, 3, 2).max(axis=(1, 3))

# %% wrong: built-in max of a 2-D array
# mistake: rows-compared
def max_pool_by_hand(image):
    return [[max(image[i:i + 2, j:j + 2]) for j in (0, 2, 4)] for i in (0, 2)]

# %% wrong: largest absolute values
# mistake: absolute-value
def max_pool_by_hand(image):
    return np.abs(image).reshape(2, 2, 3, 2).max(axis=(1, 3))

# %% wrong: upside down
# mistake: upside-down
def max_pool_by_hand(image):
    return image.reshape(2, 2, 3, 2).max(axis=(1, 3))[::-1]

# %% wrong: strings
def max_pool_by_hand(image):
    return [[f"{image[i:i + 2, j:j + 2].max():.2f}" for j in (0, 2, 4)] for i in (0, 2)]

# %% wrong: objects
def max_pool_by_hand(image):
    output = np.empty((2, 3), dtype=object)
    for i in range(2):
        for j in range(3):
            output[i, j] = image[2 * i:2 * i + 2, 2 * j:2 * j + 2]
    return output

# %% wrong: the example's answer
# mistake: same-result-for-all
def max_pool_by_hand(image):
    return np.array([[6, 4, 9], [9, 9, 6]])

# %% wrong: swaps the image's bytes for a flat copy
# mistake: argument-changed
def max_pool_by_hand(image):
    image.shape = (2, 2, 3, 2)
    return image.max(axis=(1, 3))

# %% wrong: as_strided with the steps of a contiguous float64 image
# marks: 1 + 0
def max_pool_by_hand(image):
    windows = np.lib.stride_tricks.as_strided(image, (2, 3, 2, 2), (96, 16, 48, 8))
    return windows.max(axis=(2, 3))

# %% wrong: the mean of the two largest
def max_pool_by_hand(image):
    output = np.zeros((2, 3))
    for i in range(2):
        for j in range(3):
            values = sorted(image[2 * i:2 * i + 2, 2 * j:2 * j + 2].flatten())
            output[i, j] = (values[2] + values[3]) / 2
    return output

# %% wrong: running maximum from plus infinity
# mistake: starts-too-high
def max_pool_by_hand(image):
    output = np.ones((2, 3)) * np.inf
    for i in range(4):
        for j in range(6):
            output[i // 2, j // 2] = max(output[i // 2, j // 2], image[i, j])
    return output

# %% wrong: wrong reshape 3 2
# mistake: three-rows-of-two
def max_pool_by_hand(image):
    out = [image[r:r + 2, c:c + 2].max() for r in (0, 2) for c in (0, 2, 4)]
    return np.array(out).reshape(3, 2)

# %% wrong: loops end early
# mistake: output-too-small
def max_pool_by_hand(image):
    rows, columns = image.shape
    return np.array([[image[r:r + 2, c:c + 2].max() for c in range(0, columns - 2, 2)] for r in range(0, rows - 2, 2)])

# %% wrong: uses example
# mistake: same-result-for-all
def max_pool_by_hand(image):
    return np.array([[6, 2, 7], [-1, 9, 2]])

# %% wrong: index out of range
# mistake: pixels-counted-in-the-output
def max_pool_by_hand(image):
    out = np.zeros((2, 3))
    for i in range(4):
        for j in range(6):
            out[i, j] = image[i:i + 2, j:j + 2].max()
    return out
