"""Executes the notebooks in their kernel and writes the outputs into them.

    notebooks.py [FILE ...]            writes each notebook (default: all in notebooks/)
    notebooks.py --check [FILE ...]    writes nothing; fails where a fresh run differs

An answer to an exercise, in the text of a cell `exercise-n`, is a ```ts block; where it prints, a
```text block with that follows. The answers are run, in order, as cells after the notebook; what
they print is written or compared, too.

Outputs are stored so that a second run gives the same bytes: no times, no ids of the run, one
text for what a cell prints in several pieces.
"""

import argparse
import base64
import pathlib
import re
import struct
import sys

import nbformat
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Seconds after which a cell is taken to hang: more than any load makes of it.
LIMIT = 1800
ANSWER = re.compile(r"```ts\n(?P<code>.*?)\n```(?:\n\n```text\n(?P<text>.*?)```)?", re.S)
# What JupyterLab would write at opening: the kernelspec, and the kernel's answer of its language.
METADATA = {
    "kernelspec": {"display_name": "TypeScript (tslab)", "language": "typescript", "name": "tslab"},
    "language_info": {
        "codemirror_mode": {"mode": "typescript", "name": "javascript", "typescript": True},
        "file_extension": ".ts",
        "mimetype": "text/typescript",
        "name": "typescript",
        "nbconvert_exporter": "script",
        "pygments_lexer": "typescript",
        "version": "6.0",
    },
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    parser.add_argument("--kernel", default="tslab", help="name of the kernel (default: tslab)")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    options = parser.parse_args()
    files = options.files or sorted((ROOT / "notebooks").rglob("[!.]*.ipynb"))
    files = [file for file in files if ".ipynb_checkpoints" not in file.parts]
    KernelSpecManager().get_kernel_spec(options.kernel)  # fails at once if there is none
    return max((handle(file, options) for file in files), default=0)


def handle(file, options):
    """Runs one notebook; 0 when it ran (and, checked, equals the file), else 1."""
    saved = nbformat.read(file, as_version=4)
    print(f"{file.name} …", end=" ", flush=True)
    try:
        fresh, run = execute(saved, file.parent, options.kernel)
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        print(f"failed\n{error}")
        return 1
    if not options.check:
        write_answers(fresh, run)
        nbformat.write(fresh, file)
        print("written")
        return 0
    place = first_difference(saved, fresh) or answer_difference(saved, run)
    print(place or "equal")
    return 1 if place else 0


def execute(saved, folder, kernel):
    """The notebook as a run leaves it, and apart from it the cells of the answers, run after it."""
    notebook = nbformat.from_dict(saved)
    for _, answer in answers_of(saved):
        notebook.cells.append(nbformat.v4.new_code_cell(answer["code"]))
    client = NotebookClient(
        notebook,
        kernel_name=kernel,
        timeout=LIMIT,
        startup_timeout=LIMIT,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    fail_on_error_text(notebook)
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            if "transient" in output:
                del output["transient"]
    count = len(saved.cells)
    run = notebook.cells[count:]
    del notebook.cells[count:]
    return notebook, run


def answers_of(notebook):
    """The answers in order: the cell of the exercise, and the match."""
    for cell in notebook.cells:
        if re.fullmatch(r"exercise-\d+", cell.id):
            for match in ANSWER.finditer(cell.source):
                yield cell, match


def write_answers(notebook, run):
    """Writes into each exercise what the cells of its answers, in `run`, have printed."""
    texts = map(printed, run)

    def blocks(match):
        text = next(texts)
        return f"```ts\n{match['code']}\n```" + (f"\n\n```text\n{text}```" if text else "")

    for cell in {cell.id: cell for cell, _ in answers_of(notebook)}.values():
        cell.source = ANSWER.sub(blocks, cell.source)


def answer_difference(notebook, run):
    """Names the first exercise whose answer prints something else, or returns None."""
    for (cell, match), answer in zip(answers_of(notebook), run, strict=True):
        place = difference(match["text"] or "", printed(answer))
        if place:
            return f"the answer of {cell.id} differs: run `npm run notebooks`{place}"
    return None


def printed(cell):
    return "".join(o.text for o in cell.outputs if o.output_type == "stream")


def fail_on_error_text(notebook):
    """Stock tslab writes an error to stderr and answers "ok": that is a failure too."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream" and output.name == "stderr":
                raise CellExecutionError(output.text, "error", output.text.splitlines()[0])


def first_difference(saved, fresh):
    """Names the first place where the notebooks differ, or returns None."""
    if saved.metadata != fresh.metadata:
        return "other metadata: run `npm run notebooks`"
    for old, new in zip(saved.cells, fresh.cells, strict=True):
        place = difference(comparable(old), comparable(new))
        if place:
            return f"cell {old.id} differs: run `npm run notebooks` and look at the change\n{place}"
    return None


def difference(old, new, path=""):
    """The path of the first difference, with both values, or None."""
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        pairs = [(old[key], new[key], f"{path}/{key}") for key in old]
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        pairs = [(a, b, f"{path}/{i}") for i, (a, b) in enumerate(zip(old, new))]
    else:
        return None if old == new else f"{path}\nsaved: {old!r:.300}\nfresh: {new!r:.300}"
    return next(filter(None, (difference(*pair) for pair in pairs)), None)


def comparable(cell):
    """Count and outputs of a cell; of a picture only the size, since its bytes depend on the platform."""
    outputs = [comparable_output(output) for output in cell.get("outputs", [])]
    return {"execution_count": cell.get("execution_count"), "outputs": outputs}


def comparable_output(output):
    output = dict(output)
    if "image/png" in output.get("data", {}):
        output["data"] = {**output["data"], "image/png": png_size(output["data"]["image/png"])}
    return output


def png_size(base64_text):
    return struct.unpack(">II", base64.b64decode(base64_text)[16:24])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NoSuchKernel as error:
        sys.exit(f"middle-layer: --kernel {error.name}: there is no such kernel")
