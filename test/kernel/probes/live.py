"""A training shows itself while its cell computes, and leaves one whole chart."""

import time

from .harness import LIMIT, eq, has, probe

VEGA = "application/vnd.vegalite.v5+json"
ALL = sorted([VEGA, "image/png", "text/plain"])
IMPORT = 'import { live } from "middle-layer"'


def charts(messages):
    """What was shown and updated, and under which ids."""
    sent = [m for m in messages if m["msg_type"] in ("display_data", "update_display_data")]
    ids = {m["content"]["transient"]["display_id"] for m in sent}
    return [(m["msg_type"], sorted(m["content"]["data"])) for m in sent], ids


def whole(messages, ids=1):
    """Asserts that a chart was shown, updated, and is whole in the end."""
    sent, found = charts(messages)
    eq(sent[0], ("display_data", sorted([VEGA, "text/plain"])))
    eq(sent[-1], ("update_display_data", ALL))
    eq(sum(kind == "display_data" for kind, _ in sent), ids)
    eq(len(found), ids)


@probe("live: a chart is updated while a loop never awaits, and is whole when that is interrupted")
def _(k):
    k.run(IMPORT)
    msg_id = k.send("const endless = live(); for (let i = 1; ; i++) endless({ epoch: i, loss: 1 / i })")
    seen = []
    deadline = time.monotonic() + LIMIT
    while sum(m["msg_type"] == "update_display_data" for m in seen) < 3:
        message = k.kc.get_iopub_msg(timeout=max(0.01, deadline - time.monotonic()))
        if message["parent_header"].get("msg_id") == msg_id:
            seen.append(message)
    has(seen[-1]["content"]["data"]["text/plain"], "epoch ")
    k.interrupt()
    eq(k.reply(msg_id, LIMIT)["content"]["ename"], "Interrupted")
    seen += k.collect(msg_id, LIMIT)
    eq("".join(m["content"]["text"] for m in seen if m["msg_type"] == "stream"), "")
    whole(seen)
    eq(k.run('"alive"').result, "'alive'")


@probe("live: the last chart is whole at the end of a loop, with and without await")
def _(k):
    k.run(IMPORT)
    for wait in ("", "await new Promise((r) => setTimeout(r, 1));"):
        run = k.run(
            f"{{ const view = live(); for (let i = 1; i <= 50; i++) {{ view({{ epoch: i, loss: 1 / i }}); {wait} }} }}"
        )
        eq(run.status, "ok")
        whole(run.messages)
        eq(run.text("stderr"), "")
        shown = run.of("update_display_data")[-1]["content"]["data"]
        has(shown["text/plain"], "Training, epochs 1 to 50: training loss from 1 to 0.02")


@probe("live: each training has a chart, and one that a timer goes on with after the cell is whole as well")
def _(k):
    k.run(IMPORT)
    run = k.run("const two = live({ epochs: 2 }); for (const epoch of [1, 2, 1, 2]) two({ epoch, loss: 1 })")
    whole(run.messages, ids=2)
    msg_id = k.send("const later = live(); later({ epoch: 1, loss: 1 }); setTimeout(() => later({ epoch: 2, loss: 3 }), 300)")
    k.reply(msg_id)
    seen = k.collect(msg_id)
    whole(seen)
    deadline = time.monotonic() + LIMIT
    # Without the picture it is an update on the way.
    while not all(part in str(seen[-1]["content"].get("data")) for part in ("epochs 1 to 2", "image/png")):
        message = k.kc.get_iopub_msg(timeout=max(0.01, deadline - time.monotonic()))
        if message["parent_header"].get("msg_id") == msg_id:
            seen.append(message)
    whole(seen)


@probe("live: a silent cell shows nothing")
def _(k):
    k.run(IMPORT)
    eq(charts(k.run("live()({ epoch: 1, loss: 1 })", silent=True).messages), ([], set()))


@probe("what a display registers for the end of the cell can fail without harm")
def _(k):
    run = k.run(
        """const hook = () => (globalThis as any)[Symbol.for("middle-layer.display")];
        const publisher = hook();
        publisher.atEnd(() => { throw new Error("odd") }) && publisher.atEnd(() => console.log("last"))"""
    )
    eq(run.status, "ok")
    eq(run.result, "true")
    has(run.text("stderr"), "odd")
    eq(run.text(), "last\n")
    # Once it is over, nothing more can be registered for its end.
    eq(k.run("publisher.atEnd(() => {})").result, "false")
