"""Output is never lost, never reordered, and belongs to the cell that made it."""

from .harness import LIMIT, eq, has, lacks, probe


@probe("50,000 lines of console.log arrive whole and in order")
def _(k):
    run = k.run("for (let i = 0; i < 50_000; i++) console.log(`line ${i}`);")
    eq(run.status, "ok")
    eq(run.text(), "".join(f"line {i}\n" for i in range(50_000)))


@probe("console.log prints a matrix as the text that its cell shows, of any size, class and version")
def _(k):
    k.run(
        'import { Matrix, MatrixTransposeView } from "ml-matrix";\n'
        'import * as old from "ml-matrix-6.10";\n'
        'import { RandomState } from "middle-layer";\n'
        "const random = new RandomState(0);"
    )
    eq(k.run("new Matrix([[1, 2.5]])").result, "[[1.  2.5]]")
    for made in (
        "new Matrix([[1, 2], [3, 4]])",
        "new MatrixTransposeView(new Matrix([[1, 2], [3, 4]]))",
        "new old.Matrix([[1, 2], [3, 4]])",
        "random.normal(0, 1, [2, 3])",
        "random.normal(0, 1, [40, 50])",
        "random.normal(0, 1, [0, 3])",
        "random.randint(0, 9, [2, 3])",
        "new Matrix(60000, 784)",
        "[new Matrix([[1, 2]])]",
        "{ a: random.normal(0, 1, [9, 9]) }",
    ):
        shown = k.run(f"const made = {made};\nmade").result
        eq(k.run("console.log(made)").text(), f"{shown}\n")
        eq(k.run('console.info("w:", made, 1)').text(), f"w: {shown} 1\n")
    eq(k.run('console.log("%d: %s", 1, "x")').text(), "1: x\n")
    eq(k.run('console.log({ klass: "Matrix" })').text(), "{ klass: 'Matrix' }\n")


@probe("20 MB in one write arrive whole")
def _(k):
    run = k.run('process.stdout.write("0123456789".repeat(2_000_000)); 1')
    eq(len(run.text()), 20_000_000)
    eq(run.text()[:20], "01234567890123456789")
    eq(run.result, "1")


@probe("output and error output keep their order")
def _(k):
    run = k.run("for (let i = 0; i < 50; i++) (i % 2 ? console.error : console.log)(i);")
    texts = "".join(m["content"]["text"] for m in run.of("stream"))
    eq(texts, "".join(f"{i}\n" for i in range(50)))


@probe("a byte at a time: characters are put together again; callbacks of write are called")
def _(k):
    run = k.run(
        'for (const byte of Buffer.from("日本🎉")) process.stdout.write(Uint8Array.of(byte));\n'
        'await new Promise<void>((done) => process.stdout.write("!", () => done()));'
    )
    eq((run.status, run.text()), ("ok", "日本🎉!"))


@probe("output is seen while the cell still computes")
def _(k):
    msg_id = k.send('console.log("first"); const end = Date.now() + 1500; while (Date.now() < end);')
    eq(k.started(msg_id), "first\n")
    states = [m["content"].get("execution_state") for m in k.collect(msg_id)]
    eq(states, ["idle"])
    k.reply(msg_id)


@probe("late output of a timer, an interval and an await goes to the cell that started them")
def _(k):
    first = k.send(
        'setTimeout(() => console.log("timer"), 300);\n'
        "const every = setInterval(() => console.log(`interval`), 100);\n"
        "setTimeout(() => clearInterval(every), 1000);\n"
        "const sleep = (ms: number) => new Promise((r) => setTimeout(r, ms));\n"
        '(async () => { await sleep(300); console.log("await"); await sleep(50); console.log("again") })();\n'
        "undefined"
    )
    k.reply(first)
    k.collect(first)
    second = k.send('await sleep(500); console.log("second")')
    messages = []
    while not any("again" in m["content"].get("text", "") for m in messages):
        messages.append(k.kc.get_iopub_msg(timeout=LIMIT))
    k.reply(second)
    messages += k.collect(second)
    of = lambda i: "".join(
        m["content"]["text"]
        for m in messages
        if m["msg_type"] == "stream" and m["parent_header"]["msg_id"] == i
    )
    eq(of(second), "second\n")
    for text in ("timer", "interval", "await", "again"):
        has(of(first), text)


@probe("no colour codes, also where Jupyter was started from a terminal")
def _(k):
    run = k.run('console.log({ a: 1, b: ["x"] }, process.stdout.isTTY); ({ a: 1 })')
    eq(run.text(), "{ a: 1, b: [ 'x' ] } false\n")
    eq(run.result, "{ a: 1 }")
    lacks(run.text(), "\x1b")
