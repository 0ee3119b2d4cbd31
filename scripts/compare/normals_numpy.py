"""Answers scripts/compare/normals.mjs: standard normal values of a seed, as the bytes of float64."""
import base64
import json
import sys

import numpy as np

for line in sys.stdin:
    seed, count = json.loads(line)
    values = np.random.RandomState(seed).standard_normal(count)
    print(json.dumps(base64.b64encode(values.astype("<f8").tobytes()).decode()))
