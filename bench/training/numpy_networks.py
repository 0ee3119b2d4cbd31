"""A network in NumPy, as the article would have it and as lean as NumPy allows."""

import numpy as np
from images import CLASSES, HIDDEN, PIXELS, images, orders
from numpy_about import about  # noqa: F401: serve.py asks for it


class Sgd:
    alpha = 0.1

    def update(self, w, dw):
        w -= self.alpha * dw


class Adam:
    alpha, beta1, beta2, epsilon = 0.001, 0.9, 0.999, 1e-8

    def __init__(self):
        self.t, self.m, self.v = 0, 0, 0

    def update(self, w, dw):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * dw
        self.v = self.beta2 * self.v + (1 - self.beta2) * dw**2
        m = self.m / (1 - self.beta1**self.t)
        v = self.v / (1 - self.beta2**self.t)
        w -= self.alpha * m / (np.sqrt(v) + self.epsilon)


class ReLU:
    def __init__(self, x):
        self.y = np.where(x <= 0, 0, x)
        self.dy = np.where(x <= 0, 0, 1)


class Softmax:
    def __init__(self, x):
        e = np.exp(x - np.max(x, axis=1, keepdims=True))
        self.y = e / np.sum(e, axis=1, keepdims=True)


class Layer:
    """What the layers of the article share: a column of ones is appended, w2 copied."""

    def __init__(self, n_upper, n, func, optimiser):
        self.w = np.random.normal(0, np.sqrt(2 / n_upper), (n, n_upper + 1))
        self.w2 = np.delete(self.w, -1, axis=1)
        self.func = func
        self.optimiser = optimiser

    def take(self, y_in):
        self.y_in = np.append(y_in, np.ones((len(y_in), 1)), axis=1)
        self.u = np.dot(self.y_in, self.w.T)
        self.y_out = self.func(self.u).y

    def correct(self):
        self.y_back = np.dot(self.delta, self.w2)
        self.optimiser.update(self.w, np.dot(self.delta.T, self.y_in))
        self.w2 = np.delete(self.w, -1, axis=1)


class MiddleLayer(Layer):
    def forward(self, y_in):
        self.take(y_in)

    def backward(self, y_b):
        self.delta = self.func(self.u).dy * y_b
        self.correct()


class OutputLayer(Layer):
    def activate(self, y_in, t):
        self.take(y_in)
        self.loss = -np.sum(t * np.log(self.y_out + 1e-7)) / len(t)
        self.delta = (self.y_out - t) / len(t)
        self.correct()


def article(x, labels, batches, optimiser):
    t = np.eye(CLASSES)[labels]
    middle = MiddleLayer(PIXELS, HIDDEN, ReLU, optimiser())
    output = OutputLayer(HIDDEN, CLASSES, Softmax, optimiser())

    def step():
        rows = next(batches)
        middle.forward(x[rows])
        output.activate(middle.y_out, t[rows])
        middle.backward(output.y_back)
        return float(output.loss)

    return step


class LeanSgd:
    def __init__(self, count):
        self.change = np.empty(count)

    def update(self, w, dw):
        w -= np.multiply(dw, 0.1, out=self.change)


class LeanAdam:
    def __init__(self, count):
        self.t = 0
        self.m, self.v, self.square = np.zeros((3, count))

    def update(self, w, dw):
        self.t += 1
        np.multiply(dw, dw, out=self.square)
        self.square *= 0.001
        self.v *= 0.999
        self.v += self.square
        dw *= 0.1
        self.m *= 0.9
        self.m += dw
        np.sqrt(self.v, out=self.square)
        self.square *= 1 / np.sqrt(1 - 0.999**self.t)
        self.square += 1e-8
        np.divide(self.m, self.square, out=self.square)
        self.square *= 0.001 / (1 - 0.9**self.t)
        w -= self.square


class Views:
    """Weights and biases of both layers, or their gradients, as parts of one array."""

    def __init__(self):
        shapes = [(HIDDEN, PIXELS), (HIDDEN,), (CLASSES, HIDDEN), (CLASSES,)]
        sizes = [np.prod(shape) for shape in shapes]
        self.flat = np.zeros(sum(sizes))
        parts = np.split(self.flat, np.cumsum(sizes)[:-1])
        self.w1, self.b1, self.w2, self.b2 = (
            part.reshape(shape) for part, shape in zip(parts, shapes)
        )


class Lean:
    """Each number computed once, into memory that is there already."""

    def __init__(self, rows):
        self.x = np.empty((rows, PIXELS))
        self.y1, self.delta1 = np.empty((2, rows, HIDDEN))
        self.y2 = np.empty((rows, CLASSES))
        self.active = np.empty((rows, HIDDEN), bool)
        self.rows = np.arange(rows)

    def step(self, weights, gradients, labels):
        x, y1, y2 = self.x, self.y1, self.y2
        np.matmul(x, weights.w1.T, out=y1)
        y1 += weights.b1
        np.maximum(y1, 0, out=y1)
        np.matmul(y1, weights.w2.T, out=y2)
        y2 += weights.b2
        y2 -= y2.max(axis=1, keepdims=True)
        np.exp(y2, out=y2)
        y2 /= y2.sum(axis=1, keepdims=True)
        loss = -np.log(y2[self.rows, labels]).mean()
        y2[self.rows, labels] -= 1
        y2 /= len(x)
        np.matmul(y2.T, y1, out=gradients.w2)
        np.sum(y2, axis=0, out=gradients.b2)
        np.matmul(y2, weights.w2, out=self.delta1)
        self.delta1 *= np.greater(y1, 0, out=self.active)
        np.matmul(self.delta1.T, x, out=gradients.w1)
        np.sum(self.delta1, axis=0, out=gradients.b1)
        return float(loss)


def lean(x, labels, batches, optimiser):
    weights, gradients = Views(), Views()
    weights.w1[:] = np.random.normal(0, np.sqrt(2 / PIXELS), weights.w1.shape)
    weights.w2[:] = np.random.normal(0, np.sqrt(2 / HIDDEN), weights.w2.shape)
    corrected = optimiser(weights.flat.size)
    passes = {}

    def step():
        rows = next(batches)
        if len(rows) not in passes:  # the last batch has fewer
            passes[len(rows)] = Lean(len(rows))
        network = passes[len(rows)]
        np.take(x, rows, axis=0, out=network.x, mode="clip")  # without a buffer in between
        loss = network.step(weights, gradients, labels[rows])
        corrected.update(weights.flat, gradients.flat)
        return loss

    return step


STEPS = {
    "article": (article, {"SGD": Sgd, "Adam": Adam}),
    "lean": (lean, {"SGD": LeanSgd, "Adam": LeanAdam}),
}


def prepare(count, batch_size, kind):
    np.random.seed(1)
    x, labels = images(count)
    make, optimisers = STEPS[kind]
    return {
        name: make(x, labels, orders(count, batch_size), optimiser)
        for name, optimiser in optimisers.items()
    }
