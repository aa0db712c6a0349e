"""Models are judged by the layers that run and by what they compute, however they are written."""

import pytest

from pooling_course import check
from pooling_course.quiet_keras import keras

layers, ops = keras.layers, keras.ops


class Block(layers.Layer):
    """Its name begins with no kind of layer, what it is made of counts."""

    def __init__(self, filters):
        super().__init__()
        self.convolution = layers.Conv2D(filters, 3, padding="same")
        self.relu = layers.ReLU()

    def call(self, images):
        return self.relu(self.convolution(images))


class ConvolutionBlock(Block):
    """A class that is named like a layer, and is none."""


class SameConvolution(layers.Conv2D):
    """A layer of Keras by another name."""

    def __init__(self, filters):
        super().__init__(filters, 3, padding="same", activation="relu")


class FlattensItself(keras.Model):
    """A subclass that does without a Flatten layer."""

    def __init__(self):
        super().__init__()
        self.first, self.second = SameConvolution(5), SameConvolution(15)
        self.dense = layers.Dense(3)

    def call(self, images):
        seen = self.second(self.first(images))
        return ops.softmax(self.dense(ops.reshape(seen, (ops.shape(seen)[0], -1))))


def functions_on_tensors():
    values = inputs = keras.Input((28, 28, 1))
    for filters in (5, 15):
        values = ops.maximum(layers.Conv2D(filters, 3, padding="same")(values), 0)
    values = ops.reshape(values, (-1, 28 * 28 * 15))
    return keras.Model(inputs, layers.Softmax()(layers.Dense(3)(values)))


def made_of(block):
    return lambda: keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            block(5),
            block(15),
            layers.Flatten(),
            layers.Dense(3, activation="softmax"),
        ]
    )


@pytest.mark.parametrize(
    "answer",
    [
        made_of(Block),
        made_of(ConvolutionBlock),
        made_of(SameConvolution),
        FlattensItself,
        functions_on_tensors,
    ],
    ids=["block", "misleading-name", "subclass-of-a-layer", "reshape-in-call", "functions"],
)
def test_a_right_model_is_accepted_however_it_is_written(answer):
    check.model_without_pooling(answer, thorough=True)


def test_an_error_names_the_layer_that_is_missing_in_a_line_of_its_own():
    def flatten_forgotten():
        inputs = keras.Input((28, 28, 1))
        values = SameConvolution(15)(SameConvolution(5)(inputs))
        return keras.Model(inputs, layers.Dense(3, activation="softmax")(values))

    with pytest.raises(check.WrongAnswer) as caught:
        check.model_without_pooling(flatten_forgotten)
    lines = str(caught.value).splitlines()
    assert lines[0].endswith("Layer 3, Flatten, is missing.")
    assert any(line.split()[:1] == ["Flatten"] and line.endswith("≠ -") for line in lines)
    assert caught.value.finding["mistake"] == "flatten-forgotten"


def test_the_model_s_own_weights_are_left_as_they_were():
    model = made_of(SameConvolution)()
    before = model.get_weights()
    check.model_without_pooling(lambda: model, thorough=True)
    assert all((one == other).all() for one, other in zip(before, model.get_weights(), strict=True))
