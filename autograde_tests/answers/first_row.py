# %% right: three maxima in an array
def first_row(image):
    return np.array([image[0:2, 0:2].max(), image[0:2, 2:4].max(), image[0:2, 4:6].max()])

# %% right: three maxima in a list
def first_row(image):
    a = np.max(image[:2, :2])
    b = np.max(image[:2, 2:4])
    c = np.max(image[:2, 4:])
    return [a, b, c]

# %% right: fills an array of floats
def first_row(image):
    row = np.zeros(3)
    row[0] = image[0:2, 0:2].max()
    row[1] = image[0:2, 2:4].max()
    row[2] = image[0:2, 4:6].max()
    return row

# %% right: fills an array of the image's type
def first_row(image):
    row = np.empty(image.shape[1] // 2, dtype=image.dtype)
    for j in range(3):
        row[j] = image[0:2, 2 * j:2 * j + 2].max()
    return row

# %% right: comprehension
def first_row(image):
    return np.array([image[:2, j:j + 2].max() for j in range(0, 6, 2)])

# %% right: appends in a loop
def first_row(image):
    result = []
    for start in (0, 2, 4):
        window = image[0:2, start:start + 2]
        result.append(window.max())
    return result

# %% right: built-in max, every pixel written out
def first_row(image):
    return (max(image[0, 0], image[0, 1], image[1, 0], image[1, 1]),
            max(image[0, 2], image[0, 3], image[1, 2], image[1, 3]),
            max(image[0, 4], image[0, 5], image[1, 4], image[1, 5]))

# %% right: two rows, then pairs
def first_row(image):
    larger = np.maximum(image[0], image[1])
    return np.maximum(larger[::2], larger[1::2])

# %% right: reshape
def first_row(image):
    return image[:2].reshape(2, 3, 2).max(axis=(0, 2))

# %% right: columns first, then reduceat
def first_row(image):
    return np.maximum.reduceat(image[:2].max(axis=0), [0, 2, 4])

# %% right: hsplit
def first_row(image):
    return [part.max() for part in np.hsplit(image[:2], 3)]

# %% right: zip
def first_row(image):
    top, bottom = image[0], image[1]
    return [max(a, b, c, d) for a, b, c, d in zip(top[0::2], top[1::2], bottom[0::2], bottom[1::2])]

# %% right: sliding windows
from numpy.lib.stride_tricks import sliding_window_view

def first_row(image):
    return sliding_window_view(image, (2, 2))[0, ::2].max(axis=(-2, -1))

# %% right: as_strided
def first_row(image):
    down, right = image.strides
    windows = np.lib.stride_tricks.as_strided(
        image, shape=(3, 2, 2), strides=(2 * right, down, right), writeable=False)
    return windows.max(axis=(1, 2))

# %% right: generator
def first_row(image):
    def windows():
        for j in range(3):
            yield image[0, 2 * j], image[0, 2 * j + 1], image[1, 2 * j], image[1, 2 * j + 1]
    return np.array([max(w) for w in windows()])

# %% right: three loops from minus infinity
def first_row(image):
    row = [-float("inf")] * 3
    for k in range(3):
        for i in range(2):
            for j in range(2):
                if image[i][2 * k + j] > row[k]:
                    row[k] = image[i][2 * k + j]
    return row

# %% right: a helper for one window
def maximum_of_window(image, i, j):
    return max(image[i, j], image[i, j + 1], image[i + 1, j], image[i + 1, j + 1])

def first_row(image):
    print("pooling", image.shape)
    return np.array([maximum_of_window(image, 0, 0), maximum_of_window(image, 0, 2), maximum_of_window(image, 0, 4)])

# %% right: recursion along the row
def first_row(image):
    if image.shape[1] == 0:
        return []
    return [image[:2, :2].max()] + first_row(image[:, 2:])

# %% right: an array of doubles from the standard library
from array import array

def first_row(image):
    row = array("d")
    for j in range(0, 6, 2):
        row.append(image[:2, j:j + 2].max())
    return row

# %% right: a deque
from collections import deque

def first_row(image):
    row = deque()
    for j in (4, 2, 0):
        row.appendleft(np.max(image[:2, j:j + 2]))
    return row

# %% wrong: untouched
def first_row(image):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: an array of whole numbers
# mistake: whole-numbers-only
def first_row(image):
    row = np.zeros(3, dtype=int)
    for j in range(3):
        row[j] = image[0:2, 2 * j:2 * j + 2].max()
    return row

# %% wrong: running maximum from 0
# mistake: starts-at-zero
def first_row(image):
    row = np.zeros(3)
    for k in range(3):
        for i in range(2):
            for j in range(2):
                row[k] = max(row[k], image[i, 2 * k + j])
    return row

# %% wrong: the running maximum is not reset
# mistake: carried-over
def first_row(image):
    row = []
    biggest = -np.inf
    for k in range(3):
        for i in range(2):
            for j in range(2):
                if image[i, 2 * k + j] > biggest:
                    biggest = image[i, 2 * k + j]
        row.append(biggest)
    return np.array(row)

# %% wrong: minimum
# mistake: minimum
def first_row(image):
    return [image[:2, j:j + 2].min() for j in (0, 2, 4)]

# %% wrong: mean
# mistake: mean
def first_row(image):
    return np.array([image[:2, 0:2].mean(), image[:2, 2:4].mean(), image[:2, 4:6].mean()])

# %% wrong: sum
# mistake: sum
def first_row(image):
    return np.array([image[:2, j:j + 2].sum() for j in range(0, 6, 2)])

# %% wrong: last value of each window
# mistake: last-pixel
def first_row(image):
    row = np.zeros(3)
    for i in range(2):
        for j in range(6):
            row[j // 2] = image[i, j]
    return row

# %% wrong: first value of each window
# mistake: first-pixel
def first_row(image):
    return image[0, ::2]

# %% wrong: the second row of windows
# mistake: second-row
def first_row(image):
    return [image[2:4, j:j + 2].max() for j in (0, 2, 4)]

# %% wrong: the first column of windows
# mistake: down-the-first-column
def first_row(image):
    return np.array([image[0:2, 0:2].max(), image[2:4, 0:2].max()])

# %% wrong: rows for columns
# mistake: empty-windows
def first_row(image):
    return np.array([image[i:i + 2, 0:2].max() for i in (0, 2, 4)])

# %% wrong: image turned on its side
# mistake: empty-windows
def first_row(image):
    t = image.T
    return [t[:2, j:j + 2].max() for j in (0, 2, 4)]

# %% wrong: five overlapping windows
# mistake: windows-overlap
def first_row(image):
    return [image[:2, j:j + 2].max() for j in range(5)]

# %% wrong: three overlapping windows
# mistake: windows-overlap
def first_row(image):
    return np.array([image[0:2, 0:2].max(), image[0:2, 1:3].max(), image[0:2, 2:4].max()])

# %% wrong: the first row of pixels only
# mistake: window-too-small
def first_row(image):
    return image[0].reshape(3, 2).max(axis=1)

# %% wrong: all four rows of the image
# mistake: whole-columns
def first_row(image):
    return image.max(axis=0).reshape(3, 2).max(axis=1)

# %% wrong: slices one short
# mistake: first-pixel
def first_row(image):
    return np.array([image[0:1, 0:1].max(), image[0:1, 2:3].max(), image[0:1, 4:5].max()])

# %% wrong: slices one short to the right
# mistake: window-too-small
def first_row(image):
    return np.array([image[0:2, 0:1].max(), image[0:2, 2:3].max(), image[0:2, 4:5].max()])

# %% wrong: windows of three columns
# mistake: window-too-large
def first_row(image):
    return np.array([image[0:2, 0:3].max(), image[0:2, 2:5].max(), image[0:2, 4:7].max()])

# %% wrong: gaps between the windows
def first_row(image):
    return np.array([image[0:2, 0:2].max(), image[0:2, 3:5].max(), image[0:2, 5:6].max()])

# %% wrong: two slices one after another
# mistake: empty-windows
def first_row(image):
    return np.array([image[0:2][0:2].max(), image[0:2][2:4].max(), image[0:2][4:6].max()])

# %% wrong: two slices, rows only
# mistake: one-value
def first_row(image):
    return np.array([image[:2][:2].max() for j in range(3)])

# %% wrong: a row of a table
# mistake: two-dimensional
def first_row(image):
    return image[:2].reshape(1, 2, 3, 2).max(axis=(1, 3))

# %% wrong: a column
# mistake: two-dimensional
def first_row(image):
    return np.array([[image[:2, :2].max()], [image[:2, 2:4].max()], [image[:2, 4:].max()]])

# %% wrong: prints instead of returning
# mistake: nothing-returned
def first_row(image):
    for j in range(0, 6, 2):
        print(image[:2, j:j + 2].max(), end=" ")

# %% wrong: returns after the first window
# mistake: returned-too-early
def first_row(image):
    row = []
    for j in range(0, 6, 2):
        row.append(image[:2, j:j + 2].max())
        return row

# %% wrong: only the last window stays
def first_row(image):
    for j in range(0, 6, 2):
        row = []
        row.append(image[:2, j:j + 2].max())
    return row

# %% wrong: always writes to the first place
# mistake: written-over
def first_row(image):
    row = np.zeros(3)
    for j in range(0, 6, 2):
        row[0] = image[:2, j:j + 2].max()
    return row

# %% wrong: index runs with the pixels
def first_row(image):
    row = np.zeros(3)
    for j in range(0, 6, 2):
        row[j] = image[:2, j:j + 2].max()
    return row

# %% wrong: index runs with the pixels into a long row
def first_row(image):
    row = np.zeros(6)
    for j in range(0, 6, 2):
        row[j] = image[:2, j:j + 2].max()
    return row

# %% wrong: np.append thrown away
# mistake: same-result-for-all
def first_row(image):
    row = np.array([])
    for j in range(0, 6, 2):
        np.append(row, image[:2, j:j + 2].max())
    return row

# %% wrong: the windows, not their maxima
def first_row(image):
    return np.array([image[:2, 0:2], image[:2, 2:4], image[:2, 4:6]])

# %% wrong: reshape that mixes the windows up
# mistake: reshaped-without-moving-axes
def first_row(image):
    return image[:2].reshape(3, 4).max(axis=1)

# %% wrong: reshape with the axes in the wrong order
# mistake: reshaped-without-moving-axes
def first_row(image):
    return image[:2].reshape(3, 2, 2).max(axis=(1, 2))

# %% wrong: a set
def first_row(image):
    return {image[:2, 0:2].max(), image[:2, 2:4].max(), image[:2, 4:6].max()}

# %% wrong: sorted
def first_row(image):
    return sorted(image[:2, j:j + 2].max() for j in (0, 2, 4))

# %% wrong: from right to left
# mistake: upside-down
def first_row(image):
    return [image[:2, j:j + 2].max() for j in (4, 2, 0)]

# %% wrong: only two windows
# mistake: two-windows
def first_row(image):
    return [image[:2, j:j + 2].max() for j in range(0, 4, 2)]

# %% wrong: built-in max of a 2-D array
# mistake: rows-compared
def first_row(image):
    return [max(image[:2, 0:2]), max(image[:2, 2:4]), max(image[:2, 4:6])]

# %% wrong: built-in max row by row
# mistake: first-in-the-order-of-lists
def first_row(image):
    return [max(max(image[:2, j:j + 2].tolist())) for j in (0, 2, 4)]

# %% wrong: strings
def first_row(image):
    return [str(image[:2, j:j + 2].max()) for j in (0, 2, 4)]

# %% wrong: one string
def first_row(image):
    return " ".join(str(image[:2, j:j + 2].max()) for j in (0, 2, 4))

# %% wrong: largest absolute values
# mistake: absolute-value
def first_row(image):
    return np.abs(image[:2]).reshape(2, 3, 2).max(axis=(0, 2))

# %% wrong: writes into the image
# mistake: argument-changed
def first_row(image):
    for j in range(3):
        image[0, j] = image[0:2, 2 * j:2 * j + 2].max()
    return image[0, :3]

# %% wrong: each row's maximum
def first_row(image):
    return image.max(axis=1)

# %% wrong: the example's answer
# mistake: same-result-for-all
def first_row(image):
    return np.array([6, 4, 9])

# %% wrong: whole output
# mistake: whole-output
def first_row(image):
    return image.reshape(2, 2, 3, 2).max(axis=(1, 3))

# %% wrong: a dictionary
def first_row(image):
    return {j: image[:2, 2 * j:2 * j + 2].max() for j in range(3)}

# %% wrong: never ends
def first_row(image):
    row = []
    j = 0
    while j < 6:
        row.append(image[:2, j:j + 2].max())
    return row

# %% wrong: the values of a dictionary
def first_row(image):
    return {j: image[:2, 2 * j:2 * j + 2].max() for j in range(3)}.values()

# %% wrong: running maximum from plus infinity
# mistake: starts-too-high
def first_row(image):
    row = np.full(3, np.inf)
    for k in range(3):
        for i in range(2):
            for j in range(2):
                if image[i, 2 * k + j] > row[k]:
                    row[k] = image[i, 2 * k + j]
    return row

# %% wrong: return in loop
# mistake: returned-too-early
def first_row(image):
    out = []
    for c in range(0, 6, 2):
        out.append(image[:2, c:c + 2].max())
        return np.array(out)

# %% wrong: first row of image
# mistake: image-not-pooled
def first_row(image):
    return image[0]
