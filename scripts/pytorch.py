"""Networks of middle-layer in PyTorch, and back: the .npz files of `Network.toNpz` and `Network.fromNpz`.

    python pytorch.py to-torch net.npz weights.pt                 # to_torch("net.npz").state_dict()
    python pytorch.py from-torch weights.pt net.npz trained.npz   # and what has become of it

Needs NumPy and PyTorch.
"""

import argparse
import json

import numpy as np
import torch
from torch import nn

FORMAT, VERSION = "middle-layer network", 1

# Up to here e^x is a number, so that PyTorch's softplus, ln(1 + e^x) up to a threshold, has all its digits.
SOFTPLUS_THRESHOLD = 700

ACTIVATIONS = {
    "Identity": nn.Identity,
    "ReLU": nn.ReLU,
    "LeakyReLU": lambda slope=0.01: nn.LeakyReLU(slope),
    "ELU": nn.ELU,
    "SELU": nn.SELU,
    "GELU": nn.GELU,
    "SiLU": nn.SiLU,
    "Mish": nn.Mish,
    "Softplus": lambda: nn.Softplus(threshold=SOFTPLUS_THRESHOLD),
    "Tanh": nn.Tanh,
    "Sigmoid": nn.Sigmoid,
    "Softsign": nn.Softsign,
    "HardTanh": nn.Hardtanh,
    "HardSigmoid": nn.Hardsigmoid,
    "HardSwish": nn.Hardswish,
}

OUTPUTS = {
    "Linear": nn.Identity,
    "Logistic": nn.Sigmoid,
    "Softmax": lambda: nn.Softmax(dim=1),
}


class Scaler(nn.Module):
    """(x - shift) / scale, by numbers of each column, which training leaves as they are."""

    def __init__(self, shift, scale):
        super().__init__()
        self.register_buffer("shift", torch.tensor(shift, dtype=torch.float64))
        self.register_buffer("scale", torch.tensor(scale, dtype=torch.float64))

    def forward(self, x):
        return (x - self.shift) / self.scale


def to_torch(npz, own=None):
    """The network in the file `npz` as a torch.nn.Sequential of float64 that gives the same outputs.

    Its modules are the scaler, if there is one; for each layer an nn.Linear and the activation, or an
    nn.Dropout; at the end the activation of the outputs: nn.Identity, nn.Sigmoid or nn.Softmax(dim=1)
    of Linear, Logistic and Softmax. What nn.CrossEntropyLoss and nn.BCEWithLogitsLoss want are the
    outputs before it, those of model[:-1].

    It is in evaluation mode; model.train() lets dropout drop. `own` has a module, or what makes one, for each
    activation and output class of one's own, by its name.

    ValueError: no file of a network, or one of classes that neither the package nor `own` has.
    """
    arrays, network = read(npz)
    scaler = network["scaler"]
    modules = [Scaler(scaler["shift"], scaler["scale"])] if scaler else []
    for layer in network["layers"]:
        modules += modules_of(layer, arrays, own or {})
    return nn.Sequential(*modules).eval()


def from_torch(model, npz_in, npz_out):
    """Writes to `npz_out` the network in `npz_in` with the weights of `model`, for `Network.fromNpz`.

    `model` is one of to_torch(npz_in), or any whose nn.Linear are, in their order in model.modules(),
    those of the network; one without bias has the bias 0. What the network has beside its weights
    stays, but for the state of its optimiser: averages of gradients and numbers of steps belong to the
    weights that were, so they are as at the start of a training.

    ValueError: a model of other layers, no file of a network. Nothing is written then.
    """
    arrays, network = read(npz_in)
    names = [layer["w"]["array"] for layer in network["layers"] if "w" in layer]
    linears = [module for module in model.modules() if isinstance(module, nn.Linear)]
    weights = [weights_of(linear) for linear in linears]
    shapes, wanted = [w.shape for w in weights], [arrays[name].shape for name in names]
    if shapes != wanted:
        raise ValueError(f"from_torch: expected weights and biases of {wanted}, got {shapes}")
    arrays.update(zip(names, weights))
    reset(network["optimiser"], arrays)
    text = json.dumps(network, separators=(",", ":"), allow_nan=False)
    arrays["network"] = np.frombuffer(text.encode(), np.uint8)
    with open(npz_out, "wb") as file:
        np.savez(file, **arrays)


def read(npz):
    """The arrays of a network's file, and what its JSON text tells."""
    file = np.load(npz)
    if not isinstance(file, np.lib.npyio.NpzFile) or "network" not in file:
        raise ValueError(f'{npz}: expected the file of a network, with an array "network"')
    with file:
        arrays = dict(file)
    network = json.loads(arrays["network"].tobytes().decode())
    found = (network["format"], network["version"]) if "format" in network else network
    if found != (FORMAT, VERSION):
        raise ValueError(f"{npz}: expected format and version {FORMAT, VERSION}, got {found}")
    return arrays, network


def modules_of(layer, arrays, own):
    if layer["kind"] == "Dropout":
        return [nn.Dropout(layer["rate"])]
    linear = linear_of(arrays[layer["w"]["array"]])
    if layer["kind"] == "MiddleLayer":
        return [linear, activation_of(layer["activation"], own)]
    output = layer["output"]
    if "activation" in output:
        return [linear, activation_of(output["activation"], own)]
    if output.get("own"):
        return [linear, own_of(output, own)]
    return [linear, find(output["name"], OUTPUTS)()]


def linear_of(w):
    """The last column of `w` are the biases."""
    w = np.array(w, np.float64)  # in the order of bytes that PyTorch takes
    linear = nn.Linear(w.shape[1] - 1, w.shape[0], dtype=torch.float64)
    with torch.no_grad():
        linear.weight.copy_(torch.from_numpy(w[:, :-1]))
        linear.bias.copy_(torch.from_numpy(w[:, -1]))
    return linear


def activation_of(activation, own):
    if activation.get("own"):
        return own_of(activation, own)
    name, options = activation["name"], activation.get("options", {})
    if name == "LeakyReLU" and options.get("slope") == 0:
        return nn.ReLU()  # 0 times -inf is no number
    return find(name, ACTIVATIONS)(**options)


def own_of(saved, own):
    module = find(saved["name"], own)
    return module if isinstance(module, nn.Module) else module()


def find(name, known):
    if name not in known:
        raise ValueError(f"to_torch: expected one of {sorted(known)}, got {name!r}; own adds to them")
    return known[name]


def weights_of(linear):
    """Weights and biases of an nn.Linear as one array, the biases its last column."""
    weight = linear.weight.detach()
    bias = weight.new_zeros(len(weight)) if linear.bias is None else linear.bias.detach()
    w = torch.cat([weight, bias[:, None]], dim=1)
    return w.to("cpu", torch.float64).numpy()


def reset(optimiser, arrays):
    """Makes the state of an optimiser that of its start: 0, but for the sums of AdaGrad."""
    start = optimiser["options"].get("initialAccumulator", 0)
    for state in optimiser["states"]:
        state["steps"] = 0
        for array in state["arrays"]:
            arrays[array["array"]] = np.full_like(arrays[array["array"]], start)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name, files in {"to-torch": ["npz", "pt"], "from-torch": ["pt", "npz", "out"]}.items():
        command = commands.add_parser(name)
        for file in files:
            command.add_argument(file)
    args = parser.parse_args()
    model = to_torch(args.npz)
    if args.command == "to-torch":
        torch.save(model.state_dict(), args.pt)
    else:
        model.load_state_dict(torch.load(args.pt))
        from_torch(model, args.npz, args.out)


if __name__ == "__main__":
    main()
