"""Answers scripts/compare/random.mjs: the calls of a session, made by NumPy's RandomState."""
import json
import sys

import numpy as np


def numbers(x):
    """A result as JSON has it: nested lists of numbers."""
    return x.tolist() if isinstance(x, (np.ndarray, np.generic)) else x


def answer(random, saved, op, args):
    if op == "choice":
        a, size, replace, p, single = args
        if p is not None:
            p = np.array(p, "float32" if single else "float64")
        return random.choice(a, size, replace, p)
    if op == "shuffle":
        x = np.array(args[0])
        random.shuffle(x)
        return x
    if op == "permutation":
        return random.permutation(args[0])
    if op == "bytes":
        return list(random.bytes(args[0]))
    if op == "save":
        saved[:] = [random.get_state()]
        return None
    if op == "restore":
        return random.set_state(saved[0]) if saved else None
    if op == "state":
        name, key, pos, has_gauss, gauss = random.get_state()
        return [name, key.tolist(), pos, has_gauss, gauss]
    return getattr(random, op)(*args)


for line in sys.stdin:
    seed, steps = json.loads(line)
    random, saved, results = np.random.RandomState(seed), [], []
    for op, *args in steps:
        try:
            results.append(numbers(answer(random, saved, op, args)))
        except (ValueError, OverflowError):
            results.append("refused")
    print(json.dumps(results))
