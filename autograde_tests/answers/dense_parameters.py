# %% right: weights and biases
def dense_parameters(units_in, units_out):
    return units_in * units_out + units_out

# %% right: one unit at a time
def dense_parameters(units_in, units_out):
    return (units_in + 1) * units_out

# %% right: Keras builds the layer and counts
import keras

def dense_parameters(units_in, units_out):
    layer = keras.layers.Dense(units_out)
    layer.build((None, units_in))
    return layer.count_params()

# %% right: Keras, a model of one layer
from keras import Input, Sequential
from keras.layers import Dense

def dense_parameters(units_in, units_out):
    model = Sequential([Input(shape=(units_in,)), Dense(units_out, activation="softmax")])
    return model.count_params()

# %% right: the sizes of NumPy arrays
import numpy as np

def dense_parameters(units_in, units_out):
    return np.ones((units_in, units_out)).size + np.ones(units_out).size

# %% right: a sum over the units
def dense_parameters(units_in, units_out):
    total = 0
    for unit in range(units_out):
        total = total + units_in
        total = total + 1
    return total

# %% right: a lambda
dense_parameters = lambda units_in, units_out: units_out * (1 + units_in)

# %% right: a matrix with the bias as one more row
def dense_parameters(units_in, units_out):
    rows, columns = units_in + 1, units_out
    return rows * columns

# %% right: a comprehension
def dense_parameters(units_in, units_out):
    return sum(units_in + 1 for _ in range(units_out))

# %% right: NumPy's product and sum
import numpy as np

def dense_parameters(units_in, units_out):
    return np.sum([np.prod([units_in, units_out]), units_out])

# %% right: a dictionary of the parts
def dense_parameters(units_in, units_out):
    parameters = {"kernel": units_in * units_out, "bias": units_out}
    return sum(parameters.values())

# %% right: math and keyword-only helper
import math

def size_of(*, shape):
    return math.prod(shape)

def dense_parameters(units_in, units_out):
    return size_of(shape=(units_in, units_out)) + size_of(shape=(units_out,))

# %% wrong: bias forgotten
# mistake: bias-forgotten
def dense_parameters(units_in, units_out):
    return units_in * units_out

# %% wrong: a bias for every input
# mistake: bias-per-input
def dense_parameters(units_in, units_out):
    return units_in * units_out + units_in

# %% wrong: one bias in all
# mistake: one-bias-in-all
def dense_parameters(units_in, units_out):
    return units_in * units_out + 1

# %% wrong: a bias for inputs and outputs
# mistake: bias-on-both-sides
def dense_parameters(units_in, units_out):
    return units_in * units_out + units_in + units_out

# %% wrong: inputs and outputs each have one more
# mistake: bias-on-both-sides
def dense_parameters(units_in, units_out):
    return (units_in + 1) * (units_out + 1)

# %% wrong: added instead of multiplied
# mistake: added-not-multiplied
def dense_parameters(units_in, units_out):
    return units_in + units_out

# %% wrong: added, with one bias
# mistake: added-not-multiplied
def dense_parameters(units_in, units_out):
    return units_in + units_out + 1

# %% wrong: a bias for every weight
# mistake: bias-per-weight
def dense_parameters(units_in, units_out):
    return 2 * units_in * units_out

# %% wrong: outputs squared
def dense_parameters(units_in, units_out):
    return units_in * units_out + units_out ** 2

# %% wrong: counted like a convolution of three by three
# mistake: as-for-a-convolution
def dense_parameters(units_in, units_out):
    return (3 * 3 * units_in + 1) * units_out

# %% wrong: outputs always three
# mistake: always-three-units
def dense_parameters(units_in, units_out):
    return units_in * 3 + 3

# %% wrong: the number from the lesson
# mistake: same-result-for-all
def dense_parameters(units_in, units_out):
    return 1128

# %% wrong: the numbers from the lesson, looked up
# mistake: same-result-for-all
def dense_parameters(units_in, units_out):
    return {(375, 3): 1128, (11760, 3): 35283}.get((units_in, units_out), 0)

# %% wrong: only the biases
# mistake: biases-only
def dense_parameters(units_in, units_out):
    return units_out

# %% wrong: the inputs squared, an image's side taken for units
# mistake: squared
def dense_parameters(units_in, units_out):
    return units_in * units_in * units_out + units_out

# %% wrong: brackets missing
# mistake: added-not-multiplied
def dense_parameters(units_in, units_out):
    return units_in + 1 * units_out

# %% wrong: bias subtracted
# mistake: bias-taken-away
def dense_parameters(units_in, units_out):
    return units_in * units_out - units_out

# %% wrong: Keras without bias
# mistake: bias-forgotten
import keras

def dense_parameters(units_in, units_out):
    layer = keras.layers.Dense(units_out, use_bias=False)
    layer.build((None, units_in))
    return layer.count_params()

# %% wrong: Keras, inputs and outputs exchanged
# mistake: bias-per-input
import keras

def dense_parameters(units_in, units_out):
    layer = keras.layers.Dense(units_in)
    layer.build((None, units_out))
    return layer.count_params()

# %% wrong: Keras, the layer never built
import keras

def dense_parameters(units_in, units_out):
    return keras.layers.Dense(units_out, input_shape=(units_in,)).count_params()

# %% wrong: Keras, all of a network with a hidden layer
import keras

def dense_parameters(units_in, units_out):
    model = keras.Sequential([
        keras.Input((units_in,)),
        keras.layers.Dense(units_in),
        keras.layers.Dense(units_out),
    ])
    return model.count_params()

# %% wrong: weights and biases as a list
# mistake: two-numbers
def dense_parameters(units_in, units_out):
    return [units_in * units_out, units_out]

# %% wrong: the number as text
def dense_parameters(units_in, units_out):
    return str(units_in * units_out + units_out)

# %% wrong: printed, not returned
# mistake: nothing-returned
def dense_parameters(units_in, units_out):
    print((units_in + 1) * units_out)

# %% wrong: a power for the product
def dense_parameters(units_in, units_out):
    return units_in ** units_out + units_out

# %% wrong: the model's answer to units_in, an array
import numpy as np

def dense_parameters(units_in, units_out):
    weights = np.zeros((units_in, units_out))
    bias = np.zeros(units_out)
    return weights + bias

# %% wrong: conv
# mistake: as-for-a-convolution
def dense_parameters(units_in, units_out):
    return 9 * units_in * units_out + units_out

# %% wrong: example
# mistake: same-result-for-all
def dense_parameters(units_in, units_out):
    return 10
