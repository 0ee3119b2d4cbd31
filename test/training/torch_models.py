"""For each NAME.npz and NAME.x.npy in a folder: its outputs in PyTorch, to NAME.y.npy, and, where the weights
have been trained in PyTorch, the network to NAME.trained.npz and its outputs to NAME.trained.y.npy.
"""

import sys
from pathlib import Path

import numpy as np
import torch

FOLDER, SCRIPTS = map(Path, sys.argv[1:3])
sys.path.insert(0, str(SCRIPTS))
from pytorch import from_torch, to_torch  # noqa: E402


class Cubic(torch.nn.Module):
    def forward(self, x):
        return x**3


OWN = {"Cubic": Cubic}


def outputs(model, x, path):
    with torch.no_grad():
        np.save(path, model(x).numpy())


def train(model, x):
    """Some steps with dropout, towards 0.3 in each output."""
    optimiser = torch.optim.SGD(model.parameters(), 0.01)
    model.train()
    for _ in range(3):
        optimiser.zero_grad()
        ((model(x) - 0.3) ** 2).sum().backward()
        optimiser.step()
    model.eval()


torch.manual_seed(1)
for npz in FOLDER.glob("*.npz"):
    model = to_torch(npz, OWN)
    x = torch.from_numpy(np.load(npz.with_suffix(".x.npy")))
    outputs(model, x, npz.with_suffix(".y.npy"))
    train(model, x)
    from_torch(model, npz, npz.with_suffix(".trained.npz"))
    outputs(model, x, npz.with_suffix(".trained.y.npy"))
    print(f"{npz.stem}: {' '.join(type(module).__name__ for module in model)}")
