"""Runs the same probes on several kernels and prints a table in Markdown.

usage: compare.py TITLE=KERNEL[:LANGUAGE]...     LANGUAGE: typescript (default) or python
       compare.py --times RUNS TITLE=KERNEL...   times and memory instead, the kernels in turn
"""

import os
import re
import statistics
import sys
import tempfile
import time
from queue import Empty

import psutil
import zmq

from probes import harness
from probes.harness import KILL, Kernel
from probes.manners import gone, orphan

harness.LIMIT = 20
WAIT = 6
GO = {"typescript": 'console.log("go"); ', "python": 'print("go", flush=True); '}


class Subject:
    """A kernel under comparison and the code that it understands."""

    def __init__(self, text):
        self.title, rest = text.split("=")
        self.name, _, language = rest.partition(":")
        self.language = language or "typescript"

    def code(self, typescript, python):
        return {"typescript": typescript, "python": python}[self.language]


ROWS = {}


def row(title):
    def register(function):
        ROWS[title] = function
        return function

    return register


@row("the last value of a cell is its result, told before the cell is done")
def _(k, s):
    return "42" in (k.run("6 * 7", WAIT).result or "")


@row("an error is an `error` output with name, message and traceback")
def _(k, s):
    run = k.run(s.code('throw new RangeError("far")', 'raise ValueError("far")'), WAIT)
    [error] = run.of("error")
    return run.status == "error" and error["content"]["evalue"] == "far"


@row("a run-time error names the line of the cell")
def _(k, s):
    code = s.code(
        "interface A { a: 1 }\n\nconst f = () => { throw new Error('x') };\nf();",
        "# a\n\ndef f(): raise ValueError('x')\nf()",
    )
    run = k.run(code, WAIT)
    text = run.traceback + run.text("stderr")
    return ":3:" in text or "---> 3" in text or "line 3" in text


@row("50,000 lines of output arrive whole, before the cell is done")
def _(k, s):
    code = s.code("for (let i = 0; i < 50_000; i++) console.log(`${i}`)", "for i in range(50_000): print(i)")
    return k.run(code, 30).text() == "".join(f"{i}\n" for i in range(50_000))


@row("late output of a timer goes to the cell that started it")
def _(k, s):
    code = s.code(
        'setTimeout(() => console.log("late"), 400); undefined',
        'import threading; threading.Timer(0.4, lambda: print("late", flush=True)).start()',
    )
    first = k.send(code)
    k.collect(first, WAIT)
    other = k.send(s.code("1; undefined", "None"))
    k.collect(other, WAIT)
    return k.late(first, lambda text: "late" in text, 3) != ""


def interrupted(k, s, typescript, python):
    msg_id = k.send(GO[s.language] + s.code(typescript, python))
    k.started(msg_id, WAIT)
    time.sleep(0.1)
    k.interrupt()
    k.reply(msg_id, WAIT)
    k.run(s.code("let alive = 1", "alive = 1"), WAIT)
    return k.run(s.code("alive", "alive"), WAIT).status == "ok"


@row("interrupt stops an endless loop")
def _(k, s):
    return interrupted(k, s, "while (true) {}", "\nwhile True: pass")


@row("interrupt stops an endless loop after an await")
def _(k, s):
    return interrupted(
        k, s, "await 0; while (true) {}", "import asyncio; await asyncio.sleep(0)\nwhile True: pass"
    )


@row("interrupt stops a loop of awaits for good")
def _(k, s):
    ok = interrupted(
        k,
        s,
        "globalThis.n = 0; for (;;) { await new Promise((r) => setTimeout(r, 5)); globalThis.n++ }",
        "import asyncio; n = 0\nwhile True:\n  await asyncio.sleep(0.005); n += 1",
    )
    code = s.code("console.log((globalThis as any).n)", "print(n)")
    before = k.run(code, WAIT).text()
    time.sleep(0.3)
    return ok and k.run(code, WAIT).text() == before


@row("heartbeat answers while a cell computes")
def _(k, s):
    k.started(k.send(GO[s.language] + s.code("while (true) {}", "\nwhile True: pass")), WAIT)
    socket = zmq.Context.instance().socket(zmq.REQ)
    try:
        socket.connect(f"tcp://{k.km.ip}:{k.km.hb_port}")
        socket.send(b"ping")
        return socket.poll(2000) != 0
    finally:
        socket.close(linger=0)


@row("kernel_info answers while a cell computes (control channel)")
def _(k, s):
    k.started(k.send(GO[s.language] + s.code("while (true) {}", "\nwhile True: pass")), WAIT)
    return k.ask("kernel_info_request", {}, "control", 3)["status"] == "ok"


@row("cells queued behind an error are aborted")
def _(k, s):
    first = k.send(s.code('await null; throw new Error("x")', "raise ValueError()"))
    second = k.send("2")
    k.reply(first, WAIT)
    return k.reply(second, WAIT)["content"]["status"] == "aborted"


@row("the reader can be asked for input")
def _(k, s):
    msg_id = k.send(s.code('prompt("Name?")', 'input("Name?")'), allow_stdin=True)
    k.kc.get_stdin_msg(timeout=WAIT)
    k.kc.input("x")
    return k.reply(msg_id, WAIT)["content"]["status"] == "ok"


@row("history is answered (tail)")
def _(k, s):
    k.run("11 + 1", WAIT)
    k.run("12 + 1", WAIT)
    request = {"output": False, "raw": True, "hist_access_type": "tail", "n": 5}
    return "11 + 1" in [e[2] for e in k.ask("history_request", request, "shell", 3)["history"]]


@row("completion is right after an emoji")
def _(k, s):
    code = s.code('const s = "🎉🎉"; Math.flo', 's = "🎉🎉"; str.isalp')
    reply = k.ask("complete_request", {"code": code, "cursor_pos": len(code)}, "shell", WAIT)
    word = s.code("flo", "isalp")
    found = [m for m in reply["matches"] if word in m]
    return bool(found) and reply["cursor_end"] == len(code)


@row("documentation of a function is given on Shift-Tab")
def _(k, s):
    k.run(s.code("/** Twice. */\nfunction twice(x: number) { return 2 * x }", 'def twice(x):\n  "Twice."\n  return 2 * x'), WAIT)
    reply = k.ask("inspect_request", {"code": "twice", "cursor_pos": 5, "detail_level": 0}, "shell", WAIT)
    return "Twice." in str(reply.get("data"))


@row("a wrong type is found before the cell runs")
def _(k, s):
    run = k.run(s.code('console.log("ran"); let n: number = "a"', 'print("ran"); n: int = "a"'), WAIT)
    return run.text() == "" and "number" in run.traceback + run.text("stderr")


def shown(k, code):
    """The result of a cell as text, without colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", k.run(code, WAIT).result or "")


@row("a function sees what a later cell assigns to its variable")
def _(k, s):
    k.run(s.code("let rate = 0.5; function half(x: number) { return x * rate }", "rate = 0.5\ndef half(x): return x * rate"), WAIT)
    k.run(s.code("rate = 2; undefined", "rate = 2"), WAIT)
    return shown(k, "half(10)") in ("20", "20.0")


@row("a redeclared name is the same variable for earlier functions")
def _(k, s):
    k.run(s.code("let size = 1; const get = () => size", "size = 1\ndef get(): return size"), WAIT)
    k.run(s.code("let size = 2", "size = 2"), WAIT)
    return shown(k, "get()") == "2"


@row("await in any place of an expression")
def _(k, s):
    code = s.code(
        "const { a } = await (await (async () => ({ json: async () => ({ a: 5 }) }))()).json(); a",
        "import asyncio\nasync def f(x): return x\n(await f({'a': await f(5)}))['a']",
    )
    return shown(k, code) == "5"


@row("a cell that fails keeps what it had declared by then")
def _(k, s):
    k.run(s.code("let kept = 7; throw new Error('x')", "kept = 7\nraise ValueError()"), WAIT)
    return shown(k, "kept + 1") == "8"


@row("a union narrows on a boolean")
def _(k, s):
    code = "type R = { ok: true; v: number } | { ok: false; e: string }; const r = { ok: false, e: 'no' } as R; r.ok ? r.v : r.e"
    return None if s.language == "python" else "no" in shown(k, code)


@row("a value that may be undefined is warned of before it fails")
def _(k, s):
    run = k.run(s.code("new Map([['a', 1]]).get('a').toFixed(1)", "{'a': 1}.get('a').bit_length()"), WAIT)
    return run.status == "ok" and "undefined" in run.text("stderr")


@row("what only a browser has is an error before the cell runs")
def _(k, s):
    run = k.run(s.code('console.log("ran"); document.title', 'print("ran"); document'), WAIT)
    return run.status == "error" and run.text() == ""


@row("output of child processes with inherited streams arrives in the cell")
def _(k, s):
    code = s.code(
        'import { execSync } from "node:child_process"; execSync("echo child", { stdio: "inherit" }); undefined',
        'import subprocess; subprocess.run(["echo", "child"]); None',
    )
    return "child" in k.run(code, WAIT).text()


@row("reading the standard input never hangs: it asks, or says what to do")
def _(k, s):
    code = s.code('import { readFileSync } from "node:fs"; readFileSync(0)', "import sys; sys.stdin.read()")
    return k.reply(k.send(code, allow_stdin=False), WAIT)["content"]["status"] in ("ok", "error")


@row("an edit of a module beside the notebook is seen at the next import")
def _(k, s):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, s.code("edited.ts", "edited.py"))
        for value in (1, 2):
            with open(path, "w") as file:
                file.write(s.code(f"export const value: number = {value};", f"value = {value}"))
            code = s.code(f'const m{value} = await import("{path}"); m{value}.value', f"import sys; sys.path.insert(0, '{folder}')\nimport edited; edited.value")
            if shown(k, code) != str(value):
                return False
            time.sleep(0.05)
    return True


@row("a JSON file can be imported")
def _(k, s):
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/data.json", "w") as file:
            file.write('{"x": 3}')
        code = f'import data from "{folder}/data.json" with {{ type: "json" }}; data.x'
        return None if s.language == "python" else shown(k, code) == "3"


@row("own properties of an error are shown")
def _(k, s):
    run = k.run(s.code("throw Object.assign(new Error('x'), { status: 404 })", "e = ValueError('x'); e.add_note('404'); raise e"), WAIT)
    return "404" in run.traceback + run.text("stderr")


@row("completions of an imported module tell classes from functions")
def _(k, s):
    k.run(s.code('import * as ml from "ml-matrix"', "import collections as ml"), WAIT)
    reply = k.ask("complete_request", {"code": "ml.", "cursor_pos": 3}, "shell", WAIT)
    types = {t["text"].split(".")[-1]: t["type"] for t in reply.get("metadata", {}).get("_jupyter_types_experimental", [])}
    return types.get(s.code("Matrix", "OrderedDict")) == "class" and types.get(s.code("solve", "namedtuple")) == "function"


@row("a cell cannot end the kernel by exit")
def _(k, s):
    msg_id = k.send(s.code("process.exit(1)", "import sys; sys.exit(1)"))
    try:
        k.collect(msg_id, WAIT)
    except Empty:
        return False
    return k.km.is_alive() and k.run("1", WAIT).status == "ok"


@row("an unhandled rejection does not end the kernel")
def _(k, s):
    k.run(s.code("Promise.reject(new Error('x')); undefined", "import asyncio\nasync def f(): raise ValueError()\nasyncio.create_task(f())\nNone"), WAIT)
    time.sleep(0.5)
    return k.km.is_alive() and k.run("1", WAIT).status == "ok"


@row("ends with its parent, also when that is killed")
def _(k, s):
    orphan(s.name, GO[s.language], KILL, with_file=False)
    return True


@row("a live timer does not hold up a shutdown")
def _(k, s):
    k.run(s.code("setInterval(() => {}, 10); undefined", "import threading; t = threading.Timer(30, print); t.start()"), WAIT)
    message = k.kc.session.msg("shutdown_request", {"restart": False})
    k.kc.control_channel.send(message)
    return gone(k.pid, 4)


def compare(subjects):
    print("| | " + " | ".join(s.title for s in subjects) + " |")
    print("|---" * (len(subjects) + 1) + "|")
    for title, function in ROWS.items():
        # Where a language has no such thing, there is nothing to compare.
        cells = [{True: "yes", None: "–"}.get(holds(function, s), "**no**") for s in subjects]
        print(f"| {title} | " + " | ".join(cells) + " |", flush=True)


def holds(function, subject):
    kernel = None
    try:
        kernel = Kernel(subject.name)
        return function(kernel, subject)
    except Exception as error:
        print(f"{subject.title}: {type(error).__name__}: {error}"[:300], file=sys.stderr, flush=True)
        return False
    finally:
        if kernel is not None:
            kernel.close()


def times(subjects, runs):
    taken = {s.title: [] for s in subjects}
    for _run in range(runs):
        for s in subjects:
            try:
                taken[s.title].append(measure(s))
            except Empty:
                print(f"{s.title}: a cell got no reply; this run is left out", file=sys.stderr)
    names = ("start to kernel_info", "start to the end of the first cell", "later `1 + 1`", "a declaration, the 300th", "memory after 300 declarations")
    print("| median | " + " | ".join(taken) + " |")
    print("|---" * (len(subjects) + 1) + "|")
    for i, name in enumerate(names):
        unit = (lambda x: f"{x / 1e6:.0f} MB") if i == 4 else (lambda x: f"{x * 1000:.1f} ms")
        values = [unit(statistics.median(run[i] for run in all_runs)) for all_runs in taken.values()]
        print(f"| {name} | " + " | ".join(values) + " |", flush=True)


def measure(s):
    start = time.perf_counter()
    k = Kernel(s.name, ready=False)
    try:
        while True:
            k.kc.kernel_info()
            try:
                k.kc.get_shell_msg(timeout=0.02)
                break
            except Exception:
                continue
        info = time.perf_counter() - start
        k.reply(k.send("1 + 1"))
        first = time.perf_counter() - start
        later = []
        for i in range(30):
            begin = time.perf_counter()
            k.reply(k.send(f"{i} + 1"))
            later.append(time.perf_counter() - begin)
        declared = []
        for i in range(300):
            begin = time.perf_counter()
            k.reply(k.send(s.code(f"let v{i}: number = {i};\nfunction f{i}(x: number): number {{ return x + v{i} }}", f"v{i} = {i}\ndef f{i}(x): return x + v{i}")))
            declared.append(time.perf_counter() - begin)
        process = psutil.Process(k.pid)
        memory = sum(p.memory_info().rss for p in [process, *process.children(recursive=True)])
        return info, first, statistics.median(later), statistics.median(declared[-20:]), memory
    finally:
        k.close()


if sys.argv[1] == "--times":
    times([Subject(text) for text in sys.argv[3:]], int(sys.argv[2]))
else:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("JUPYTER_RUNTIME_DIR", folder)
        compare([Subject(text) for text in sys.argv[1:]])
