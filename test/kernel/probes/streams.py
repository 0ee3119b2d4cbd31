"""The standard streams of the process: child processes, fs, and what is read."""

from queue import Empty

from .harness import LIMIT, eq, has, probe

CHILD = 'import { execSync, spawn, spawnSync } from "node:child_process"; import fs from "node:fs";\n'


@probe("a child process with inherited streams prints into the cell, in order with console.log")
def _(k):
    run = k.run(f'{CHILD}console.log("a"); execSync("echo b; echo c >&2", {{ stdio: "inherit" }}); console.log("d")')
    eq((run.text(), run.text("stderr")), ("a\nb\nd\n", "c\n"))
    run = k.run('spawn("sh", ["-c", "echo one; sleep 0.1; echo two"], { stdio: "inherit" }); await new Promise((r) => setTimeout(r, 500))')
    eq(run.text(), "one\ntwo\n")
    run = k.run('spawnSync("sh", ["-c", "sh -c \\"echo deep\\""], { stdio: "inherit" }).status')
    eq((run.text(), run.result), ("deep\n", "0"))


@probe("what a child prints is seen while the cell waits for it")
def _(k):
    k.run(CHILD)
    msg_id = k.send('execSync("echo now; sleep 2", { stdio: "inherit" }); undefined')
    eq(k.started(msg_id), "now\n")
    states = [m["content"].get("execution_state") for m in k.collect(msg_id)]
    eq(states, ["idle"])
    k.reply(msg_id)


@probe("20 MB of a child arrive whole, characters of several bytes too")
def _(k):
    k.run(CHILD)
    run = k.run('spawnSync("sh", ["-c", "yes 日本 | head -n 3000000"], { stdio: "inherit" }).status')
    eq(run.result, "0")
    assert run.text() == "日本\n" * 3_000_000, len(run.text())


@probe("fs writes to descriptors 1 and 2 arrive in the cell, in order")
def _(k):
    k.run(CHILD)
    run = k.run(
        'console.log("a"); fs.writeSync(1, "b\\n"); fs.writeSync(1, Buffer.from("xc\\ny"), 1, 2); fs.writeSync(2, "e\\n");\n'
        'await new Promise<void>((done) => fs.write(1, "d\\n", () => done()))'
    )
    eq((run.text(), run.text("stderr")), ("a\nb\nc\nd\n", "e\n"))
    eq(k.run('fs.writeFileSync("/dev/stdout", "f\\n")').text(), "f\n")
    eq(k.run('fs.writeSync(1, "日本")').result, "6")


@probe("a worker thread's console prints into the cell")
def _(k):
    run = k.run(
        'import { Worker } from "node:worker_threads"; const w = new Worker("console.log(1)", { eval: true });\n'
        'await new Promise((r) => w.on("exit", r)); await new Promise((r) => setTimeout(r, 50))'
    )
    eq(run.text(), "1\n")


def answered(k, code, lines, **options):
    """Runs `code`, types `lines` where it asks; returns the status and what it printed."""
    msg_id = k.send(code, allow_stdin=True, **options)
    for line in lines:
        k.kc.get_stdin_msg(timeout=LIMIT)
        k.kc.input(line)
    reply = k.reply(msg_id)["content"]
    messages = k.collect(msg_id)
    text = "".join(m["content"]["text"] for m in messages if m["msg_type"] == "stream")
    return reply["status"], text


@probe("reads of the standard input ask the front end")
def _(k):
    k.run(CHILD)
    for code in ("fs.readFileSync(0, 'utf8')", "fs.readFileSync('/dev/stdin').toString()"):
        eq(answered(k, f"console.log({code}.trim())", ["太郎"]), ("ok", "太郎\n"))
    code = "const b = Buffer.alloc(20); const n = fs.readSync(0, b); console.log(b.toString('utf8', 0, n - 1))"
    eq(answered(k, code, ["abc"]), ("ok", "abc\n"))
    code = (
        'import { createInterface } from "node:readline/promises";\n'
        "const lines = createInterface({ input: process.stdin, output: process.stdout });\n"
        'const [x, y] = [await lines.question("x? "), await lines.question("y? ")]; lines.close(); console.log(x + y)'
    )
    status, text = answered(k, code, ["1", "2"])
    eq((status, text), ("ok", "x? y? 12\n"))
    code = "for await (const line of process.stdin) { console.log(String(line).trim()); break }"
    eq(answered(k, code, ["one"]), ("ok", "one\n"))


@probe("where the front end cannot ask, a read is an error that says so, and nothing hangs")
def _(k):
    k.run(CHILD)
    for code, call in (
        ("fs.readFileSync(0)", "readFileSync"),
        ("fs.readSync(0, Buffer.alloc(1))", "readSync"),
        ("process.stdin.on('data', () => {})", "process.stdin"),
        ("for await (const line of process.stdin) {}", "process.stdin"),
        ("require('node:readline').createInterface({ input: process.stdin })", "process.stdin"),
        ("confirm('sure?')", "confirm"),
    ):
        run = k.run(code, allow_stdin=False)
        has(run.reply["evalue"], f"{call}: expected a front end that asks for input")
    eq(k.run("execSync('cat').length").result, "0")
    eq(k.run('spawnSync("cat", { stdio: "inherit" }).status').result, "0")


@probe("prompt has a default, confirm answers yes or no, alert prints")
def _(k):
    eq(answered(k, "console.log(prompt('Name?', 'Ada'))", [""]), ("ok", "Ada\n"))
    eq(answered(k, "console.log(prompt('Name?', 'Ada'))", ["Bob"]), ("ok", "Bob\n"))
    for typed, said in (("y", "true"), ("YES", "true"), ("はい", "true"), ("n", "false"), ("", "false")):
        eq(answered(k, "console.log(confirm('Go on?'))", [typed]), ("ok", f"{said}\n"))
    eq(k.run("alert('hello')").text(), "hello\n")


@probe("a read can be interrupted")
def _(k):
    k.run(CHILD)
    msg_id = k.send("fs.readFileSync(0)", allow_stdin=True)
    k.kc.get_stdin_msg(timeout=LIMIT)
    k.interrupt()
    eq(k.reply(msg_id)["content"]["ename"], "Interrupted")
    k.collect(msg_id)
    try:
        k.kc.get_stdin_msg(timeout=0.2)
    except Empty:
        return
    raise AssertionError("expected no other question")
