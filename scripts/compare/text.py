"""Writes random arrays and NumPy's texts of them, a line of JSON each: text.py seed count."""

import base64
import json
import sys

import numpy as np

DTYPES = ["bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64",
          "float16", "float32", "float64", "float64", "float64", "float64"]
SEPARATORS = [" ", ", ", ",", "", " | ", ";\t", "\n", "__", "、", "🙂 "]


def main(seed, count):
    random = np.random.RandomState(seed)
    for _ in range(count):
        print(json.dumps(case(random), ensure_ascii=False), flush=False)


def case(random):
    dtype = DTYPES[random.randint(len(DTYPES))]
    shape = random_shape(random)
    x = np.array(elements(random, dtype, int(np.prod(shape, dtype=int)))).astype(dtype).reshape(shape)
    options = random_options(random)
    separator = SEPARATORS[random.randint(len(SEPARATORS))] if random.rand() < 0.3 else None
    with np.printoptions(**options):
        text = str(x) if separator is None or x.ndim == 0 else np.array2string(x, separator=separator)
        representation = repr(x)
    data = base64.b64encode(x.tobytes()).decode()
    return {"dtype": dtype, "shape": shape, "data": data, "options": options,
            "separator": separator, "str": text, "repr": representation}


def random_shape(random):
    """Of 0 to 4 axes, some without elements, some long."""
    kind = random.rand()
    if kind < 0.05:
        return []
    if kind < 0.08:
        shape = [int(n) for n in random.randint(1, 3, random.randint(1, 4))]
        # Arrays in an array tell lengths behind an axis of 0 no more than Python's lists do.
        shape[-1 if len(shape) != 2 else random.randint(2)] = 0
        return shape
    if kind < 0.10:
        return [[2000], [1001, 1], [1, 1500], [40, 40], [11, 12, 13]][random.randint(5)]
    if kind < 0.5:
        return [random.randint(1, 20)]
    if kind < 0.8:
        return [int(n) for n in random.randint(1, 9, 2)]
    return [int(n) for n in random.randint(1, 5, random.randint(3, 5))]


def elements(random, dtype, n):
    if dtype == "bool":
        return random.rand(n) < random.rand()
    if dtype.startswith("float"):
        return floats(random, dtype, n)
    return integers(random, np.iinfo(dtype), dtype, n)


def integers(random, limits, dtype, n):
    kind = random.randint(4)
    if kind == 0:  # all bits
        return np.frombuffer(random.bytes(n * np.dtype(dtype).itemsize), dtype)
    if kind == 1:
        return random.choice(np.array([limits.min, limits.max, 0, 1], dtype), n)
    low = max(int(limits.min), -100) if kind == 2 else 0
    return random.randint(low, 100, n)


def floats(random, dtype, n):
    with np.errstate(all="ignore"):
        x = some_floats(random, dtype, n)
        if random.rand() < 0.3:
            x = np.where(random.rand(n) < 0.5, x, some_floats(random, dtype, n))
        if random.rand() < 0.15:
            special = random.choice([np.nan, np.inf, -np.inf, 0.0, -0.0], n)
            x = np.where(random.rand(n) < random.rand(), special, x)
        return np.asarray(x).astype(dtype)


def some_floats(random, dtype, n):
    scale = 10.0 ** random.randint(-12, 12)
    return [
        lambda: np.frombuffer(random.bytes(n * np.dtype(dtype).itemsize), dtype),  # all bits
        lambda: random.standard_normal(n),
        lambda: random.standard_normal(n) * scale,
        lambda: random.randint(-99999, 99999, n) / 10.0 ** random.randint(0, 8),  # few digits
        lambda: random.randint(-300, 300, n).astype(float),
        lambda: random.randint(-9999, 9999, n) / 2.0 ** random.randint(1, 16),  # middles between digits
        lambda: 2.0 ** random.randint(-40, 40, n),  # unequal neighbours
        lambda: 10.0 ** random.randint(-9, 12, n),
        lambda: np.round(random.rand(n) * 10 ** random.randint(1, 9)) / 10.0 ** random.randint(1, 9),
        lambda: 1 - random.rand(n) * 10.0 ** -random.randint(1, 16),  # nines
        lambda: random.choice([np.finfo(dtype).max, np.finfo(dtype).tiny,
                               np.finfo(dtype).smallest_subnormal, np.finfo(dtype).eps], n),
    ][random.randint(11)]()


def random_options(random):
    makers = {
        "precision": lambda: random.randint(0, 24) if random.rand() < 0.95 else random.randint(24, 400),
        "suppress": lambda: random.rand() < 0.7,
        "threshold": lambda: random.randint(-1, 40),
        "edgeitems": lambda: random.randint(0, 5),
        "linewidth": lambda: random.randint(1, 130),
        "floatmode": lambda: ["fixed", "unique", "maxprec", "maxprec_equal"][random.randint(4)],
        "sign": lambda: ["-", "+", " "][random.randint(3)],
    }
    share = random.choice([0, 0.3, 0.7])
    return {name: plain(make()) for name, make in makers.items() if random.rand() < share}


def plain(value):
    return value.item() if isinstance(value, np.generic) else value


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
