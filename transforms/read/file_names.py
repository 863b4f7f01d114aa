"""Names of files that programs leave beside the files that they copy, edit or pack: nobody hands them in."""

from __future__ import annotations

_TEMPORARY_ENDINGS = ("~", ".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".swp")
_TEMPORARY_STARTS = (".", "~$")
_TEMPORARY_NAMES = ("thumbs.db", "desktop.ini", "__macosx")


def is_passed_over(name: str) -> bool:
    """Whether a file or folder of this name (without folders) is hidden or temporary."""
    lowered = name.lower()
    return (
        lowered.startswith(_TEMPORARY_STARTS)
        or lowered.endswith(_TEMPORARY_ENDINGS)
        or lowered in _TEMPORARY_NAMES
    )
