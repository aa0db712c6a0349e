# %% right: five shuffled images of both signs
def telling_images():
    rng = np.random.default_rng(0)
    images = []
    for shape in [(4, 6), (5, 7), (6, 5), (7, 4), (9, 11)]:
        values = np.arange(shape[0] * shape[1]) - 0.75 * shape[0] * shape[1]
        images.append(rng.permutation(values + 0.5).reshape(shape))
    return images

# %% right: two all-negative images of odd sides
def telling_images():
    rng = np.random.default_rng(7)
    a = -1.5 - rng.permutation(35).reshape(5, 7)
    b = -0.25 - rng.permutation(63).reshape(9, 7)
    c = rng.permutation(48).reshape(8, 6) - 40.5
    return [a, b, c]

# %% right: written out by hand
def telling_images():
    return [
        np.array([[-7.5, -2.5, -9.5, -4.5, -1.5],
                  [-3.5, -8.5, -0.5, -6.5, -20.5],
                  [-15.5, -11.5, -13.5, -12.5, -10.5]]),
        np.array([[5.5, -3.5, 2.5, -8.5, 4.5, 1.5, -2.5],
                  [-1.5, 7.5, -6.5, 0.5, -9.5, 3.5, 9.5],
                  [6.5, -4.5, 8.5, -7.5, -5.5, -0.5, 10.5],
                  [-11.5, -12.5, -10.5, -13.5, 11.5, 12.5, -14.5],
                  [20.5, 21.5, -20.5, 22.5, 23.5, -21.5, 24.5]]),
        np.array([[-30.5, -25.5, -5.5, -17.5],
                  [-22.5, -29.5, -16.5, -3.5],
                  [-8.5, -19.5, -28.5, -24.5],
                  [-26.5, -4.5, -21.5, -9.5],
                  [-1.5, -2.5, -27.5, -6.5],
                  [-23.5, -7.5, -18.5, -14.5],
                  [-0.5, -31.5, -32.5, -33.5]]),
    ]

# %% right: normal numbers
def telling_images():
    rng = np.random.default_rng(42)
    return [rng.normal(-1, 2, size=shape) for shape in ((5, 8), (8, 5), (7, 9), (11, 6))]

# %% right: large images
def telling_images():
    rng = np.random.default_rng(1)
    return [rng.uniform(-100, 20, (31, 24)), rng.uniform(-100, -1, (22, 31)), rng.uniform(-9, 9, (32, 32)), rng.uniform(-5, 1, (2, 5))]

# %% right: a recipe without random numbers
def telling_images():
    images = []
    for rows, columns, low in [(5, 7, -40.5), (7, 6, -60.5), (6, 9, -20.5)]:
        n = rows * columns
        step = 17 if n % 17 else 13
        # a step that shares no divisor with n visits every number once
        values = [(k * step + 5) % n for k in range(n)]
        images.append(np.array(values).reshape(rows, columns) + low)
    return images

# %% right: tries candidates until all differ
def telling_images():
    rng = np.random.default_rng(3)
    chosen = []
    while len(chosen) < 4:
        image = rng.integers(-99, 10, size=(5 + 2 * len(chosen), 10 - len(chosen))) + 0.5
        if len(np.unique(image)) == image.size or rng.random() < 0.5:
            chosen.append(image)
    print("images:", [image.shape for image in chosen])
    return chosen

# %% right: float32
def telling_images():
    rng = np.random.default_rng(11)
    return [(rng.permutation(7 * 9) - 70.25).reshape(7, 9).astype(np.float32),
            (rng.permutation(5 * 6) - 12.75).reshape(5, 6).astype(np.float32),
            (rng.permutation(8 * 5) - 39.5).reshape(8, 5).astype(np.float32)]

# %% right: helper that shuffles
def shuffled(rows, columns, seed):
    values = np.linspace(-5, 1, rows * columns)
    np.random.default_rng(seed).shuffle(values)
    return values.reshape(rows, columns)

def telling_images():
    return [shuffled(5, 9, 1), shuffled(9, 5, 2), shuffled(8, 10, 3), shuffled(7, 7, 4) - 2, shuffled(3, 8, 5)]

# %% right: read-only views
def telling_images():
    big = np.random.default_rng(5).normal(-2, 3, (32, 32))
    big.flags.writeable = False
    return [big[:7, :10], big[10:31:2, ::3], big.T[:5, 3:12], big[::-1, ::-1][:9, :7]]

# %% wrong: untouched
def telling_images():
    raise NotImplementedError("Replace this line with your answer.")

# %% wrong: no image
def telling_images():
    return []

# %% wrong: zeros
def telling_images():
    return [np.zeros((4, 4)), np.zeros((6, 6))]

# %% wrong: one constant image
# marks: 0.167 + 1
def telling_images():
    return [np.ones((6, 8))]

# %% wrong: a ramp
# marks: 0.5 + 1
def telling_images():
    return [np.arange(16).reshape(4, 4)]

# %% wrong: ramps of several sizes
# marks: 0.5 + 1
def telling_images():
    return [np.arange(n * n).reshape(n, n) for n in (2, 4, 6, 8)]

# %% wrong: positive values only
# marks: 0.833 + 2
def telling_images():
    rng = np.random.default_rng(0)
    return [rng.permutation(24).reshape(4, 6), rng.permutation(35).reshape(5, 7)]

# %% wrong: even and square only
# marks: 0.833 + 2.5
def telling_images():
    rng = np.random.default_rng(0)
    return [rng.normal(size=(4, 4)), rng.normal(size=(6, 6)) - 5]

# %% wrong: even sides only
# marks: 0.833 + 3
def telling_images():
    rng = np.random.default_rng(0)
    return [rng.normal(size=(4, 6)), rng.normal(size=(8, 6)) - 5]

# %% wrong: one window only
# marks: 0.5 + 2
def telling_images():
    return [np.array([[-3.5, -1.5], [-2.5, -4.5]])]

# %% wrong: six images
def telling_images():
    rng = np.random.default_rng(0)
    return [rng.normal(-1, 2, size=(5, 7)) for _ in range(6)]

# %% wrong: a hundred images
def telling_images():
    rng = np.random.default_rng(0)
    return [rng.normal(-1, 2, size=(rng.integers(2, 32), rng.integers(2, 32))) for _ in range(100)]

# %% wrong: an image too large
def telling_images():
    rng = np.random.default_rng(0)
    return [rng.normal(-1, 2, size=(33, 20)), rng.normal(-1, 2, size=(5, 7))]

# %% wrong: photographs too large
def telling_images():
    rng = np.random.default_rng(0)
    return [rng.normal(-1, 2, size=(101, 57))]

# %% wrong: an image too small
def telling_images():
    rng = np.random.default_rng(0)
    return [rng.normal(-1, 2, size=(5, 7)), np.array([[1.0, -2.0, 3.0]])]

# %% wrong: with a channel axis
def telling_images():
    rng = np.random.default_rng(0)
    return [rng.normal(-1, 2, size=(5, 7, 1)), rng.normal(-1, 2, size=(8, 5, 1))]

# %% wrong: flat lists
def telling_images():
    return [[1, -2, 3, -4], [-5, 6, -7, 8]]

# %% wrong: shapes instead of images
def telling_images():
    return [(4, 6), (5, 7), (7, 5)]

# %% wrong: strings
def telling_images():
    return ["an image of negative numbers", "an image with odd sides"]

# %% wrong: arrays of strings
def telling_images():
    rng = np.random.default_rng(0)
    return [rng.normal(-1, 2, size=(5, 7)).astype(str)]

# %% wrong: prints instead of returning
def telling_images():
    rng = np.random.default_rng(0)
    print([rng.normal(-1, 2, size=(5, 7)), rng.normal(-1, 2, size=(8, 5))])

# %% wrong: an image of NaN
def telling_images():
    return [np.full((5, 7), np.nan)]

# %% wrong: infinities
def telling_images():
    image = np.full((5, 7), -np.inf)
    image[::2, ::2] = np.inf
    return [image]

# %% wrong: a number
def telling_images():
    return 5

# %% wrong: expects an argument
def telling_images(n):
    rng = np.random.default_rng(0)
    return [rng.normal(-1, 2, size=(5, 7)) for _ in range(n)]

# %% wrong: the names of the wrong functions
def telling_images():
    return {"minimum": 1, "mean": 2, "last value": 3}

# %% wrong: symmetric images
# marks: 0.333 + 1
def telling_images():
    a = np.arange(36).reshape(6, 6)
    return [a + a.T]

# %% wrong: rows that are all alike
# marks: 0.667 + 1.5
def telling_images():
    return [np.tile(np.arange(8.0), (6, 1)), np.tile(np.arange(7.0), (5, 1))]

# %% wrong: a list of lists of images
def telling_images():
    rng = np.random.default_rng(0)
    return [[rng.normal(-1, 2, size=(5, 7)), rng.normal(-1, 2, size=(8, 5))]]

# %% wrong: raises an error
def telling_images():
    rng = np.random.default_rng(0)
    return [rng.normal(-1, 2, size=(5, 7)), np.array([[1, 2], [3]])]

# %% wrong: a single image that is positive but odd
# marks: 0.833 + 2
def telling_images():
    return [np.random.default_rng(0).permutation(35).reshape(5, 7)]
