"""Markup that a scanner leaves inside lines and cells: tags out, breaks and boxes kept."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

from transforms.document import BOX_EMPTY, BOX_TICKED

_INPUT = re.compile(r"<input\b([^>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_BREAK = re.compile(r"<\s*br\s*/?>|</?\s*(?:p|li|ul|ol|div|tr|h[1-6])\b[^>]*>", re.IGNORECASE)
#: Struck out: the writer took it back.
_STRUCK_TAG = re.compile(r"<(del|s|strike)\b[^<>]*>[^<>]{0,600}</\1\s*>", re.IGNORECASE)
_STRUCK_MARK = re.compile(r"~~(?=\S)[^~\n]{1,600}~~")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_AUTOLINK = re.compile(r"<((?:https?|ftp)://[^<>\s]+)>", re.IGNORECASE)
#: A link of Markdown: its text, its address.
_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,300})\]\(<?((?:https?://)[^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)*)>?(?:\s+\"[^\"\n]*\")?\)",
    re.IGNORECASE,
)
#: What Markdown escapes: before marks are looked for, and behind.
_ESCAPED = re.compile(r"\\([!\"$%'()+,\-./:;=?@\[\\\]^{|}])")
_ESCAPED_MARK = re.compile(r"\\([*_#~<>&`])")
_HREF = re.compile(r"<a\b[^>]*\bhref\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_NO_ADDRESS = re.compile("[\\s\"'<>]")
_TICKED = re.compile(r"\[\s*[xX/✓✔√☑]\s*\]|\(\s*[/✓✔√☑]\s*\)|[☑☒✓✔🗹✅√\uf0fe\uf052\uf0fc]")
_EMPTY = re.compile(r"[☐□▢◻❏❑⬜\uf0a8\uf06f]|\[[\s.…]{0,8}\]|\([\s.…]{1,12}\)")
#: One of the characters with which any of these begins.
_MAY_BE_BOX = re.compile("[\\[(☑☒✓✔🗹✅√☐□▢◻❏❑⬜\uf0fe\uf052\uf0fc\uf0a8\uf06f]")
_SPACES = re.compile(r"[ \xa0\t]{2,}|[\xa0\t]")
_LINE_EDGES = re.compile(r" ?\n[ \n]*")
_MARKDOWN = re.compile(r"(?<!\\)\*{2,3}|(?<![\w\\])_{2,3}(?=\S)|^#{1,6}\s+", re.MULTILINE)


def text_of(raw: str) -> str:
    """``raw`` without markup: paragraphs, breaks and list items as lines, boxes as ☑ and ☐."""
    text = raw
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "<" in text:
        text = _AUTOLINK.sub(r"\1", text)
        text = _STRUCK_TAG.sub("", text)
        text = _INPUT.sub(_box, text)
        text = _BREAK.sub("\n", text)
        text = _TAG.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    if _MAY_BE_BOX.search(text):
        text = _EMPTY.sub(BOX_EMPTY, _TICKED.sub(BOX_TICKED, text))
    if "~~" in text:
        text = _STRUCK_MARK.sub("", text)
    if "*" in text or "#" in text or "__" in text:
        text = _MARKDOWN.sub("", text)
    if "\\" in text:
        text = _ESCAPED_MARK.sub(r"\1", text).removesuffix("\\")
    text = _SPACES.sub(" ", text)
    return (_LINE_EDGES.sub("\n", text) if "\n" in text else text).strip()


def link_to(address: str) -> str:
    """The beginning of a link as :func:`addresses_in` finds it: nothing in it ends the attribute."""
    return f'<a href="{_NO_ADDRESS.sub(lambda match: quote(match[0]), address)}">'


def addresses_in(raw: str) -> list[str]:
    """What ``href`` attributes and links of Markdown in ``raw`` point to, in order."""
    found = _HREF.findall(raw) if "<a" in raw.lower() else []
    return found + [address for _, address in _LINK.findall(raw)] if "](" in raw else found


def _box(match: re.Match[str]) -> str:
    values = {name.lower(): value.strip("\"'").lower() for name, value in _ATTRIBUTE.findall(match.group(1))}
    if values.get("type") not in ("checkbox", "radio"):
        return ""
    ticked = "checked" in values and values["checked"] not in ("false", "0", "no")
    return BOX_TICKED if ticked else BOX_EMPTY
