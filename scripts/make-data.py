"""Makes the modules in src/data/tables, which hold the data sets of the package.

    pip download --no-deps scikit-learn==1.9.1 palmerpenguins==0.1.6
    npm pack vega-datasets@3.2.1
    python scripts/make-data.py scikit_learn-1.9.1-*.whl palmerpenguins-0.1.6-*.whl vega-datasets-3.2.1.tgz src/data/tables

Needs nothing but Python. What the sets are and under which licence: src/data/README.md.
"""

import base64
import csv
import gzip
import io
import json
import sys
import tarfile
import zipfile
import zlib
from pathlib import Path

IRIS = ["sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)", "species"]
CARS = ["Name", "Miles_per_Gallon", "Cylinders", "Displacement", "Horsepower"]
CARS += ["Weight_in_lbs", "Acceleration", "Year", "Origin"]


def iris(wheel: zipfile.ZipFile) -> str:
    """scikit-learn's file has counts and the classes in its first line, and their indices in the last column."""
    text = wheel.read("sklearn/datasets/data/iris.csv").decode()
    (_, _, *species), *rows = csv.reader(text.splitlines())
    return table([IRIS, *([*measures, species[int(index)]] for *measures, index in rows)])


def digits(wheel: zipfile.ZipFile) -> str:
    """64 pixels and the label, one after the other for all images, deflated: 10 % less than image by image."""
    text = gzip.decompress(wheel.read("sklearn/datasets/data/digits.csv.gz")).decode()
    rows = [[int(float(value)) for value in row] for row in csv.reader(text.splitlines())]
    values = bytes(value for column in zip(*rows) for value in column)
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_FILTERED)
    return base64.b64encode(deflate.compress(values) + deflate.flush()).decode()


def penguins(wheel: zipfile.ZipFile) -> str:
    """Species by species, as other packages have them; the source has Chinstrap last."""
    head, *rows = csv.reader(wheel.read("palmerpenguins/data/penguins.csv").decode().splitlines())
    return table([head, *sorted(rows, key=lambda row: row[0])])


def cars(archive: tarfile.TarFile) -> str:
    """Years are given as their first day; what is missing is null, here nothing."""
    rows = json.load(archive.extractfile("package/data/cars.json"))
    return table([CARS, *([{**row, "Year": row["Year"][:4]}[name] for name in CARS] for row in rows)])


def table(rows) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def write(folder: str, name: str, constant: str, about: str, literal: str) -> None:
    text = f"// Made by scripts/make-data.py.\n\n/** {about} */\nexport const {constant}: string ={literal};\n"
    Path(folder, f"{name}.ts").write_text(text, encoding="utf-8")


def template(text: str) -> str:
    assert not set(text) & set("`\\$"), "would need escapes"
    return f" `{text}`"


def main(scikit_learn: str, palmerpenguins: str, vega_datasets: str, folder: str) -> None:
    with zipfile.ZipFile(scikit_learn) as wheel:
        write(folder, "iris-csv", "IRIS_CSV", "150 flowers.", template(iris(wheel)))
        about = "64 pixels and the label of 1797 digits, pixel by pixel, deflated, in base64."
        write(folder, "digits-base64", "DIGITS_BASE64", about, f'\n  "{digits(wheel)}"')
    with zipfile.ZipFile(palmerpenguins) as wheel:
        about = "344 penguins, NA where a value is missing."
        write(folder, "penguins-csv", "PENGUINS_CSV", about, template(penguins(wheel)))
    with tarfile.open(vega_datasets) as archive:
        about = "406 cars, nothing where a value is missing."
        write(folder, "cars-csv", "CARS_CSV", about, template(cars(archive)))


if __name__ == "__main__":
    main(*sys.argv[1:])
