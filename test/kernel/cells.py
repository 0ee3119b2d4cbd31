"""Runs cells in a kernel of their own and prints what came of each as a line of JSON.

usage: cells.py KERNEL FILE     FILE: a JSON array of the cells' codes
"""

import json
import sys
from pathlib import Path

from probes.harness import kernel

with kernel(sys.argv[1]) as k:
    for code in json.loads(Path(sys.argv[2]).read_text()):
        run = k.run(code)
        error = "" if run.status == "ok" else f"{run.reply['evalue']}\n{run.traceback}"
        ran = {
            "result": run.result or "",
            "stdout": run.text(),
            "warning": run.text("stderr"),
            "error": error,
        }
        print(json.dumps(ran), flush=True)
