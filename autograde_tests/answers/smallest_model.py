# %% right: one small convolution, global average, 55 parameters
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model

# %% right: functional, as many filters as the budget allows
import keras
from keras import layers

def smallest_model(budget):
    # 10 for each filter, 3 for each in the dense layer, and 3 biases
    filters = min(64, (budget - 3) // 13)
    inputs = keras.Input(shape=(28, 28, 1))
    x = layers.Conv2D(filters, 3, activation="relu")(inputs)
    x = layers.GlobalMaxPooling2D()(x)
    outputs = layers.Dense(3, activation="softmax")(x)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="categorical_crossentropy")
    return model

# %% right: depthwise convolution
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential()
    model.add(keras.Input((28, 28, 1)))
    model.add(layers.DepthwiseConv2D(3, depth_multiplier=2, activation="relu"))
    model.add(layers.MaxPool2D(4))
    model.add(layers.Flatten())
    model.add(layers.Dense(3, activation="softmax"))
    model.compile(loss=keras.losses.SparseCategoricalCrossentropy(), optimizer="sgd")
    return model

# %% right: separable convolutions
from keras import Input, Sequential
from keras.layers import AveragePooling2D, Dense, Flatten, SeparableConv2D

def smallest_model(budget):
    model = Sequential([
        Input((28, 28, 1)),
        SeparableConv2D(6, 3, activation="relu"),
        AveragePooling2D(3),
        SeparableConv2D(8, 3, activation="relu"),
        AveragePooling2D(3),
        Flatten(),
        Dense(3, activation="softmax"),
    ])
    model.compile("rmsprop", "categorical_crossentropy", metrics=["accuracy"])
    return model

# %% right: the largest that fits, counted by Keras
import keras
from keras import layers

def candidate(filters_1, filters_2):
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(filters_1, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(filters_2, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])

def smallest_model(budget):
    best = candidate(1, 1)
    for filters in range(2, 6):
        model = candidate(filters, 3 * filters)
        if model.count_params() <= budget:
            best = model
    best.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return best

# %% right: exactly at the smallest budget, 500 parameters
import keras
from keras import layers

def smallest_model(budget):
    # 22 * 22 + 1 = 485 for the one filter, 2 * 2 * 3 + 3 = 15 for the dense layer
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(1, 22, activation="relu")(inputs)
    x = layers.MaxPool2D(3)(x)
    x = layers.Flatten()(x)
    outputs = layers.Dense(3, activation="softmax")(x)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% right: no dense layer, softmax as a layer of its own
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(3, 5),
        layers.GlobalMaxPool2D(),
        layers.Softmax(),
    ], name="tiny")
    model.compile(loss="sparse_categorical_crossentropy")
    model.summary()
    return model

# %% right: batch normalisation, frozen weights and Dropout, all counted
import keras
from keras import layers

def smallest_model(budget):
    frozen = layers.Conv2D(4, 3, use_bias=False, trainable=False)
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        frozen,
        layers.BatchNormalization(),
        layers.Activation("relu"),
        layers.AveragePooling2D(4),
        layers.Dropout(0.2),
        layers.Flatten(),
        layers.Dense(3),
        layers.Activation("softmax"),
    ])
    assert model.count_params() <= budget
    model.compile(optimizer="adam", loss=keras.losses.CategoricalCrossentropy(label_smoothing=0.1))
    return model

# %% right: already trained for a moment
import keras
import numpy as np
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        layers.Input((28, 28, 1)),
        layers.MaxPool2D(4),
        layers.Conv2D(5, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    x = np.random.default_rng(0).random((6, 28, 28, 1))
    model.fit(x, np.array([0, 1, 2, 0, 1, 2]), verbose=0)
    return model

# %% right: not built before it is fitted
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        layers.Conv2D(2, 3, strides=2, activation="relu"),
        layers.MaxPool2D(3),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% right: different models for different budgets, by way of TensorFlow
import tensorflow as tf

def smallest_model(budget):
    layers = tf.keras.layers
    stack = [tf.keras.Input((28, 28, 1)), layers.Rescaling(1 / 255)]
    if budget >= 1868:
        stack += [layers.Conv2D(5, 3, activation="relu"), layers.MaxPool2D(2),
                  layers.Conv2D(15, 3, activation="relu"), layers.MaxPool2D(2)]
    else:
        stack += [layers.Conv2D(3, 3, activation="relu"), layers.MaxPool2D(2),
                  layers.Conv2D(4, 3, activation="relu"), layers.MaxPool2D(4)]
    stack += [layers.Flatten(), layers.Dense(3, activation="softmax")]
    model = tf.keras.Sequential(stack)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model

# %% right: mean squared error against one-hot labels
import keras
from keras import layers

def smallest_model(budget):
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(3, 3)(layers.AveragePooling2D(2)(inputs))
    x = layers.GlobalAveragePooling2D()(x)
    model = keras.Model(inputs, layers.Activation("softmax")(x))
    model.compile(optimizer=keras.optimizers.SGD(momentum=0.9), loss="mse")
    return model

# %% wrong: the budget ignored, 1,868 parameters
# marks: 1 + 0
# mistake: over-budget
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: far over every small budget, 36,023 parameters and one pool
# mistake: over-budget
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", padding="same"),
        layers.MaxPool2D(1),
        layers.Conv2D(15, 3, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: fits budgets of a thousand, not of five hundred
# marks: 1 + 0
# mistake: over-budget
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Conv2D(8, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: 513 parameters, a little over the smallest budget
# marks: 1 + 0
# mistake: over-budget
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(6, 3, activation="relu"),
        layers.MaxPool2D(5),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: biases left out of the budget
# mistake: over-budget
import keras
from keras import layers

def smallest_model(budget):
    filters = budget // (9 + 3)
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(filters, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: only trainable parameters counted, most are frozen
# marks: 1 + 0
# mistake: over-budget
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(5, 3, activation="relu", trainable=False),
        layers.MaxPool2D(2),
        layers.Conv2D(15, 3, activation="relu", trainable=False),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: batch normalisation's moving averages not counted
# mistake: over-budget
import keras
from keras import layers

def smallest_model(budget):
    filters = (budget - 3) // (10 + 2 + 3)
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(filters, 3),
        layers.BatchNormalization(),
        layers.ReLU(),
        layers.GlobalMaxPooling2D(),
        layers.Dense(3, activation="softmax"),
    ])
    assert sum(w.numpy().size for w in model.trainable_weights) <= budget
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: no pooling, strides instead
# mistake: no-pooling
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(3, 3, strides=3, activation="relu"),
        layers.Conv2D(5, 3, strides=3, activation="relu"),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: the pool's result not used
# mistake: no-pooling
import keras
from keras import layers

def smallest_model(budget):
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(3, 3, strides=3, activation="relu")(inputs)
    layers.MaxPool2D(2)(x)
    x = layers.Conv2D(5, 3, strides=3, activation="relu")(x)
    x = layers.Flatten()(x)
    model = keras.Model(inputs, layers.Dense(3, activation="softmax")(x))
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: no convolution
# mistake: no-convolution
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.MaxPool2D(4),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: neither convolution nor pooling
# mistake: no-convolution
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.CenterCrop(12, 12),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: not compiled
# mistake: not-compiled
import keras
from keras import layers

def smallest_model(budget):
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
    ])

# %% wrong: compiled without a loss
# mistake: fit-fails
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", metrics=["accuracy"])
    return model

# %% wrong: what compile returns
# mistake: nothing-returned
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
    ])
    return model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")

# %% wrong: the loss misspelt
# mistake: fit-fails
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_crossentropy")
    return model

# %% wrong: the optimizer misspelt
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="gradient descent", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: sigmoid at the end
# mistake: no-softmax
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="sigmoid"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: one output with sigmoid
# mistake: classes
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(optimizer="adam", loss="binary_crossentropy")
    return model

# %% wrong: scores without softmax, the loss makes up for it
# mistake: no-softmax
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3),
    ])
    model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    return model

# %% wrong: softmax across the batch
# mistake: no-softmax
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3),
        layers.Softmax(axis=0),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: softmax before the last layer only
# mistake: no-softmax
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
        layers.Dense(3),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: two classes
# mistake: classes
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(2, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: ten classes
# mistake: classes
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: Flatten forgotten, a class for every pixel
# mistake: classes
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.MaxPool2D(2),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: colour images
# mistake: input-shape
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 3)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: images already flat
# mistake: input-shape
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((784,)),
        layers.Reshape((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: images of 32 by 32
# mistake: input-shape
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((32, 32, 1)),
        layers.Conv2D(2, 3, activation="relu"),
        layers.MaxPool2D(5),
        layers.Flatten(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: small budgets give no filters at all
# marks: 1 + 0
import keras
from keras import layers

def smallest_model(budget):
    filters = (budget - 1000) // 10
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(filters, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: nothing for small budgets
# marks: 1 + 0
# mistake: nothing-returned
import keras
from keras import layers

def smallest_model(budget):
    for filters in (16, 12, 8):
        model = keras.Sequential([
            keras.Input((28, 28, 1)),
            layers.Conv2D(filters, 3, activation="relu"),
            layers.MaxPool2D(3),
            layers.Flatten(),
            layers.Dense(3, activation="softmax"),
        ])
        model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
        if model.count_params() <= budget:
            return model

# %% wrong: as many filters as the budget has parameters
# mistake: over-budget
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(budget, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% wrong: model and number of parameters as a pair
# mistake: no-model
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model, model.count_params()

# %% wrong: the number of parameters
# mistake: no-model
def smallest_model(budget):
    return 55

# %% wrong: the history that fit returns
# mistake: no-model
import keras
import numpy as np
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model.fit(np.zeros((3, 28, 28, 1)), np.arange(3), verbose=0)

# %% wrong: not returned
# mistake: nothing-returned
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    print(model.count_params())

# %% wrong: images of 29 by 28, a global pool hides it
# mistake: input-shape
import keras
from keras import layers

def smallest_model(budget):
    model = keras.Sequential([
        keras.Input((29, 28, 1)),
        layers.Conv2D(4, 3, activation="relu"),
        layers.GlobalAveragePooling2D(),
        layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model


# %% wrong: two outputs
import keras
from keras import layers

def smallest_model(budget):
    i = keras.Input((28, 28, 1))
    x = layers.GlobalMaxPooling2D()(layers.Conv2D(4, 3)(i))
    model = keras.Model(i, [layers.Dense(3, activation="softmax")(x), x])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
