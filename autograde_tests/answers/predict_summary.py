# %% right: step by step
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * filters_2
    return [
        ((a, a, filters_1), 3 * 3 * 1 * filters_1 + filters_1),
        ((b, b, filters_1), 0),
        ((c, c, filters_2), 3 * 3 * filters_1 * filters_2 + filters_2),
        ((d, d, filters_2), 0),
        ((n,), 0),
        ((classes,), n * classes + classes),
    ]

# %% right: a loop over the filters, the list grows
def predict_summary(image_size, filters_1, filters_2, classes):
    rows = []
    side, channels = image_size, 1
    for filters in (filters_1, filters_2):
        side = side - 3 + 1
        rows.append(((side, side, filters), (9 * channels + 1) * filters))
        side = side // 2
        rows.append(((side, side, filters), 0))
        channels = filters
    units = side ** 2 * channels
    rows.append(((units,), 0))
    rows.append(((classes,), (units + 1) * classes))
    return rows

# %% right: functions for conv, pool, flatten and dense
def after_conv(shape, filters):
    rows, columns, channels = shape
    return (rows - 2, columns - 2, filters), (3 * 3 * channels + 1) * filters

def after_pool(shape):
    rows, columns, channels = shape
    return (rows // 2, columns // 2, channels), 0

def after_flatten(shape):
    rows, columns, channels = shape
    return (rows * columns * channels,), 0

def after_dense(shape, units):
    return (units,), (shape[0] + 1) * units

def predict_summary(image_size, filters_1, filters_2, classes):
    """The six rows that Keras's summary shows, without importing keras or tensorflow."""
    first = after_conv((image_size, image_size, 1), filters_1)
    second = after_pool(first[0])
    third = after_conv(second[0], filters_2)
    fourth = after_pool(third[0])
    fifth = after_flatten(fourth[0])
    sixth = after_dense(fifth[0], classes)
    return [first, second, third, fourth, fifth, sixth]

# %% right: lists in place of tuples
def predict_summary(image_size, filters_1, filters_2, classes):
    s1 = image_size - 2
    s2 = int(s1 / 2)
    s3 = s2 - 2
    s4 = int(s3 / 2)
    flat = s4 * s4 * filters_2
    return [
        [[s1, s1, filters_1], 10 * filters_1],
        [[s2, s2, filters_1], 0],
        [[s3, s3, filters_2], (9 * filters_1 + 1) * filters_2],
        [[s4, s4, filters_2], 0],
        [[flat], 0],
        [[classes], (flat + 1) * classes],
    ]

# %% right: a generator, made a list at the end
def summary_rows(image_size, filters_1, filters_2, classes):
    side = image_size - 2
    yield (side, side, filters_1), filters_1 * (3 * 3 + 1)
    side //= 2
    yield (side, side, filters_1), 0
    side -= 2
    yield (side, side, filters_2), filters_2 * (3 * 3 * filters_1 + 1)
    side //= 2
    yield (side, side, filters_2), 0
    units = side * side * filters_2
    yield (units,), 0
    yield (classes,), classes * (units + 1)

def predict_summary(image_size, filters_1, filters_2, classes):
    return list(summary_rows(image_size, filters_1, filters_2, classes))

# %% right: NumPy whole numbers
import numpy as np

def predict_summary(image_size, filters_1, filters_2, classes):
    sides = [np.int64(image_size) - 2]
    sides.append(sides[-1] // 2)
    sides.append(sides[-1] - 2)
    sides.append(sides[-1] // 2)
    filters = np.array([filters_1, filters_1, filters_2, filters_2])
    shapes = [(s, s, f) for s, f in zip(sides, filters)]
    shapes.append((np.prod(shapes[-1]),))
    shapes.append((classes,))
    parameters = np.zeros(6, dtype=int)
    parameters[0] = np.prod((3, 3, 1, filters_1)) + filters_1
    parameters[2] = np.prod((3, 3, filters_1, filters_2)) + filters_2
    parameters[5] = shapes[4][0] * classes + classes
    return list(zip(shapes, parameters))

# %% right: a table of layers and a small interpreter
def predict_summary(image_size, filters_1, filters_2, classes):
    layers = [("conv", filters_1), ("pool", 2), ("conv", filters_2), ("pool", 2),
              ("flatten", None), ("dense", classes)]
    shape = (image_size, image_size, 1)
    summary = []
    for kind, number in layers:
        parameters = 0
        if kind == "conv":
            parameters = 3 * 3 * shape[2] * number + number
            shape = (shape[0] - 2, shape[1] - 2, number)
        elif kind == "pool":
            shape = (shape[0] // number, shape[1] // number, shape[2])
        elif kind == "flatten":
            shape = (shape[0] * shape[1] * shape[2],)
        else:
            parameters = shape[0] * number + number
            shape = (number,)
        summary.append((shape, parameters))
    return summary

# %% right: classes for the layers
class ConvRow:
    def __init__(self, filters, kernel=3):
        self.filters, self.kernel = filters, kernel

    def apply(self, shape):
        side = shape[0] - self.kernel + 1
        return (side, side, self.filters), self.filters * (self.kernel ** 2 * shape[-1] + 1)

class PoolRow:
    def apply(self, shape):
        return tuple(n // 2 for n in shape[:2]) + shape[2:], 0

class FlatRow:
    def apply(self, shape):
        n = 1
        for side in shape:
            n *= side
        return (n,), 0

class DenseRow:
    def __init__(self, units):
        self.units = units

    def apply(self, shape):
        return (self.units,), self.units * (shape[0] + 1)

def predict_summary(image_size, filters_1, filters_2, classes):
    shape, rows = (image_size, image_size, 1), []
    for layer in [ConvRow(filters_1), PoolRow(), ConvRow(filters_2), PoolRow(), FlatRow(),
                  DenseRow(classes)]:
        row = layer.apply(shape)
        rows.append(row)
        shape = row[0]
    return rows

# %% right: recursion over the layers
def rows_from(shape, layers):
    if not layers:
        return []
    kind, n = layers[0]
    if kind == "c":
        row = ((shape[0] - 2, shape[1] - 2, n), (9 * shape[2] + 1) * n)
    if kind == "p":
        row = ((shape[0] // 2, shape[1] // 2, shape[2]), 0)
    if kind == "f":
        row = ((shape[0] * shape[1] * shape[2],), 0)
    if kind == "d":
        row = ((n,), (shape[0] + 1) * n)
    return [row] + rows_from(row[0], layers[1:])

def predict_summary(image_size, filters_1, filters_2, classes):
    layers = [("c", filters_1), ("p", 2), ("c", filters_2), ("p", 2), ("f", 0), ("d", classes)]
    return rows_from((image_size, image_size, 1), layers)

# %% right: shapes and numbers zipped, with the walrus
def predict_summary(image_size, filters_1, filters_2, classes):
    shapes = [
        ((s := image_size - 2), s, filters_1),
        ((s := s >> 1), s, filters_1),
        ((s := s - 2), s, filters_2),
        ((s := s >> 1), s, filters_2),
        ((n := s * s * filters_2),),
        (classes,),
    ]
    counts = [10 * filters_1, 0, (9 * filters_1 + 1) * filters_2, 0, 0, (n + 1) * classes]
    return [*zip(shapes, counts)]

# %% right: named tuples
from collections import namedtuple

Row = namedtuple("Row", "output_shape parameters")

def predict_summary(image_size, filters_1, filters_2, classes):
    one = image_size - 2
    two = one // 2
    three = two - 2
    four = three // 2
    flat = four * four * filters_2
    return [
        Row((one, one, filters_1), 10 * filters_1),
        Row((two, two, filters_1), 0),
        Row((three, three, filters_2), (9 * filters_1 + 1) * filters_2),
        Row((four, four, filters_2), 0),
        Row((flat,), 0),
        Row((classes,), (flat + 1) * classes),
    ]

# %% right: windows counted, not computed
def positions(side, window, step):
    return len(range(0, side - window + 1, step))

def predict_summary(image_size, filters_1, filters_2, classes):
    conv_1 = positions(image_size, 3, 1)
    pool_1 = positions(conv_1, 2, 2)
    conv_2 = positions(pool_1, 3, 1)
    pool_2 = positions(conv_2, 2, 2)
    print("keras would say", conv_1, pool_1, conv_2, pool_2)
    result = [None] * 6
    result[0] = (conv_1, conv_1, filters_1), (3 * 3 * 1 + 1) * filters_1
    result[1] = (pool_1, pool_1, filters_1), 0
    result[2] = (conv_2, conv_2, filters_2), (3 * 3 * filters_1 + 1) * filters_2
    result[3] = (pool_2, pool_2, filters_2), 0
    result[4] = (pool_2 * pool_2 * filters_2,), 0
    result[5] = (classes,), pool_2 * pool_2 * filters_2 * classes + classes
    return result

# %% wrong: Keras builds the model
# mistake: forbidden
import keras

def predict_summary(image_size, filters_1, filters_2, classes):
    model = keras.Sequential([
        keras.Input((image_size, image_size, 1)),
        keras.layers.Conv2D(filters_1, 3),
        keras.layers.MaxPool2D(2),
        keras.layers.Conv2D(filters_2, 3),
        keras.layers.MaxPool2D(2),
        keras.layers.Flatten(),
        keras.layers.Dense(classes),
    ])
    return [(tuple(layer.output.shape[1:]), layer.count_params()) for layer in model.layers]

# %% wrong: Keras computes the shapes only
# mistake: forbidden
from keras import layers

def predict_summary(image_size, filters_1, filters_2, classes):
    shape = (None, image_size, image_size, 1)
    parameters = [10 * filters_1, 0, (9 * filters_1 + 1) * filters_2, 0, 0]
    rows = []
    for layer in [layers.Conv2D(filters_1, 3), layers.MaxPool2D(), layers.Conv2D(filters_2, 3),
                  layers.MaxPool2D(), layers.Flatten()]:
        shape = layer.compute_output_shape(shape)
        rows.append((tuple(shape[1:]), parameters[len(rows)]))
    rows.append(((classes,), (shape[1] + 1) * classes))
    return rows

# %% wrong: Keras imported inside the function
# mistake: forbidden
def predict_summary(image_size, filters_1, filters_2, classes):
    from tensorflow.keras import Input, Sequential
    from tensorflow.keras.layers import Conv2D, Dense, Flatten, MaxPooling2D
    model = Sequential()
    model.add(Input(shape=(image_size, image_size, 1)))
    model.add(Conv2D(filters_1, 3, activation="relu"))
    model.add(MaxPooling2D(2))
    model.add(Conv2D(filters_2, 3, activation="relu"))
    model.add(MaxPooling2D(2))
    model.add(Flatten())
    model.add(Dense(classes, activation="softmax"))
    rows = []
    for layer in model.layers:
        rows.append((layer.output.shape[1:], layer.count_params()))
    return rows

# %% wrong: Keras behind importlib
# mistake: forbidden
import importlib

def predict_summary(image_size, filters_1, filters_2, classes):
    k = importlib.import_module("ker" + "as")
    model = k.Sequential([
        k.Input((image_size, image_size, 1)),
        k.layers.Conv2D(filters_1, 3), k.layers.MaxPool2D(2),
        k.layers.Conv2D(filters_2, 3), k.layers.MaxPool2D(2),
        k.layers.Flatten(), k.layers.Dense(classes),
    ])
    return [(tuple(layer.output.shape[1:]), layer.count_params()) for layer in model.layers]

# %% wrong: TensorFlow pools an empty image for the shapes
# mistake: forbidden
import tensorflow as tf

def predict_summary(image_size, filters_1, filters_2, classes):
    x = tf.zeros((1, image_size, image_size, 1))
    rows = []
    for channels, filters in ((1, filters_1), (filters_1, filters_2)):
        x = tf.nn.conv2d(x, tf.zeros((3, 3, channels, filters)), 1, "VALID")
        rows.append((tuple(x.shape[1:]), (9 * channels + 1) * filters))
        x = tf.nn.max_pool2d(x, 2, 2, "VALID")
        rows.append((tuple(x.shape[1:]), 0))
    n = int(tf.size(x))
    return rows + [((n,), 0), ((classes,), (n + 1) * classes)]

# %% wrong: a row for the input
# mistake: input-included
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * filters_2
    return [
        ((image_size, image_size, 1), 0),
        ((a, a, filters_1), 10 * filters_1),
        ((b, b, filters_1), 0),
        ((c, c, filters_2), (9 * filters_1 + 1) * filters_2),
        ((d, d, filters_2), 0),
        ((n,), 0),
        ((classes,), (n + 1) * classes),
    ]

# %% wrong: the batch axis included
# mistake: batch-axis-included
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * filters_2
    return [
        ((None, a, a, filters_1), 10 * filters_1),
        ((None, b, b, filters_1), 0),
        ((None, c, c, filters_2), (9 * filters_1 + 1) * filters_2),
        ((None, d, d, filters_2), 0),
        ((None, n), 0),
        ((None, classes), (n + 1) * classes),
    ]

# %% wrong: valid shrinking forgotten
# mistake: padding-same
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size
    b = a // 2
    c = b
    d = c // 2
    n = d * d * filters_2
    return [
        ((a, a, filters_1), 10 * filters_1),
        ((b, b, filters_1), 0),
        ((c, c, filters_2), (9 * filters_1 + 1) * filters_2),
        ((d, d, filters_2), 0),
        ((n,), 0),
        ((classes,), (n + 1) * classes),
    ]

# %% wrong: the second convolution does not shrink
# mistake: padding-same
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    d = b // 2
    n = d * d * filters_2
    return [
        ((a, a, filters_1), 10 * filters_1),
        ((b, b, filters_1), 0),
        ((b, b, filters_2), (9 * filters_1 + 1) * filters_2),
        ((d, d, filters_2), 0),
        ((n,), 0),
        ((classes,), (n + 1) * classes),
    ]

# %% wrong: shrinks by the whole kernel
# mistake: shrinks-by-three
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 3
    b = a // 2
    c = b - 3
    d = c // 2
    n = d * d * filters_2
    return [
        ((a, a, filters_1), 10 * filters_1),
        ((b, b, filters_1), 0),
        ((c, c, filters_2), (9 * filters_1 + 1) * filters_2),
        ((d, d, filters_2), 0),
        ((n,), 0),
        ((classes,), (n + 1) * classes),
    ]

# %% wrong: shrinks by one pixel only
# mistake: shrinks-by-one
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 1
    b = a // 2
    c = b - 1
    d = c // 2
    n = d * d * filters_2
    return [
        ((a, a, filters_1), 10 * filters_1),
        ((b, b, filters_1), 0),
        ((c, c, filters_2), (9 * filters_1 + 1) * filters_2),
        ((d, d, filters_2), 0),
        ((n,), 0),
        ((classes,), (n + 1) * classes),
    ]

# %% wrong: biases forgotten
# mistake: bias-forgotten
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * filters_2
    return [
        ((a, a, filters_1), 9 * filters_1),
        ((b, b, filters_1), 0),
        ((c, c, filters_2), 9 * filters_1 * filters_2),
        ((d, d, filters_2), 0),
        ((n,), 0),
        ((classes,), n * classes),
    ]

# %% wrong: the dense layer's bias forgotten
# mistake: bias-forgotten
def predict_summary(image_size, filters_1, filters_2, classes):
    rows, side, channels = [], image_size, 1
    for filters in (filters_1, filters_2):
        side -= 2
        rows.append(((side, side, filters), (9 * channels + 1) * filters))
        side //= 2
        rows.append(((side, side, filters), 0))
        channels = filters
    n = side * side * channels
    return rows + [((n,), 0), ((classes,), n * classes)]

# %% wrong: the channels of the second convolution forgotten
# mistake: channels-forgotten
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * filters_2
    return [
        ((a, a, filters_1), 10 * filters_1),
        ((b, b, filters_1), 0),
        ((c, c, filters_2), 10 * filters_2),
        ((d, d, filters_2), 0),
        ((n,), 0),
        ((classes,), (n + 1) * classes),
    ]

# %% wrong: five rows, Flatten left out
# mistake: flatten-missing
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * filters_2
    return [
        ((a, a, filters_1), 10 * filters_1),
        ((b, b, filters_1), 0),
        ((c, c, filters_2), (9 * filters_1 + 1) * filters_2),
        ((d, d, filters_2), 0),
        ((classes,), (n + 1) * classes),
    ]

# %% wrong: a row with the total at the end
# mistake: total-included
def predict_summary(image_size, filters_1, filters_2, classes):
    rows, side, channels = [], image_size, 1
    for filters in (filters_1, filters_2):
        side -= 2
        rows.append(((side, side, filters), (9 * channels + 1) * filters))
        side //= 2
        rows.append(((side, side, filters), 0))
        channels = filters
    n = side * side * channels
    rows += [((n,), 0), ((classes,), (n + 1) * classes)]
    rows.append(((), sum(row[1] for row in rows)))
    return rows

# %% wrong: a dictionary by layer
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * filters_2
    return {
        "conv_1": ((a, a, filters_1), 10 * filters_1),
        "pool_1": ((b, b, filters_1), 0),
        "conv_2": ((c, c, filters_2), (9 * filters_1 + 1) * filters_2),
        "pool_2": ((d, d, filters_2), 0),
        "flatten": ((n,), 0),
        "dense": ((classes,), (n + 1) * classes),
    }

# %% wrong: a list of dictionaries
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * filters_2
    shapes = [(a, a, filters_1), (b, b, filters_1), (c, c, filters_2), (d, d, filters_2),
              (n,), (classes,)]
    numbers = [10 * filters_1, 0, (9 * filters_1 + 1) * filters_2, 0, 0, (n + 1) * classes]
    return [{"output_shape": s, "parameters": p} for s, p in zip(shapes, numbers)]

# %% wrong: the shapes and the numbers in two lists
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * filters_2
    shapes = [(a, a, filters_1), (b, b, filters_1), (c, c, filters_2), (d, d, filters_2),
              (n,), (classes,)]
    numbers = [10 * filters_1, 0, (9 * filters_1 + 1) * filters_2, 0, 0, (n + 1) * classes]
    return shapes, numbers

# %% wrong: number first, shape second
# mistake: pair-swapped
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * filters_2
    return [
        (10 * filters_1, (a, a, filters_1)),
        (0, (b, b, filters_1)),
        ((9 * filters_1 + 1) * filters_2, (c, c, filters_2)),
        (0, (d, d, filters_2)),
        (0, (n,)),
        ((n + 1) * classes, (classes,)),
    ]

# %% wrong: the summary of the lesson's model, whatever the numbers
# mistake: same-result-for-all
def predict_summary(image_size, filters_1, filters_2, classes):
    return [((26, 26, 5), 50), ((13, 13, 5), 0), ((11, 11, 15), 690), ((5, 5, 15), 0),
            ((375,), 0), ((3,), 1128)]

# %% wrong: image size and channels right, classes and the first filters fixed
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * filters_2
    return [
        ((a, a, 5), 50),
        ((b, b, 5), 0),
        ((c, c, filters_2), (9 * 5 + 1) * filters_2),
        ((d, d, filters_2), 0),
        ((n,), 0),
        ((3,), (n + 1) * 3),
    ]

# %% wrong: halves instead of whole numbers
# marks: 1 + 0
# mistake: half-a-pixel
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a / 2
    c = b - 2
    d = c / 2
    n = d * d * filters_2
    return [
        ((a, a, filters_1), 10 * filters_1),
        ((b, b, filters_1), 0),
        ((c, c, filters_2), (9 * filters_1 + 1) * filters_2),
        ((d, d, filters_2), 0),
        ((n,), 0),
        ((classes,), (n + 1) * classes),
    ]

# %% wrong: pooling rounds up
# marks: 1 + 0
# mistake: rest-rounded-up
import math

def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = math.ceil(a / 2)
    c = b - 2
    d = math.ceil(c / 2)
    n = d * d * filters_2
    return [
        ((a, a, filters_1), 10 * filters_1),
        ((b, b, filters_1), 0),
        ((c, c, filters_2), (9 * filters_1 + 1) * filters_2),
        ((d, d, filters_2), 0),
        ((n,), 0),
        ((classes,), (n + 1) * classes),
    ]

# %% wrong: halves rounded to the nearest even number
# marks: 1 + 0
# mistake: rest-rounded-up
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = round(a / 2)
    c = b - 2
    d = round(c / 2)
    n = d * d * filters_2
    return [
        ((a, a, filters_1), 10 * filters_1),
        ((b, b, filters_1), 0),
        ((c, c, filters_2), (9 * filters_1 + 1) * filters_2),
        ((d, d, filters_2), 0),
        ((n,), 0),
        ((classes,), (n + 1) * classes),
    ]

# %% wrong: Flatten's and Dense's shapes as bare numbers
# mistake: shape-not-a-tuple
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * filters_2
    return [
        ((a, a, filters_1), 10 * filters_1),
        ((b, b, filters_1), 0),
        ((c, c, filters_2), (9 * filters_1 + 1) * filters_2),
        ((d, d, filters_2), 0),
        (n, 0),
        (classes, (n + 1) * classes),
    ]

# %% wrong: brackets without the comma of a tuple
# mistake: shape-not-a-tuple
def predict_summary(image_size, filters_1, filters_2, classes):
    rows, side, channels = [], image_size, 1
    for filters in (filters_1, filters_2):
        side -= 2
        rows.append(((side, side, filters), (9 * channels + 1) * filters))
        side //= 2
        rows.append(((side, side, filters), 0))
        channels = filters
    n = side * side * channels
    rows.append((n, 0))
    rows.append(((classes), (n + 1) * classes))
    return rows

# %% wrong: pooling has the parameters of the layer before it
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * filters_2
    first, second = 10 * filters_1, (9 * filters_1 + 1) * filters_2
    return [
        ((a, a, filters_1), first),
        ((b, b, filters_1), first),
        ((c, c, filters_2), second),
        ((d, d, filters_2), second),
        ((n,), 0),
        ((classes,), (n + 1) * classes),
    ]

# %% wrong: channels first
# mistake: channels-first
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * filters_2
    return [
        ((filters_1, a, a), 10 * filters_1),
        ((filters_1, b, b), 0),
        ((filters_2, c, c), (9 * filters_1 + 1) * filters_2),
        ((filters_2, d, d), 0),
        ((n,), 0),
        ((classes,), (n + 1) * classes),
    ]

# %% wrong: one side counted in Flatten instead of both
# mistake: one-side-flattened
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * filters_2
    return [
        ((a, a, filters_1), 10 * filters_1),
        ((b, b, filters_1), 0),
        ((c, c, filters_2), (9 * filters_1 + 1) * filters_2),
        ((d, d, filters_2), 0),
        ((n,), 0),
        ((classes,), (n + 1) * classes),
    ]

# %% wrong: the second pool left out
# mistake: second-pooling-forgotten
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    n = c * c * filters_2
    return [
        ((a, a, filters_1), 10 * filters_1),
        ((b, b, filters_1), 0),
        ((c, c, filters_2), (9 * filters_1 + 1) * filters_2),
        ((c, c, filters_2), 0),
        ((n,), 0),
        ((classes,), (n + 1) * classes),
    ]

# %% wrong: pooling halves the channels as well
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * (filters_2 // 2)
    return [
        ((a, a, filters_1), 10 * filters_1),
        ((b, b, filters_1 // 2), 0),
        ((c, c, filters_2), (9 * (filters_1 // 2) + 1) * filters_2),
        ((d, d, filters_2 // 2), 0),
        ((n,), 0),
        ((classes,), (n + 1) * classes),
    ]

# %% wrong: filters exchanged
# mistake: filters-swapped
def predict_summary(image_size, filters_1, filters_2, classes):
    rows, side, channels = [], image_size, 1
    for filters in (filters_2, filters_1):
        side -= 2
        rows.append(((side, side, filters), (9 * channels + 1) * filters))
        side //= 2
        rows.append(((side, side, filters), 0))
        channels = filters
    n = side * side * channels
    return rows + [((n,), 0), ((classes,), (n + 1) * classes)]

# %% wrong: a printed table, nothing returned
# mistake: nothing-returned
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    print("Conv2D      ", (a, a, filters_1), 10 * filters_1)
    print("MaxPooling2D", (b, b, filters_1), 0)
    print("Conv2D      ", (c, c, filters_2), (9 * filters_1 + 1) * filters_2)
    print("MaxPooling2D", (d, d, filters_2), 0)
    print("Flatten     ", (d * d * filters_2,), 0)
    print("Dense       ", (classes,), (d * d * filters_2 + 1) * classes)

# %% wrong: shapes as text
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * filters_2
    return [
        (f"({a}, {a}, {filters_1})", 10 * filters_1),
        (f"({b}, {b}, {filters_1})", 0),
        (f"({c}, {c}, {filters_2})", (9 * filters_1 + 1) * filters_2),
        (f"({d}, {d}, {filters_2})", 0),
        (f"({n},)", 0),
        (f"({classes},)", (n + 1) * classes),
    ]

# %% wrong: the name of each layer in its row
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * filters_2
    return [
        ("Conv2D", (a, a, filters_1), 10 * filters_1),
        ("MaxPool2D", (b, b, filters_1), 0),
        ("Conv2D", (c, c, filters_2), (9 * filters_1 + 1) * filters_2),
        ("MaxPool2D", (d, d, filters_2), 0),
        ("Flatten", (n,), 0),
        ("Dense", (classes,), (n + 1) * classes),
    ]


# %% wrong: rounds up at the second pool
# marks: 1 + 0
# mistake: rest-rounded-up
import math
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2; b = a // 2; c = b - 2; d = math.ceil(c / 2); n = d * d * filters_2
    return [((a, a, filters_1), 10 * filters_1), ((b, b, filters_1), 0), ((c, c, filters_2), (9 * filters_1 + 1) * filters_2), ((d, d, filters_2), 0), ((n,), 0), ((classes,), (n + 1) * classes)]


# %% wrong: no biases in the convolutions
# mistake: bias-forgotten
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2; b = a // 2; c = b - 2; d = c // 2; n = d * d * filters_2
    return [((a, a, filters_1), 9 * filters_1), ((b, b, filters_1), 0), ((c, c, filters_2), 9 * filters_1 * filters_2), ((d, d, filters_2), 0), ((n,), 0), ((classes,), (n + 1) * classes)]


# %% wrong: total in the end
# mistake: total-included
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2; b = a // 2; c = b - 2; d = c // 2; n = d * d * filters_2
    rows = [((a, a, filters_1), 10 * filters_1), ((b, b, filters_1), 0), ((c, c, filters_2), (9 * filters_1 + 1) * filters_2), ((d, d, filters_2), 0), ((n,), 0), ((classes,), (n + 1) * classes)]
    return rows + [sum(p for _, p in rows)]


# %% wrong: flattened before the second pooling
# mistake: flatten-before-pooling
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2; b = a // 2; c = b - 2; d = c // 2; n = c * c * filters_2
    return [((a, a, filters_1), 10 * filters_1), ((b, b, filters_1), 0), ((c, c, filters_2), (9 * filters_1 + 1) * filters_2), ((d, d, filters_2), 0), ((n,), 0), ((classes,), (n + 1) * classes)]


# %% wrong: channels left out of the shapes
# mistake: channels-left-out
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2; b = a // 2; c = b - 2; d = c // 2; n = d * d * filters_2
    return [((a, a), 10 * filters_1), ((b, b), 0), ((c, c), (9 * filters_1 + 1) * filters_2), ((d, d), 0), ((n,), 0), ((classes,), (n + 1) * classes)]


# %% wrong: keras in a thread
# mistake: forbidden
import threading
import keras
from keras import layers

def predict_summary(image_size, filters_1, filters_2, classes):
    rows = []
    def work():
        m = keras.Sequential([keras.Input((image_size, image_size, 1)), layers.Conv2D(filters_1, 3), layers.MaxPool2D(), layers.Conv2D(filters_2, 3), layers.MaxPool2D(), layers.Flatten(), layers.Dense(classes)])
        rows.extend((tuple(l.output.shape[1:]), l.count_params()) for l in m.layers)
    t = threading.Thread(target=work)
    t.start()
    t.join()
    return rows


# %% wrong: keras for the first row only, and for sizes other than 28
# mistake: forbidden
import keras

def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2; b = a // 2; c = b - 2; d = c // 2; n = d * d * filters_2
    if image_size != 28:
        layer = keras.layers.Conv2D(filters_1, 3)
        a = layer.compute_output_shape((1, image_size, image_size, 1))[1]
    return [((a, a, filters_1), 10 * filters_1), ((b, b, filters_1), 0), ((c, c, filters_2), (9 * filters_1 + 1) * filters_2), ((d, d, filters_2), 0), ((n,), 0), ((classes,), (n + 1) * classes)]


# %% wrong: the profile is switched off first
# mistake: forbidden
import sys
import keras
from keras import layers

def predict_summary(image_size, filters_1, filters_2, classes):
    sys.setprofile(None)
    m = keras.Sequential([keras.Input((image_size, image_size, 1)), layers.Conv2D(filters_1, 3), layers.MaxPool2D(), layers.Conv2D(filters_2, 3), layers.MaxPool2D(), layers.Flatten(), layers.Dense(classes)])
    return [(tuple(layer.output.shape[1:]), layer.count_params()) for layer in m.layers]

# %% wrong: pool parameters
# mistake: pooling-has-parameters
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * filters_2
    return [((a, a, filters_1), 10 * filters_1), ((b, b, filters_1), 4 * filters_1), ((c, c, filters_2), (9 * filters_1 + 1) * filters_2), ((d, d, filters_2), 4 * filters_2), ((n,), 0), ((classes,), (n + 1) * classes)]

# %% wrong: shapes only
# mistake: half-of-each-pair
def predict_summary(image_size, filters_1, filters_2, classes):
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    n = d * d * filters_2
    return [(a, a, filters_1), (b, b, filters_1), (c, c, filters_2), (d, d, filters_2), (n,), (classes,)]

# %% wrong: constants
# mistake: same-result-for-all
def predict_summary(image_size, filters_1, filters_2, classes):
    return [((26, 26, 5), 50), ((13, 13, 5), 0), ((11, 11, 15), 690), ((5, 5, 15), 0), ((375,), 0), ((3,), 1128)]
