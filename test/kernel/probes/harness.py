"""What the probes drive a kernel with: a real process, over ZeroMQ, through jupyter_client."""

import signal
import sys
import time
from contextlib import contextmanager
from queue import Empty

from jupyter_client.manager import KernelManager

# Seconds after which something is taken to hang: more than any load makes of it.
LIMIT = 300
# What nothing can catch; Windows has it by the other name.
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


def end(timeout):
    """The moment when `timeout` seconds, or LIMIT, are over."""
    return time.monotonic() + (LIMIT if timeout is None else timeout)


class Run:
    """What came of one execute_request: its reply and everything published for it, in order."""

    def __init__(self, reply, messages):
        self.reply = reply
        self.messages = messages

    @property
    def status(self):
        return self.reply["status"]

    @property
    def types(self):
        return [m["msg_type"] for m in self.messages]

    @property
    def states(self):
        return [m["content"]["execution_state"] for m in self.of("status")]

    @property
    def result(self):
        found = self.of("execute_result")
        return found[0]["content"]["data"].get("text/plain") if found else None

    @property
    def traceback(self):
        return "\n".join(self.reply.get("traceback", []))

    def of(self, msg_type):
        return [m for m in self.messages if m["msg_type"] == msg_type]

    def text(self, name="stdout"):
        streams = [m["content"] for m in self.of("stream")]
        return "".join(c["text"] for c in streams if c["name"] == name)


class Kernel:
    """A running kernel and a client of it."""

    def __init__(self, name, cwd=None, env=None, ready=True):
        self.km = KernelManager(kernel_name=name)
        options = {} if env is None else {"env": env}
        self.km.start_kernel(cwd=cwd, **options)
        self.kc = self.km.client()
        self.kc.start_channels()
        if ready:
            self.kc.wait_for_ready(timeout=LIMIT)

    @property
    def pid(self):
        return self.km.provisioner.pid

    def close(self):
        self.kc.stop_channels()
        if self.km.has_kernel:
            self.km.shutdown_kernel(now=True)
        self.km.cleanup_resources()

    def send(self, code, **options):
        return self.kc.execute(code, **options)

    def collect(self, msg_id, timeout=None, until="idle"):
        """The messages published for a request, up to its idle status."""
        messages = []
        deadline = end(timeout)
        while True:
            message = self.kc.get_iopub_msg(timeout=max(0.01, deadline - time.monotonic()))
            if message["parent_header"].get("msg_id") != msg_id:
                continue
            messages.append(message)
            if message["content"].get("execution_state") == until:
                return messages

    def reply(self, msg_id, timeout=None, channel="shell"):
        """The reply to a request; replies to others are skipped."""
        get = getattr(self.kc, f"get_{channel}_msg")
        deadline = end(timeout)
        while True:
            message = get(timeout=max(0.01, deadline - time.monotonic()))
            if message["parent_header"].get("msg_id") == msg_id:
                return message

    def run(self, code, timeout=None, **options):
        msg_id = self.send(code, **options)
        reply = self.reply(msg_id, timeout)["content"]
        return Run(reply, self.collect(msg_id, timeout))

    def ask(self, msg_type, content, channel="shell", timeout=None):
        """The content of the reply to any request."""
        socket = getattr(self.kc, f"{channel}_channel")
        message = self.kc.session.msg(msg_type, content)
        socket.send(message)
        return self.reply(message["header"]["msg_id"], timeout, channel)["content"]

    def interrupt(self):
        self.km.interrupt_kernel()

    def started(self, msg_id, timeout=None):
        """Waits until the cell has printed something; returns that."""
        deadline = end(timeout)
        while True:
            message = self.kc.get_iopub_msg(timeout=max(0.01, deadline - time.monotonic()))
            if message["parent_header"].get("msg_id") == msg_id and message["msg_type"] == "stream":
                return message["content"]["text"]

    def late(self, msg_id, enough, timeout=None):
        """Text that is published for a cell after its end, as soon as `enough(text)`."""
        text = ""
        deadline = end(timeout)
        while not enough(text) and time.monotonic() < deadline:
            try:
                message = self.kc.get_iopub_msg(timeout=0.2)
            except Empty:
                continue
            if message["parent_header"].get("msg_id") == msg_id and message["msg_type"] == "stream":
                text += message["content"]["text"]
        return text


@contextmanager
def kernel(name, **options):
    started = Kernel(name, **options)
    try:
        yield started
    finally:
        started.close()


PROBES = {}


def probe(title, own=False, unless=None):
    """Registers a probe. It gets a running kernel, or with `own` the kernel's name, and asserts.

    On the platform `unless` (as `sys.platform` names it) it makes no sense and is left out.
    """

    def register(function):
        if sys.platform != unless:
            PROBES[title] = (function, own)
        return function

    return register


def eq(actual, expected):
    assert actual == expected, f"expected {expected!r}, got {actual!r}"


def has(text, part):
    assert part in text, f"expected {part!r} in {text!r}"


def lacks(text, part):
    assert part not in text, f"expected no {part!r} in {text!r}"
