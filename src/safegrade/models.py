"""Keras models as plain data: their configuration as JSON, and their weights."""

from __future__ import annotations

import json
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
        entry = {
            "model": keras.saving.serialize_keras_object(model),
            "built": bool(model.built),
        }
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


def is_foreign(model: Any) -> bool:
    """Tell whether a model is of a class that Keras does not know, such as a student's own."""
    return type(model).__module__.partition(".")[0] != "keras"


def compile_config(model: Any) -> str | None:
    """Return how a model was compiled, as JSON, or None if it was not."""
    config = model.get_compile_config() if getattr(model, "compiled", False) else None
    return None if config is None else json.dumps(config)


def traced(model: Any, shape: list[int | None]) -> Any:
    """Follow one call of a model of an own class, layer by layer, to a model of Keras's classes.

    Args:
        model: the model; its layers must be Keras's own.
        shape: the shape of its one input, with the batch axis.
    """
    import keras

    inputs = keras.Input(shape=tuple(shape[1:]))
    return keras.Model(inputs, model.call(inputs))


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
