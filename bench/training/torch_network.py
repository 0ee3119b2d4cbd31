"""A network in PyTorch."""

import os

import torch
from images import CLASSES, HIDDEN, PIXELS, images, orders
from torch.nn.functional import cross_entropy

OPTIMISERS = {
    "SGD": lambda parameters, **options: torch.optim.SGD(parameters, 0.1, **options),
    "Adam": lambda parameters, **options: torch.optim.Adam(parameters, 0.001, **options),
}


def network_step(x, labels, batches, optimiser, fused):
    model = torch.nn.Sequential(
        torch.nn.Linear(PIXELS, HIDDEN, dtype=x.dtype),
        torch.nn.ReLU(),
        torch.nn.Linear(HIDDEN, CLASSES, dtype=x.dtype),
    )
    corrected = optimiser(model.parameters(), **({"fused": True} if fused else {}))

    def step():
        rows = torch.from_numpy(next(batches))
        loss = cross_entropy(model(x[rows]), labels[rows])
        corrected.zero_grad()
        loss.backward()
        corrected.step()
        return loss.item()

    return step


def prepare(count, batch_size, dtype, kind="plain"):
    torch.manual_seed(1)
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    x, labels = images(count)
    x, labels = torch.from_numpy(x).to(getattr(torch, dtype)), torch.from_numpy(labels)
    return {
        name: network_step(x, labels, orders(count, batch_size), optimiser, kind == "fused")
        for name, optimiser in OPTIMISERS.items()
    }


def about():
    return f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads"
