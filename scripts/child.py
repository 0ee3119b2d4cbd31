"""Runs a program, and ends it when the process that has started it is gone, however that ended.

    child.py -m MODULE [ARGUMENT ...]
    child.py FILE [ARGUMENT ...]

Descriptor 3 is the end of a pipe of which the parent holds the other: its end is the parent's.
"""

import os
import runpy
import signal
import sys
import threading
import time

PIPE = 3
PATIENCE = 20  # seconds in which JupyterLab ends its kernels


def end_with_parent():
    try:
        while os.read(PIPE, 1):
            pass
    except OSError:  # started in another way
        return
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os._exit(1)


def main():
    threading.Thread(target=end_with_parent, daemon=True).start()
    if sys.argv[1] == "-m":
        module = sys.argv[2]
        sys.argv[:3] = [module]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    else:
        del sys.argv[0]
        runpy.run_path(sys.argv[0], run_name="__main__")


try:
    os.set_inheritable(PIPE, False)
except OSError:
    pass
main()
