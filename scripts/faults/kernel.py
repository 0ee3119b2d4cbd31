"""Starts a kernel, runs a cell, and prints what the cell and Jupyter's log say.

    kernel.py NAME FOLDER
"""

import sys
import tempfile

from jupyter_client import KernelManager

LIMIT = 300
manager = KernelManager(kernel_name=sys.argv[1])
with tempfile.TemporaryFile("w+") as log:
    manager.start_kernel(stderr=log, cwd=sys.argv[2])
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=LIMIT)
        hook = {"output_hook": lambda message: None, "timeout": LIMIT}
        reply = client.execute_interactive("1 + 1", **hook)
        print("CELL", reply["content"].get("evalue", reply["content"]["status"]))
        reply = client.execute_interactive("2 + 2", **hook)
        print("AGAIN", reply["content"].get("evalue", reply["content"]["status"]))
    except RuntimeError as error:
        print("CELL", "-", error)
    client.stop_channels()
    manager.shutdown_kernel()
    print("END", not manager.is_alive())
    log.seek(0)
    for line in log:
        print("LOG", line.rstrip())
