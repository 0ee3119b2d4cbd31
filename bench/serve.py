"""Runs one contender in a process of its own: see serve.mjs for the commands it answers."""

import importlib
import json
import os
import resource
import sys
import time


def measured(run, times):
    """The seconds that `times` runs take, and what the last one gives."""
    result = None
    start = time.perf_counter()
    for _ in range(times):
        result = run()
    return time.perf_counter() - start, result


def megabytes():
    unit = 1024 if sys.platform == "linux" else 1024**2
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main(path, options):
    folder, file = os.path.split(path)
    sys.path.insert(0, folder)
    module = importlib.import_module(os.path.splitext(file)[0])
    steps, results = {}, {}
    for line in sys.stdin:
        command = json.loads(line)
        if "size" in command:
            steps.clear()
            steps.update(module.prepare(*command["size"], *options))
            answer = True
        elif "steps" in command:
            kind = command["of"]
            answer, result = measured(steps[kind], command["steps"])
            if isinstance(result, float):
                results[kind] = result
        elif "create" in command:
            answer, _ = measured(lambda: module.create(*command["create"]), 1)
        else:
            answer = {"text": module.about(), "memory": megabytes(), "results": results}
        print(json.dumps(answer), flush=True)


main(sys.argv[1], sys.argv[2:])
