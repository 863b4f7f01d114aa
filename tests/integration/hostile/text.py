"""Hostile text: pages of the web, Markdown, rows of data."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_REPORT = "รายงานผลการประเมินคุณธรรมและความโปร่งใส (ITA) ประจำปีงบประมาณ พ.ศ. 2566\n".encode()
_PAGE = b"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>" + _REPORT
_SVG = (
    b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY out SYSTEM "file:///etc/passwd">]>'
    b'<svg xmlns="http://www.w3.org/2000/svg"><text>&out;</text></svg>'
)
_LAUGHS = b'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 1000 + b'">]><html>' + b"&b;" * 1000
_SPAN = b"<table><tr><td rowspan=%d colspan=%d>a</td><td>b</td></tr></table>"
_SPANS = b"<table>" + (b"<tr>" + b"<td rowspan=65000 colspan=1000>a</td>" * 50 + b"</tr>") * 500 + b"</table>"

#: Name of the file → how it is made, and the rule under which it is set aside.
TEXTS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "span.html": (lambda: _PAGE + _SPAN % (10**9, 10**9), "organization-unknown"),
    "spans.html": (lambda: _PAGE + _SPANS, "document-too-large"),
    "deep.html": (lambda: _PAGE + b"<div>" * 1_000_000 + b"x", "document-unsafe"),
    "deep-tables.html": (lambda: _PAGE + b"<table><tr><td>" * 100_000 + b"x", "document-unsafe"),
    "deep-marks.html": (lambda: _PAGE + b"<b><i>" * 100_000 + b"x", "document-unsafe"),
    "line.html": (lambda: _PAGE + b"<p>" + b"word " * 10_000_000, "document-too-large"),
    "cells.html": (lambda: _PAGE + b"<table>" + b"<tr><td>a<td>b" * 1_000_000, "document-too-large"),
    "attributes.html": (lambda: _PAGE + b"<p " + b"a=1 " * 5_000_000, "organization-unknown"),
    "laughs.html": (lambda: _LAUGHS, "not-an-ita-report"),
    "svg.svg": (lambda: _SVG, "not-an-ita-report"),
    "pipes.md": (
        lambda: b"# ITA 2566\n\n" + b"|" * 1_000_000 + b"\n" + b"|-" * 1_000_000,
        "document-too-large",
    ),
    "rows.md": (lambda: b"# ITA\n\n|a|b|\n|-|-|\n" + b"|1|2|\n" * 500_000, "document-too-large"),
    "quotes.md": (lambda: _REPORT + b"> " * 1_000_000 + b"x", "organization-unknown"),
    "cell.csv": (lambda: b"a,b\n1," + b"x" * (100 << 20) + b"\n", "document-too-large"),
    "columns.csv": (lambda: (b"a," * 1_000_000 + b"\n") * 3, "document-too-large"),
    "quotation.csv": (lambda: b'a,b\n1,"' + b"x,y\n" * 5_000_000, "document-too-large"),
    "spaces.txt": (lambda: b" " * (200 << 20), "document-too-large"),
    "tabs.txt": (lambda: _REPORT + b"\t" * 1_000_000, "document-too-large"),
    "lines.txt": (lambda: _REPORT + b"\n" * 20_000_000, "document-too-large"),
    "tables.txt": (lambda: _REPORT + b"<table><tr><td>" * 300_000, "document-too-large"),
    "zeros.txt": (lambda: bytes(1 << 20), "empty-file"),
    "noise.txt": (lambda: bytes(range(128, 256)) * 10_000, "undecodable-text"),
}
