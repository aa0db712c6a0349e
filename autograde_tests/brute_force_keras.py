"""The exercises of assignments 3 and 4 once more, as ``brute_force`` has the others.

Plain references and arguments of every legal sort find the faults of answers without the checks.
As a command it prints those of the bank's answers to one exercise, a line of JSON for each: what
tries answers by Keras needs a process of its own, which may load TensorFlow.
"""

import contextlib
import io
import json
import math
import sys
import warnings
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import bank
import brute_force
import numpy as np
from brute_force import ALL, EXACT_IN_SUMS, Arguments, images, matches, same, sides, table

# A right answer that builds a model for each call and lets it predict takes 0.2 s a call.
CALLS_WITH_PREDICT = 20
SMALLEST_BUDGET = 500
WHOLE_IN_FLOAT32 = (*EXACT_IN_SUMS, "close", "large", "large, negative")


# Arguments -----------------------------------------------------------------------------------


def numbers(*most: int, least: int = 1) -> Iterator[Arguments]:
    """Whole numbers up to ``most``; the smallest and the largest of each are among them."""
    rng = np.random.default_rng(3)
    yield (least, *[1] * (len(most) - 1))
    yield most
    for _ in range(60):
        first, *rest = (int(rng.integers(1, m + 1)) for m in most)
        yield (max(least, first), *rest)


def pooled_images() -> Iterator[Arguments]:
    for size in (2, 3, 1, 4):
        for image in images(sides(size, size + 4), ALL, seed=size):
            yield (image, size) if size != 2 or image.shape[0] % 2 else (image,)


def shifts() -> Iterator[Arguments]:
    rng = np.random.default_rng(1)
    for image in images(sides(1, 6), ALL, each=12):
        yield (image, int(rng.integers(-9, 10)), int(rng.integers(-9, 10)))


def blocks(image: np.ndarray, size: int) -> list[list[list[Any]]]:
    """The values of each window, in exact arithmetic."""
    return brute_force.pooled(table(image), size, None, lambda window: window)


def maxima(image: np.ndarray, size: int = 2) -> np.ndarray:
    return np.array([[max(window) for window in row] for row in blocks(image, size)])


def means(image: np.ndarray, size: int = 2) -> np.ndarray:
    return np.array([[brute_force.mean(window) for window in row] for row in blocks(image, size)])


def means_by_running_sums(image: np.ndarray) -> np.ndarray:
    """Means of thirds of the values, with rounding errors that depend on what came before."""
    sums = np.zeros((image.shape[0] + 1, image.shape[1] + 1))
    sums[1:, 1:] = np.cumsum(np.cumsum(image.astype(float) / 3, axis=0), axis=1)
    down, across = image.shape[0] // 2 * 2 + 1, image.shape[1] // 2 * 2 + 1
    corners = sums[:down:2, :across:2]
    return (corners[1:, 1:] - corners[:-1, 1:] - corners[1:, :-1] + corners[:-1, :-1]) / 4


POOLED: tuple[Callable[[np.ndarray], Any], ...] = (
    maxima,
    means,
    means_by_running_sums,
    lambda image: maxima(image, 3),
    lambda image: maxima(image).tolist(),
    lambda image: image.max(axis=0),
    lambda image: image.max(),
    lambda image: np.stack([maxima(image), -maxima(image)], axis=-1),
    lambda image: image + 1e6,
    # differences that math.isclose takes for none beside a million; float64 holds them exactly
    lambda image: image.astype(float) / 4096 + 1e6,
    lambda image: image * 5e-9,
    lambda image: image * 4e-10,  # differences on both sides of 1e-10, and of 1e-9
    lambda image: image * 1e-12,
)


def shifts_to_compare() -> Iterator[Arguments]:
    rng = np.random.default_rng(2)
    # Nothing whose means or sums float32 would round: whether values stay the same is asked.
    for turn, image in enumerate(images(sides(3, 6), ("ties", "constant", "negative"), each=25)):
        rows, columns = (int(n) for n in rng.integers(-3, 4, 2) * (3 if turn % 5 == 0 else 1))
        yield (image, POOLED[turn % len(POOLED)], rows, columns)


POOLS: tuple[Callable[[np.ndarray, int], Any], ...] = (
    maxima,
    means,
    lambda image, size: -maxima(-image, size),
    lambda image, size: image[::size, ::size],
    lambda image, size: means(image, size).tolist(),
)


def detailed_images() -> Iterator[Arguments]:
    for size in (2, 3, 1, 4):
        shapes: list[tuple[int, ...]] = [(size * r, size * c) for r, c in sides(1, 4)]
        for turn, image in enumerate(images(shapes, WHOLE_IN_FLOAT32, each=4, seed=size)):
            yield (image, POOLS[turn % len(POOLS)], size)


# References ----------------------------------------------------------------------------------


def shift(image: np.ndarray, rows: int, columns: int) -> list[list[Any]]:
    height, width = image.shape
    pixels = table(image)
    return [
        [
            pixels[r - rows][c - columns]
            if 0 <= r - rows < height and 0 <= c - columns < width
            else 0
            for c in range(width)
        ]
        for r in range(height)
    ]


def unchanged(image: np.ndarray, pooled: Any, rows: int, columns: int) -> float:
    moved = np.array(shift(image, rows, columns), dtype=image.dtype)
    before, after = np.ravel(pooled(image)).tolist(), np.ravel(pooled(moved)).tolist()
    return sum(abs(a - b) <= 1e-9 for a, b in zip(before, after, strict=True)) / len(before)


def detail_lost(image: np.ndarray, pool: Any, size: int) -> float:
    output = np.asarray(pool(image, size)).tolist()
    differences = [
        abs(Fraction(value) - Fraction(output[r // size][c // size]))
        for r, row in enumerate(table(image))
        for c, value in enumerate(row)
    ]
    return float(sum(differences) / len(differences))


def network(side: int, filters: tuple[int, int], classes: int, padding: str, pooling: bool) -> Any:
    import keras
    from keras import layers

    model = keras.Sequential([keras.Input((side, side, 1))])
    for number in filters:
        model.add(layers.Conv2D(number, 3, activation="relu", padding=padding))
        if pooling:
            model.add(layers.MaxPool2D(2))
    model.add(layers.Flatten())
    model.add(layers.Dense(classes, activation="softmax"))
    return model


def predict_summary(side: int, filters_1: int, filters_2: int, classes: int) -> Any:
    model = network(side, (filters_1, filters_2), classes, "valid", pooling=True)
    return [(layer.output.shape[1:], layer.count_params()) for layer in model.layers]


FUNCTIONS: dict[str, tuple[Callable[..., Any], Callable[[], Iterator[Arguments]]]] = {
    "keras_max_pool": (brute_force.max_pool, pooled_images),
    "conv_parameters": (
        lambda k, c, f: sum(k * k * c + 1 for _ in range(f)),
        lambda: numbers(9, 40, 90),
    ),
    "dense_parameters": (lambda i, o: sum(i + 1 for _ in range(o)), lambda: numbers(900, 40)),
    "predict_summary": (predict_summary, lambda: numbers(70, 40, 40, 20, least=10)),
    "shift": (shift, shifts),
    "unchanged": (unchanged, shifts_to_compare),
    "detail_lost": (detail_lost, detailed_images),
}
MODELS = {
    "model_without_pooling": lambda: network(28, (5, 15), 3, "same", pooling=False),
    "model_with_pooling": lambda: network(28, (5, 15), 3, "valid", pooling=True),
}
EXERCISES = (*FUNCTIONS, *MODELS, "smallest_model")


@cache
def expectations(exercise: str) -> list[tuple[Arguments, Any]]:
    reference, calls = FUNCTIONS[exercise]
    return [(arguments, reference(*arguments)) for arguments in calls()]


# What is wrong with an answer ----------------------------------------------------------------


def fault(answer: bank.Answer) -> str | None:
    """What is wrong with an answer; None if it is right."""
    namespace: dict[str, Any] = {"np": np, "__name__": "__main__"}
    try:
        exec(compile(answer.source, f"<{answer}>", "exec"), namespace)
        function = namespace[answer.exercise]
        if answer.exercise in FUNCTIONS:
            return fault_of_function(function, answer)
        if answer.exercise in MODELS:
            return fault_of_model(function(), MODELS[answer.exercise]())
        for budget in (SMALLEST_BUDGET, 501, 750, 1868, 36_023):
            found = fault_of_classifier(function, budget)
            if found is not None:
                return f"{found}, with a budget of {budget}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def fault_of_function(function: Callable[..., Any], answer: bank.Answer) -> str | None:
    expected = expectations(answer.exercise)
    if "predict(" in answer.source:
        expected = expected[:: math.ceil(len(expected) / CALLS_WITH_PREDICT)]
    for arguments, right in expected:
        given = tuple(copy_of(argument) for argument in arguments)
        result = function(*given)
        if not all(map(same, given, arguments)):
            return f"changes its arguments {arguments}"
        if answer.exercise == "predict_summary":
            good = isinstance(result, list) and same_summary(result, right)
        else:
            good = matches(result, right)
        if not good:
            return f"{arguments}: {result}, not {right}"
    return None


def copy_of(argument: Any) -> Any:
    if not isinstance(argument, np.ndarray):
        return argument
    copied = argument.copy(order="K")
    copied.flags.writeable = argument.flags.writeable
    return copied


def same_summary(result: list[Any], right: list[Any]) -> bool:
    return len(result) == len(right) and all(
        len(row) == 2 and matches(row[0], shape) and matches(row[1], parameters)
        for row, (shape, parameters) in zip(result, right, strict=True)
    )


def layers_of(model: Any) -> list[Any]:
    """The layers by which a model is judged, those of nested models among them."""
    import keras

    found = []
    for layer in model.layers:
        if isinstance(layer, keras.Model):
            found += layers_of(layer)
        elif any(kind in type(layer).__name__ for kind in ("Conv", "Pool", "Flatten", "Dense")):
            found.append(layer)
    return found


def fault_of_model(model: Any, right: Any) -> str | None:
    import keras

    if not isinstance(model, keras.Model):
        return f"{type(model).__name__}, not a model"
    declared = model.inputs[0].shape if getattr(model, "inputs", None) else (None, 28, 28, 1)
    # A model that is built for a batch of one takes larger ones as well.
    if tuple(declared)[1:] != (28, 28, 1):
        return f"takes {declared}"
    # Traced once more, so that the layers of a subclass come in the order in which they run.
    inputs = keras.Input((28, 28, 1))
    traced = keras.Model(inputs, model.call(inputs))
    for what in (
        lambda layer: type(layer).__name__,
        lambda layer: layer.output.shape[1:],
        lambda layer: layer.count_params(),
    ):
        if [*map(what, layers_of(traced))] != [*map(what, layers_of(right))]:
            return "other layers"
    if traced.count_params() != right.count_params():
        return f"{traced.count_params()} parameters"
    return fault_of_values(traced, right)


def fault_of_values(model: Any, right: Any) -> str | None:
    """Compare what two models compute, for small and large activations alike."""
    rng = np.random.default_rng(4)
    batch = rng.normal(size=(6, 28, 28, 1)).astype(np.float32)
    *inner, last, bias = [weight.shape for weight in right.get_weights()]
    for scale in (0.05, 0.2, 1.0):
        # Scores of about one, whatever comes before: a saturated softmax hides what that is.
        weights = [rng.normal(size=shape) * scale for shape in inner]
        right.set_weights([*weights, np.zeros(last), np.zeros(bias)])
        features = right.layers[-1].input
        size = np.abs(np.asarray(_until(right, features)(batch))).mean() * math.sqrt(last[0])
        weights += [rng.normal(size=last) / size, rng.normal(size=bias)]
        for one in (model, right):
            one.set_weights(weights)
        if not np.allclose(model(batch), right(batch), rtol=1e-4, atol=1e-5):
            return f"computes something else with weights of about {scale}"
    return None


def _until(model: Any, tensor: Any) -> Any:
    import keras

    return keras.Model(model.inputs, tensor)


def fault_of_classifier(function: Callable[[int], Any], budget: int) -> str | None:
    import keras

    model = function(budget)
    if not isinstance(model, keras.Model):
        return f"{type(model).__name__}, not a model"
    model.build((None, 28, 28, 1))
    if (model.input_shape, model.output_shape) != ((None, 28, 28, 1), (None, 3)):
        return f"from {model.input_shape} to {model.output_shape}"
    kinds = " ".join(type(layer).__name__ for layer in layers_of(model))
    if "Conv" not in kinds or "Pool" not in kinds:
        return f"only {kinds}"
    if model.count_params() > budget:
        return f"{model.count_params()} parameters"
    batch = np.random.default_rng(5).normal(size=(6, 28, 28, 1)).astype(np.float32)
    scores = np.asarray(model(batch))
    if not np.allclose(scores.sum(axis=1), 1, atol=1e-4) or (scores < 0).any():
        return "no softmax"
    if budget > SMALLEST_BUDGET:
        return None  # what fit needs does not change with the budget
    kinds_of_labels = (np.arange(6) % 3, np.eye(3)[np.arange(6) % 3])
    # One of the two will do. Once fit has failed on a model it fails for ever, so each has its own.
    if all(fault_of_fit(function(budget), batch, labels) for labels in kinds_of_labels):
        return "cannot be trained"
    return None


def fault_of_fit(model: Any, batch: np.ndarray, labels: np.ndarray) -> bool:
    model.run_eagerly = True  # nothing to compile for six images
    try:
        model.fit(batch, labels, verbose=0)
    except Exception:
        return True
    return False


def main(exercise: str) -> None:
    """Print the title and the fault of each answer whose results can tell that it is wrong."""
    warnings.simplefilter("ignore")
    for answer in bank.answers(exercise):
        if answer.mistake == "forbidden":
            found: str | None = "forbidden"  # right numbers, from Keras
        else:
            with contextlib.redirect_stdout(io.StringIO()):
                found = fault(answer)
        print(json.dumps([answer.title, found and found[:300]]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
