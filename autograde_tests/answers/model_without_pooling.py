# %% right: Sequential with a list
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% right: Sequential with add, everything by keyword
from keras.models import Sequential
from keras.layers import Conv2D, Dense, Flatten, Input

def model_without_pooling():
    model = Sequential()
    model.add(Input(shape=(28, 28, 1)))
    model.add(Conv2D(filters=5, kernel_size=(3, 3), strides=(1, 1), padding="same", activation="relu"))
    model.add(Conv2D(filters=15, kernel_size=(3, 3), strides=(1, 1), padding="same", activation="relu"))
    model.add(Flatten())
    model.add(Dense(units=3, activation="softmax"))
    return model

# %% right: functional
import keras
from keras import layers

def model_without_pooling():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(5, 3, padding="same", activation="relu")(inputs)
    x = layers.Conv2D(15, 3, padding="same", activation="relu")(x)
    x = layers.Flatten()(x)
    outputs = layers.Dense(3, activation="softmax")(x)
    return keras.Model(inputs, outputs)

# %% right: input_shape as in the older books, with its warning
import keras

def model_without_pooling():
    model = keras.models.Sequential()
    model.add(keras.layers.Conv2D(5, kernel_size=3, activation="relu", input_shape=(28, 28, 1), padding="same"))
    model.add(keras.layers.Conv2D(15, kernel_size=3, activation="relu", padding="same"))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(3, activation="softmax"))
    return model

# %% right: activations as layers of their own, each layer named
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential(
        [
            layers.Input((28, 28, 1), name="picture"),
            layers.Conv2D(5, 3, padding="same", name="first"),
            layers.Activation("relu", name="first_relu"),
            layers.Conv2D(15, 3, padding="same", name="second"),
            layers.ReLU(name="second_relu"),
            layers.Flatten(name="flat"),
            layers.Dense(3, name="scores"),
            layers.Softmax(name="probabilities"),
        ],
        name="without_pooling",
    )

# %% right: compiled and summarised
import keras
from keras import layers

def model_without_pooling():
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    model.summary()
    return model

# %% right: not built yet
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% right: built by hand at the end
import keras
from keras import layers

def model_without_pooling():
    model = keras.Sequential()
    for filters in [5, 15]:
        model.add(layers.Conv2D(filters, 3, activation="relu", padding="same"))
    model.add(layers.Flatten())
    model.add(layers.Dense(3, activation="softmax"))
    model.build((None, 28, 28, 1))
    return model

# %% right: Keras by way of TensorFlow
import tensorflow as tf

def model_without_pooling():
    layers = tf.keras.layers
    return tf.keras.models.Sequential([
        tf.keras.Input((28, 28, 1)),
        layers.Conv2D(5, (3, 3), activation=tf.keras.activations.relu, padding="SAME"),
        layers.Conv2D(15, (3, 3), activation=tf.keras.activations.relu, padding="SAME"),
        layers.Flatten(),
        layers.Dense(3, activation=tf.keras.activations.softmax),
    ])

# %% right: a function for the block, and other starting weights
import keras
from keras import layers

def relu_convolution(filters):
    return layers.Conv2D(filters, 3, activation="relu", padding="same",
                         kernel_initializer="he_normal", bias_initializer="ones")

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        relu_convolution(5),
        relu_convolution(15),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% right: blocks nested in the model
import keras
from keras import layers

def model_without_pooling():
    features = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
    ], name="features")
    classifier = keras.Sequential([
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ], name="classifier")
    return keras.Sequential([features, classifier])

# %% right: a loop through the layers, functional
import keras
from keras.layers import Conv2D, Dense, Flatten

def model_without_pooling():
    x = inputs = keras.Input(shape=(28, 28, 1))
    for layer in (Conv2D(5, 3, padding="same", activation="relu"),
                  Conv2D(15, 3, padding="same", activation="relu"),
                  Flatten(),
                  Dense(3, activation="softmax")):
        x = layer(x)
    return keras.Model(inputs=inputs, outputs=x, name="cnn")

# %% right: a subclass of Model
import keras
from keras import layers

class PlainCNN(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv_1 = layers.Conv2D(5, 3, activation="relu", padding="same")
        self.conv_2 = layers.Conv2D(15, 3, activation="relu", padding="same")
        self.flatten = layers.Flatten()
        self.dense = layers.Dense(3, activation="softmax")

    def call(self, images):
        return self.dense(self.flatten(self.conv_2(self.conv_1(images))))

def model_without_pooling():
    return PlainCNN()

# %% right: relu after the Flatten, where it does the same
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, padding="same"),
        layers.Flatten(),
        layers.ReLU(),
        layers.Dense(3),
        layers.Activation("softmax"),
    ])

# %% right: Dropout, which does nothing but in training
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dropout(0.5),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: Flatten forgotten, 788 parameters
# mistake: flatten-forgotten
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: Flatten after the Dense layer
# mistake: flatten-misplaced
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Dense(3, activation="softmax"),
        layers.Flatten(),
    ])

# %% wrong: Flatten called, its result not used
# mistake: flatten-forgotten
import keras
from keras import layers

def model_without_pooling():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(5, 3, activation="relu", padding="same")(inputs)
    x = layers.Conv2D(15, 3, activation="relu", padding="same")(x)
    layers.Flatten()(x)
    outputs = layers.Dense(3, activation="softmax")(x)
    return keras.Model(inputs, outputs)

# %% wrong: padding forgotten in both
# mistake: padding
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.Conv2D(15, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: padding forgotten in the first
# mistake: padding
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: padding forgotten in the second
# mistake: padding
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: pooling after each convolution
# mistake: pooling-added
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: pooling that changes nothing in size
# mistake: pooling-added
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.MaxPool2D(2, strides=1, padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: strides in place of pooling
# mistake: strides
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, 2, activation="relu", padding="same"),
        layers.Conv2D(15, 3, 2, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: sigmoid at the end
# mistake: sigmoid
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="sigmoid"),
    ])

# %% wrong: softmax forgotten
# mistake: softmax-missing
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3),
    ])

# %% wrong: relu at the end
# mistake: softmax-missing
import keras
from keras import layers

def model_without_pooling():
    model = keras.Sequential()
    model.add(keras.Input((28, 28, 1)))
    model.add(layers.Conv2D(5, 3, activation="relu", padding="same"))
    model.add(layers.Conv2D(15, 3, activation="relu", padding="same"))
    model.add(layers.Flatten())
    model.add(layers.Dense(3, activation="relu"))
    return model

# %% wrong: softmax across the batch
# mistake: softmax-of-the-batch
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3),
        layers.Softmax(axis=0),
    ])

# %% wrong: softmax twice
# mistake: softmax-twice
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
        layers.Softmax(),
    ])

# %% wrong: log of the softmax
# mistake: softmax-missing
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="log_softmax"),
    ])

# %% wrong: no relu at all
# mistake: activation-missing
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, padding="same"),
        layers.Conv2D(15, 3, padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: relu missing in the first
# mistake: activation-missing
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: relu missing in the second
# mistake: activation-missing
import keras
from keras import layers

def model_without_pooling():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(5, 3, activation="relu", padding="same")(inputs)
    x = layers.Conv2D(15, 3, padding="same")(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(3, activation="softmax")(x))

# %% wrong: relu of its own, its result not used
# mistake: activation-missing
import keras
from keras import layers

def model_without_pooling():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(5, 3, padding="same")(inputs)
    layers.ReLU()(x)
    x = layers.Conv2D(15, 3, padding="same")(x)
    layers.ReLU()(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(3, activation="softmax")(x))

# %% wrong: tanh
# mistake: other-activation
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="tanh", padding="same"),
        layers.Conv2D(15, 3, activation="tanh", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: sigmoid in the convolutions
# mistake: other-activation
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="sigmoid", padding="same"),
        layers.Conv2D(15, 3, activation="sigmoid", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: leaky relu
# mistake: other-activation
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, padding="same"),
        layers.LeakyReLU(0.1),
        layers.Conv2D(15, 3, padding="same"),
        layers.LeakyReLU(0.1),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: elu in the second
# mistake: other-activation
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="elu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: softmax in the convolutions as well
# mistake: other-activation
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="softmax", padding="same"),
        layers.Conv2D(15, 3, activation="softmax", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: filters exchanged
# mistake: filters-swapped
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: five filters in both
# mistake: filters
import keras
from keras import layers

def model_without_pooling():
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for _ in range(2):
        model.add(layers.Conv2D(5, 3, activation="relu", padding="same"))
    model.add(layers.Flatten())
    model.add(layers.Dense(3, activation="softmax"))
    return model

# %% wrong: filters and kernel exchanged
# mistake: filters-for-kernel
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(3, 5, activation="relu", padding="same"),
        layers.Conv2D(3, 15, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: kernel of five
# mistake: kernel
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 5, activation="relu", padding="same"),
        layers.Conv2D(15, 5, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: kernel of two
# mistake: kernel
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 2, activation="relu", padding="same"),
        layers.Conv2D(15, 2, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: kernels with gaps, the numbers all right
# mistake: dilation
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, dilation_rate=2, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: ten classes
# mistake: units
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(10, activation="softmax"),
    ])

# %% wrong: one hidden layer too many
# mistake: extra-dense
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: the second convolution missing
# mistake: convolution-missing
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: the second convolution looks at the input again
# mistake: convolution-missing
import keras
from keras import layers

def model_without_pooling():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(5, 3, activation="relu", padding="same")(inputs)
    x = layers.Conv2D(15, 3, activation="relu", padding="same")(inputs)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(3, activation="softmax")(x))

# %% wrong: no bias
# mistake: bias-missing
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same", use_bias=False),
        layers.Conv2D(15, 3, activation="relu", padding="same", use_bias=False),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: global average pooling instead of Flatten
# mistake: global-pooling
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: colour images
# mistake: input-shape
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 3)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: images of 32 by 32
# mistake: input-shape
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((32, 32, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: separable convolutions
# mistake: other-convolution
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.SeparableConv2D(5, 3, activation="relu", padding="same"),
        layers.SeparableConv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: batch normalisation between the layers
# mistake: another-layer
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.BatchNormalization(),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: pixels rescaled inside the model
# mistake: another-layer
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: dense layers only
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(45, activation="relu"),
        layers.Dense(15, activation="relu"),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: the summary is returned, which is None
# mistake: nothing-returned
import keras
from keras import layers

def model_without_pooling():
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    return model.summary()

# %% wrong: the model is not returned
# mistake: nothing-returned
import keras
from keras import layers

def model_without_pooling():
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    model.summary()

# %% wrong: the summary as text
# mistake: no-model
import keras
from keras import layers

def model_without_pooling():
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    lines = []
    model.summary(print_fn=lines.append)
    return "\n".join(lines)

# %% wrong: the number of parameters
# mistake: no-model
def model_without_pooling():
    return 36023

# %% wrong: a list of layers, not a model
# mistake: no-model
import keras
from keras import layers

def model_without_pooling():
    return [
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ]

# %% wrong: the output tensor, not a model
# mistake: no-model
import keras
from keras import layers

def model_without_pooling():
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(5, 3, activation="relu", padding="same")(inputs)
    x = layers.Conv2D(15, 3, activation="relu", padding="same")(x)
    x = layers.Flatten()(x)
    return layers.Dense(3, activation="softmax")(x)

# %% wrong: the class, not a model
# mistake: no-model
import keras
from keras import layers

class UnusedCNN(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv_1 = layers.Conv2D(5, 3, activation="relu", padding="same")
        self.conv_2 = layers.Conv2D(15, 3, activation="relu", padding="same")
        self.flatten = layers.Flatten()
        self.dense = layers.Dense(3, activation="softmax")

    def call(self, images):
        return self.dense(self.flatten(self.conv_2(self.conv_1(images))))

def model_without_pooling():
    return UnusedCNN

# %% wrong: a subclass of Model that forgets Flatten in its call
# mistake: flatten-forgotten
import keras
from keras import layers

class ForgetfulCNN(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv_1 = layers.Conv2D(5, 3, activation="relu", padding="same")
        self.conv_2 = layers.Conv2D(15, 3, activation="relu", padding="same")
        self.flatten = layers.Flatten()
        self.dense = layers.Dense(3, activation="softmax")

    def call(self, images):
        return self.dense(self.conv_2(self.conv_1(images)))

def model_without_pooling():
    return ForgetfulCNN()

# %% wrong: a convolution misspelt
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2d(5, 3, activation="relu", padding="same"),
        layers.Conv2d(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])


# %% wrong: PReLU
# mistake: other-activation
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, padding="same"),
        layers.PReLU(),
        layers.Conv2D(15, 3, padding="same"),
        layers.PReLU(),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])


# %% wrong: ops.tanh in a functional model
# mistake: other-activation
import keras
from keras import layers

def model_without_pooling():
    i = keras.Input((28, 28, 1))
    x = keras.ops.tanh(layers.Conv2D(5, 3, padding="same")(i))
    x = keras.ops.tanh(layers.Conv2D(15, 3, padding="same")(x))
    return keras.Model(i, layers.Dense(3, activation="softmax")(layers.Flatten()(x)))


# %% wrong: batch normalisation before the relu
# mistake: another-layer
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, padding="same"),
        layers.BatchNormalization(),
        layers.ReLU(),
        layers.Conv2D(15, 3, padding="same"),
        layers.BatchNormalization(),
        layers.ReLU(),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])


# %% wrong: input divided by 255 with ops
# mistake: another-layer
import keras
from keras import layers

def model_without_pooling():
    i = keras.Input((28, 28, 1))
    return keras.Model(i, layers.Dense(3, activation="softmax")(layers.Flatten()(layers.Conv2D(15, 3, activation="relu", padding="same")(layers.Conv2D(5, 3, activation="relu", padding="same")(i / 255.0)))))


# %% wrong: softmax in a lambda with wrong sign
import keras
from keras import layers

def model_without_pooling():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation=lambda x: keras.ops.softmax(-x)),
    ])


# %% wrong: residual sum
# mistake: another-layer
import keras
from keras import layers

def model_without_pooling():
    i = keras.Input((28, 28, 1))
    a = layers.Conv2D(5, 3, activation="relu", padding="same")(i)
    a = layers.Add()([a, i])
    return keras.Model(i, layers.Dense(3, activation="softmax")(layers.Flatten()(layers.Conv2D(15, 3, activation="relu", padding="same")(a))))
