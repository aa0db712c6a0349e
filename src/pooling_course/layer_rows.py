"""What a Keras model is made of: one row for each layer that counts, as it really runs.

A model is run once on a small batch, and each layer's call is written down. That serves sequential,
functional, nested and subclassed models alike, built or not yet built.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pooling_course.arguments import Array

ACTIVATION_LAYERS = {"Activation", "ELU", "LeakyReLU", "PReLU", "ReLU", "Softmax"}
CONVOLUTIONS = ("Conv", "SeparableConv", "DepthwiseConv")


@dataclass(frozen=True)
class LayerRow:
    """One layer: its kind, output shape without the batch axis, parameters and activation."""

    kind: str
    output_shape: tuple[int, ...]
    parameters: int
    activation: str
    layer: Any

    @property
    def is_convolution(self) -> bool:
        """Whether this is a convolution of any kind."""
        return self.kind.startswith(CONVOLUTIONS)

    @property
    def is_pooling(self) -> bool:
        """Whether this is a pooling layer, global or not."""
        return "Pool" in self.kind

    def same_layer(self, other: LayerRow) -> bool:
        """Whether the other row says the same about kind, output shape and parameters."""
        return (self.kind, self.output_shape, self.parameters) == (
            other.kind,
            other.output_shape,
            other.parameters,
        )

    def description(self) -> str:
        """The row as a summary shows it."""
        activation = "" if self.activation == "linear" else f" {self.activation}"
        return f"{self.kind}{activation}  {self.output_shape}  {self.parameters:,}"


def counts(row: LayerRow) -> bool:
    """Whether a model is judged by this layer: convolution, pooling, flatten or dense."""
    return row.is_convolution or row.is_pooling or row.kind in ("Flatten", "Dense")


def rows_of(model: Any, batch: Array) -> list[LayerRow]:
    """The layers that run when `model` is called on `batch`, in order.

    An activation that is a layer of its own is added to the last layer that counts. Raises what the
    model raises.
    """
    rows: list[LayerRow] = []
    if not model.built:
        model(batch, training=False)  # building it calls its layers once more
    with _layer_calls() as called:
        model(batch, training=False)
    for layer, output in called:
        kind = type(layer).__name__
        shape = tuple(int(side) for side in output.shape[1:])
        before = [number for number, row in enumerate(rows) if counts(row)]
        if kind in ACTIVATION_LAYERS and before:
            name, last = _activation_of(layer), rows[before[-1]]
            joined = name if last.activation == "linear" else f"{last.activation}+{name}"
            rows[before[-1]] = replace(last, activation=joined)
            continue
        if kind == "Reshape" and len(shape) == 1:
            kind = "Flatten"
        rows.append(LayerRow(kind, shape, layer.count_params(), _activation_of(layer), layer))
    return rows


def _activation_of(layer: Any) -> str:
    activation = getattr(layer, "activation", None)
    if activation is not None:
        return str(getattr(activation, "__name__", type(activation).__name__)).lower()
    kind = type(layer).__name__
    return kind.lower() if kind in ACTIVATION_LAYERS else "linear"


@contextmanager
def _layer_calls() -> Iterator[list[tuple[Any, Any]]]:
    """Write down each call of a layer that is no model, with its output."""
    from pooling_course.quiet_keras import keras

    called: list[tuple[Any, Any]] = []
    call = keras.layers.Layer.__call__

    def noted(layer: Any, *arguments: Any, **keywords: Any) -> Any:
        output = call(layer, *arguments, **keywords)
        if not isinstance(layer, (keras.Model, keras.layers.InputLayer)):
            called.append((layer, output))
        return output

    keras.layers.Layer.__call__ = noted
    try:
        yield called
    finally:
        keras.layers.Layer.__call__ = call


def computed(model: Any, rows: list[LayerRow], scales: tuple[float, ...], batch: Array) -> Array:
    """What the model computes with weights of given scales, one for each layer that has weights.

    The layers get the same random weights in each model whose rows are alike; the model's own
    weights are put back afterwards.
    """
    random = np.random.default_rng(7)
    kept = [row.layer.get_weights() for row in rows]
    try:
        weighted = [(row, weights) for row, weights in zip(rows, kept, strict=True) if weights]
        for (row, weights), scale in zip(weighted, scales, strict=True):
            row.layer.set_weights([scale * random.normal(size=weight.shape) for weight in weights])
        return np.asarray(model(batch, training=False))
    finally:
        for row, weights in zip(rows, kept, strict=True):
            row.layer.set_weights(weights)
