# %% right: weights and biases
def conv_parameters(kernel_size, channels_in, filters):
    weights = kernel_size * kernel_size * channels_in * filters
    biases = filters
    return weights + biases

# %% right: one filter at a time
def conv_parameters(kernel_size, channels_in, filters):
    return (kernel_size ** 2 * channels_in + 1) * filters

# %% right: Keras builds the layer and counts
import keras

def conv_parameters(kernel_size, channels_in, filters):
    layer = keras.layers.Conv2D(filters, kernel_size)
    layer.build((None, None, None, channels_in))
    return layer.count_params()

# %% right: Keras, from the shapes of the weights
import numpy as np
import keras

def conv_parameters(kernel_size, channels_in, filters):
    model = keras.Sequential([
        keras.Input((kernel_size, kernel_size, channels_in)),
        keras.layers.Conv2D(filters, (kernel_size, kernel_size), activation="relu"),
    ])
    return sum(np.prod(w.shape) for w in model.get_weights())

# %% right: the sizes of NumPy arrays
import numpy as np

def conv_parameters(kernel_size, channels_in, filters):
    kernel = np.empty((kernel_size, kernel_size, channels_in, filters))
    bias = np.empty(filters)
    return kernel.size + bias.size

# %% right: a sum over the filters
def conv_parameters(kernel_size, channels_in, filters):
    total = 0
    for _ in range(filters):
        total += kernel_size * kernel_size * channels_in
        total += 1  # this filter's bias
    return total

# %% right: a lambda
conv_parameters = lambda k, c, f: f * (k * k * c) + f

# %% right: math.prod of the kernel's shape
from math import prod

def conv_parameters(kernel_size, channels_in, filters):
    kernel_shape = (kernel_size, kernel_size, channels_in, filters)
    bias_shape = (filters,)
    return prod(kernel_shape) + prod(bias_shape)

# %% right: a function for one filter, in floats
def parameters_of_one_filter(kernel_size, channels_in):
    return pow(kernel_size, 2.0) * channels_in + 1

def conv_parameters(kernel_size, channels_in, filters):
    return filters * parameters_of_one_filter(kernel_size, channels_in)

# %% right: NumPy, printed on the way
import numpy as np

def conv_parameters(kernel_size, channels_in, filters):
    numbers = np.array([kernel_size ** 2 * channels_in, 1])
    print("one filter:", numbers)
    return numbers.sum() * filters

# %% right: one filter more, recursively
def conv_parameters(kernel_size, channels_in, filters):
    if filters > 1:
        half = filters // 2
        return (conv_parameters(kernel_size, channels_in, half)
                + conv_parameters(kernel_size, channels_in, filters - half))
    return kernel_size * kernel_size * channels_in + 1

# %% right: a class that knows its layer
class ConvLayer:
    def __init__(self, kernel_size, channels_in, filters):
        self.kernel = [kernel_size, kernel_size, channels_in]
        self.filters = filters

    def __len__(self):
        weights = 1
        for side in self.kernel:
            weights *= side
        return (weights + 1) * self.filters

def conv_parameters(kernel_size, channels_in, filters):
    return len(ConvLayer(kernel_size, channels_in, filters))

# %% wrong: bias forgotten
# mistake: bias-forgotten
def conv_parameters(kernel_size, channels_in, filters):
    return kernel_size * kernel_size * channels_in * filters

# %% wrong: channels forgotten
# mistake: channels-forgotten
def conv_parameters(kernel_size, channels_in, filters):
    return (kernel_size * kernel_size + 1) * filters

# %% wrong: kernel not squared
# mistake: kernel-not-squared
def conv_parameters(kernel_size, channels_in, filters):
    return (kernel_size * channels_in + 1) * filters

# %% wrong: kernel doubled instead of squared
# mistake: kernel-not-squared
def conv_parameters(kernel_size, channels_in, filters):
    return (kernel_size * 2 * channels_in + 1) * filters

# %% wrong: a bias for every input channel
# mistake: bias-per-channel-in
def conv_parameters(kernel_size, channels_in, filters):
    return kernel_size ** 2 * channels_in * filters + channels_in

# %% wrong: one bias in all
# mistake: one-bias-in-all
def conv_parameters(kernel_size, channels_in, filters):
    return kernel_size ** 2 * channels_in * filters + 1

# %% wrong: a bias for every channel of every filter
# mistake: bias-per-channel-in
def conv_parameters(kernel_size, channels_in, filters):
    return (kernel_size ** 2 + 1) * channels_in * filters

# %% wrong: a bias for every weight
# mistake: bias-per-weight
def conv_parameters(kernel_size, channels_in, filters):
    return 2 * kernel_size ** 2 * channels_in * filters

# %% wrong: filters forgotten
# mistake: filters-forgotten
def conv_parameters(kernel_size, channels_in, filters):
    return kernel_size * kernel_size * channels_in + 1

# %% wrong: filters counted only in the bias
# mistake: filters-forgotten
def conv_parameters(kernel_size, channels_in, filters):
    return kernel_size * kernel_size * channels_in + filters

# %% wrong: kernel always three
# mistake: size-always-three
def conv_parameters(kernel_size, channels_in, filters):
    return (3 * 3 * channels_in + 1) * filters

# %% wrong: channels always one, bias forgotten
# mistake: channels-forgotten
def conv_parameters(kernel_size, channels_in, filters):
    return kernel_size * kernel_size * 1 * filters

# %% wrong: the number from the lesson
# mistake: same-result-for-all
def conv_parameters(kernel_size, channels_in, filters):
    return 50

# %% wrong: both numbers from the lesson, looked up
# mistake: same-result-for-all
def conv_parameters(kernel_size, channels_in, filters):
    known = {(3, 1, 5): 50, (3, 5, 15): 690}
    return known.get((kernel_size, channels_in, filters), 0)

# %% wrong: channels added instead of multiplied
# mistake: added-not-multiplied
def conv_parameters(kernel_size, channels_in, filters):
    return (kernel_size ** 2 + channels_in + 1) * filters

# %% wrong: the caret for a power
# mistake: not-a-power
def conv_parameters(kernel_size, channels_in, filters):
    return (kernel_size ^ 2 * channels_in + 1) * filters

# %% wrong: channels squared with the kernel
# mistake: cubed
def conv_parameters(kernel_size, channels_in, filters):
    return ((kernel_size * channels_in) ** 2 + 1) * filters

# %% wrong: plus one without brackets
# mistake: bias-per-weight
def conv_parameters(kernel_size, channels_in, filters):
    return kernel_size * kernel_size * (channels_in + 1) * filters

# %% wrong: the input's channels taken for the filters and the filters for the channels
# mistake: bias-per-channel-in
def conv_parameters(kernel_size, channels_in, filters):
    return (kernel_size ** 2 * filters + 1) * channels_in

# %% wrong: the output values of a 28 by 28 image counted
def conv_parameters(kernel_size, channels_in, filters):
    side = 28 - kernel_size + 1
    return side * side * filters

# %% wrong: Keras without bias
# mistake: bias-forgotten
import keras

def conv_parameters(kernel_size, channels_in, filters):
    layer = keras.layers.Conv2D(filters, kernel_size, use_bias=False)
    layer.build((None, None, None, channels_in))
    return layer.count_params()

# %% wrong: Keras with an image of one channel
# mistake: channels-forgotten
import keras

def conv_parameters(kernel_size, channels_in, filters):
    layer = keras.layers.Conv2D(filters, kernel_size)
    layer.build((None, 28, 28, 1))
    return layer.count_params()

# %% wrong: Keras, kernel and filters in the wrong order
import keras

def conv_parameters(kernel_size, channels_in, filters):
    layer = keras.layers.Conv2D(kernel_size, filters)
    layer.build((None, None, None, channels_in))
    return layer.count_params()

# %% wrong: weights and biases as a pair
# mistake: two-numbers
def conv_parameters(kernel_size, channels_in, filters):
    return kernel_size ** 2 * channels_in * filters, filters

# %% wrong: the number as text
def conv_parameters(kernel_size, channels_in, filters):
    return f"{(kernel_size ** 2 * channels_in + 1) * filters:,}"

# %% wrong: printed, not returned
# mistake: nothing-returned
def conv_parameters(kernel_size, channels_in, filters):
    print((kernel_size ** 2 * channels_in + 1) * filters)

# %% wrong: counted like a dense layer
# mistake: kernel-forgotten
def conv_parameters(kernel_size, channels_in, filters):
    return channels_in * filters + filters

# %% wrong: in eight-bit arithmetic
import numpy as np

def conv_parameters(kernel_size, channels_in, filters):
    kernel = np.array([kernel_size, kernel_size, channels_in, filters], dtype=np.uint8)
    return kernel.prod(dtype=np.uint8) + filters
