"""The messaging protocol, message by message."""

import json
import os
import tempfile
import time
from pathlib import Path
from queue import Empty

from .harness import LIMIT, eq, has, kernel, lacks, probe


@probe("kernel_info: true versions, status ok")
def _(k):
    info = k.ask("kernel_info_request", {})
    eq(info["status"], "ok")
    eq(info["language_info"]["name"], "typescript")
    # Of the kernel's own packages, which lie above the folder of these tests.
    packages = Path(__file__).parents[3]
    version = lambda folder: json.loads((packages / folder / "package.json").read_text())["version"]
    typescript = version("node_modules/typescript")
    # Of the language, since it stands in notebooks: a patch of the compiler is not to change them.
    eq(info["language_info"]["version"], ".".join(typescript.split(".")[:2]))
    has(info["banner"], f"TypeScript {typescript} ")
    eq(info["implementation_version"], version("."))
    has(k.run('const { versions } = require("tslab"); versions').result, version("node_modules/tslab"))


@probe("execute: busy, execute_input, execute_result, idle, in this order")
def _(k):
    run = k.run("6 * 7")
    eq(run.types, ["status", "execute_input", "execute_result", "status"])
    eq(run.states, ["busy", "idle"])
    eq(run.of("execute_input")[0]["content"]["code"], "6 * 7")
    count = run.reply["execution_count"]
    eq(run.of("execute_input")[0]["content"]["execution_count"], count)
    eq(run.of("execute_result")[0]["content"]["execution_count"], count)
    eq(k.run("1").reply["execution_count"], count + 1)


@probe("execute: output, then result, then idle")
def _(k):
    run = k.run('console.log("a"); console.error("b"); 3')
    eq(run.types, ["status", "execute_input", "stream", "stream", "execute_result", "status"])
    eq((run.text(), run.text("stderr")), ("a\n", "b\n"))


@probe("execute: an error is published and replied with ename, evalue, traceback")
def _(k):
    run = k.run('throw new RangeError("too far")')
    content = run.of("error")[0]["content"]
    for told in (content, run.reply):
        eq((told["ename"], told["evalue"]), ("RangeError", "too far"))
        has("\n".join(told["traceback"]), "RangeError: too far")
    eq(run.status, "error")
    eq(run.states, ["busy", "idle"])


@probe("silent: nothing but status is published, the count stays")
def _(k):
    before = k.run("0").reply["execution_count"]
    run = k.run('console.log("x"); 5', silent=True)
    eq(run.types, ["status", "status"])
    eq(k.run("0").reply["execution_count"], before + 1)


@probe("store_history false: published, the count stays, not in the history")
def _(k):
    before = k.run("0").reply["execution_count"]
    run = k.run('"unstored"', store_history=False)
    eq(run.result, "'unstored'")
    eq(k.run("0").reply["execution_count"], before + 1)
    found = k.ask("history_request", history(hist_access_type="search", pattern="*unstored*"))
    eq(found["history"], [])


@probe("user_expressions: values and errors, each by its name")
def _(k):
    asked = {"sum": "a + 1", "bad": "missing", "thrown": '(() => { throw new Error("e") })()'}
    values = k.run("const a = 41", user_expressions=asked).reply["user_expressions"]
    eq((values["sum"]["status"], values["sum"]["data"]["text/plain"]), ("ok", "42"))
    eq((values["bad"]["status"], values["thrown"]["status"]), ("error", "error"))
    eq(values["thrown"]["ename"], "Error")


@probe("stop_on_error: what is queued is aborted, what comes after is not")
def _(k):
    ids = [k.send(c) for c in ('await null; throw new Error("first")', "1", "2", "3")]
    replies = [k.reply(i)["content"]["status"] for i in ids]
    eq(replies, ["error", "aborted", "aborted", "aborted"])
    for msg_id in ids:
        states = [m["content"]["execution_state"] for m in k.collect(msg_id) if m["msg_type"] == "status"]
        eq(states, ["busy", "idle"])
    eq(k.run("4").result, "4")


@probe("stop_on_error false: what is queued runs")
def _(k):
    first = k.send('await null; throw new Error("first")', stop_on_error=False)
    second = k.send("12", stop_on_error=False)
    eq(k.reply(first)["content"]["status"], "error")
    eq(k.reply(second)["content"]["status"], "ok")
    k.collect(second)


@probe("is_complete: complete, incomplete with indent, invalid")
def _(k):
    status = lambda code: k.ask("is_complete_request", {"code": code})
    for code in ("1", "await 1", "const f = (x: number) => x;", "for await (const x of []) {}"):
        eq(status(code)["status"], "complete")
    for code in ("function f() {", "`open", "/* open", "f(1,", "1 +"):
        eq(status(code)["status"], "incomplete")
    for code in ("let 1x", "f(]", "const = 3;"):
        eq(status(code)["status"], "invalid")
    eq(status("function f() {")["indent"], "  ")


@probe("complete: right places after emoji and Japanese")
def _(k):
    for before in ("", 'const s = "日本語"; ', 'const s = "🎉🎉"; '):
        code = before + "Math.flo + 1"
        at = code.index("flo") + 3
        reply = k.ask("complete_request", {"code": code, "cursor_pos": at})
        has(reply["matches"], "floor")
        eq((reply["cursor_start"], reply["cursor_end"]), (at - 3, at))


@probe("inspect: types and documentation, also after emoji and inside a call")
def _(k):
    k.run("/** Twice `x`. */\nfunction twice(x: number): number { return 2 * x; }")
    code = 'const s = "🎉"; twice(3)'
    for at in (code.index("twice") + 2, code.index("twice") + 5, code.index("3")):
        reply = k.ask("inspect_request", {"code": code, "cursor_pos": at, "detail_level": 0})
        has(reply["data"]["text/plain"], "function twice(x: number): number")
        has(reply["data"]["text/plain"], "Twice `x`.")
        has(reply["data"]["text/markdown"], "```typescript")
    reply = k.ask("inspect_request", {"code": "  ", "cursor_pos": 1, "detail_level": 0})
    eq((reply["status"], reply["found"]), ("ok", False))


def history(**options):
    return {"output": False, "raw": True, **options}


@probe("history: tail, range and search, with and without outputs")
def _(k):
    count = k.run("1000 + 1").reply["execution_count"]
    k.run("let unique1 = 5")
    k.run("1000 + 1")
    tail = k.ask("history_request", history(hist_access_type="tail", n=2))["history"]
    eq([entry[2] for entry in tail], ["let unique1 = 5", "1000 + 1"])
    ranged = history(hist_access_type="range", session=0, start=count, stop=count + 1, output=True)
    [[_session, line, pair]] = k.ask("history_request", ranged)["history"]
    eq((line, pair), (count, ["1000 + 1", "1001"]))
    search = history(hist_access_type="search", pattern="1000 ? 1*", unique=True)
    eq(len(k.ask("history_request", search)["history"]), 1)
    search = history(hist_access_type="search", pattern="1000*", n=2)
    eq(len(k.ask("history_request", search)["history"]), 2)
    search = history(hist_access_type="search", pattern="no such cell")
    eq(k.ask("history_request", search)["history"], [])


@probe("history: kept on disk across restarts, each start a session of its own", own=True)
def _(name):
    tail = history(hist_access_type="tail", n=2)
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "JUPYTER_DATA_DIR": folder, "JUPYTER_PATH": os.environ["JUPYTER_PATH"]}
        for cell in ("'one'", "'two'"):
            with kernel(name, env=env) as k:
                k.run(cell)
                found = k.ask("history_request", tail)["history"]
        eq([entry[2] for entry in found], ["'one'", "'two'"])
        eq(found[1][0] - found[0][0], 1)
        before = history(hist_access_type="range", session=-1, start=1)
        with kernel(name, env=env) as k:
            eq([e[2] for e in k.ask("history_request", before)["history"]], ["'two'"])
        [file] = Path(folder).rglob("history.jsonl")
        assert all(json.loads(line) for line in file.read_text().splitlines() if line)


@probe("comm: comm_info is empty, an unknown target is closed, other messages are ignored")
def _(k):
    eq(k.ask("comm_info_request", {"target_name": "jupyter.widget"}), {"status": "ok", "comms": {}})
    opened = k.kc.session.msg("comm_open", {"comm_id": "c", "target_name": "t", "data": {}})
    k.kc.shell_channel.send(opened)
    messages = k.collect(opened["header"]["msg_id"])
    eq([m["msg_type"] for m in messages], ["status", "comm_close", "status"])
    for msg_type in ("comm_msg", "comm_close"):
        message = k.kc.session.msg(msg_type, {"comm_id": "c", "data": {}})
        k.kc.shell_channel.send(message)
        eq([m["msg_type"] for m in k.collect(message["header"]["msg_id"])], ["status", "status"])
    eq(k.run("7").types, ["status", "execute_input", "execute_result", "status"])


@probe("an unknown request is answered with an error and prints nothing")
def _(k):
    for channel in ("shell", "control"):
        eq(k.ask("debug_request", {}, channel)["status"], "error")
    eq(k.run("7").types, ["status", "execute_input", "execute_result", "status"])


@probe("iopub_welcome, then starting, greet the first front end", own=True)
def _(name):
    from jupyter_client.manager import KernelManager

    km = KernelManager(kernel_name=name)
    km.start_kernel()
    kc = km.client()
    try:
        kc.start_channels()
        first = [kc.get_iopub_msg(timeout=LIMIT) for _ in range(2)]
        eq([m["msg_type"] for m in first], ["iopub_welcome", "status"])
        eq(first[0]["content"], {"subscription": ""})
        eq(first[1]["content"], {"execution_state": "starting"})
    finally:
        kc.stop_channels()
        km.shutdown_kernel(now=True)


@probe("shutdown: replied with the restart flag, then the process ends by itself", own=True)
def _(name):
    for restart in (True, False):
        with kernel(name) as k:
            k.run("setInterval(() => {}, 10); 1")
            reply = k.ask("shutdown_request", {"restart": restart}, "control")
            eq(reply, {"status": "ok", "restart": restart})
            eq(wait(k.km.provisioner), 0)


def wait(provisioner, limit=5):
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        code = provisioner.process.poll()
        if code is not None:
            return code
        time.sleep(0.02)
    raise AssertionError(f"expected the kernel to end within {limit} s")


@probe("prompt: asks over stdin; what is typed is its value")
def _(k):
    msg_id = k.send('const name = prompt("Name? "); name + "!"', allow_stdin=True)
    asked = k.kc.get_stdin_msg(timeout=LIMIT)
    eq(asked["content"], {"prompt": "Name? ", "password": False})
    eq(asked["parent_header"]["msg_id"], msg_id)
    k.kc.input("太郎")
    eq(k.reply(msg_id)["content"]["status"], "ok")
    result = [m for m in k.collect(msg_id) if m["msg_type"] == "execute_result"]
    eq(result[0]["content"]["data"]["text/plain"], "'太郎!'")


@probe("prompt: after an await, and with a hidden answer")
def _(k):
    msg_id = k.send('await 1; prompt("Key? ", { password: true })', allow_stdin=True)
    eq(k.kc.get_stdin_msg(timeout=LIMIT)["content"], {"prompt": "Key? ", "password": True})
    k.kc.input("")
    eq(k.reply(msg_id)["content"]["status"], "ok")
    k.collect(msg_id)


@probe("prompt: an error where the front end does not ask, and stops when interrupted")
def _(k):
    run = k.run('prompt("Name? ")', allow_stdin=False)
    eq(run.status, "error")
    has(run.reply["evalue"], "prompt: expected a front end that asks for input")
    for before in ("", "await 1; "):
        msg_id = k.send(before + 'prompt("Name? ")', allow_stdin=True)
        k.kc.get_stdin_msg(timeout=LIMIT)
        k.interrupt()
        eq(k.reply(msg_id)["content"]["ename"], "Interrupted")
        k.collect(msg_id)


@probe("clear_output and update_display_data")
def _(k):
    run = k.run("clearOutput(); clearOutput({ wait: true })")
    eq([m["content"] for m in run.of("clear_output")], [{"wait": False}, {"wait": True}])
    run = k.run(
        'import * as tslab from "tslab"; const d = tslab.newDisplay(); d.html("<b>1</b>"); d.html("2")'
    )
    shown, updated = run.of("display_data"), run.of("update_display_data")
    eq(shown[0]["content"]["data"], {"text/html": "<b>1</b>"})
    eq(updated[0]["content"]["data"], {"text/html": "2"})
    eq(shown[0]["content"]["transient"], updated[0]["content"]["transient"])


@probe("display: MIME bundles through tslab's own lastWriteDisplayData")
def _(k):
    run = k.run(
        """const path = Object.keys(require.cache).find((p) => p.endsWith("/tslab/dist/jupyter.js"))!;
        require.cache[path]!.exports.lastWriteDisplayData(
          { data: { "text/plain": "t", "text/html": "h" }, metadata: {}, transient: {} }, false)"""
    )
    eq(run.of("display_data")[0]["content"]["data"], {"text/plain": "t", "text/html": "h"})
    # Code that tells runs apart by the publisher finds a new one in each.
    k.run("const publisher = () => require.cache[path]!.exports.lastWriteDisplayData; const first = publisher()")
    eq(k.run("[first === publisher(), publisher() === publisher()]").result, "[ false, true ]")


@probe("messages with a wrong signature are dropped")
def _(k):
    session = k.kc.session
    key, session.key = session.key, b"wrong"
    wrong = k.send('console.log("forged")')
    session.key = key
    run = k.run("8")
    eq(run.result, "8")
    try:
        k.reply(wrong, timeout=0.5)
    except Empty:
        return
    raise AssertionError("expected no reply to a message with a wrong signature")


@probe("an execute_request without code is an error, not the end")
def _(k):
    eq(k.ask("execute_request", {"silent": False})["status"], "error")
    eq(k.run("9").result, "9")


@probe("listens on the address of the connection file only")
def _(k):
    import psutil

    listening = [c for c in psutil.Process(k.pid).net_connections() if c.status == "LISTEN"]
    eq({c.laddr.ip for c in listening}, {k.km.ip})
    eq(len(listening), 5)
    lacks(k.km.ip, "0.0.0.0")
