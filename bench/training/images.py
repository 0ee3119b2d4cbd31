"""What the Python contenders are trained on: MNIST where a folder of it is named, else random images."""

import os

import numpy as np

PIXELS, HIDDEN, CLASSES = 784, 128, 10


def images(count):
    """Pixels from 0 to 1, float64, a row for each image, and the labels."""
    folder = os.environ["MIDDLE_LAYER_MNIST"]
    if not folder:
        random = np.random.RandomState(1)
        return random.uniform(size=(count, PIXELS)), np.arange(count) % CLASSES
    pixels = read(folder, "train-images-idx3-ubyte", 16, count * PIXELS).reshape(-1, PIXELS)
    return pixels / 255, read(folder, "train-labels-idx1-ubyte", 8, count).astype(np.int64)


def read(folder, name, head, count):
    return np.fromfile(os.path.join(folder, name), np.uint8, count, offset=head)


def orders(count, batch_size):
    """The indices of one batch after the other, for ever, in a new order in each epoch."""
    while True:
        order = np.random.permutation(count)
        for start in range(0, count, batch_size):
            yield order[start : start + batch_size]
