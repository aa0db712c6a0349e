"""Keras models cross between the rooms in all the ways in which students write them."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from pooling_course.quiet_keras import keras
from safegrade import models

layers = keras.layers
SHAPE = (12, 12, 1)


def network(*activations: Any) -> Any:
    """A convolution and a dense layer with layers in between, or activations for the two."""
    first = activations[0] if callable(activations[0]) else None
    between = [one for one in activations if isinstance(one, layers.Layer)]
    return keras.Sequential(
        [
            keras.Input(SHAPE),
            layers.Conv2D(3, 3, activation=None if between else first),
            *between,
            layers.Flatten(),
            layers.Dense(3, activation=activations[-1] if not between else "softmax"),
        ]
    )


class OwnRelu(layers.Layer):  # type: ignore[misc]
    def call(self, values: Any) -> Any:
        return keras.ops.relu(values)


class OwnBlock(layers.Layer):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.convolution = layers.Conv2D(3, 3, activation="relu")
        self.pool = layers.MaxPooling2D(2)

    def call(self, values: Any) -> Any:
        return self.pool(self.convolution(values))


class OwnNetwork(keras.Model):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.convolution = layers.Conv2D(3, 3)
        self.flatten = layers.Flatten()
        self.dense = layers.Dense(3, activation="softmax")

    def call(self, images: Any) -> Any:
        import tensorflow as tf

        return self.dense(self.flatten(tf.nn.relu(self.convolution(images))))


def tensorflow_activations() -> Any:
    import tensorflow as tf

    return network(tf.nn.relu, tf.nn.softmax)


WAYS: dict[str, Callable[[], Any]] = {
    "TensorFlow's activations": tensorflow_activations,
    "functions as activations": lambda: network(
        lambda values: keras.ops.maximum(values, 0), lambda values: keras.ops.softmax(values)
    ),
    "an operation as activation": lambda: network(layers.Activation(keras.ops.relu)),
    "a Lambda layer as activation": lambda: network(layers.Lambda(lambda one: keras.ops.relu(one))),
    "a Lambda layer that is none": lambda: network(layers.Lambda(lambda one: one / 255 - 1)),
    "an activation of its own": lambda: network(OwnRelu()),
    "a block of its own": lambda: network(OwnBlock()),
    "a network of its own": OwnNetwork,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_model_computes_the_same_in_the_other_room(way: str) -> None:
    model = WAYS[way]()
    images = np.random.default_rng(1).normal(size=(4, *SHAPE)).astype(np.float32)
    right = np.asarray(model(images))
    own = [getattr(layer, "activation", None) for layer in model.layers]
    sent = models.traced(model, [None, *SHAPE]) if models.is_foreign(model) else model
    got = models.put_together(*models.take_apart(sent))
    np.testing.assert_allclose(np.asarray(got(images)), right, atol=1e-6)
    assert got.count_params() == model.count_params()
    assert [getattr(layer, "activation", None) for layer in model.layers] == own


def test_a_function_that_is_no_activation_of_keras_stays_out() -> None:
    model = network(lambda values: keras.ops.clip(values, 0, 100), "softmax")
    with pytest.raises(TypeError, match=r"custom part|cannot be written down"):
        models.take_apart(model)
