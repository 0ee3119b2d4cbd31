"""Runs the cells given as a JSON list on standard input in a kernel, in the folder given, and prints each cell's outputs as JSON."""

import json
import sys

import nbformat
from nbclient import NotebookClient

folder, kernel = sys.argv[1:]
cells = [nbformat.v4.new_code_cell(code) for code in json.load(sys.stdin)]
notebook = nbformat.v4.new_notebook(cells=cells)
NotebookClient(
    notebook, timeout=1800, startup_timeout=1800, kernel_name=kernel, allow_errors=True, resources={"metadata": {"path": folder}}
).execute()
json.dump([cell.outputs for cell in notebook.cells], sys.stdout)
