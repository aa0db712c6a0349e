"""Keras models as plain data: their configuration as JSON, and their weights."""

from __future__ import annotations

import contextlib
import functools
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

_REFUSED = frozenset(
    {
        # Code in the configuration, or files that are opened while the model is rebuilt.
        "Lambda", "TorchModuleWrapper", "TFSMLayer", "JaxLayer", "FlaxLayer", "StringLookup",
        "IntegerLookup", "TextVectorization", "HashedCrossing", "__lambda__", "CustomLayer",
    }
)  # fmt: skip


def take_apart(model: Any) -> tuple[str, list[np.ndarray[Any, Any]]]:
    """Return a model's configuration as JSON and its weights.

    Raises:
        CannotCrossError: if a layer of it cannot be written down.
    """
    import keras

    from .values import CannotCrossError

    try:
        with _named_activations(model):
            written = keras.saving.serialize_keras_object(model)
        entry = {"model": written, "built": bool(model.built)}
        weights = [np.asarray(weight) for weight in model.get_weights()] if model.built else []
        text = json.dumps(entry)
        _refuse_foreign(entry)
    except CannotCrossError:
        raise
    except Exception as error:  # whatever a custom layer's get_config raises
        raise CannotCrossError(f"a Keras model that cannot be written down ({error})") from error
    return text, weights


def put_together(text: str, weights: list[np.ndarray[Any, Any]]) -> Any:
    """Rebuild a model from its configuration and weights, with layers of Keras alone.

    Raises:
        CannotCrossError: if it is no configuration of such a model, or the weights do not fit.
    """
    import keras

    from .values import CannotCrossError

    try:
        entry = json.loads(text)
        _refuse_foreign(entry)
        model = keras.saving.deserialize_keras_object(entry["model"], safe_mode=True)
        if not isinstance(model, keras.Model):
            raise CannotCrossError("a Keras object that is no model")
        if entry.get("built") and not model.built:
            raise CannotCrossError("a Keras model that was built in a way that cannot be repeated")
        if entry.get("built"):
            model.set_weights(weights)
    except CannotCrossError:
        raise
    except Exception as error:  # Keras raises many kinds for a configuration that makes no sense
        raise CannotCrossError(f"a Keras model that cannot be rebuilt ({error})") from error
    return model


def is_foreign(layer: Any) -> bool:
    """Tell whether Keras cannot write a model or layer down, only follow what it does.

    Its class is the student's own, it holds a function, or one of its layers is like that.
    """
    import keras

    if type(layer).__module__.partition(".")[0] != "keras" or type(layer) is keras.layers.Lambda:
        return True
    return isinstance(layer, keras.Model) and any(map(is_foreign, layer.layers))


def compile_config(model: Any) -> str | None:
    """Return how a model was compiled, as JSON, or None if it was not."""
    config = model.get_compile_config() if getattr(model, "compiled", False) else None
    return None if config is None else json.dumps(config)


def traced(model: Any, shape: list[int | None]) -> Any:
    """Follow one call of a foreign model, layer by layer, to a model of Keras's classes.

    Args:
        model: the model; where it and its foreign layers end there are layers and operations of
            Keras's own.
        shape: the shape of its one input, with the batch axis.
    """
    import keras

    inputs = keras.Input(shape=tuple(shape[1:]))
    call = keras.layers.Layer.__call__

    def followed(layer: Any, *args: Any, **kwargs: Any) -> Any:
        if type(layer) is keras.layers.Lambda:
            name = _activation_like(layer.function)
            if name is not None:
                return call(keras.layers.Activation(name, name=layer.name), *args)
            return layer.function(*args, **layer.arguments)
        if is_foreign(layer):
            if not layer.built:
                layer.build(args[0].shape)
            return layer.call(*args, **kwargs)
        return call(layer, *args, **kwargs)

    keras.layers.Layer.__call__ = followed
    try:
        with _tensorflow_as_keras():
            return keras.Model(inputs, model.call(inputs))
    finally:
        keras.layers.Layer.__call__ = call


@contextlib.contextmanager
def _tensorflow_as_keras() -> Iterator[None]:
    """Let TensorFlow's own activations take what Keras follows a model with."""
    import keras

    if keras.backend.backend() != "tensorflow":
        yield
        return

    def either(own: Any, symbolic: Any, values: Any, *args: Any, **kwargs: Any) -> Any:
        chosen = symbolic if isinstance(values, keras.KerasTensor) else own
        return chosen(values, *args, **kwargs)

    module: Any = sys.modules["tensorflow"]
    own = {name: getattr(module.nn, name) for name in ("relu", "sigmoid", "softmax", "tanh")}
    try:
        for name in own:
            setattr(module.nn, name, functools.partial(either, own[name], getattr(keras.ops, name)))
        yield
    finally:
        for name, function in own.items():
            setattr(module.nn, name, function)


# Keras's activations that are functions of the values alone.
_ACTIVATIONS = (
    "linear", "relu", "softmax", "sigmoid", "tanh", "relu6", "elu", "selu", "gelu", "leaky_relu",
    "silu", "softplus", "softsign", "exponential", "hard_sigmoid", "hard_silu", "log_softmax",
    "mish",
)  # fmt: skip


@contextlib.contextmanager
def _named_activations(model: Any) -> Iterator[None]:
    """Put Keras's activations in the place of other functions that do the same.

    ``tf.nn.relu``, or a function of the student's own, cannot be written down.
    """
    import keras

    replaced: list[tuple[Any, Any]] = []
    try:
        for layer in model._flatten_layers():
            function = getattr(layer, "activation", None)
            own = getattr(function, "__module__", "").startswith("keras.src.activations")
            if function is None or own or isinstance(function, keras.Operation):
                continue
            name = _activation_like(function)
            if name is not None:
                layer.activation = keras.activations.get(name)
                replaced.append((layer, function))
        yield
    finally:
        for layer, function in replaced:
            layer.activation = function


def _activation_like(function: Callable[[Any], Any]) -> str | None:
    """Return the name of Keras's activation that gives what a function gives, or None."""
    import keras

    values = np.random.default_rng(0).normal(size=(3, 8))
    scales = np.array([[0.1], [3.0], [1e4]])
    tried = keras.ops.convert_to_tensor((values * scales).astype(np.float32))
    try:
        got = np.asarray(function(tried))
    except Exception:  # whatever a function raises that is no function of one tensor
        return None
    for name in _ACTIVATIONS:
        right = np.asarray(keras.activations.get(name)(tried))
        if got.shape == right.shape and np.allclose(got, right, rtol=1e-5, atol=1e-6):
            return name
    return None


def remote(trace: Any, compiled: str | None) -> Any:
    """Make a model that asks for its layers, by ``trace(shape)``, when it is first built."""
    import keras

    class RemoteModel(keras.Model):  # type: ignore[misc]
        inner: Any = None

        def build(self, input_shape: Any) -> None:
            if self.inner is None:
                self.inner = trace([None, *input_shape[1:]])
            self.built = True

        def call(self, inputs: Any) -> Any:
            return self.inner(inputs)

    made = RemoteModel()
    if compiled is not None:
        config = json.loads(compiled)
        _refuse_foreign(config)
        made.compile_from_config(config)
    return made


# The parts of Keras that models are made of, not those that read files or change settings.
_MODULES = frozenset(
    {
        "activations", "constraints", "dtype_policies", "initializers", "layers", "losses",
        "metrics", "models", "ops", "optimizers", "quantizers", "random", "regularizers",
    }
)  # fmt: skip


def _is_known(module: Any) -> bool:
    """Tell whether a part's module is one of Keras's that hold parts of models."""
    if module in (None, "builtins", "keras"):
        return True
    parts = str(module).split(".")
    place = 2 if parts[1:2] == ["src"] else 1
    return parts[0] == "keras" and len(parts) > place and parts[place] in _MODULES


def _refuse_foreign(entry: Any) -> None:
    from .values import CannotCrossError

    if isinstance(entry, dict):
        module = entry.get("module")
        if "class_name" in entry and "config" in entry and "module" in entry:
            registered = entry.get("registered_name") in (None, entry["class_name"])
            if not registered or not _is_known(module):
                raise CannotCrossError(f"a Keras model with the custom part {entry['class_name']}")
        if entry.get("class_name") in _REFUSED:
            raise CannotCrossError(f"a Keras model with the part {entry['class_name']}")
        for part in entry.values():
            _refuse_foreign(part)
    elif isinstance(entry, list):
        for part in entry:
            _refuse_foreign(part)
