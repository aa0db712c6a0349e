# %% right: floor division of both sides
def pooled_shape(shape):
    return (shape[0] // 2, shape[1] // 2)

# %% right: unpacks rows and columns
def pooled_shape(shape):
    rows, columns = shape
    return rows // 2, columns // 2

# %% right: list comprehension
def pooled_shape(shape):
    return [n // 2 for n in shape]

# %% right: tuple of a generator
def pooled_shape(shape):
    return tuple(side // 2 for side in shape)

# %% right: array arithmetic
def pooled_shape(shape):
    return np.array(shape) // 2

# %% right: divmod throws the remainder away
def pooled_shape(shape):
    rows, _ = divmod(shape[0], 2)
    columns, _ = divmod(shape[1], 2)
    return rows, columns

# %% right: int of the true division
def pooled_shape(shape):
    r = int(shape[0] / 2)
    c = int(shape[1] / 2)
    return (r, c)

# %% right: bit shift
def pooled_shape(shape):
    return shape[0] >> 1, shape[1] >> 1

# %% right: floats from np.floor
def pooled_shape(shape):
    return np.floor(np.asarray(shape) / 2)

# %% right: map and lambda
def pooled_shape(shape):
    return tuple(map(lambda n: n // 2, shape))

# %% right: counts the places where a window starts
def pooled_shape(shape):
    rows, columns = shape
    # a window that starts at i needs i and i + 1
    return len(range(0, rows - 1, 2)), len(range(0, columns - 1, 2))

# %% right: subtracts the odd one first
def pooled_shape(shape):
    rows, columns = int(shape[0]), int(shape[1])
    if rows % 2 == 1:
        rows = rows - 1
    if columns % 2 == 1:
        columns = columns - 1
    return (int(rows / 2), int(columns / 2))

# %% right: counts pairs in a while loop
def half(n):
    pairs = 0
    while n >= 2:
        n = n - 2
        pairs = pairs + 1
    return pairs

def pooled_shape(shape):
    return (half(shape[0]), half(shape[1]))

# %% right: recursion
def pooled_shape(shape):
    def pairs(n):
        return 0 if n < 2 else 1 + pairs(n - 2)
    return [pairs(n) for n in shape]

# %% right: looks at the shape of a strided slice
def pooled_shape(shape):
    image = np.zeros(tuple(shape))
    return image[:-1:2, :-1:2].shape

# %% right: the general formula, size and stride spelled out
import math

def pooled_shape(shape, size=2, stride=2):
    """output = floor((input - size) / stride) + 1"""
    out = []
    for n in shape:
        out.append(math.floor((n - size) / stride) + 1)
    return tuple(out)

# %% right: prints on the way
def pooled_shape(shape):
    print("input shape:", shape)
    result = np.floor_divide(shape, 2)
    print("output shape:", result)
    return result

# %% right: a lambda with a name
pooled_shape = lambda shape: (shape[0] // 2, shape[1] // 2)

# %% right: a named tuple
from collections import namedtuple

Size = namedtuple("Size", "rows columns")

def pooled_shape(shape):
    return Size(int(shape[0]) // 2, int(shape[1]) // 2)

# %% wrong: untouched
def pooled_shape(shape):
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: true division
# marks: 1 + 0
# mistake: half-a-pixel
def pooled_shape(shape):
    return (shape[0] / 2, shape[1] / 2)

# %% wrong: rounds up
# marks: 1 + 0
# mistake: partial-windows-counted
import math

def pooled_shape(shape):
    return math.ceil(shape[0] / 2), math.ceil(shape[1] / 2)

# %% wrong: rounds to the nearest even number
# marks: 1 + 0
# mistake: rounded
def pooled_shape(shape):
    return (round(shape[0] / 2), round(shape[1] / 2))

# %% wrong: rounds half up
# marks: 1 + 0
# mistake: partial-windows-counted
def pooled_shape(shape):
    rows = int(shape[0] / 2 + 0.5)
    columns = int(shape[1] / 2 + 0.5)
    return rows, columns

# %% wrong: the number of output pixels
# mistake: number-of-pixels
def pooled_shape(shape):
    return (shape[0] // 2) * (shape[1] // 2)

# %% wrong: takes the image for square
# mistake: one-side-for-both
def pooled_shape(shape):
    n = shape[0] // 2
    return (n, n)

# %% wrong: columns before rows
# mistake: sides-swapped
def pooled_shape(shape):
    columns, rows = shape
    return (rows // 2, columns // 2)

# %% wrong: overlapping windows
# mistake: windows-overlap
def pooled_shape(shape):
    return (shape[0] - 1, shape[1] - 1)

# %% wrong: takes the window's size off
# mistake: two-taken-away
def pooled_shape(shape):
    return (shape[0] - 2, shape[1] - 2)

# %% wrong: divides a tuple
# mistake: pair-divided
def pooled_shape(shape):
    return shape // 2

# %% wrong: prints instead of returning
# mistake: nothing-returned
def pooled_shape(shape):
    print((shape[0] // 2, shape[1] // 2))

# %% wrong: computed but not returned
# mistake: nothing-returned
def pooled_shape(shape):
    rows = shape[0] // 2
    columns = shape[1] // 2
    result = (rows, columns)

# %% wrong: a sentence
def pooled_shape(shape):
    return f"{shape[0] // 2} x {shape[1] // 2}"

# %% wrong: numbers as strings
def pooled_shape(shape):
    return (str(shape[0] // 2), str(shape[1] // 2))

# %% wrong: halves only the rows
# mistake: one-side-only
def pooled_shape(shape):
    return (shape[0] // 2, shape[1])

# %% wrong: halves only the columns
# mistake: one-side-only
def pooled_shape(shape):
    return (shape[0], shape[1] // 2)

# %% wrong: returns the shape unchanged
# mistake: shape-not-halved
def pooled_shape(shape):
    return tuple(shape)

# %% wrong: one too many
# mistake: one-too-many
def pooled_shape(shape):
    return (shape[0] // 2 + 1, shape[1] // 2 + 1)

# %% wrong: one too few
# mistake: one-too-few
def pooled_shape(shape):
    return (shape[0] // 2 - 1, shape[1] // 2 - 1)

# %% wrong: a quarter of each side
# mistake: quartered
def pooled_shape(shape):
    # pooling leaves a quarter of the pixels
    return (shape[0] // 4, shape[1] // 4)

# %% wrong: the example's answer
# mistake: same-result-for-all
def pooled_shape(shape):
    return (2, 3)

# %% wrong: takes the shape for an image
# mistake: shape-not-an-image
def pooled_shape(shape):
    return (shape.shape[0] // 2, shape.shape[1] // 2)

# %% wrong: writes into its argument
# marks: 1 + 0
# mistake: argument-changed
def pooled_shape(shape):
    shape = list(shape) if isinstance(shape, tuple) else shape
    shape[0] //= 2
    shape[1] //= 2
    return shape

# %% wrong: no answer for odd sides
# marks: 1 + 0
def pooled_shape(shape):
    if shape[0] % 2 == 0 and shape[1] % 2 == 0:
        return (shape[0] // 2, shape[1] // 2)

# %% wrong: refuses odd sides
# marks: 1 + 0
def pooled_shape(shape):
    assert shape[0] % 2 == 0, "rows must be even"
    assert shape[1] % 2 == 0, "columns must be even"
    return (shape[0] // 2, shape[1] // 2)

# %% wrong: with a batch and channels
def pooled_shape(shape):
    return (None, shape[0] // 2, shape[1] // 2, 1)

# %% wrong: never ends for odd sides
# marks: 1 + 0
def pooled_shape(shape):
    counts = []
    for n in shape:
        count = 0
        while n != 0:
            n -= 2
            count += 1
        counts.append(count)
    return counts

# %% wrong: half of the sum
def pooled_shape(shape):
    return sum(shape) // 2

# %% wrong: a list in a list
# mistake: numbers-too-many
def pooled_shape(shape):
    return [[shape[0] // 2, shape[1] // 2]]

# %% wrong: divides the list by a number
def pooled_shape(shape):
    return [shape // 2 for n in shape]

# %% wrong: square root
def pooled_shape(shape):
    return (int(shape[0] ** 0.5), int(shape[1] ** 0.5))

# %% wrong: works for tuples only
# marks: 1 + 0
def pooled_shape(shape):
    if type(shape) is tuple:
        return (shape[0] // 2, shape[1] // 2)
    else:
        print("shape must be a tuple!")

# %% wrong: syntax error
def pooled_shape(shape)
    return (shape[0] // 2, shape[1] // 2)

# %% wrong: misspelled name
def pooled_shape(shape):
    return (shpae[0] // 2, shape[1] // 2)

# %% wrong: another function name
def pool_shape(shape):
    return (shape[0] // 2, shape[1] // 2)

# %% wrong: indices counted from one
def pooled_shape(shape):
    return (shape[1] // 2, shape[2] // 2)

# %% wrong: a generator that nobody has run
def pooled_shape(shape):
    return (n // 2 for n in shape)

# %% wrong: leaves the program
import sys

def pooled_shape(shape):
    print(shape[0] // 2, shape[1] // 2)
    sys.exit(0)

# %% wrong: a map object
def pooled_shape(shape):
    return map(lambda n: n // 2, shape)

# %% wrong: treats the shape as an image
# mistake: shape-not-an-image
def pooled_shape(shape):
    rows, columns = shape.shape
    return rows // 2, columns // 2
