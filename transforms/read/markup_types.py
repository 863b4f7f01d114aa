"""Which texts are markup throughout: web pages, saved pages with their parts (MHTML), SpreadsheetML.

Text of a scanner may begin with a table in HTML too. It is told from a fragment of a page by what stands
outside of all elements: in a page nothing does.
"""

from __future__ import annotations

import re

HTML = "text/html"
MHTML = "multipart/related"
#: Workbooks of Excel 2002/2003 in one XML file.
SPREADSHEETML = "application/vnd.ms-excel+xml"

_HEAD = 65_536
_MISC = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->|<!doctype\b(?!\s+html)[^>\[]*>)+", re.DOTALL | re.IGNORECASE)
#: With these a page begins, and no text that a scanner reads.
_PAGE = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|base|link|style|script|frameset)\b)", re.IGNORECASE
)
#: With these a page or a scanner's text begins.
_FRAGMENT = re.compile(r"<(?:table|div|center|section|main|article|form|h[1-6]|font)\b", re.IGNORECASE)
_SHEETS = re.compile(r"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet")
#: Without their end they end with nothing else. Browsers stop at 512; old pages forget the end of many.
_DEEPEST = 5_000
_NESTING = re.compile(
    rb"<(/?)(?:div|span|table|font|b|i|u|em|strong|big|small|center|ul|ol|dl|blockquote|section|article|form"
    rb"|sub|sup|nobr|select|fieldset|main|label)\b",
    re.IGNORECASE,
)
_MAIL_HEAD = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*)+\r?\n")
_MAIL_TYPE = re.compile(r"^content-type:\s*(?:multipart/related|text/html)\b", re.IGNORECASE | re.MULTILINE)


def markup_type(content: bytes) -> str | None:
    """The media type of what is markup throughout, else ``None``."""
    head = _head(content)
    if head[:1] != "<":
        return MHTML if _is_saved_page(head) else None
    misc = _MISC.match(head)
    start = misc.end() if misc else 0
    if _SHEETS.match(head, start):
        return SPREADSHEETML
    if _PAGE.match(head, start):
        return HTML
    return HTML if _FRAGMENT.match(head, start) and _is_markup_throughout(content) else None


def is_nested_without_end(content: bytes) -> bool:
    """Whether elements are opened in each other so often that parsing costs more than a page is worth."""
    depth = 0
    for match in _NESTING.finditer(content):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > _DEEPEST:
            return True
    return False


def _head(content: bytes) -> str:
    """The first characters without BOM and white space, as far as ASCII matters."""
    head = content[:_HEAD]
    for encoding, mark in (("utf-16-le", b"<\x00"), ("utf-16-be", b"\x00<")):
        bom = "\ufeff".encode(encoding)
        if head.startswith((bom, mark)):
            return head.decode(encoding, "replace").lstrip("\ufeff \t\r\n\x0c")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\x0c").decode("latin-1")


def _is_saved_page(head: str) -> bool:
    mail = _MAIL_HEAD.match(head)
    return bool(mail and "mime-version:" in mail[0].lower() and _MAIL_TYPE.search(mail[0]))


def _is_markup_throughout(content: bytes) -> bool:
    from selectolax.lexbor import LexborHTMLParser

    if is_nested_without_end(content):
        return True  # a page that is refused
    is_utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    body = LexborHTMLParser(content.decode("utf-16", "replace") if is_utf_16 else content).body
    node = body.first_child if body is not None else None
    while node is not None:
        if node.is_text_node:
            text = node.text()
            if text.strip() or ("\t" in text and "\n" not in text):
                return False
        node = node.next
    return True
