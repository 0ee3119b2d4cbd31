"""What computes NumPy's products."""

import ctypes
import glob
import os

import numpy as np


def about():
    """NumPy's version, and the kernel that its OpenBLAS has chosen for this processor."""
    folder = os.path.join(os.path.dirname(np.__file__), "..", "numpy.libs")
    text = f"NumPy {np.__version__}"
    for path in glob.glob(os.path.join(folder, "*openblas*")):
        config = ctypes.CDLL(path).scipy_openblas_get_config64_
        config.restype = ctypes.c_char_p
        text += f", {config().decode().strip()}"
    return text
