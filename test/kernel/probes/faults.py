"""After any fault the kernel answers the next honest request, or ends cleanly; nothing hangs."""

import json
import os
import random
import socket
import sys
import tempfile
from contextlib import contextmanager
from uuid import uuid4

import psutil
import zmq

from .harness import KILL, LIMIT, eq, has, kernel, probe

PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")
MANY = 20_000


def alive(k):
    eq(k.run("20 + 22").result, "42")
    eq(k.ask("kernel_info_request", {}, "control")["status"], "ok")
    beat = zmq.Context.instance().socket(zmq.REQ)
    try:
        beat.connect(f"tcp://{k.km.ip}:{k.km.hb_port}")
        beat.send(b"ping")
        assert beat.poll(3000), "expected the heartbeat to answer"
    finally:
        beat.close(linger=0)


@contextmanager
def peer(k, port, kind=zmq.DEALER, linger=500):
    """A socket beside those of the client, connected to one of the kernel's ports."""
    socket = zmq.Context.instance().socket(kind)
    socket.connect(f"tcp://{k.km.ip}:{getattr(k.km, port)}")
    try:
        yield socket
    finally:
        socket.close(linger=linger)


def signed(k, msg_type, content, msg_id=None, more=""):
    """The frames of a message whose content is any text or bytes, and `more` in its header."""
    header = f'{{"msg_id": "{msg_id or uuid4()}", "msg_type": "{msg_type}"{more}}}'
    parts = [header.encode(), b"{}", b"{}", content if isinstance(content, bytes) else content.encode()]
    return [b"<IDS|MSG>", k.kc.session.sign(parts), *parts]


def answers(k, *messages):
    """The contents of the replies on shell to `messages`, up to the one to a last cell."""
    last = str(uuid4())
    with peer(k, "shell_port") as shell:
        for frames in (*messages, signed(k, "execute_request", '{"code": "", "silent": true}', msg_id=last)):
            shell.send_multipart(frames)
        found = []
        while True:
            assert shell.poll(10_000), f"expected a reply to the last cell after {found}"
            parent, _metadata, content = map(json.loads, shell.recv_multipart()[-3:])
            if parent["msg_id"] == last:
                return found
            found.append(content)


def answer(k, msg_type, content, **header):
    """The content of the reply to an odd message."""
    [content] = answers(k, signed(k, msg_type, content, **header))
    return content


def memory(k):
    return psutil.Process(k.pid).memory_info().rss >> 20


@probe("random garbage as ZeroMQ messages on every socket")
def _(k):
    chance = random.Random(5)
    kinds = {"iopub_port": zmq.XSUB, "hb_port": zmq.DEALER}
    for port in PORTS:
        dealer = zmq.Context.instance().socket(kinds.get(port, zmq.DEALER))
        dealer.connect(f"tcp://{k.km.ip}:{getattr(k.km, port)}")
        for _round in range(200):
            frames = [chance.randbytes(chance.choice((0, 1, 5, 300))) for _f in range(chance.randint(1, 9))]
            if chance.random() < 0.5:
                frames.insert(chance.randint(0, 3), b"<IDS|MSG>")
            dealer.send_multipart(frames)
        dealer.close(linger=500)
    alive(k)


@probe("truncated and altered messages on every channel")
def _(k):
    chance = random.Random(6)
    session = k.kc.session
    for channel in ("shell", "control", "stdin"):
        dealer = zmq.Context.instance().socket(zmq.DEALER)
        dealer.connect(f"tcp://{k.km.ip}:{getattr(k.km, channel + '_port')}")
        frames = session.serialize(session.msg("execute_request", {"code": "1"}))
        for end in range(len(frames)):
            dealer.send_multipart(frames[:end] or [b""])
        for _round in range(100):
            altered = list(frames)
            at = chance.randrange(len(altered))
            altered[at] = altered[at][: chance.randint(0, len(altered[at]))]
            dealer.send_multipart(altered)
        dealer.close(linger=500)
    alive(k)


@probe("well signed nonsense: content of wrong types, unknown types, replies as requests")
def _(k):
    session = k.kc.session
    contents = ({}, {"code": 5}, {"code": None, "cursor_pos": "x"}, {"hist_access_type": 7, "n": "many"})
    types = ("execute_request", "complete_request", "inspect_request", "is_complete_request", "history_request",
             "comm_info_request", "comm_open", "comm_msg", "input_reply", "status", "execute_reply", "", "x")
    for content in contents:
        for msg_type in types:
            for channel in (k.kc.shell_channel, k.kc.control_channel, k.kc.stdin_channel):
                channel.send(session.msg(msg_type, dict(content)))
    odd = ({"code": "const q = 'x", "cursor_pos": -5}, {"code": "a.b", "cursor_pos": 1e9}, {"code": "🎉", "cursor_pos": 1})
    for content in odd:
        for kind in ("complete_request", "inspect_request"):
            assert k.ask(kind, content)["status"] in ("ok", "error")
    alive(k)


@probe("raw bytes on the ports, connections opened and dropped")
def _(k):
    chance = random.Random(7)
    for port in PORTS:
        for size in (0, 1, 100, 10_000):
            with socket.create_connection((k.km.ip, getattr(k.km, port)), timeout=5) as raw:
                try:
                    raw.sendall(chance.randbytes(size))
                except OSError:
                    pass
    alive(k)


@probe("1,000 quick requests are all answered")
def _(k):
    ids = [k.send(f"{i}") for i in range(400)]
    others = []
    for i in range(300):
        message = k.kc.session.msg("is_complete_request", {"code": f"{i}"})
        k.kc.shell_channel.send(message)
        others.append(message["header"]["msg_id"])
        message = k.kc.session.msg("kernel_info_request", {})
        k.kc.shell_channel.send(message)
        others.append(message["header"]["msg_id"])
    wanted = set(ids + others)
    answered = []
    while wanted:
        message = k.kc.get_shell_msg(timeout=LIMIT)
        parent = message["parent_header"]["msg_id"]
        wanted.discard(parent)
        if parent in ids:
            answered.append(parent)
    eq(answered, ids)
    k.collect(ids[-1])
    alive(k)


@probe("a front end that leaves in the middle of a cell, and a new one that comes")
def _(k):
    k.started(k.send('console.log("go"); for (let i = 0; i < 2000; i++) console.log("x".repeat(5000))'))
    k.kc.stop_channels()
    k.kc = k.km.client()
    k.kc.start_channels()
    k.kc.wait_for_ready(timeout=LIMIT)
    alive(k)


@probe("a kernel killed during a cell: the manager notices, a restart works", own=True)
def _(name):
    with kernel(name) as k:
        k.started(k.send('console.log("go"); while (true) {}'))
        os.kill(k.pid, KILL)
        k.km.provisioner.process.wait(LIMIT)
        assert not k.km.is_alive()
        k.km.restart_kernel(now=True)
        k.kc.wait_for_ready(timeout=LIMIT)
        alive(k)


@probe("a full disk, an unreadable file and a broken file for the history", own=True)
def _(name):
    tail = {"output": False, "raw": True, "hist_access_type": "tail", "n": 1}
    eq(os.path.exists("/dev/full"), sys.platform == "linux")
    if sys.platform == "linux":
        with kernel("full-disk") as k:
            k.run("'kept in memory'")
            eq(k.ask("history_request", tail)["history"][0][2], "'kept in memory'")
            alive(k)
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(f"{folder}/tslab")
        env = {**os.environ, "JUPYTER_DATA_DIR": folder}
        with open(f"{folder}/tslab/history.jsonl", "wb") as file:
            file.write(b'{"session":1,"line":1,"input":"good"}\n{"session":1,"li\n\xff\xfe\n[]\nnull\n{"session":"x"}')
        with kernel(name, env=env) as k:
            eq(k.ask("history_request", tail)["history"][0][2], "good")
            k.run("'new'")
            alive(k)
        with kernel(name, env=env) as k:
            found = k.ask("history_request", {**tail, "n": 9})["history"]
            eq([e[2] for e in found][:2], ["good", "'new'"])
        os.remove(f"{folder}/tslab/history.jsonl")
        os.mkdir(f"{folder}/tslab/history.jsonl")
        with kernel(name, env=env) as k:
            alive(k)


@probe("memory that runs out in a cell ends the kernel, and a restart works", own=True)
def _(name):
    env = {**os.environ, "NODE_OPTIONS": "--max-old-space-size=300"}
    with kernel(name, env=env) as k:
        k.send("const a: unknown[] = []; for (;;) a.push(new Array(1e6).fill(0))")
        k.km.provisioner.process.wait(LIMIT)
        k.km.restart_kernel(now=True)
        k.kc.wait_for_ready(timeout=LIMIT)
        alive(k)


@probe("20,000 messages of each kind that nobody may send: nothing runs, memory stays", own=True)
def _(name):
    chance = random.Random(8)
    pool = [chance.randbytes(300) for _round in range(1000)]
    code = b'{"code": "globalThis.forged = 1", "user_expressions": {}}'

    def garbage(i):
        return [pool[(i + j) % 1000] for j in range(i % 5 + 1)]

    def almost(i):
        return [pool[i % 1000], b"<IDS|MSG>", *garbage(i)]

    def forged(i):
        return [b"<IDS|MSG>", b"%064x" % i, b'{"msg_id": "%d", "msg_type": "execute_request"}' % i, b"{}", b"{}", code]

    with kernel(name) as k:
        again = signed(k, "execute_request", "{\"code\": \"globalThis.runs = (globalThis.runs ?? 0) + 1\"}")
        k.run("1")
        before = memory(k)
        for make in (garbage, almost, forged, lambda _i: again):
            for port in PORTS:
                with peer(k, port, zmq.XSUB if port == "iopub_port" else zmq.DEALER, linger=5000) as other:
                    for i in range(MANY):
                        other.send_multipart(make(i))
        alive(k)
        assert memory(k) - before < 200, f"expected less than 200 MB more than {before}, got {memory(k)}"
        eq(k.run("[globalThis.forged, globalThis.runs]").result, "[ undefined, 1 ]")


@probe("20,000 requests of a front end that reads no answer: the others are answered, memory stays", own=True)
def _(name):
    long = "x" * 5000
    kinds = (
        ("shell_port", "execute_request", '{"code": 5}'),
        ("control_port", "kernel_info_request", "{}"),
        ("stdin_port", "input_reply", '{"value": "%s"}' % long),
    )
    for port, msg_type, content in kinds:
        with kernel(name) as k:
            k.run("1")
            before = memory(k)
            # What is published is kept for those who have subscribed.
            k.kc.iopub_channel.socket.unsubscribe(b"")
            with peer(k, port, linger=0) as deaf:
                for i in range(MANY):
                    deaf.send_multipart(signed(k, msg_type, content, msg_id=f"{long}{i}"))
                eq(k.ask("kernel_info_request", {}, "control")["status"], "ok")
                eq(k.ask("execute_request", {"code": "1"})["status"], "ok")
                got = memory(k) - before
                assert got < 150, f"{msg_type}: expected less than 150 MB more than {before}, got {got}"


@probe("what is nested 100,000 deep, in the header or the content")
def _(k):
    deep = "[" * 100_000 + "]" * 100_000
    eq(answer(k, "kernel_info_request", "{}", more=f', "deep": {deep}')["status"], "ok")
    eq(answer(k, "is_complete_request", f'{{"code": "1", "deep": {deep}}}')["status"], "complete")
    for msg_type, field in (
        ("execute_request", "code"),
        ("complete_request", "code"),
        ("history_request", "hist_access_type"),
    ):
        eq(answer(k, msg_type, f'{{"{field}": {deep}}}')["status"], "error")
    eq(answers(k, signed(k, "comm_open", f'{{"comm_id": {deep}}}')), [])
    alive(k)


@probe("objects that cannot become strings, where strings are expected")
def _(k):
    odd = '{"toString": 1, "valueOf": 1}'
    for msg_type, content in (
        ("execute_request", f'{{"code": "1", "user_expressions": {{"a": {odd}}}}}'),
        ("complete_request", f'{{"code": {odd}}}'),
        ("history_request", f'{{"hist_access_type": "search", "pattern": {odd}}}'),
        ("history_request", f'{{"hist_access_type": "range", "session": {odd}}}'),
    ):
        eq(answer(k, msg_type, content)["status"], "error")
    with peer(k, "stdin_port") as stdin:
        stdin.send_multipart(signed(k, "input_reply", f'{{"value": {odd}}}'))
    alive(k)


@probe("odd user_expressions: an error, and nothing is run")
def _(k):
    before = k.run("globalThis.odd = 0").reply["execution_count"]
    for expressions in ('"ab"', '["globalThis.odd = 1"]', "5", "true", '{"a": 5}', '{"a": null}', '{"a": ["1"]}'):
        content = f'{{"code": "globalThis.odd = 1", "user_expressions": {expressions}}}'
        has(answer(k, "execute_request", content)["evalue"], "expected user_expressions")
    run = k.run("globalThis.odd")
    eq((run.result, run.reply["execution_count"]), ("0", before + 1))
    eq(answer(k, "execute_request", '{"code": "1", "user_expressions": null}')["status"], "ok")


@probe("odd cursor positions: an answer, for what is no whole number an error")
def _(k):
    for msg_type in ("complete_request", "inspect_request"):
        for at in ("null", "-5", "0", "3", "1e15", "-1e15"):
            eq(answer(k, msg_type, f'{{"code": "Mat", "cursor_pos": {at}}}')["status"], "ok")
        for at in ('"1"', "1.5", "1e999", "[]", "{}", "true"):
            has(answer(k, msg_type, f'{{"code": "Mat", "cursor_pos": {at}}}')["evalue"], "expected cursor_pos")


@probe("a message that is not UTF-8 is dropped, one that is sent again runs once")
def _(k):
    eq(answers(k, signed(k, "execute_request", b'{"code": "\'\xff\'"}')), [])
    again = signed(k, "execute_request", '{"code": "globalThis.times = (globalThis.times ?? 0) + 1"}')
    eq(len(answers(k, again, again, again)), 1)
    eq(k.run("globalThis.times").result, "1")


@probe("a search of the history with many stars in its pattern does not last")
def _(k):
    k.run("// " + "a" * 30_000)
    for pattern in ("*a" * 20 + "b", "***[[[", "*" * 1000, "[" * 1000, "*?a" * 30 + "[b-", "[z-a]*"):
        search = {"output": False, "raw": True, "hist_access_type": "search", "pattern": pattern}
        found = k.ask("history_request", search)["history"]
        eq(len(found) > 0, pattern == "*" * 1000)
    alive(k)


@probe("numbers in a history_request that are out of any range")
def _(k):
    k.run("'last'")
    ask = lambda kind, **odd: k.ask("history_request", {"output": False, "hist_access_type": kind, **odd})
    for n, count in ((-1, 0), (0, 0), (1, 1), (None, None), (10**15, None)):
        found = ask("tail", n=n)["history"]
        eq(len(found) if count is not None else found[-1][2], count if count is not None else "'last'")
    for odd in ("1", 0.5, [1], {}, True):
        for kind, name in (("tail", "n"), ("search", "n"), ("range", "session"), ("range", "start"), ("range", "stop")):
            has(ask(kind, **{name: odd})["evalue"], f"expected {name} as a whole number")
    eq(ask("range", session=-(10**15))["history"], [])
    eq(ask("range", start=-(10**15), stop=10**15)["history"][-1][2], "'last'")
    eq(ask("search", unique=[], pattern=None, n=1)["history"][0][2], "'last'")
    eq(ask("other")["status"], "error")


@probe("what JSON cannot say is told as an error, in a result, a display and an expression")
def _(k):
    k.run("const cycle: { self?: unknown } = {}; cycle.self = cycle; undefined")
    k.run('const odd = (value: unknown) => ({ [Symbol.for("Jupyter.display")]: () => ({ "application/json": value }) })')
    for code, why in (("odd(cycle)", "circular"), ("odd({ big: 1n })", "BigInt")):
        run = k.run(code)
        has(run.text("stderr"), why)
        eq(run.states, ["busy", "idle"])
        has(k.run("1", user_expressions={"a": code}).reply["evalue"], why)
    run = k.run('require("tslab").display.raw("application/json", cycle)')
    has(run.text("stderr"), "circular")
    alive(k)
