"""The article's layer in NumPy, as a contender: see serve.mjs for the commands it answers."""

import ctypes
import glob
import json
import os
import resource
import sys
import time

import numpy as np


class Sigmoid:
    def __init__(self, x):
        self.y = 1 / (1 + np.exp(-x))
        self.dy = (1 - self.y) * self.y


class Article:
    """The steps of the article: a column of ones is appended, w2 copied, the activation made twice."""

    def __init__(self, inputs, units):
        self.w = np.random.normal(0, 0.05, (units, inputs + 1))
        self.w2 = np.delete(self.w, -1, axis=1)

    def forward(self, x):
        self.y_in = np.append(x, np.ones((len(x), 1)), axis=1)
        self.u = np.dot(self.y_in, self.w.T)
        self.y_out = Sigmoid(self.u).y

    def backward(self, y_b):
        self.delta = Sigmoid(self.u).dy * y_b
        self.y_back = np.dot(self.delta, self.w2)
        self.w -= 0.01 * np.dot(self.delta.T, self.y_in)
        self.w2 = np.delete(self.w, -1, axis=1)


class Lean:
    """The same numbers with nothing computed or copied that need not be."""

    def __init__(self, inputs, units):
        self.w = np.random.normal(0, 0.05, (units, inputs))
        self.bias = np.random.normal(0, 0.05, units)

    def forward(self, x):
        self.x = x
        self.u = np.dot(x, self.w.T)
        self.u += self.bias
        self.y_out = 1 / (1 + np.exp(-self.u))

    def backward(self, y_b):
        self.delta = (1 - self.y_out) * self.y_out * y_b
        self.y_back = np.dot(self.delta, self.w)
        self.w -= 0.01 * np.dot(self.delta.T, self.x)
        self.bias -= 0.01 * self.delta.sum(axis=0)


def about():
    """NumPy's version, and the kernel that its OpenBLAS has chosen for this processor."""
    folder = os.path.join(os.path.dirname(np.__file__), "..", "numpy.libs")
    text = f"NumPy {np.__version__}"
    for path in glob.glob(os.path.join(folder, "*openblas*")):
        config = ctypes.CDLL(path).scipy_openblas_get_config64_
        config.restype = ctypes.c_char_p
        text += f", {config().decode().strip()}"
    return text


def seconds(run, times):
    start = time.perf_counter()
    for _ in range(times):
        run()
    return time.perf_counter() - start


def main(layer_class):
    np.random.seed(1)
    step = None
    for line in sys.stdin:
        command = json.loads(line)
        if "size" in command:
            step = None
            samples, inputs, units = command["size"]
            layer = layer_class(inputs, units)
            x = np.random.normal(0, 1, (samples, inputs))
            y_b = np.random.normal(0, 0.001, (samples, units))

            def step(layer=layer, x=x, y_b=y_b):
                layer.forward(x)
                layer.backward(y_b)

            answer = True
        elif "steps" in command:
            answer = seconds(step, command["steps"])
        elif "create" in command:
            inputs, units = command["create"]
            answer = seconds(lambda: np.random.normal(0, 0.05, (units, inputs + 1)), 1)
        else:
            unit = 1024 if sys.platform == "linux" else 1024**2
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
            answer = {"text": about(), "memory": memory}
        print(json.dumps(answer), flush=True)


main({"article": Article, "lean": Lean}[sys.argv[1]])
