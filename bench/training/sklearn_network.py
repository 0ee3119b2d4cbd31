"""scikit-learn's network, which takes a batch by partial_fit."""

import numpy as np
import sklearn
from images import CLASSES, HIDDEN, images, orders
from numpy_about import about as about_numpy
from sklearn.neural_network import MLPClassifier

OPTIMISERS = {
    "SGD": {"solver": "sgd", "learning_rate_init": 0.1, "momentum": 0},
    "Adam": {"solver": "adam", "learning_rate_init": 0.001},
}


def network_step(x, labels, batches, options):
    # By itself it takes up to 200 rows as one batch; alpha would be L2.
    network = MLPClassifier((HIDDEN,), alpha=0, shuffle=False, random_state=1, **options)
    classes = np.arange(CLASSES)

    def step():
        rows = next(batches)
        network.partial_fit(x[rows], labels[rows], classes=classes)
        return float(network.loss_)

    return step


def prepare(count, batch_size):
    np.random.seed(1)
    x, labels = images(count)
    return {
        name: network_step(x, labels, orders(count, batch_size), options)
        for name, options in OPTIMISERS.items()
    }


def about():
    return f"scikit-learn {sklearn.__version__}, {about_numpy()}"
