"""Makes the fonts that charts are drawn with, and beside each the table of its character widths.

    python scripts/make-font.py NotoSansJP_400Regular.ttf NotoSans_400Regular.ttf noto-sans-math-latin-400-normal.woff2 src/render/font

Needs fonttools and brotli (4.68 and 1.2 made the committed files). The three inputs are those of the npm packages
@expo-google-fonts/noto-sans-jp, @expo-google-fonts/noto-sans and @fontsource/noto-sans-math (0.4.3, 0.4.2 and 5.3.0); all are under
the SIL Open Font License, kept beside the results.
"""

import json
import sys
import tempfile
import unicodedata
from collections import defaultdict
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# Of JIS level 2, and yet in the project's charts: in the first font, so that these need no second one.
EXTRA = "橙"


def points(*ranges: tuple[int, int]) -> set[int]:
    return {point for first, last in ranges for point in range(first, last + 1) if unicodedata.category(chr(point)) not in ("Cc", "Cf", "Cn", "Co", "Cs")}


def jis(first: int, last: int) -> set[int]:
    """The characters in some rows of JIS X 0208: 1 to 8 hold signs and letters, 16 to 47 the kanji of level 1, 48 to 84 those of level 2."""
    cells = [bytes([0xA0 + row, 0xA0 + cell]).decode("euc_jp", errors="ignore") for row in range(first, last + 1) for cell in range(1, 95)]
    return {ord(char) for char in "".join(cells)}


def makers() -> tuple[set[int], set[int]]:
    """What makers of computers added to JIS X 0208, and every one has now: signs, such as ㈱, and kanji of names, such as 髙."""
    rows = [[bytes([lead, trail]).decode("cp932", errors="ignore") for trail in range(0x40, 0xFD)] for lead in (0x87, 0xED, 0xEE)]
    signs, *kanji = [{ord(char) for char in "".join(row) if char.isprintable()} for row in rows]
    return signs, set().union(*kanji)


def with_joined(chosen: set[int]) -> set[int]:
    """Also each letter with a mark of which both are there: else shaping would part it, and a text have more glyphs than in another font."""
    joined = {point for point in range(0x3400) if len(unicodedata.normalize("NFC", chr(point))) == 1}
    return chosen | {point for point in joined if {ord(char) for char in unicodedata.normalize("NFD", chr(point))} <= chosen}


def everyday() -> set[int]:
    """Latin, Greek, marks, currency, letters as signs, scripts, common arrows and operators, shapes, kana, full width and JIS level 1."""
    latin = points((0x20, 0x7E), (0xA0, 0x17F), (0x2C6, 0x2DD), (0x300, 0x36F), (0x370, 0x3FF), (0x2000, 0x206F), (0x2070, 0x209C))
    signs = points((0x20A0, 0x20FF), (0x2100, 0x214F), (0x2190, 0x21D5), (0x2200, 0x22FF), (0x25A0, 0x25CF), (0x1D62, 0x1D6A))
    japanese = points((0x3000, 0x301F), (0x3041, 0x30FF), (0xFF01, 0xFF9F)) | jis(16, 47)
    # T of a transpose, subscript j.
    return with_joined(latin | signs | japanese | {0x1D40, 0x2C7C} | {ord(char) for char in EXTRA})


def rare_signs() -> set[int]:
    """What is left of the signs of JIS X 0208 and of makers, further Latin, arrows, operators, technical signs, boxes, numbers in circles and mathematical alphabets."""
    letters = points((0x180, 0x2FF), (0x400, 0x45F), (0x1D00, 0x1DBF), (0x1E00, 0x1EFF), (0x1F00, 0x1FFF), (0x31F0, 0x31FF), (0x1D400, 0x1D7FF))
    signs = points((0x2150, 0x218B), (0x2190, 0x2426), (0x2460, 0x25FF), (0x2600, 0x266F), (0x2713, 0x2718))
    return letters | signs | points((0x27C0, 0x27FF), (0x2900, 0x2BFF), (0x3000, 0x303F), (0xFF01, 0xFFEF), (0xFFFD, 0xFFFD)) | jis(1, 8) | makers()[0]


def subset(path: str, chosen: set[int], out: Path) -> set[int]:
    """Writes the glyphs of `chosen` and returns those that the font has. Without layout tables a text is as wide as its advances."""
    font = TTFont(path, recalcTimestamp=False)
    options = Options(layout_features=[], hinting=False, notdef_outline=True, bidi_closure=False, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "MATH", "STAT", "gasp", "prep", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=chosen)
    subsetter.subset(font)
    font.flavor = None
    font.save(out)
    return set(font.getBestCmap())


def make(inputs: list[str], chosen: set[int], family: str, out: Path) -> set[int]:
    """A font with the glyphs of `chosen`, each from the first of the inputs that has it; returns those that one has."""
    made = set()
    with tempfile.TemporaryDirectory() as temporary:
        parts = []
        for index, path in enumerate(inputs):
            part = Path(temporary, f"{index}.ttf")
            found = subset(path, chosen - made, part)
            if found:
                parts.append(str(part))
            made |= found
        font = Merger().merge(parts) if len(parts) > 1 else TTFont(parts[0])
    # Merging stamps the time; the first input's keeps the bytes of a second run.
    font["head"].modified = font["head"].created = TTFont(inputs[0])["head"].modified
    font.recalcTimestamp = False
    for record in font["name"].names:
        if record.nameID in (1, 4):
            record.string = family
    font.save(out.with_suffix(".ttf"))

    widths = defaultdict(list)
    for point, glyph in sorted(font.getBestCmap().items()):
        widths[font["hmtx"][glyph][0]].append(chr(point))
    table = {str(width): "".join(chars) for width, chars in sorted(widths.items())}
    text = json.dumps({"unitsPerEm": font["head"].unitsPerEm, "widths": table}, ensure_ascii=False, indent=2)
    out.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
    return made


def main(japanese: str, latin: str, mathematics: str, folder: str) -> None:
    # Noto Sans JP has no subscripts and few operators: they come from Noto Sans and Noto Sans Math, of the same units and design.
    inputs = [japanese, latin, mathematics]
    made = make(inputs, everyday(), "Noto Sans JP", Path(folder, "NotoSansJP-everyday"))
    made |= make([japanese], (jis(48, 84) | makers()[1]) - made, "Noto Sans JP Level 2", Path(folder, "NotoSansJP-level2"))
    made |= make(inputs, rare_signs() - made, "Noto Sans JP Signs", Path(folder, "NotoSansJP-signs"))
    missing = (jis(1, 84) | makers()[0] | makers()[1] | points((0x2200, 0x22FF))) - made
    if missing:
        raise SystemExit(f"no glyph for {''.join(map(chr, sorted(missing)))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
