"""The exercises of EXERCISES.md once more: slow, plain and independent of ``pooling_course``.

The bank of answers says which of them are right. These references and arguments prove it without
the checks that the bank is there to prove.
"""

import itertools
import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np

Arguments = tuple[Any, ...]
Table = list[list[Any]]

DTYPES = (np.int32, np.int64, np.float32, np.float64)
LARGEST_WHOLE = 2**24 - 1
LARGEST_FLOAT = 3.0e38


def matches(result: object, expected: object, kinds: str = "biuf") -> bool:
    """Whether ``np.asarray`` of the result is of such a kind, with the right shape and values."""
    try:
        got = np.asarray(result)
    except Exception:
        return False
    right = np.asarray(expected, dtype=np.float64)
    if got.dtype.kind not in kinds or got.shape != right.shape:
        return False
    with np.errstate(all="ignore"):
        return bool(np.isclose(got.astype(np.float64), right, rtol=1e-5, atol=1e-5).all())


# Arguments -----------------------------------------------------------------------------------


def values(rng: np.random.Generator, kind: str, shape: tuple[int, ...], dtype: type) -> np.ndarray:
    """An array of one of the kinds below."""
    count = int(np.prod(shape))
    whole = np.issubdtype(dtype, np.integer)
    if kind == "shuffled":
        numbers = rng.permutation(count) - count // 2
    elif kind == "negative":
        numbers = -1 - rng.permutation(count)
    elif kind == "ties":
        numbers = rng.integers(-1, 2, count)
    elif kind == "constant":
        numbers = np.full(count, rng.integers(-2, 3))
    elif kind == "fractions":
        numbers = rng.integers(-80, 40, count) / (1 if whole else 8)
    elif kind == "close":
        numbers = LARGEST_WHOLE - rng.integers(0, 3, count)
    elif kind == "large":
        numbers = rng.integers(-LARGEST_WHOLE, LARGEST_WHOLE + 1, count)
    elif kind == "large, negative":
        numbers = -rng.integers(2**23, LARGEST_WHOLE + 1, count)
    elif kind == "huge":
        numbers = rng.uniform(-1, 1, count) * (LARGEST_WHOLE if whole else LARGEST_FLOAT)
    else:
        assert kind == "huge, negative"
        numbers = -rng.uniform(0.5, 1, count) * (LARGEST_WHOLE if whole else LARGEST_FLOAT)
    return numbers.astype(dtype).reshape(shape)


EXACT_IN_SUMS = ("shuffled", "negative", "ties", "constant", "fractions")
ALL = (*EXACT_IN_SUMS, "close", "large", "large, negative", "huge", "huge, negative")

LAYOUTS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "plain": lambda a: a.copy(),
    "columns first": lambda a: np.asfortranarray(a),
    "reversed": lambda a: np.flip(np.flip(a).copy()),
    "every second": lambda a: np.repeat(np.repeat(a, 2, axis=0), 2, axis=1)[::2, 1::2],
    "inside": lambda a: np.pad(a, 1, mode="edge")[(slice(1, -1),) * a.ndim],
    "read-only": lambda a: a.copy(),
    "read-only view": lambda a: np.pad(a, 1, mode="edge")[(slice(1, -1),) * a.ndim],
}


def lay_out(array: np.ndarray, layout: str) -> np.ndarray:
    """The same values in other memory."""
    laid_out = LAYOUTS[layout](array)
    laid_out.flags.writeable = not layout.startswith("read-only")
    return laid_out


def images(
    shapes: list[tuple[int, ...]], kinds: tuple[str, ...], each: int = 1, seed: int = 0
) -> Iterator[np.ndarray]:
    """``each`` images of every shape; kinds, types and layouts take turns."""
    rng = np.random.default_rng(seed)
    variants = list(itertools.product(kinds, DTYPES, LAYOUTS))
    random.Random(seed).shuffle(variants)
    turns = itertools.cycle(variants)
    for shape in shapes:
        for _ in range(each):
            kind, dtype, layout = next(turns)
            yield lay_out(values(rng, kind, shape, dtype), layout)


def sides(least: int, most: int) -> list[tuple[int, ...]]:
    return list(itertools.product(range(least, most + 1), repeat=2))


def given(size: int, stride: int, turn: int) -> Arguments:
    """Size and stride in one of the ways in which they can be given."""
    ways: list[Arguments] = [(size, stride)]
    if size == stride:
        ways += [(size,), (size, None)]
        if size == 2:
            ways.append(())
    return ways[turn % len(ways)]


WINDOWS = [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3), (2, 5), (3, 1), (3, 2), (3, 3), (3, 4)]
WINDOWS += [(4, 1), (4, 2), (4, 3), (4, 4), (4, 5), (5, 2), (5, 5)]


def windowed(kinds: tuple[str, ...], smallest: int | None = None) -> Iterator[Arguments]:
    for size, stride in WINDOWS:
        shapes = sides(smallest or size, max(size, smallest or size) + 4)
        for turn, image in enumerate(images(shapes, kinds, seed=10 * size + stride)):
            yield (image, *given(size, stride, turn))


def stacks() -> Iterator[Arguments]:
    for size, stride in WINDOWS:
        if size > 4:
            continue
        shapes: list[tuple[int, ...]] = [
            (batch, rows, columns, channels)
            for batch, rows, columns, channels in itertools.product(
                (1, 2, 3), (size, size + 1, size + 3), (size, size + 2), (1, 2, 4)
            )
        ]
        for turn, stack in enumerate(images(shapes, ALL, seed=10 * size + stride)):
            yield (stack, *given(size, stride, turn))


def sized(kinds: tuple[str, ...]) -> Iterator[Arguments]:
    for size in (1, 2, 3, 4, 5):
        for turn, image in enumerate(images(sides(size, size + 5), kinds, seed=size)):
            yield (image,) if size == 2 and turn % 2 else (image, size)


def backward(kinds: tuple[str, ...]) -> Iterator[Arguments]:
    rng = np.random.default_rng(5)
    for turn, (image, *rest) in enumerate(sized(kinds)):
        size = rest[0] if rest else 2
        shape = (image.shape[0] // size, image.shape[1] // size)
        dtype = DTYPES[turn % 4]
        kind = ("fractions", "shuffled", "negative", "ties")[turn // 4 % 4]
        upstream = lay_out(values(rng, kind, shape, dtype), list(LAYOUTS)[turn % len(LAYOUTS)])
        yield (upstream, image, *rest)


def shapes_of_images() -> Iterator[Arguments]:
    for turn, (rows, columns) in enumerate(sides(2, 12)):
        kinds: list[Any] = [
            (rows, columns),
            [rows, columns],
            np.array([rows, columns]),
            np.zeros((rows, columns)).shape,
            (np.int64(rows), np.int32(columns)),
        ]
        yield (kinds[turn % len(kinds)],)


# References ----------------------------------------------------------------------------------


def table(image: np.ndarray) -> Table:
    return image.tolist()  # type: ignore[no-any-return]


def starts(side: int, size: int, stride: int) -> list[int]:
    return [start for start in range(0, side, stride) if start + size <= side]


def pooled(
    image: Table, size: int, stride: int | None, choose: Callable[[list[Any]], Any]
) -> Table:
    stride = size if stride is None else stride
    return [
        [
            choose([image[r][c] for r in range(top, top + size) for c in range(left, left + size)])
            for left in starts(len(image[0]), size, stride)
        ]
        for top in starts(len(image), size, stride)
    ]


def mean(numbers: list[Any]) -> float:
    return float(sum(map(Fraction, numbers)) / len(numbers))


def max_pool(image: np.ndarray, size: int = 2, stride: int | None = None) -> Table:
    return pooled(table(image), size, stride, max)


def average_pool(image: np.ndarray, size: int = 2, stride: int | None = None) -> Table:
    return pooled(table(image), size, stride, mean)


def max_pool_channels(images: np.ndarray, size: int = 2, stride: int | None = None) -> np.ndarray:
    channels = range(images.shape[3])
    pools = [[max_pool(image[:, :, k], size, stride) for k in channels] for image in images]
    return np.array(pools, dtype=np.float64).transpose(0, 2, 3, 1)


def max_pool_same(image: np.ndarray, size: int = 2, stride: int | None = None) -> Table:
    # Keras: ceil(side / stride) outputs; of the missing pixels, the smaller half comes before.
    stride = size if stride is None else stride
    pixels = table(image)

    def spans(side: int) -> list[range]:
        outputs = (side + stride - 1) // stride
        missing = max((outputs - 1) * stride + size - side, 0)
        first = -(missing // 2)
        return [
            range(max(0, first + k * stride), min(side, first + k * stride + size))
            for k in range(outputs)
        ]

    return [
        [max(pixels[r][c] for r in rows for c in columns) for columns in spans(image.shape[1])]
        for rows in spans(image.shape[0])
    ]


def winners(image: np.ndarray, size: int = 2) -> Table:
    pixels = table(image)
    won = [[0] * image.shape[1] for _ in range(image.shape[0])]
    for top in starts(image.shape[0], size, size):
        for left in starts(image.shape[1], size, size):
            places = [(r, c) for r in range(top, top + size) for c in range(left, left + size)]
            largest = max(pixels[r][c] for r, c in places)
            r, c = next((r, c) for r, c in places if pixels[r][c] == largest)
            won[r][c] = 1
    return won


def max_pool_backward(upstream: np.ndarray, image: np.ndarray, size: int = 2) -> Table:
    given_to = winners(image, size)
    shares = table(upstream)
    for r, row in enumerate(given_to):
        for c, won in enumerate(row):
            if won:
                row[c] = float(shares[r // size][c // size])
    return given_to


def average_pool_backward(upstream: np.ndarray, image: np.ndarray, size: int = 2) -> Table:
    shares = table(upstream)
    rows, columns = upstream.shape
    return [
        [
            shares[r // size][c // size] / size**2
            if r // size < rows and c // size < columns
            else 0.0
            for c in range(image.shape[1])
        ]
        for r in range(image.shape[0])
    ]


REFERENCES: dict[str, Callable[..., Any]] = {
    "pooled_shape": lambda shape: [int(side) // 2 for side in shape],
    "first_window": lambda image: max_pool(image)[0][0],
    "first_row": lambda image: max_pool(image)[0],
    "max_pool_by_hand": max_pool,
    "max_pool_2x2": max_pool,
    "max_pool": max_pool,
    "average_pool": average_pool,
    "max_pool_channels": max_pool_channels,
    "max_pool_fast": max_pool,
    "max_pool_same": max_pool_same,
    "winners": winners,
    "max_pool_backward": max_pool_backward,
    "average_pool_backward": average_pool_backward,
}


ALWAYS_FLOATS = ("max_pool_backward", "average_pool_backward")


def calls(exercise: str) -> Iterator[Arguments]:
    """Arguments of every sort that the exercise declares legal."""
    four_by_six: list[tuple[int, ...]] = [(4, 6)]
    yield from {
        "pooled_shape": shapes_of_images,
        "first_window": lambda: ((image,) for image in images(sides(2, 7), ALL, each=8)),
        "first_row": lambda: ((image,) for image in images(four_by_six, ALL, each=300)),
        "max_pool_by_hand": lambda: ((image,) for image in images(four_by_six, ALL, each=300)),
        "max_pool_2x2": lambda: ((image,) for image in images(sides(2, 9), ALL, each=4)),
        "max_pool": lambda: windowed(ALL),
        "average_pool": lambda: windowed(EXACT_IN_SUMS),
        "max_pool_channels": stacks,
        "max_pool_fast": lambda: sized(ALL),
        "max_pool_same": lambda: windowed(ALL, smallest=1),
        "winners": lambda: sized(ALL),
        "max_pool_backward": lambda: backward(ALL),
        "average_pool_backward": lambda: backward(EXACT_IN_SUMS),
    }[exercise]()


def agrees(answer: Callable[..., Any], exercise: str) -> bool:
    """Whether the answer gives the right results and leaves its arguments as they are."""
    kinds = "f" if exercise in ALWAYS_FLOATS else "biuf"
    # Drawn twice: one copy is given away, the other stays what it is.
    for given, (arguments, expected) in zip(calls(exercise), expectations(exercise), strict=True):
        try:
            result = answer(*given)
        except (Exception, SystemExit):
            return False
        if not (all(map(same, given, arguments)) and matches(result, expected, kinds)):
            return False
    return True


@cache
def expectations(exercise: str) -> list[tuple[Arguments, Any]]:
    reference = REFERENCES[exercise]
    return [(arguments, reference(*arguments)) for arguments in calls(exercise)]


def same(one: Any, other: Any) -> bool:
    if isinstance(other, np.ndarray):
        return one.shape == other.shape and one.dtype == other.dtype and bool((one == other).all())
    return bool(one == other)
