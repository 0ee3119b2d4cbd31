"""NumPy's side of npy-numpy.test.ts.

    npy_numpy.py check FOLDER   reads what the package wrote, and compares it with what NumPy writes
    npy_numpy.py make FOLDER    writes files with what is in them, for the package to read

Arrays are told as {descr, shape, fortranOrder, data: the bytes in C order in base64}.
"""

import base64
import io
import json
import random
import sys
import zipfile
from pathlib import Path

import numpy as np

FOLDER = Path(sys.argv[2])
TYPES = ["|b1", "|i1", "|u1"] + [o + t for o in "<>" for t in "i2 u2 i4 u4 i8 u8 f2 f4 f8".split()]


def told(array):
    order = bool(array.flags.f_contiguous and not array.flags.c_contiguous)
    data = base64.b64encode(array.tobytes(order="C")).decode()
    return {"descr": array.dtype.str, "shape": list(array.shape), "fortranOrder": order, "data": data}


def made(case):
    data = np.frombuffer(base64.b64decode(case["data"]), case["descr"])
    array = data.reshape(case["shape"])
    return np.asfortranarray(array) if case["fortranOrder"] else array


def saved(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def check():
    for i, case in enumerate(json.loads((FOLDER / "arrays.json").read_text())):
        array = made(case)
        path = FOLDER / f"{i}.npy"
        loaded = np.load(path, allow_pickle=False)
        assert told(loaded) == told(array), (case, told(loaded))
        assert path.read_bytes() == saved(array), case
    arrays = {name: made(case) for name, case in json.loads((FOLDER / "npz.json").read_text()).items()}
    file = io.BytesIO()
    np.savez(file, **arrays)
    assert (FOLDER / "stored.npz").read_bytes() == file.getvalue()
    for name in ["stored.npz", "compressed.npz"]:
        with np.load(FOLDER / name, allow_pickle=False) as loaded:
            assert loaded.files == list(arrays), loaded.files
            for key, array in arrays.items():
                assert told(loaded[key]) == told(array), key
        with zipfile.ZipFile(FOLDER / name) as archive:
            assert archive.testzip() is None
    halves = json.loads((FOLDER / "halves.json").read_text())
    with np.errstate(over="ignore"):
        want = np.frombuffer(base64.b64decode(halves["numbers"]), "<f8").astype("<f2").view("u2")
    got = np.frombuffer(base64.b64decode(halves["bits"]), "<u2")
    assert np.array_equal(want, got), (want[want != got][:5], got[want != got][:5])


def random_array(rng):
    dtype = np.dtype(rng.choice(TYPES))
    shape = [rng.randint(0, 4) for _ in range(rng.randint(0, 4))]
    size = int(np.prod(shape)) * dtype.itemsize
    data = rng.randbytes(size) if dtype.kind != "b" else bytes(rng.randint(0, 1) for _ in range(size))
    array = np.frombuffer(data, dtype).reshape(shape)
    return np.asfortranarray(array) if rng.random() < 0.5 else array


def write(name, data, arrays):
    """Of very many arrays only the first and the last are told."""
    (FOLDER / name).write_bytes(data)
    keys = list(arrays) if len(arrays) < 1000 else [min(arrays), max(arrays)]
    return {"file": name, "count": len(arrays), "arrays": {key: told(arrays[key]) for key in keys}}


def npz(name, save, arrays):
    file = io.BytesIO()
    save(file, **arrays)
    return write(name, file.getvalue(), arrays)


def zipped(name, arrays, **options):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", **options) as archive:
        for key, array in arrays.items():
            archive.writestr(f"{key}.npy", saved(array))
    return write(name, file.getvalue(), arrays)


def make():
    rng = random.Random(11)
    files = []
    for i in range(300):
        array = random_array(rng)
        files.append(write(f"{i}.npy", saved(array), {"": array}))
    arrays = {f"{i}": random_array(rng) for i in range(40)}
    arrays["large"] = np.arange(50_000.0).reshape(100, 500)
    arrays["noise"] = np.frombuffer(rng.randbytes(200_000), "u1")
    arrays["zeros"] = np.zeros((300, 1000), "f4")
    for name, save in [("stored.npz", np.savez), ("compressed.npz", np.savez_compressed)]:
        files.append(npz(name, save, arrays))
    for level in range(10):
        options = {"compression": zipfile.ZIP_DEFLATED, "compresslevel": level}
        files.append(zipped(f"level{level}.npz", {"large": arrays["large"], "noise": arrays["noise"]}, **options))
    # More than 65,535: the count is in the records of zip64.
    many = {f"a{i}": np.array(i % 100, "i1") for i in range(65_600)}
    files.append(zipped("many.npz", many))
    (FOLDER / "files.json").write_text(json.dumps(files))
    (FOLDER / "cp437.json").write_text(json.dumps(bytes(range(128, 256)).decode("cp437")))


{"check": check, "make": make}[sys.argv[1]]()
print("done")
