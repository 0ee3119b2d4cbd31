"""The article's layer in NumPy, as a contender of a step forward and back."""

import numpy as np
from numpy_about import about  # noqa: F401: serve.py asks for it


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


LAYERS = {"article": Article, "lean": Lean}


def prepare(samples, inputs, units, kind):
    np.random.seed(1)
    layer = LAYERS[kind](inputs, units)
    x = np.random.normal(0, 1, (samples, inputs))
    y_b = np.random.normal(0, 0.001, (samples, units))

    def step():
        layer.forward(x)
        layer.backward(y_b)

    return {"step": step}


def create(inputs, units):
    np.random.normal(0, 0.05, (units, inputs + 1))
