"""Runs probes against a kernel and prints one line of JSON for each: title, ok, detail.

usage: python -m probes KERNEL [GROUP...]      python -m probes --list
"""

import importlib
import json
import os
import sys
import traceback

from . import harness

GROUPS = ["protocol", "output", "interrupt", "training", "errors", "comfort", "files", "streams", "manners", "faults", "live"]


def load(groups):
    """The probes of the groups, as (group, title) -> (function, own)."""
    found = {}
    for group in groups:
        harness.PROBES.clear()
        importlib.import_module(f"{__package__}.{group}")
        found.update({(group, title): entry for title, entry in harness.PROBES.items()})
    return found


def run(function, own, name, shared):
    """Runs one probe; returns the kernel that the next one may share."""
    if own:
        function(name)
        return shared
    kernel = shared or harness.Kernel(name)
    try:
        function(kernel)
        return kernel
    except BaseException:
        kernel.close()
        raise


def main(name, groups):
    shared = None
    cwd = os.getcwd()
    try:
        for (group, title), (function, own) in load(groups or GROUPS).items():
            detail = None
            try:
                shared = run(function, own, name, shared)
            except Exception as error:
                shared = None if not own else shared
                detail = f"{type(error).__name__}: {error}\n{traceback.format_exc(limit=-3)}"
            os.chdir(cwd)
            line = {"group": group, "title": title, "ok": detail is None, "detail": detail}
            print(json.dumps(line), flush=True)
    finally:
        if shared is not None:
            shared.close()


if sys.argv[1] == "--list":
    print(json.dumps([[group, title] for group, title in load(GROUPS)]))
else:
    main(sys.argv[1], sys.argv[2:])
