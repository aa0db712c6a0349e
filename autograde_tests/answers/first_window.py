# %% right: maximum of the slice
def first_window(image):
    return image[:2, :2].max()

# %% right: np.max of the slice
def first_window(image):
    window = image[0:2, 0:2]
    return np.max(window)

# %% right: built-in max of four numbers
def first_window(image):
    return max(image[0, 0], image[0, 1], image[1, 0], image[1, 1])

# %% right: comparisons one after another
def first_window(image):
    biggest = image[0][0]
    if image[0][1] > biggest:
        biggest = image[0][1]
    if image[1][0] > biggest:
        biggest = image[1][0]
    if image[1][1] > biggest:
        biggest = image[1][1]
    return biggest

# %% right: nested loops from the first pixel
def first_window(image):
    largest = image[0, 0]
    for i in range(2):
        for j in range(2):
            if image[i, j] > largest:
                largest = image[i, j]
    return largest

# %% right: nested loops from minus infinity
def first_window(image):
    m = -np.inf
    for i in range(2):
        for j in range(2):
            m = max(m, image[i, j])
    return m

# %% right: the last of the sorted values
def first_window(image):
    values = [image[0, 0], image[0, 1], image[1, 0], image[1, 1]]
    return sorted(values)[-1]

# %% right: comprehension over the window
def first_window(image):
    return max([image[i, j] for i in (0, 1) for j in (0, 1)])

# %% right: generator over the rows of the window
def first_window(image):
    return max(max(row[:2]) for row in image[:2])

# %% right: np.maximum, twice
def first_window(image):
    top = np.maximum(image[0, 0], image[0, 1])
    bottom = np.maximum(image[1, 0], image[1, 1])
    return np.maximum(top, bottom)

# %% right: reduce
from functools import reduce

def first_window(image):
    return reduce(max, image[:2, :2].ravel())

# %% right: plain lists and a float
def first_window(image):
    pixels = image.tolist()
    return float(max(pixels[0][0], pixels[0][1], pixels[1][0], pixels[1][1]))

# %% right: argmax, then the pixel
def first_window(image):
    window = image[:2, :2]
    where = np.unravel_index(np.argmax(window), window.shape)
    return window[where]

# %% right: a helper for two numbers
def larger(a, b):
    if a > b:
        return a
    else:
        return b

def first_window(image):
    return larger(larger(image[0, 0], image[0, 1]), larger(image[1, 0], image[1, 1]))

# %% right: the flat iterator
def first_window(image):
    columns = image.shape[1]
    return image.flat[[0, 1, columns, columns + 1]].max()

# %% right: recursion over a list
def first_window(image):
    def largest(values):
        if len(values) == 1:
            return values[0]
        rest = largest(values[1:])
        return values[0] if values[0] >= rest else rest
    return largest(list(image[:2, :2].flatten()))

# %% right: pools the whole image and looks at the corner
def first_window(image):
    windows = np.lib.stride_tricks.sliding_window_view(image, (2, 2))
    return windows.max(axis=(2, 3))[0, 0]

# %% right: sorts a copy
def first_window(image):
    window = image[:2, :2].copy().reshape(4)
    window.sort()
    return window[3]

# %% right: an array without axes
def first_window(image):
    return np.array(np.amax(image[:2, :2], axis=(0, 1)))

# %% right: heap
import heapq

def first_window(image):
    return heapq.nlargest(1, (v for row in image[0:2, 0:2] for v in row))[0]

# %% wrong: untouched
def first_window(image):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: running maximum from 0
# marks: 1 + 0
# mistake: starts-at-zero
def first_window(image):
    largest = 0
    for i in range(2):
        for j in range(2):
            if image[i, j] > largest:
                largest = image[i, j]
    return largest

# %% wrong: running maximum from -1
# marks: 1 + 0
# mistake: starts-too-high
def first_window(image):
    largest = -1
    for value in image[:2, :2].flatten():
        if value > largest:
            largest = value
    return largest

# %% wrong: running maximum from -1000
# marks: 1 + 0
# mistake: starts-too-high
def first_window(image):
    m = -1000
    for i in range(2):
        for j in range(2):
            m = max(m, image[i, j])
    return m

# %% wrong: minimum
# mistake: minimum
def first_window(image):
    return image[:2, :2].min()

# %% wrong: running minimum from a wrong comparison
# mistake: minimum
def first_window(image):
    largest = image[0, 0]
    for i in range(2):
        for j in range(2):
            if image[i, j] < largest:
                largest = image[i, j]
    return largest

# %% wrong: mean
# mistake: mean
def first_window(image):
    return image[:2, :2].mean()

# %% wrong: sum
# mistake: sum
def first_window(image):
    return image[:2, :2].sum()

# %% wrong: median
# mistake: median
def first_window(image):
    return np.median(image[:2, :2])

# %% wrong: last value of the window
# mistake: last-pixel
def first_window(image):
    for i in range(2):
        for j in range(2):
            value = image[i, j]
    return value

# %% wrong: first value of the window
# mistake: first-pixel
def first_window(image):
    return image[0, 0]

# %% wrong: maximum of the whole image
# mistake: whole-image
def first_window(image):
    return image.max()

# %% wrong: slice one short
# mistake: first-pixel
def first_window(image):
    return image[0:1, 0:1].max()

# %% wrong: slice counted from one
# mistake: last-pixel
def first_window(image):
    return image[1:2, 1:2].max()

# %% wrong: three by three
# mistake: window-too-large
def first_window(image):
    return image[:3, :3].max()

# %% wrong: two whole rows
# mistake: whole-rows
def first_window(image):
    return image[:2].max()

# %% wrong: two slices one after another
# mistake: whole-rows
def first_window(image):
    return image[:2][:2].max()

# %% wrong: two whole columns
# mistake: whole-rows
def first_window(image):
    return image[:, :2].max()

# %% wrong: the first row of the window only
# mistake: window-too-small
def first_window(image):
    return max(image[0, 0], image[0, 1])

# %% wrong: the first column of the window only
# mistake: window-too-small
def first_window(image):
    return max(image[0, 0], image[1, 0])

# %% wrong: the diagonal only
# mistake: diagonal
def first_window(image):
    return max(image[0, 0], image[1, 1])

# %% wrong: three of the four pixels
# mistake: pixel-left-out
def first_window(image):
    return max(image[0, 0], image[0, 1], image[1, 0])

# %% wrong: returns the window
# mistake: window-itself
def first_window(image):
    return image[:2, :2]

# %% wrong: one by one array
# mistake: array-of-one
def first_window(image):
    return image[:2, :2].max(keepdims=True)

# %% wrong: list with one value
# mistake: array-of-one
def first_window(image):
    return [max(image[0, 0], image[0, 1], image[1, 0], image[1, 1])]

# %% wrong: maximum of each column
# mistake: two-values
def first_window(image):
    return image[:2, :2].max(axis=0)

# %% wrong: maximum of each row
# mistake: two-values
def first_window(image):
    return np.max(image[:2, :2], axis=1)

# %% wrong: built-in max of a 2-D array
# mistake: rows-compared
def first_window(image):
    return max(image[:2, :2])

# %% wrong: built-in max of lists of lists
# mistake: first-in-the-order-of-lists
def first_window(image):
    # the largest row, and of it the largest value
    return max(max(image[:2, :2].tolist()))

# %% wrong: index of the maximum
# mistake: position
def first_window(image):
    return np.argmax(image[:2, :2])

# %% wrong: largest absolute value
# mistake: absolute-value
def first_window(image):
    return np.abs(image[:2, :2]).max()

# %% wrong: the value furthest from 0
# mistake: absolute-value
def first_window(image):
    return max(image[:2, :2].ravel(), key=abs)

# %% wrong: prints instead of returning
# mistake: nothing-returned
def first_window(image):
    print(image[:2, :2].max())

# %% wrong: computed but not returned
# mistake: nothing-returned
def first_window(image):
    answer = image[:2, :2].max()

# %% wrong: a string
def first_window(image):
    return str(image[:2, :2].max())

# %% wrong: truncated to a whole number
# mistake: whole-numbers-only
def first_window(image):
    return int(image[:2, :2].max())

# %% wrong: rounded
def first_window(image):
    return round(float(image[:2, :2].max()), 1)

# %% wrong: nothing returned if the corner is the largest
def first_window(image):
    for i in range(2):
        for j in range(2):
            if (i, j) != (0, 0) and image[i, j] == image[:2, :2].max():
                return image[i, j]

# %% wrong: stops at the first larger pixel
def first_window(image):
    largest = image[0, 0]
    for i in range(2):
        for j in range(2):
            if image[i, j] > largest:
                return image[i, j]
    return largest

# %% wrong: sorts the image in place
# mistake: argument-changed
def first_window(image):
    pixels = image[:2, :2]
    pixels.sort(axis=1)
    pixels.sort(axis=0)
    return pixels[1, 1]

# %% wrong: writes the maximum into the image
# mistake: argument-changed
def first_window(image):
    image[0, 0] = max(image[0, 0], image[0, 1], image[1, 0], image[1, 1])
    return image[0, 0]

# %% wrong: bottom right corner of the image
# mistake: window-misplaced
def first_window(image):
    return image[-2:, -2:].max()

# %% wrong: the second window
def first_window(image):
    return image[:2, 2:4].max()

# %% wrong: the example's answer
# mistake: same-result-for-all
def first_window(image):
    return 9

# %% wrong: image called like a function
def first_window(image):
    return max(image(0, 0), image(0, 1), image(1, 0), image(1, 1))

# %% wrong: uses the notebook's image, not the argument
# mistake: same-result-for-all
my_image = np.array([[3, -1, 4, 1, -5, 9], [2, 6, -5, 3, 5, -8], [9, 7, 9, 3, 2, 3], [8, 4, 6, 2, 6, 4]])

def first_window(image):
    return my_image[:2, :2].max()

# %% wrong: chain of ifs that forgets a case
# marks: 1 + 0
# mistake: equal-values-forgotten
def first_window(image):
    a, b, c, d = image[0, 0], image[0, 1], image[1, 0], image[1, 1]
    if a > b and a > c and a > d:
        return a
    elif b > a and b > c and b > d:
        return b
    elif c > a and c > b and c > d:
        return c
    elif d > a and d > b and d > c:
        return d

# %% wrong: asks for a square image
def first_window(image):
    n = int(np.sqrt(image.size))
    return image.reshape(n, n)[:2, :2].max()

# %% wrong: running maximum from plus infinity
# mistake: starts-too-high
def first_window(image):
    largest = np.inf
    for i in range(2):
        for j in range(2):
            if image[i, j] > largest:
                largest = image[i, j]
    return largest

# %% wrong: example
# mistake: same-result-for-all
def first_window(image):
    return 5
