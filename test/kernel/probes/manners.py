"""A kernel that behaves among other processes, and ends when it should."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from .harness import KILL, LIMIT, eq, has, kernel, probe

PARENT = """
import sys, time
from jupyter_client.manager import KernelManager
km = KernelManager(kernel_name=sys.argv[1], connection_file=sys.argv[2])
km.start_kernel()
kc = km.client()
kc.start_channels()
kc.wait_for_ready(timeout=300)
msg_id = kc.execute(sys.argv[3])
while kc.get_iopub_msg(timeout=300)["msg_type"] != "stream":
    pass
print(km.provisioner.pid, flush=True)
time.sleep(60)
"""


def gone(pid, limit=8):
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def orphan(name, code, sign, with_file=True):
    """Starts a kernel from a process of its own, and kills that; the kernel must go too."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "connection.json")
        command = [sys.executable, "-c", PARENT, name, str(file), code]
        parent = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        pid = None
        try:
            pid = int(parent.stdout.readline())
            parent.send_signal(sign)
            parent.wait(5)
            assert gone(pid), "expected the kernel to end with its parent"
            time.sleep(0.2)
            if with_file:
                eq(sorted(os.listdir(folder)), [])
        finally:
            parent.kill()
            if pid is not None and psutil.pid_exists(pid):
                os.kill(pid, KILL)


@probe("ends when its parent is killed with SIGKILL, and leaves no file behind", own=True)
def _(name):
    orphan(name, 'console.log("go"); setInterval(() => {}, 10); await new Promise(() => {})', KILL)


@probe("ends when its parent is killed while a cell computes", own=True)
def _(name):
    orphan(name, 'console.log("go"); while (true) {}', KILL)


@probe("ends with its parent, child processes of cells too", own=True)
def _(name):
    mark = f"6{os.getpid()}"
    code = f'import {{ spawn }} from "node:child_process"; spawn("sleep", ["{mark}"]); console.log("go")'
    orphan(name, code, KILL)
    eq(children(mark), [])


def children(mark):
    found = [p for p in psutil.process_iter(["cmdline"]) if mark in (p.info["cmdline"] or [])]
    return [p for p in found if p.status() != psutil.STATUS_ZOMBIE]


@probe("process.exit in a cell is an error; the kernel lives", own=True)
def _(name):
    with kernel(name) as k:
        for code in ("process.exit(3)", "await 1; process.exit()"):
            run = k.run(code)
            eq(run.status, "error")
            has(run.reply["evalue"], "a cell cannot end the kernel")
        run = k.run("setTimeout(() => process.exit(), 10); await new Promise((r) => setTimeout(r, 50)); 1")
        eq(run.result, "1")


@probe("a live setInterval, server or child does not hold up a shutdown; children end too", own=True)
def _(name):
    mark = f"7{os.getpid()}"
    with kernel(name) as k:
        k.run(
            "setInterval(() => {}, 1); require('node:http').createServer().listen(0);\n"
            f"require('node:child_process').spawn('sleep', ['{mark}'])"
        )
        k.ask("shutdown_request", {"restart": False}, "control")
        eq(k.km.provisioner.process.wait(LIMIT), 0)
        time.sleep(0.2)
        eq(children(mark), [])


@probe("a shutdown while a cell computes ends the kernel", own=True)
def _(name):
    with kernel(name) as k:
        k.started(k.send('console.log("go"); while (true) {}'))
        eq(k.ask("shutdown_request", {"restart": True}, "control")["status"], "ok")
        k.km.provisioner.process.wait(LIMIT)


@probe("a restart gives a fresh kernel on the same connection", own=True)
def _(name):
    with kernel(name) as k:
        k.run("let before = 1")
        k.km.restart_kernel(now=False)
        k.kc.wait_for_ready(timeout=LIMIT)
        eq(k.run("before").status, "error")
        eq(k.run("1").reply["execution_count"], 2)


@probe("nothing is left in the folder of temporary files, the notebook's folder, or the processes", own=True)
def _(name):
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as temporary:
        env = {**os.environ, "TMPDIR": temporary}
        with kernel(name, cwd=folder, env=env) as k:
            pid = k.pid
            k.run('console.log(1); throw new Error("x")')
            eq(k.run("1").result, "1")
            k.km.shutdown_kernel(now=False)
        assert gone(pid), "expected the process to be gone"
        eq((os.listdir(folder), os.listdir(temporary)), ([], []))


@probe("a wrong start gives one clear line and ends", own=True)
def _(name):
    from jupyter_client.kernelspec import get_kernel_spec

    node, flag, launcher, *_rest = get_kernel_spec(name).argv
    for args, message in (
        ([node, flag, launcher], "expected the path of a connection file"),
        ([node, launcher, "x.json"], f"expected to be run by node {flag}"),
        ([node, flag, launcher, "missing.json"], "missing.json"),
    ):
        done = subprocess.run(args, capture_output=True, text=True, timeout=LIMIT)
        eq(done.returncode, 1)
        has(done.stderr, f"middle-layer kernel: ")
        has(done.stderr, message)
        eq(done.stderr.count("\n"), 1)


@probe("a port that is taken gives a clear line and ends", own=True)
def _(name):
    import json

    from jupyter_client.kernelspec import get_kernel_spec

    with kernel(name) as k, tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "taken.json")
        file.write_text(json.dumps(k.km.get_connection_info(), default=lambda b: b.decode()))
        node, flag, launcher, *_rest = get_kernel_spec(name).argv
        second = [node, flag, launcher, str(file)]
        done = subprocess.run(second, capture_output=True, text=True, timeout=LIMIT, start_new_session=True)
        assert done.returncode != 0
        has(done.stderr, "cannot listen")
        eq(k.run("1").result, "1")
