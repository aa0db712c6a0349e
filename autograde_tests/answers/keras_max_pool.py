# %% right: the layer called on the image with two new axes
import keras
import numpy as np

def keras_max_pool(image, size=2):
    batch = image[np.newaxis, :, :, np.newaxis]
    pooled = keras.layers.MaxPool2D(size)(batch)
    return np.array(pooled)[0, :, :, 0]

# %% right: MaxPooling2D with everything spelled out, reshaped there and back
import keras
import numpy as np

def keras_max_pool(image, size=2):
    rows, columns = image.shape
    layer = keras.layers.MaxPooling2D(pool_size=(size, size), strides=(size, size), padding="valid")
    out = layer(image.reshape((1, rows, columns, 1)))
    return keras.ops.convert_to_numpy(out).reshape((rows // size, columns // size))

# %% right: Sequential and predict, in silence
import keras
import numpy as np
from keras import layers

def keras_max_pool(image, size=2):
    model = keras.Sequential([
        keras.Input(shape=image.shape + (1,)),
        layers.MaxPool2D(size),
    ])
    return model.predict(image[None, ..., None], verbose=0)[0, ..., 0]

# %% right: Sequential without an input layer, predict with its progress bar
import numpy as np
from keras.models import Sequential
from keras.layers import MaxPooling2D

def keras_max_pool(image, size=2):
    model = Sequential()
    model.add(MaxPooling2D(pool_size=size))
    x = np.expand_dims(np.expand_dims(image, 0), -1)
    y = model.predict(x)
    print(y.shape)
    return y[0, :, :, 0]

# %% right: functional model, called rather than predicted
import keras

def keras_max_pool(image, size=2):
    inputs = keras.Input((None, None, 1))
    outputs = keras.layers.MaxPool2D(size)(inputs)
    model = keras.Model(inputs, outputs)
    return model(image[None, :, :, None]).numpy()[0, :, :, 0]

# %% right: keras.ops.max_pool, squeezing the two axes by number
import keras
import numpy as np

def keras_max_pool(image, size=2):
    x = keras.ops.expand_dims(keras.ops.expand_dims(image, 0), -1)
    y = keras.ops.max_pool(x, size)
    return np.squeeze(np.asarray(y), axis=(0, 3))

# %% right: tf.nn, the result still a tensor
import tensorflow as tf

def keras_max_pool(image, size=2):
    x = tf.cast(image, tf.float32)[tf.newaxis, :, :, tf.newaxis]
    y = tf.nn.max_pool2d(x, ksize=size, strides=size, padding="VALID")
    return tf.squeeze(y, axis=[0, 3])

# %% right: Keras by way of TensorFlow, float64 layer
import tensorflow as tf

def keras_max_pool(image, size=2):
    pool = tf.keras.layers.MaxPool2D(size, dtype="float64")
    stack = tf.reshape(tf.cast(image, tf.float64), (1, *image.shape, 1))
    return pool(stack).numpy()[0][:, :, 0]

# %% right: MaxPool1D along the columns, then along the rows
import keras
import numpy as np

def keras_max_pool(image, size=2):
    # a window's maximum is the maximum of its columns' maxima
    pool = keras.layers.MaxPool1D(size)
    down = np.array(pool(image[None]))[0]
    across = np.array(pool(down.T[None]))[0]
    return across.T

# %% right: MaxPool3D with a window of one in the last direction
import keras
import numpy as np

def keras_max_pool(image, size=2):
    volume = np.asarray(image, dtype="float32")[None, :, :, None, None]
    return np.asarray(keras.layers.MaxPool3D((size, size, 1))(volume))[0, :, :, 0, 0]

# %% right: the list of lists
import keras

def keras_max_pool(image, size=2):
    result = keras.layers.MaxPool2D(size)(image[None, :, :, None])
    answer = []
    for row in result[0]:
        answer.append([float(value[0]) for value in row])
    return answer

# %% right: patches cut out by Keras, then their maximum
import keras

def keras_max_pool(image, size=2):
    x = keras.ops.cast(image[None, :, :, None], "float32")
    patches = keras.ops.image.extract_patches(x, size, strides=size, padding="valid")
    return keras.ops.max(patches, axis=-1)[0]

# %% right: plain NumPy, cropped and reshaped
import numpy as np

def keras_max_pool(image, size=2):
    rows, columns = image.shape[0] // size, image.shape[1] // size
    cropped = image[:rows * size, :columns * size]
    return cropped.reshape(rows, size, columns, size).max(axis=(1, 3))

# %% right: plain nested loops
import numpy as np

def keras_max_pool(image, size=2):
    rows = image.shape[0] // size
    columns = image.shape[1] // size
    output = np.zeros((rows, columns))
    for ii in range(rows):
        for jj in range(columns):
            output[ii, jj] = image[ii * size:ii * size + size, jj * size:jj * size + size].max()
    return output

# %% right: a layer of the student's own that pools inside
import keras
import numpy as np

class PoolImages(keras.layers.Layer):
    def __init__(self, size):
        super().__init__()
        self.pool = keras.layers.MaxPool2D(size)

    def call(self, x):
        x = keras.ops.expand_dims(x, -1)
        return keras.ops.squeeze(self.pool(x), -1)

def keras_max_pool(image, size=2):
    return np.array(PoolImages(size)(image[np.newaxis].astype("float32")))[0]

# %% right: a loop over a batch of one
import keras
import numpy as np

def keras_max_pool(image, size=2):
    stack = np.stack([image])[..., np.newaxis]
    layer = keras.layers.MaxPool2D(pool_size=size, name="pool")
    for picture in layer(stack):
        return picture[..., 0]

# %% wrong: the batch and channel axes stay
# mistake: batch-and-channel-left
import keras
import numpy as np

def keras_max_pool(image, size=2):
    return keras.layers.MaxPool2D(size)(image[np.newaxis, :, :, np.newaxis]).numpy()

# %% wrong: the batch axis stays
# mistake: batch-and-channel-left
import keras
import numpy as np

def keras_max_pool(image, size=2):
    x = image[np.newaxis, :, :, np.newaxis]
    return np.array(keras.layers.MaxPool2D(size)(x))[..., 0]

# %% wrong: the channel axis stays
# mistake: batch-and-channel-left
import keras
import numpy as np

def keras_max_pool(image, size=2):
    x = image[np.newaxis, :, :, np.newaxis]
    return np.array(keras.layers.MaxPool2D(size)(x))[0]

# %% wrong: the image goes in without new axes
import keras

def keras_max_pool(image, size=2):
    return keras.layers.MaxPool2D(size)(image)

# %% wrong: only the channel axis is added
import keras
import numpy as np

def keras_max_pool(image, size=2):
    return keras.layers.MaxPool2D(size)(image[..., np.newaxis])[..., 0]

# %% wrong: batch and channel both in front
import keras
import numpy as np

def keras_max_pool(image, size=2):
    x = image[np.newaxis, np.newaxis, :, :]
    return np.array(keras.layers.MaxPool2D(size)(x))[0, 0]

# %% wrong: both new axes behind the image
import keras
import numpy as np

def keras_max_pool(image, size=2):
    x = image[:, :, np.newaxis, np.newaxis]
    return np.array(keras.layers.MaxPool2D(size)(x))[:, :, 0, 0]

# %% wrong: size ignored, always two
# mistake: size-ignored
import keras

def keras_max_pool(image, size=2):
    return keras.layers.MaxPool2D(2)(image[None, :, :, None])[0, :, :, 0]

# %% wrong: size given as the strides, the window stays two
# mistake: size-ignored
import keras

def keras_max_pool(image, size=2):
    return keras.layers.MaxPool2D(strides=size)(image[None, :, :, None])[0, :, :, 0]

# %% wrong: the stride fixed at one
# mistake: stride-of-one
import keras

def keras_max_pool(image, size=2):
    return keras.layers.MaxPool2D(size, strides=1)(image[None, :, :, None])[0, :, :, 0]

# %% wrong: the stride fixed at two
# mistake: stride-of-two
import keras

def keras_max_pool(image, size=2):
    return keras.layers.MaxPool2D(pool_size=size, strides=2)(image[None, :, :, None])[0, :, :, 0]

# %% wrong: padding same keeps what is left over
# marks: 1 + 0
# mistake: padding-same
import keras

def keras_max_pool(image, size=2):
    layer = keras.layers.MaxPool2D(size, padding="same")
    return layer(image[None, :, :, None])[0, :, :, 0]

# %% wrong: odd images are padded with zeros first
# marks: 1 + 0
import keras
import numpy as np

def keras_max_pool(image, size=2):
    rows, columns = image.shape
    image = np.pad(image, ((0, -rows % size), (0, -columns % size)))
    return keras.layers.MaxPool2D(size)(image[None, :, :, None])[0, :, :, 0]

# %% wrong: average pooling
# mistake: mean
import keras
import numpy as np

def keras_max_pool(image, size=2):
    x = image[np.newaxis, :, :, np.newaxis].astype("float32")
    return keras.layers.AveragePooling2D(size)(x).numpy()[0, :, :, 0]

# %% wrong: global pooling
# mistake: global-pooling
import keras
import numpy as np

def keras_max_pool(image, size=2):
    return keras.layers.GlobalMaxPool2D()(image[None, :, :, None].astype("float32"))[0]

# %% wrong: every axis of length one is squeezed away
# mistake: axes-lost
import keras
import numpy as np

def keras_max_pool(image, size=2):
    out = keras.layers.MaxPool2D(size)(image[None, :, :, None])
    return np.squeeze(np.array(out))

# %% wrong: reshaped with rows for columns
import keras
import numpy as np

def keras_max_pool(image, size=2):
    rows, columns = image.shape
    x = image.reshape(1, columns, rows, 1)
    return keras.layers.MaxPool2D(size)(x).numpy()[0, :, :, 0]

# %% wrong: reshaped back with rows for columns
import keras
import numpy as np

def keras_max_pool(image, size=2):
    rows, columns = image.shape
    out = keras.layers.MaxPool2D(size)(image[None, :, :, None])
    return np.array(out).reshape(columns // size, rows // size)

# %% wrong: the result is transposed
# mistake: transposed
import keras

def keras_max_pool(image, size=2):
    return keras.layers.MaxPool2D(size)(image[None, :, :, None]).numpy()[0, :, :, 0].T

# %% wrong: as eight-bit pixels
# mistake: type-too-small
import keras
import numpy as np

def keras_max_pool(image, size=2):
    x = image.astype(np.uint8)[None, :, :, None]
    return keras.layers.MaxPool2D(size)(x).numpy()[0, :, :, 0]

# %% wrong: as whole numbers
# mistake: whole-numbers-only
import keras
import numpy as np

def keras_max_pool(image, size=2):
    x = image.astype(int)[None, :, :, None]
    return keras.layers.MaxPool2D(size)(x).numpy()[0, :, :, 0]

# %% wrong: as half-precision floats
# marks: 1 + 0
import keras
import numpy as np

def keras_max_pool(image, size=2):
    x = image.astype(np.float16)[None, :, :, None]
    return keras.layers.MaxPool2D(size)(x).numpy()[0, :, :, 0]

# %% wrong: pixels scaled as for training
import keras

def keras_max_pool(image, size=2):
    x = image[None, :, :, None] / 255
    return keras.layers.MaxPool2D(size)(x).numpy()[0, :, :, 0]

# %% wrong: negative values cut off as after a relu
# mistake: starts-at-zero
import keras

def keras_max_pool(image, size=2):
    x = keras.activations.relu(image[None, :, :, None].astype("float32"))
    return keras.layers.MaxPool2D(size)(x).numpy()[0, :, :, 0]

# %% wrong: a running maximum that starts at zero
# mistake: starts-at-zero
import numpy as np

def keras_max_pool(image, size=2):
    rows, columns = image.shape[0] // size, image.shape[1] // size
    output = np.zeros((rows, columns))
    for ii in range(rows * size):
        for jj in range(columns * size):
            output[ii // size, jj // size] = max(output[ii // size, jj // size], image[ii, jj])
    return output

# %% wrong: the argument is changed
# mistake: argument-changed
import keras

def keras_max_pool(image, size=2):
    image -= image.min()
    return keras.layers.MaxPool2D(size)(image[None, :, :, None]).numpy()[0, :, :, 0]

# %% wrong: the layer comes back instead of its result
import keras

def keras_max_pool(image, size=2):
    layer = keras.layers.MaxPool2D(size)
    layer(image[None, :, :, None])
    return layer

# %% wrong: computed but not returned
# mistake: nothing-returned
import keras

def keras_max_pool(image, size=2):
    pooled = keras.layers.MaxPool2D(size)(image[None, :, :, None])[0, :, :, 0]
    print(pooled)

# %% wrong: a symbolic tensor that holds no values
import keras

def keras_max_pool(image, size=2):
    inputs = keras.Input(image.shape + (1,))
    return keras.layers.MaxPool2D(size)(inputs)[0, :, :, 0]

# %% wrong: an input shape fixed at 28 by 28
import keras

def keras_max_pool(image, size=2):
    model = keras.Sequential([keras.Input((28, 28, 1)), keras.layers.MaxPool2D(size)])
    return model.predict(image.reshape(1, 28, 28, 1), verbose=0)[0, :, :, 0]

# %% wrong: pooled twice
import keras

def keras_max_pool(image, size=2):
    pool = keras.layers.MaxPool2D(size)
    return pool(pool(image[None, :, :, None]))[0, :, :, 0]

# %% wrong: the smallest value of each window
# mistake: minimum
import keras

def keras_max_pool(image, size=2):
    return -keras.layers.MaxPool2D(size)(-image[None, :, :, None]).numpy()[0, :, :, 0]

# %% wrong: resized instead of pooled
import keras

def keras_max_pool(image, size=2):
    x = image[None, :, :, None].astype("float32")
    rows, columns = image.shape[0] // size, image.shape[1] // size
    return keras.layers.Resizing(rows, columns)(x).numpy()[0, :, :, 0]

# %% wrong: the size of the output taken for the size of the window
import keras

def keras_max_pool(image, size=2):
    window = (image.shape[0] // size, image.shape[1] // size)
    return keras.layers.MaxPool2D(window)(image[None, :, :, None]).numpy()[0, :, :, 0]
