"""Prints, as JSON, what the Python packages of the environment that runs this say of their licences."""

import json
import re
from importlib.metadata import distributions

LICENCE_FILE = re.compile(r"\.(dist|egg)-info/(.*/)?(licen[cs]e|copying)[^/]*$", re.IGNORECASE)


def texts(distribution):
    """The contents of the licence files that a package brings."""
    for file in distribution.files or []:
        if LICENCE_FILE.search(file.as_posix()):
            yield file.locate().read_text(encoding="utf-8", errors="replace")


def described(distribution):
    metadata = distribution.metadata
    return {
        "name": metadata["Name"],
        "version": distribution.version,
        "expression": metadata["License-Expression"],
        "licence": metadata["License"],
        "classifiers": metadata.get_all("Classifier", []),
        "texts": list(texts(distribution)),
    }


print(json.dumps([described(distribution) for distribution in distributions()]))
