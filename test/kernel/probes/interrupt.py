"""Everything can be interrupted, the kernel answers meanwhile, and its state is kept."""

import json
import tempfile
import time
from pathlib import Path

import zmq

from .harness import LIMIT, eq, kernel, probe


def stops(k, code):
    """Interrupts `code` once it has printed; returns its reply."""
    msg_id = k.send(code)
    k.started(msg_id)
    time.sleep(0.05)
    k.interrupt()
    reply = k.reply(msg_id)["content"]
    k.collect(msg_id)
    return reply


CELLS = {
    "an endless loop": 'console.log("go"); while (true) {}',
    "a loop with try and catch": 'console.log("go"); while (true) { try { while (true) {} } catch {} }',
    "a loop that prints": 'while (true) console.log("x".repeat(100))',
    "a loop after an await": 'await 0; console.log("go"); while (true) {}',
    "a loop in a timer": 'await new Promise(() => setTimeout(() => { console.log("go"); while (true) {} }))',
    "a loop in a promise": 'await new Promise(() => Promise.resolve().then(() => { console.log("go"); while (true) {} }))',
    "a lone await": 'console.log("go"); await new Promise(() => {})',
    "a loop of awaits": 'console.log("go"); for (;;) { await new Promise((r) => setTimeout(r, 5)) }',
    "a loop of awaits that never waits": 'console.log("go"); for (;;) { await null }',
    "a loop of awaits with try and catch": 'console.log("go"); for (;;) { try { await new Promise((r) => setTimeout(r, 5)) } catch {} }',
    "execSync": 'import { execSync } from "node:child_process"; console.log("go"); execSync("sleep 60")',
    "execSync after an await": 'import { execSync } from "node:child_process"; await 0; console.log("go"); execSync("sleep 60")',
    "execSync in a loop with try and catch": 'import { execSync } from "node:child_process"; await 0; console.log("go"); for (;;) { try { execSync("sleep 60") } catch {} }',
    "Atomics.wait": 'console.log("go"); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
    "a chain of nextTick": 'console.log("go"); const again = () => process.nextTick(again); again(); await new Promise(() => {})',
    "a for await over an endless generator": 'async function* n() { for (let i = 0; ; i++) { await new Promise((r) => setTimeout(r, 5)); yield i } }\nconsole.log("go"); for await (const i of n()) {}',
    "a regular expression": 'console.log("go"); /^(a+)+$/.test("a".repeat(40) + "b")',
}


def register(title, code):
    @probe(f"interrupt stops {title}; state is kept; twice in a row works")
    def _(k):
        k.run("let kept = 0")
        for _time in range(2):
            k.run("kept += 1")
            reply = stops(k, code)
            eq(reply["status"], "error")
            eq(reply["ename"], "Interrupted")
        eq(k.run("kept").result, "2")
        eq(k.run('await new Promise((r) => setTimeout(r, 5)); "alive"').result, "'alive'")


for title, code in CELLS.items():
    register(title, code)


@probe("what an interrupted cell left running does not go on")
def _(k):
    k.run("const count = { loop: 0, timer: 0 }; const pause = () => new Promise((r) => setTimeout(r, 5))")
    reply = stops(
        k,
        'setInterval(() => count.timer++, 5);\nconsole.log("go"); for (;;) { try { await pause(); count.loop++ } catch {} }',
    )
    eq(reply["ename"], "Interrupted")
    before = k.run("JSON.stringify(count)").result
    time.sleep(0.2)
    eq(k.run("JSON.stringify(count)").result, before)


@probe("an interrupt of one cell leaves timers of earlier cells alone")
def _(k):
    k.run("let ticks = 0; const beat = setInterval(async () => { await null; ticks++ }, 5)")
    stops(k, 'console.log("go"); while (true) {}')
    before = int(k.run("ticks").result)
    time.sleep(0.2)
    assert int(k.run("ticks").result) > before, "expected the timer to go on"
    k.run("clearInterval(beat)")


@probe("finally blocks of an interrupted await run")
def _(k):
    k.run('let cleaned = "no"')
    stops(
        k,
        'console.log("go"); try { for (;;) await new Promise((r) => setTimeout(r, 5)) } finally { cleaned = "yes" }',
    )
    time.sleep(0.1)
    eq(k.run("cleaned").result, "'yes'")


@probe("queued cells are aborted with the interrupted one")
def _(k):
    first = k.send('console.log("go"); while (true) {}')
    second = k.send("2")
    k.started(first)
    k.interrupt()
    eq(k.reply(first)["content"]["status"], "error")
    eq(k.reply(second)["content"]["status"], "aborted")
    k.collect(second)


@probe("an interrupt while nothing runs changes nothing")
def _(k):
    k.run("let calm = 1")
    for _time in range(3):
        # With its reply: between two channels there is no order.
        eq(k.ask("interrupt_request", {}, "control"), {"status": "ok"})
    eq(k.run("calm + 1").result, "2")
    eq(k.run("await null; calm + 2").result, "3")


ENDINGS = {
    "a loop": "const end = Date.now() + 80; while (Date.now() < end) {}",
    "a wait": "await new Promise((r) => setTimeout(r, 80))",
    "a loop after an await": "await null; const end = Date.now() + 80; while (Date.now() < end) {}",
    "a wait for a child": 'import { execSync } from "node:child_process"; execSync("sleep 0.08")',
}


def ends(title, code):
    """Interrupts that come before, at and after the end of a cell, also when V8 is about to stop it."""

    @probe(f"an interrupt as {title} ends is not for the next cell, nor for questions")
    def _(k):
        for delay in range(0, 100, 5):
            msg_id = k.send(code)
            time.sleep(0.02 + delay / 1000)
            # With its reply: between two channels there is no order.
            k.ask("interrupt_request", {}, "control")
            message = k.kc.session.msg("is_complete_request", {"code": "1"})
            k.kc.shell_channel.send(message)
            reply = k.reply(msg_id)["content"]
            assert reply["status"] == "ok" or reply["ename"] == "Interrupted", reply
            k.collect(msg_id)
            for check in ("1 + 1", "await null; 1 + 1"):
                run = k.run(check)
                assert run.result == "2", run.reply
                assert run.text("stderr") == "", run.text("stderr")


for title, code in ENDINGS.items():
    ends(title, code)


@probe("an interrupt stops what an ended cell left computing, and the cell behind it or none")
def _(k):
    for _time in range(2):
        msg_id = k.send('setTimeout(() => { console.log("go"); while (true) {} }); 1')
        k.reply(msg_id)
        k.started(msg_id)
        behind = k.send("1 + 1")
        time.sleep(0.05)
        k.interrupt()
        reply = k.reply(behind)["content"]
        assert reply["status"] == "ok" or reply["ename"] == "Interrupted", reply
        eq(k.run("1 + 2").result, "3")


@probe("interrupt stops an endless display method and an endless finally block")
def _(k):
    for code in (
        'class Endless { [Symbol.for("Jupyter.display")]() { console.log("go"); while (true) {} } }; new Endless()',
        'try { console.log("go"); await new Promise(() => {}) } finally { while (true) {} }',
    ):
        eq(stops(k, code)["ename"], "Interrupted")
        eq(k.run("1 + 1").result, "2")


@probe("a module whose loading was interrupted is loaded again, not taken as it is")
def _(k):
    code = 'exports.early = 1; console.log("go"); if (!globalThis.fast) while (true) {}; exports.late = 2;'
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "slow.cjs")
        path.write_text(code)
        load = f"require({json.dumps(str(path))})"
        eq(stops(k, f"const first = {load}")["ename"], "Interrupted")
        k.run("(globalThis as any).fast = true")
        eq(k.run(f"{load}.late").result, "2")


@probe("a package whose loading was interrupted is loaded again", own=True)
def _(name):
    code = 'exports.early = 1; console.log("go"); if (!globalThis.fast) while (true) {}; exports.late = 2;'
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder, "node_modules", "slow")
        package.mkdir(parents=True)
        Path(package, "package.json").write_text('{"name": "slow", "main": "index.js"}')
        Path(package, "index.js").write_text("exports.inner = require('./inner.js');")
        Path(package, "inner.js").write_text(code)
        with kernel(name, cwd=folder) as k:
            eq(stops(k, 'const first = require("slow")')["ename"], "Interrupted")
            k.run("(globalThis as any).fast = true")
            eq(k.run('require("slow").inner.late').result, "2")


# PAUSE: milliseconds after which an interrupt is about to stop the loading by force.
LOAD_ALL = """
const start = performance.now(); console.log("go");
while (performance.now() - start < PAUSE) {}
for (const name of builtinModules) { try { require(name) } catch {} }
"""
EXPORTS = """
const count = (name: string) => { try { return Object.keys(require(name)).length } catch (error) { return String(error) } };
console.log(JSON.stringify(builtinModules.map((name) => [name, count(name)])))
"""


@probe("an interrupt leaves no module of Node's half-loaded", own=True)
def _(name):
    seen = []
    # The first is the control: it is not interrupted.
    for pause in (0, 45, 51, 57):
        with kernel(name) as k:
            k.run('import { builtinModules } from "node:module"')
            msg_id = k.send(LOAD_ALL.replace("PAUSE", str(pause)))
            k.started(msg_id)
            if pause > 0:
                k.interrupt()
            k.reply(msg_id)
            k.collect(msg_id)
            seen.append(k.run(EXPORTS).text())
    for exports in seen[1:]:
        eq(exports, seen[0])


@probe("what a finally block prints belongs to the interrupted cell")
def _(k):
    msg_id = k.send('try { console.log("go"); await new Promise(() => {}) } finally { console.log("end") }')
    k.started(msg_id)
    k.interrupt()
    eq(k.reply(msg_id)["content"]["ename"], "Interrupted")
    texts = [m["content"]["text"] for m in k.collect(msg_id) if m["msg_type"] == "stream"]
    eq("".join(texts), "end\n")


@probe("an interrupt while the kernel still starts ends the cell that waits for it", own=True)
def _(name):
    for pause in (0, 0.3):
        with kernel(name) as k:
            msg_id = k.send("await new Promise(() => {})")
            time.sleep(pause)
            k.interrupt()
            eq(k.reply(msg_id)["content"]["ename"], "Interrupted")
            eq(k.run("6 * 7").result, "42")


@probe("an interrupt ends the cell sent before it, and spares the one sent after it, in whatever order they come")
def _(k):
    for _ in range(20):
        msg_id = k.send("await new Promise(() => {})")
        k.interrupt()
        eq(k.reply(msg_id)["content"]["ename"], "Interrupted")
        k.interrupt()
        eq(k.run("6 * 7").result, "42")


@probe("an interrupt ends cells that were sent before it, also when they come long after it")
def _(k):
    late = [execute_request(k, "await new Promise(() => {})") for _ in range(2)]
    k.ask("interrupt_request", {}, "control")
    for message in late:
        k.kc.shell_channel.send(message)
        eq(k.reply(message["header"]["msg_id"])["content"]["ename"], "Interrupted")
    running = k.send('console.log("go"); await new Promise(() => {})')
    k.started(running)
    waiting = execute_request(k, "1")
    k.ask("interrupt_request", {}, "control")
    eq(k.reply(running)["content"]["ename"], "Interrupted")
    k.kc.shell_channel.send(waiting)
    eq(k.reply(waiting["header"]["msg_id"])["content"]["status"], "aborted")
    eq(k.run("6 * 7").result, "42")


@probe("an older interrupt that takes longer does not make a newer one forgotten")
def _(k):
    for _ in range(10):
        k.interrupt()
        k.send("1")
        running = k.send('console.log("go"); await new Promise(() => {})')
        k.started(running)
        waiting = execute_request(k, "1")
        k.ask("interrupt_request", {}, "control")
        eq(k.reply(running)["content"]["ename"], "Interrupted")
        time.sleep(0.03)
        k.kc.shell_channel.send(waiting)
        eq(k.reply(waiting["header"]["msg_id"])["content"]["status"], "aborted")


def execute_request(k, code):
    """A request that is written, but not sent."""
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
    return k.kc.session.msg("execute_request", content)


@probe("heartbeat and kernel_info are answered while a cell computes")
def _(k):
    msg_id = k.send('console.log("go"); while (true) {}')
    k.started(msg_id)
    socket = zmq.Context.instance().socket(zmq.REQ)
    try:
        socket.connect(f"tcp://{k.km.ip}:{k.km.hb_port}")
        socket.send(b"ping")
        assert socket.poll(1000 * LIMIT), "expected the heartbeat to answer"
        eq(socket.recv(), b"ping")
    finally:
        socket.close(linger=0)
    for channel in ("shell", "control"):
        eq(k.ask("kernel_info_request", {}, channel)["status"], "ok")
    k.interrupt()
    eq(k.reply(msg_id)["content"]["ename"], "Interrupted")
    k.collect(msg_id)


@probe("a front end that shows the last status it hears sees busy while a cell runs")
def _(k):
    msg_id = k.send('console.log("go"); await new Promise((r) => setTimeout(r, 800))')
    k.started(msg_id)
    k.ask("kernel_info_request", {})
    states = []
    while not states or states[-1] != "busy" or "idle" not in states:
        message = k.kc.get_iopub_msg(timeout=LIMIT)
        if message["msg_type"] == "status":
            states.append(message["content"]["execution_state"])
    eq(states[-2:], ["idle", "busy"])
    k.reply(msg_id)
    k.collect(msg_id)


@probe("SIGINT from outside interrupts too", unless="win32")
def _(k):
    import os
    import signal

    msg_id = k.send('console.log("go"); await new Promise(() => {})')
    k.started(msg_id)
    os.kill(k.pid, signal.SIGINT)
    eq(k.reply(msg_id)["content"]["ename"], "Interrupted")
    k.collect(msg_id)
