"""What a Keras model is made of: one row for each layer that counts, as it really runs.

A model is run once on a small batch, and each layer's call is written down. That serves sequential,
functional, nested and subclassed models alike, built or not yet built. What happens between two
layers that count is recognised by the values: a relu is a relu, whether it is a layer, a lambda or
a function called on the tensor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pooling_course.arguments import Array

ACTIVATION_LAYERS = {"Activation", "ELU", "LeakyReLU", "PReLU", "ReLU", "Softmax"}
CONVOLUTIONS = ("Conv", "SeparableConv", "DepthwiseConv")
UNKNOWN = "function"


@dataclass(frozen=True)
class LayerRow:
    """One layer: its kind, output shape without the batch axis, parameters and activation.

    `layer` is None where a function does a layer's work.
    """

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

    @property
    def counts(self) -> bool:
        """Whether a model is judged by this layer: convolution, pooling, flatten or dense."""
        return self.is_convolution or self.is_pooling or self.kind in ("Flatten", "Dense")

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


@dataclass(frozen=True)
class _Call:
    """One call of a layer: what it was given, and what it made of it."""

    layer: Any
    given: Any
    output: Any


def rows_of(model: Any, batch: Array) -> list[LayerRow]:
    """The layers that run when `model` is called on `batch`, in order.

    An activation that is a layer or a function of its own is added to the last layer that counts; a
    layer that changes nothing has no row. Raises what the model raises, and `ValueError` if it
    gives anything but one array.
    """
    if not model.built:
        model(batch, training=False)  # building it calls its layers once more
    with _layer_calls() as calls:
        output = model(batch, training=False)
    if isinstance(output, (list, tuple, dict)):
        raise ValueError(f"the model has {len(output)} outputs, one is asked for")
    rows: list[LayerRow] = []
    seen: list[Any] = [batch]
    for call in calls:
        _add_what_lies_between(rows, seen, call.given)
        _add_call(rows, call)
        seen.append(call.output)
    _add_what_lies_between(rows, seen, output)
    return rows


def _add_call(rows: list[LayerRow], call: _Call) -> None:
    kind = kind_of(call.layer)
    if kind == "Flatten" and len(call.given.shape) == 2:
        return  # it is flat already
    shape = tuple(int(side) for side in call.output.shape[1:])
    row = LayerRow(kind, shape, call.layer.count_params(), _activation_of(call.layer), call.layer)
    if row.counts:
        rows.append(row)
    else:
        _add_step(rows, call.given, call.output, row)


def _add_what_lies_between(rows: list[LayerRow], seen: list[Any], given: Any) -> None:
    """Add what a function did with the last output before it became what the next layer got."""
    if isinstance(given, (list, tuple, dict)) or any(given is one for one in seen):
        return
    shape = tuple(int(side) for side in given.shape[1:])
    _add_step(rows, seen[-1], given, LayerRow(UNKNOWN, shape, 0, "linear", None))


def _add_step(rows: list[LayerRow], before: Any, after: Any, step: LayerRow) -> None:
    """Add a step of the network that is no layer that counts, unless it changes nothing."""
    given, made = _values(before), _values(after)
    change = None
    if step.kind in ACTIVATION_LAYERS:
        change = _recognised(step.layer) if not step.parameters else None
        if change in (None, UNKNOWN):
            known = step.activation in _CHANGES
            change = f"{step.activation} with settings" if known else step.activation
    elif given is not None and made is not None and given.size == made.size and not step.parameters:
        if given.ndim > made.ndim == 2:
            step = replace(step, kind="Flatten", activation="linear")
        change = change_of(given.reshape(made.shape), made)
    if step.kind == "Flatten" and change is not None:
        rows.append(step)
    if change == "linear":
        return
    last = max((number for number, row in enumerate(rows) if row.counts), default=None)
    if change is None and last is not None and step.kind in (UNKNOWN, "Lambda", "Layer"):
        # after a layer without an activation, a function of the same shape is taken for one
        bare = rows[last].activation == "linear"
        change = UNKNOWN if bare and rows[last].output_shape == step.output_shape else None
    if change is None or last is None:
        rows.append(step)
    else:
        own = rows[last].activation
        rows[last] = replace(
            rows[last], activation=change if own == "linear" else f"{own}+{change}"
        )


def _softmax(values: Array, axis: int) -> Array:
    powers = np.exp(values - values.max(axis=axis, keepdims=True))
    shares: Array = powers / powers.sum(axis=axis, keepdims=True)
    return shares


_CHANGES: dict[str, Callable[[Array], Array]] = {
    "linear": lambda values: values,
    "relu": lambda values: np.maximum(values, 0),
    "softmax": lambda values: _softmax(values, -1),
    "sigmoid": lambda values: 1 / (1 + np.exp(-values)),
    "tanh": np.tanh,
    "softmax-of-the-batch": lambda values: _softmax(values, 0),
}


def change_of(before: Array, after: Array) -> str | None:
    """The function that makes one array out of another of the same shape, if it is well known."""
    with np.errstate(all="ignore"):
        for name, function in _CHANGES.items():
            if np.allclose(function(before), after, rtol=1e-3, atol=1e-5):
                return name
    return None


def _values(tensor: Any) -> Array | None:
    try:
        return np.asarray(tensor, dtype=np.float64)
    except Exception:  # a tensor of a compiled function has none
        return None


def kind_of(layer: Any) -> str:
    """The name of the layer's class, or of the class of Keras that the student's own is made of."""
    return next(
        one.__name__
        for one in type(layer).__mro__
        if one.__module__.partition(".")[0] in ("keras", "tf_keras")
    )


def _activation_of(layer: Any) -> str:
    activation = getattr(layer, "activation", None)
    if activation is None:
        kind = kind_of(layer)
        return kind.lower() if kind in ACTIVATION_LAYERS else "linear"
    if str(getattr(activation, "__module__", "")).startswith(("keras.src.act", "tensorflow")):
        return str(getattr(activation, "__name__", UNKNOWN))
    return _recognised(activation)


def _recognised(function: Callable[[Any], Any]) -> str:
    """The name of a function of the student's own, by what it does."""
    sizes = 10.0 ** np.arange(-2, 4)[:, np.newaxis]
    probe = (sizes * np.random.default_rng(9).normal(size=(6, 5))).astype(np.float32)
    try:
        made = _values(function(probe))
    except Exception:
        return UNKNOWN
    if made is None or made.shape != probe.shape:
        return UNKNOWN
    return change_of(probe.astype(np.float64), made) or UNKNOWN


@contextmanager
def _layer_calls() -> Iterator[list[_Call]]:
    """Write down each call of a layer that is no model and is not made of layers.

    Layers that count get random weights for as long, so that their outputs are of both signs.
    """
    from pooling_course.quiet_keras import keras

    called: list[_Call] = []
    kept: dict[int, tuple[Any, list[Array]]] = {}
    call = keras.layers.Layer.__call__
    inside = False

    def noted(layer: Any, *arguments: Any, **keywords: Any) -> Any:
        nonlocal inside
        if inside or isinstance(layer, (keras.Model, keras.layers.InputLayer)):
            return call(layer, *arguments, **keywords)
        before = len(called)
        kind = kind_of(layer)
        if layer.built and id(layer) not in kept and LayerRow(kind, (), 0, "", None).counts:
            kept[id(layer)] = layer, layer.get_weights()
            layer.set_weights([_random_weights(weight.shape) for weight in layer.get_weights()])
        inside = kind != "Layer"
        try:
            output = call(layer, *arguments, **keywords)
        finally:
            inside = False
        if len(called) == before:
            given = arguments[0] if arguments else next(iter(keywords.values()))
            called.append(_Call(layer, given, output))
        return output

    keras.layers.Layer.__call__ = noted
    try:
        yield called
    finally:
        keras.layers.Layer.__call__ = call
        for layer, weights in kept.values():
            layer.set_weights(weights)


def _random_weights(shape: tuple[int, ...]) -> Array:
    """Weights that keep the outputs at the size of the inputs."""
    inputs = max(int(np.prod(shape[:-1])), 1)
    weights: Array = np.random.default_rng(len(shape)).normal(size=shape) * 2 / np.sqrt(inputs)
    return weights


def computed(model: Any, rows: list[LayerRow], scales: tuple[float, ...], batch: Array) -> Array:
    """What the model computes with weights of given scales, one for each layer that has weights.

    The layers get the same random weights in each model whose rows are alike; the model's own
    weights are put back afterwards.
    """
    random = np.random.default_rng(7)
    layers = [row.layer for row in rows if row.parameters]
    kept = [layer.get_weights() for layer in layers]
    try:
        for layer, weights, scale in zip(layers, kept, scales, strict=True):
            layer.set_weights([scale * random.normal(size=weight.shape) for weight in weights])
        return np.asarray(model(batch, training=False))
    finally:
        for layer, weights in zip(layers, kept, strict=True):
            layer.set_weights(weights)
