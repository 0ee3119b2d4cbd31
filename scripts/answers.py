"""The answers to a notebook's exercises: code in a fold of their text, and what it prints.

A cell `exercise-n` holds a ```ts block, run after the whole notebook as a cell of its own, and where
that prints, a ```text block with what it prints behind it.
"""

import re

import nbformat

ANSWER = re.compile(r"```ts\n(?P<code>.*?)\n```(?P<printed>\n\n```text\n(?P<text>.*?)```)?", re.S)


def cells(notebook):
    """A code cell for each answer, in order; `answer-` and the id of the exercise is its id."""
    return [
        nbformat.v4.new_code_cell(match["code"], id=f"answer-{cell.id}")
        for cell, match in answers(notebook)
    ]


def answers(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and re.fullmatch(r"exercise-\d+", cell.id):
            for match in ANSWER.finditer(cell.source):
                yield cell, match


def difference(notebook, run):
    """Names the first exercise whose answer, run in the cells `run`, prints something else, or None."""
    for (cell, match), answer in zip(answers(notebook), run, strict=True):
        told, printed = match["text"] or "", stdout(answer)
        if told != printed:
            return f"answer of {cell.id}\nsaved: {told!r:.300}\nfresh: {printed!r:.300}"
    return None


def write(notebook, run):
    """Writes into each exercise what the cell of its answer among `run` has printed."""
    texts = iter([stdout(answer) for answer in run])

    def block(match):
        text = next(texts)
        printed = f"\n\n```text\n{text}```" if text else ""
        return f"```ts\n{match['code']}\n```{printed}"

    for cell in {cell.id: cell for cell, _ in answers(notebook)}.values():
        cell.source = ANSWER.sub(block, cell.source)


def stdout(cell):
    return "".join(o.text for o in cell.outputs if o.output_type == "stream" and o.name == "stdout")
