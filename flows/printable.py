"""Text of documents and files as a terminal may show it: such text can be anybody's."""

from __future__ import annotations

import re

#: Escape sequences, whole: titles and links, device strings, colours and cursor, the rest. Of one that does
#: not end only the beginning: the text behind it is wanted.
_SEQUENCES = re.compile(
    r"(?:\x1b\]|\x9d)[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x00-\x1f\x7f-\x9f]*(?:\x1b\\|\x9c)"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|\x1b[ -/]*[0-~]?"
)
#: Any control character that is left, and the marks that turn the direction of writing, with which a text
#: can be made to look like another.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def without_escapes(text: str) -> str:
    """The text without what a terminal would obey; tabs and line breaks stay."""
    return _CONTROLS.sub("", _SEQUENCES.sub("", text))
