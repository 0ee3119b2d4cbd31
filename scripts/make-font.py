"""Makes the font that charts are drawn with, and the table of its character widths.

    python scripts/make-font.py NotoSansJP_400Regular.ttf NotoSans_400Regular.ttf src/render/font

Needs fonttools (4.68 made the committed files). The two inputs are those of the npm packages @expo-google-fonts/noto-sans-jp
and @expo-google-fonts/noto-sans (0.4.3 and 0.4.2); both fonts are under the SIL Open Font License, kept beside the result.
"""

import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

# Characters of the project's charts that JIS level 1 lacks.
EXTRA = "橙"


def wanted() -> set[int]:
    """ASCII, Latin-1, Greek, dashes, scripts, arrows, mathematics, shapes, kana, full width and the 2965 kanji of JIS level 1."""
    ranges = [(0x20, 0x7E), (0xA0, 0xFF), (0x391, 0x3C9), (0x2010, 0x2027), (0x2030, 0x203B), (0x2070, 0x209C), (0x2190, 0x21D5)]
    ranges += [(0x2200, 0x22FF), (0x25A0, 0x25CF), (0x3000, 0x301F), (0x3041, 0x30FF), (0xFF01, 0xFF9F), (0x1D62, 0x1D6A)]
    points = {point for first, last in ranges for point in range(first, last + 1)}
    # T of a transpose, subscript j.
    points |= {0x1D40, 0x2C7C} | {ord(char) for char in EXTRA}
    for row in range(16, 48):
        for cell in range(1, 95):
            kanji = bytes([0xA0 + row, 0xA0 + cell]).decode("euc_jp", errors="ignore")
            points |= {ord(char) for char in kanji}
    return points


def subset(path: str, points: set[int], out: Path) -> set[int]:
    """Writes the glyphs of `points` and returns those that the font has. Without layout tables a text is as wide as its advances."""
    font = TTFont(path, recalcTimestamp=False)
    options = Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "gasp", "prep", "vhea", "vmtx"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    font.save(out)
    return set(font.getBestCmap())


def main(japanese: str, latin: str, folder: str) -> None:
    points = wanted()
    with tempfile.TemporaryDirectory() as temporary:
        parts = [Path(temporary, "japanese.ttf"), Path(temporary, "latin.ttf")]
        drawn = subset(japanese, points, parts[0])
        # Noto Sans JP has no subscripts: they come from Noto Sans, which has the same units and design.
        subset(latin, points - drawn, parts[1])
        font = Merger().merge([str(part) for part in parts])
    # Merging stamps the time; the input's keeps the bytes of a second run.
    font["head"].modified = font["head"].created = TTFont(japanese)["head"].modified
    font.recalcTimestamp = False
    font.save(Path(folder, "NotoSansJP-subset.ttf"))

    widths = defaultdict(list)
    for point, glyph in sorted(font.getBestCmap().items()):
        widths[font["hmtx"][glyph][0]].append(chr(point))
    table = {str(width): "".join(chars) for width, chars in sorted(widths.items())}
    text = json.dumps({"unitsPerEm": font["head"].unitsPerEm, "widths": table}, ensure_ascii=False, indent=2)
    Path(folder, "widths.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
