"""After any fault the kernel answers the next honest request, or ends cleanly; nothing hangs."""

import os
import random
import signal
import socket
import tempfile

import zmq

from .harness import eq, kernel, probe

PORTS = ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port")


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
        message = k.kc.get_shell_msg(timeout=20)
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
    k.kc.wait_for_ready(timeout=20)
    alive(k)


@probe("a kernel killed during a cell: the manager notices, a restart works", own=True)
def _(name):
    with kernel(name) as k:
        k.started(k.send('console.log("go"); while (true) {}'))
        os.kill(k.pid, signal.SIGKILL)
        k.km.provisioner.process.wait(5)
        assert not k.km.is_alive()
        k.km.restart_kernel(now=True)
        k.kc.wait_for_ready(timeout=20)
        alive(k)


@probe("a full disk, an unreadable file and a broken file for the history", own=True)
def _(name):
    tail = {"output": False, "raw": True, "hist_access_type": "tail", "n": 1}
    eq(os.path.exists("/dev/full"), True)
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
        k.km.provisioner.process.wait(60)
        k.km.restart_kernel(now=True)
        k.kc.wait_for_ready(timeout=20)
        alive(k)
