"""The fonts with Thai glyphs that Debian packages, by families whose digits have one design."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

#: File names begin with these words. Folders are searched for all of them.
FAMILIES: dict[str, tuple[str, ...]] = {
    "Laksaman": ("Laksaman",),  # the design of TH Sarabun, in which offices write
    "Garuda": ("Garuda",),
    "Loma": ("Loma",),
    "Kinnari": ("Kinnari",),
    "Norasi": ("Norasi",),
    "Waree": ("Waree",),
    "Umpush": ("Umpush",),
    "Sawasdee": ("Sawasdee",),
    "Purisa": ("Purisa",),
    "Tlwg": ("TlwgMono", "TlwgTypewriter", "TlwgTypist", "TlwgTypo"),
    "Arundina Sans": ("ArundinaSans",),
    "Arundina Serif": ("ArundinaSerif",),
    "Noto": ("NotoSansThai", "NotoLoopedThai", "NotoSerifThai"),
}
#: Each is read by a model that has never seen it.
FOLDS: tuple[tuple[str, ...], ...] = (
    ("Laksaman", "Arundina Sans"),
    ("Garuda", "Norasi", "Umpush"),
    ("Loma", "Kinnari", "Arundina Serif", "Purisa"),
    ("Waree", "Sawasdee", "Tlwg", "Noto"),
)
FOLDERS = (
    Path("/usr/share/fonts/truetype/tlwg"),
    Path("/usr/share/fonts/truetype/arundina"),
    Path("/usr/share/fonts/truetype/noto"),
)


def fonts_of(families: Sequence[str], folders: Sequence[Path] = FOLDERS) -> dict[str, list[Path]]:
    """Family → its font files (regular, bold, slanted) below ``folders``; families that are not
    installed are left out."""
    found: dict[str, list[Path]] = {}
    for family in families:
        starts = FAMILIES[family]
        files = sorted(
            file
            for folder in folders
            if folder.is_dir()
            for file in folder.rglob("*.ttf")
            if file.name.startswith(starts)
        )
        # “ArundinaSansMono” is no style of “ArundinaSans” but has its digits.
        if files:
            found[family] = files
    return found
