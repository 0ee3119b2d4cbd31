"""Hours of use in minutes: random cells, failures, interrupts, imports and edits; each value is compared with a model,
and the kernel's memory is told on the way.

usage: endure.py KERNEL [CELLS [SEED]]     default: 2000 cells, seed 1
"""

import json
import random
import sys
import tempfile
import time
from pathlib import Path

import psutil

from probes.harness import kernel

NAMES = [f"v{i}" for i in range(12)]


class Use:
    """What a reader would do, and what the kernel must say to it."""

    def __init__(self, k, folder, seed):
        self.k = k
        self.module = Path(folder, "module.ts")
        self.chance = random.Random(seed)
        self.values = {}
        self.readers = {}
        self.edits = 0
        self.edit()

    def edit(self):
        self.edits += 1
        self.module.write_text(f"export const edits: number = {self.edits};\n" + "// filler\n" * (self.edits % 7))
        time.sleep(0.02)

    def known(self):
        return self.chance.choice(sorted(self.values)) if self.values else None

    def step(self):
        kinds = [self.declare, self.declare, self.assign, self.assign, self.function, self.read, self.read, self.call,
                 self.fail, self.refuse, self.wait, self.interrupt, self.load, self.print, self.shape]
        self.chance.choice(kinds)()

    def check(self, code, expected):
        run = self.k.run(code, timeout=60)
        assert run.status == "ok", f"{code}\n{run.traceback}"
        assert run.result == expected, f"{code}: expected {expected}, got {run.result}"
        assert run.text("stderr") == "", run.text("stderr")

    def declare(self):
        name, value = self.chance.choice(NAMES), self.chance.randint(-99, 99)
        form = self.chance.choice(["let {n}: number = {v}", "var {n} = {v}", "let [{n}] = [{v}]", "let {{ {n} }} = {{ {n}: {v} }}"])
        self.check(form.format(n=name, v=value) + f"; {name}", str(value))
        self.values[name] = value

    def assign(self):
        name = self.known()
        if name is None:
            return
        value = self.chance.randint(-99, 99)
        self.check(f"{name} = {value}", str(value))
        self.values[name] = value

    def function(self):
        name = self.known()
        if name is None:
            return
        reader = f"get{self.chance.randint(0, 9)}"
        self.check(f"function {reader}(): number {{ return {name} * 2 }}", None)
        self.readers[reader] = name

    def read(self):
        names = sorted(self.values)
        values = ", ".join(str(self.values[name]) for name in names)
        self.check(f"[{', '.join(names)}].join(', ')", f"'{values}'")

    def call(self):
        for reader, name in list(self.readers.items())[:3]:
            self.check(f"{reader}()", str(self.values[name] * 2).replace("-0", "-0"))

    def fail(self):
        name, value = self.chance.choice(NAMES), self.chance.randint(-99, 99)
        run = self.k.run(f"let {name}: number = {value}; throw new Error('no'); let never = 1")
        assert run.reply["evalue"] == "no", run.traceback
        self.values[name] = value

    def refuse(self):
        name = self.chance.choice(NAMES)
        run = self.k.run(f'let {name}: number = "text"')
        assert run.reply["ename"] == "TypeScriptError", run.reply

    def wait(self):
        name = self.known()
        if name is not None:
            value = self.chance.randint(-99, 99)
            self.check(f"await new Promise<void>((r) => setTimeout(() => {{ {name} = {value}; r() }}, 2)); {name}", str(value))
            self.values[name] = value

    def interrupt(self):
        name, value = self.chance.choice(NAMES), self.chance.randint(-99, 99)
        loop = self.chance.choice(["while (true) {}", "for (;;) await null", "await new Promise(() => {})", "for (;;) await new Promise((r) => setTimeout(r, 1))"])
        msg_id = self.k.send(f'let {name}: number = {value}; console.log("go"); {loop}')
        self.k.started(msg_id)
        self.k.interrupt()
        reply = self.k.reply(msg_id)["content"]
        assert reply.get("ename") == "Interrupted", reply
        self.k.collect(msg_id)
        self.values[name] = value

    def load(self):
        if self.chance.random() < 0.5:
            self.edit()
        self.check('import { edits } from "./module"; edits', str(self.edits))

    def print(self):
        count = self.chance.randint(1, 2000)
        run = self.k.run(f"for (let i = 0; i < {count}; i++) console.log(i)")
        assert run.text() == "".join(f"{i}\n" for i in range(count))

    def shape(self):
        number = self.chance.randint(0, 9)
        self.check(f"class Shape{number} {{ constructor(readonly w = {number}) {{}} area() {{ return this.w ** 2 }} }}\nnew Shape{number}().area()", str(number**2))
        asked = {"code": f"new Shape{number}().", "cursor_pos": len(f"new Shape{number}().")}
        assert "area" in self.k.ask("complete_request", asked)["matches"]


def memory(k):
    process = psutil.Process(k.pid)
    return sum(p.memory_info().rss for p in [process, *process.children(recursive=True)]) / 1e6


def main(name, cells=2000, seed=1):
    with tempfile.TemporaryDirectory() as folder, kernel(name, cwd=folder) as k:
        use = Use(k, folder, int(seed))
        start = time.perf_counter()
        for i in range(int(cells)):
            use.step()
            if (i + 1) % (int(cells) // 10) == 0:
                line = {"cells": i + 1, "seconds": round(time.perf_counter() - start), "MB": round(memory(k))}
                print(json.dumps(line), flush=True)


main(*sys.argv[1:])
