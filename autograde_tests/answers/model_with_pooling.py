# %% right: Sequential with a list
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% right: Sequential with add, MaxPooling2D by keyword
from keras.models import Sequential
from keras.layers import Conv2D, Dense, Flatten, Input, MaxPooling2D

def model_with_pooling():
    model = Sequential()
    model.add(Input(shape=(28, 28, 1)))
    model.add(Conv2D(filters=5, kernel_size=(3, 3), padding="valid", activation="relu"))
    model.add(MaxPooling2D(pool_size=(2, 2), strides=(2, 2), padding="valid"))
    model.add(Conv2D(filters=15, kernel_size=(3, 3), padding="valid", activation="relu"))
    model.add(MaxPooling2D(pool_size=(2, 2), strides=(2, 2), padding="valid"))
    model.add(Flatten())
    model.add(Dense(units=3, activation="softmax"))
    return model

# %% right: functional
import keras
from keras import layers

def model_with_pooling():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(5, 3, activation="relu")(inputs)
    x = layers.MaxPool2D()(x)
    x = layers.Conv2D(15, 3, activation="relu")(x)
    x = layers.MaxPool2D()(x)
    x = layers.Flatten()(x)
    outputs = layers.Dense(3, activation="softmax")(x)
    return keras.Model(inputs, outputs)

# %% right: input_shape as in the older books, with its warning
import keras

def model_with_pooling():
    model = keras.models.Sequential()
    model.add(keras.layers.Conv2D(5, kernel_size=3, activation="relu", input_shape=(28, 28, 1)))
    model.add(keras.layers.MaxPool2D(2))
    model.add(keras.layers.Conv2D(15, kernel_size=3, activation="relu"))
    model.add(keras.layers.MaxPool2D(2))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(3, activation="softmax"))
    return model

# %% right: activations as layers of their own, each layer named
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential(
        [
            layers.Input((28, 28, 1), name="picture"),
            layers.Conv2D(5, 3, name="first"),
            layers.Activation("relu", name="first_relu"),
            layers.MaxPool2D(2, name="first_pool"),
            layers.Conv2D(15, 3, name="second"),
            layers.ReLU(name="second_relu"),
            layers.MaxPool2D(2, name="second_pool"),
            layers.Flatten(name="flat"),
            layers.Dense(3, name="scores"),
            layers.Softmax(axis=-1, name="probabilities"),
        ],
        name="with_pooling",
    )

# %% right: compiled and tried on one image
import keras
import numpy as np
from keras import layers

def model_with_pooling():
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.SGD(0.01))
    print(model.predict(np.zeros((1, 28, 28, 1))))
    print(model.count_params())
    return model

# %% right: not built yet
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% right: a loop over the filters
import keras
from keras import layers

def model_with_pooling():
    model = keras.Sequential()
    model.add(keras.Input((28, 28, 1)))
    for filters in (5, 15):
        model.add(layers.Conv2D(filters, 3, activation="relu"))
        model.add(layers.MaxPool2D(2))
    model.add(layers.Flatten())
    model.add(layers.Dense(3, activation="softmax"))
    return model

# %% right: Keras by way of TensorFlow
import tensorflow as tf

def model_with_pooling():
    layers = tf.keras.layers
    return tf.keras.Sequential([
        layers.InputLayer(shape=(28, 28, 1)),
        layers.Conv2D(5, (3, 3), activation=tf.keras.activations.relu),
        layers.MaxPool2D((2, 2)),
        layers.Conv2D(15, (3, 3), activation=tf.keras.activations.relu),
        layers.MaxPool2D((2, 2)),
        layers.Flatten(),
        layers.Dense(3, activation=tf.keras.activations.softmax),
    ])

# %% right: blocks from a function, nested in the model
import keras
from keras import layers

def pooled_block(filters):
    return keras.Sequential([layers.Conv2D(filters, 3, activation="relu"), layers.MaxPool2D(2)])

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        pooled_block(5),
        pooled_block(15),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% right: a function from tensor to tensor
import keras
from keras import layers

def conv_then_pool(x, filters):
    x = layers.Conv2D(filters, kernel_size=3)(x)
    x = layers.ReLU()(x)
    return layers.MaxPooling2D(pool_size=2)(x)

def model_with_pooling():
    inputs = keras.Input((28, 28, 1))
    x = conv_then_pool(conv_then_pool(inputs, 5), 15)
    x = layers.Dense(3, activation="softmax")(layers.Flatten()(x))
    return keras.models.Model(inputs=inputs, outputs=x)

# %% right: a subclass of Model
import keras
from keras import layers

class PooledCNN(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv_1 = layers.Conv2D(5, 3, activation="relu")
        self.pool_1 = layers.MaxPool2D(2)
        self.conv_2 = layers.Conv2D(15, 3, activation="relu")
        self.pool_2 = layers.MaxPool2D(2)
        self.flatten = layers.Flatten()
        self.dense = layers.Dense(3, activation="softmax")

    def call(self, images):
        x = self.pool_1(self.conv_1(images))
        x = self.pool_2(self.conv_2(x))
        return self.dense(self.flatten(x))

def model_with_pooling():
    return PooledCNN()

# %% right: relu after the pooling, where it does the same
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3),
        layers.MaxPool2D(2),
        layers.Activation("relu"),
        layers.Conv2D(15, 3),
        layers.MaxPool2D(2),
        layers.Activation("relu"),
        layers.Flatten(),
        layers.Dense(3),
        layers.Activation("softmax"),
    ])

# %% right: pooling with padding where nothing is left over
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2, padding="same"),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2, padding="valid"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% right: Dropout, which does nothing but in training
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Dropout(0.25),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% right: relu as a function between the layers
import keras
from keras import layers

def model_with_pooling():
    inputs = keras.Input((28, 28, 1))
    x = keras.activations.relu(layers.Conv2D(5, 3)(inputs))
    x = layers.MaxPool2D(2)(x)
    x = keras.ops.relu(layers.Conv2D(15, 3)(x))
    x = layers.MaxPool2D(2)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, keras.ops.softmax(layers.Dense(3)(x)))

# %% wrong: Flatten forgotten, 788 parameters
# mistake: flatten-forgotten
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: no pooling
# mistake: pooling-missing
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.Conv2D(15, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: the second pool missing
# mistake: pooling-missing
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: the first pool missing
# mistake: pooling-missing
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: the first pool's result not used
# mistake: pooling-missing
import keras
from keras import layers

def model_with_pooling():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(5, 3, activation="relu")(inputs)
    layers.MaxPool2D(2)(x)
    x = layers.Conv2D(15, 3, activation="relu")(x)
    x = layers.MaxPool2D(2)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(3, activation="softmax")(x))

# %% wrong: both pools at the end
# mistake: pooling-misplaced
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: pooling before the convolution
# mistake: pooling-misplaced
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.MaxPool2D(2),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: padding same, as in the model without pooling
# mistake: padding
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: padding same in the first convolution
# mistake: padding
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: padding same in the second convolution
# mistake: padding
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: pooling with padding same
# mistake: pool-padding
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2, padding="same"),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2, padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: pools of three
# mistake: pool-size
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(3),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(3),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: pools of four
# mistake: pool-size
import keras
from keras import layers

def model_with_pooling():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (5, 15):
        model.add(layers.Conv2D(filters, 3, activation="relu"))
        model.add(layers.MaxPool2D(4))
    model.add(layers.Flatten())
    model.add(layers.Dense(3, activation="softmax"))
    return model

# %% wrong: windows of three with a stride of two, the numbers all right
# mistake: pool-size
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(3, strides=2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: windows of one with a stride of two
# mistake: pool-size
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(1, 2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2, 2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: pools with a stride of one
# mistake: pool-strides
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2, strides=1),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2, strides=1),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: pools down the rows only
# mistake: pool-size
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D((2, 1)),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D((2, 1)),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: average pooling, the numbers all right
# mistake: average-pooling
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.AveragePooling2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.AveragePooling2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: average pooling in the second place
# mistake: average-pooling
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.AvgPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: strides in the convolutions in place of pooling
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, strides=2, activation="relu"),
        layers.Conv2D(15, 3, strides=2, activation="relu"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: strides as well as pooling
# mistake: strides
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, strides=2, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: global max pooling instead of Flatten
# mistake: global-pooling
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.GlobalMaxPooling2D(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: global average pooling in place of the second pool and Flatten
# mistake: global-pooling
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: sigmoid at the end
# mistake: sigmoid
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="sigmoid"),
    ])

# %% wrong: softmax forgotten
# mistake: softmax-missing
import keras
from keras import layers

def model_with_pooling():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(5, 3, activation="relu")(inputs)
    x = layers.MaxPool2D(2)(x)
    x = layers.Conv2D(15, 3, activation="relu")(x)
    x = layers.MaxPool2D(2)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(3)(x))

# %% wrong: relu at the end
# mistake: softmax-missing
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="relu"),
    ])

# %% wrong: softmax across the batch
# mistake: softmax-of-the-batch
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3),
        layers.Softmax(axis=0),
    ])

# %% wrong: no relu at all
# mistake: activation-missing
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: relu missing in the first
# mistake: activation-missing
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: relu missing in the second
# mistake: activation-missing
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: tanh
# mistake: other-activation
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="tanh"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="tanh"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: relu that stops at six
# marks: 1 + 0
# mistake: other-activation
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3),
        layers.ReLU(max_value=6),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3),
        layers.ReLU(max_value=6),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: leaky relu
# mistake: other-activation
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="leaky_relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="leaky_relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: gelu
# mistake: other-activation
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="gelu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="gelu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: filters exchanged
# mistake: filters-swapped
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: fifteen filters in both
# mistake: filters
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: kernel of two in the first
# mistake: kernel
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 2, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: kernel of five
# mistake: kernel
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 5, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 5, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: two classes
# mistake: units
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(2, activation="softmax"),
    ])

# %% wrong: ten classes
# mistake: units
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% wrong: one hidden layer too many
# mistake: extra-dense
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(10, activation="relu"),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: a third convolution and pool
# mistake: convolution-too-many
import keras
from keras import layers

def model_with_pooling():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (5, 15, 15):
        model.add(layers.Conv2D(filters, 3, activation="relu"))
        model.add(layers.MaxPool2D(2))
    model.add(layers.Flatten())
    model.add(layers.Dense(3, activation="softmax"))
    return model

# %% wrong: no bias in the last layer
# mistake: bias-missing
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax", use_bias=False),
    ])

# %% wrong: batch normalisation after the convolutions
# mistake: another-layer
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3),
        layers.BatchNormalization(),
        layers.ReLU(),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3),
        layers.BatchNormalization(),
        layers.ReLU(),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: pixels rescaled inside the model, the numbers all right
# mistake: another-layer
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: images of 28 by 28 without a channel axis, one-dimensional layers
# mistake: input-shape
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28)),
        layers.Conv1D(5, 3, activation="relu"),
        layers.MaxPool1D(2),
        layers.Conv1D(15, 3, activation="relu"),
        layers.MaxPool1D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: no channel axis, so it cannot be built
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: colour images
# mistake: input-shape
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 3)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: images a little smaller, the numbers of parameters all right
# mistake: input-shape
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((26, 26, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: a skip past the first half
# mistake: convolution-missing
import keras
from keras import layers

def model_with_pooling():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(5, 3, activation="relu")(inputs)
    x = layers.MaxPool2D(2)(x)
    x = layers.Conv2D(15, 3, activation="relu")(inputs)
    x = layers.MaxPool2D(2)(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(3, activation="softmax")(x))

# %% wrong: what compile returns, which is None
# mistake: nothing-returned
import keras
from keras import layers

def model_with_pooling():
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    return model.compile(optimizer="adam", loss="categorical_crossentropy")

# %% wrong: the model is not returned
# mistake: nothing-returned
import keras
from keras import layers

def model_with_pooling():
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    model.summary()

# %% wrong: model and number of parameters as a pair
# mistake: no-model
import keras
from keras import layers

def model_with_pooling():
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    return model, model.count_params()

# %% wrong: the model as JSON
# mistake: no-model
import keras
from keras import layers

def model_with_pooling():
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    return model.to_json()

# %% wrong: the number of parameters
# mistake: no-model
def model_with_pooling():
    return 1868

# %% wrong: MaxPool2D without its brackets
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D,
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D,
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: MaxPool1D
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool1D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool1D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])


# %% wrong: no Flatten in a subclass with separate activations
# mistake: flatten-forgotten
import keras
from keras import layers

class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.c1, self.c2 = layers.Conv2D(5, 3), layers.Conv2D(15, 3)
        self.p = layers.MaxPool2D()
        self.d = layers.Dense(3)

    def call(self, x):
        x = self.p(keras.ops.relu(self.c1(x)))
        x = self.p(keras.ops.relu(self.c2(x)))
        return keras.ops.softmax(self.d(x))

def model_with_pooling():
    return Net()


# %% wrong: relu before the softmax
# mistake: softmax-after-another-activation
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="relu"),
        layers.Softmax(),
    ])


# %% wrong: no channel axis, added by a Reshape to 28 by 28 by 1
# mistake: input-shape
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28)),
        layers.Reshape((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])


# %% wrong: ReLU layer with a maximum of 6 in the second place
# marks: 1 + 0
# mistake: other-activation
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3),
        layers.ReLU(max_value=6.0),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])


# %% wrong: relu with a negative slope
# marks: 1 + 0
# mistake: other-activation
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3),
        layers.ReLU(negative_slope=0.01),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])


# %% wrong: dilated convolution
# mistake: dilation
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", dilation_rate=2),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])


# %% wrong: temperature in the softmax
import keras
from keras import layers

def model_with_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation=lambda x: keras.ops.softmax(x / 1.1)),
    ])


# %% wrong: two outputs
import keras
from keras import layers

def model_with_pooling():
    i = keras.Input((28, 28, 1))
    x = layers.MaxPool2D(2)(layers.Conv2D(5, 3, activation="relu")(i))
    x = layers.MaxPool2D(2)(layers.Conv2D(15, 3, activation="relu")(x))
    x = layers.Flatten()(x)
    return keras.Model(i, [layers.Dense(3, activation="softmax")(x), x])
