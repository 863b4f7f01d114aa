"""A report as a flat OpenDocument text: what LibreOffice makes DOCX, DOC, ODT, RTF and PDF of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from xml.sax.saxutils import escape, quoteattr

from benchmarks.formats.content import Cell, Content, Grid, Link, plain_cell

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
#: A table of more columns is printed across the page.
_UPRIGHT_COLUMNS = 4
_LONG_SIDE, _SHORT_SIDE, _MARGIN = 29.7, 21.0, 2.0
_NARROWEST = 1.6


@dataclass(frozen=True, slots=True)
class Print:
    """How a report is printed: the font of its text, the size of running text and of tables (points), pages
    on their side (``None``: where a table is wide), tables with or without their lines."""

    font: str = "Garuda"
    size: int = 12
    table_size: int = 10
    across: bool | None = None
    ruled: bool = True


def flat_text(content: Content, look: Print) -> str:
    """The whole document as XML. Rows may split over pages, headers stand on every page again, and pages
    are numbered in the footer."""
    across = content.widest > _UPRIGHT_COLUMNS if look.across is None else look.across
    width, height = (_LONG_SIDE, _SHORT_SIDE) if across else (_SHORT_SIDE, _LONG_SIDE)
    styles, body = [], []
    for number, block in enumerate(content.blocks, start=1):
        if isinstance(block, Grid):
            columns = _widths(block, width - 2 * _MARGIN)
            styles += [_table_style(number, columns)]
            body += [*_table(block, number), '<text:p text:style-name="Gap"/>']
        else:
            body.append(_paragraph(block, "Prose"))
    return "".join(
        (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {_NAMES} ',
            'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3" ',
            'office:mimetype="application/vnd.oasis.opendocument.text">',
            _fonts(look),
            "<office:automatic-styles>",
            f'<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="{width}cm" ',
            f'fo:page-height="{height}cm" fo:margin="{_MARGIN}cm" ',
            f'style:print-orientation="{"landscape" if across else "portrait"}"/>',
            "<style:footer-style/></style:page-layout>",
            *_paragraph_styles(look),
            *styles,
            "</office:automatic-styles><office:master-styles>",
            '<style:master-page style:name="Standard" style:page-layout-name="Page"><style:footer>',
            '<text:p text:style-name="Footer"><text:page-number text:select-page="current"/></text:p>',
            "</style:footer></style:master-page></office:master-styles><office:body><office:text>",
            *body,
            "</office:text></office:body></office:document>",
        )
    )


def _fonts(look: Print) -> str:
    font = quoteattr(look.font)
    return (
        f"<office:font-face-decls><style:font-face style:name={font} svg:font-family={font}/>"
        "</office:font-face-decls><office:styles>"
        '<style:default-style style:family="paragraph"><style:text-properties '
        f"style:font-name={font} style:font-name-complex={font} style:font-name-asian={font} "
        f'fo:font-size="{look.size}pt" style:font-size-complex="{look.size}pt" fo:language="en" '
        'fo:country="US" style:language-complex="th" style:country-complex="TH"/></style:default-style>'
        '<style:style style:name="Standard" style:family="paragraph"/></office:styles>'
    )


def _paragraph_styles(look: Print) -> Iterator[str]:
    for name, size, gap in (
        ("Prose", look.size, 0.15),
        ("Words", look.table_size, 0.0),
        ("Gap", 6, 0.0),
        ("Footer", look.table_size, 0.0),
    ):
        align = ' fo:text-align="center"' if name == "Footer" else ""
        yield (
            f'<style:style style:name="{name}" style:family="paragraph" '
            f'style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="{gap}cm"'
            f'{align}/><style:text-properties fo:font-size="{size}pt" '
            f'style:font-size-complex="{size}pt"/></style:style>'
        )
    frame = (
        'fo:border="0.5pt solid #000000" fo:padding="0.08cm"'
        if look.ruled
        else 'fo:border="none" fo:padding="0.19cm" fo:padding-top="0.08cm" fo:padding-bottom="0.08cm"'
    )
    yield (
        '<style:style style:name="Box" style:family="table-cell"><style:table-cell-properties '
        f"{frame}/></style:style>"
        '<style:style style:name="Line" style:family="table-row"><style:table-row-properties '
        'fo:keep-together="auto"/></style:style>'
    )


def _table_style(number: int, columns: list[float]) -> str:
    table = (
        f'<style:style style:name="T{number}" style:family="table"><style:table-properties '
        f'style:width="{sum(columns):.2f}cm" table:align="left" style:may-break-between-rows="true"/>'
        "</style:style>"
    )
    return table + "".join(
        f'<style:style style:name="T{number}.{at}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{column:.2f}cm"/></style:style>'
        for at, column in enumerate(columns)
    )


def _widths(grid: Grid, whole: float) -> list[float]:
    """Widths as a typist sets them: more for columns that say more, none too narrow."""
    said = [
        sqrt(1 + sum(len(plain_cell(row[at])) for row in grid.rows) / len(grid.rows))
        for at in range(grid.width)
    ]
    narrowest = min(_NARROWEST, whole / grid.width)
    left = whole - narrowest * grid.width
    return [narrowest + left * share / sum(said) for share in said]


def _table(grid: Grid, number: int) -> Iterator[str]:
    yield f'<table:table table:name="Table{number}" table:style-name="T{number}">'
    for at in range(grid.width):
        yield f'<table:table-column table:style-name="T{number}.{at}"/>'
    if grid.headers:
        yield "<table:table-header-rows>"
        for row in grid.rows[: grid.headers]:
            yield _row(row)
        yield "</table:table-header-rows>"
    for row in grid.rows[grid.headers :]:
        yield _row(row)
    yield "</table:table>"


def _row(row: tuple[Cell, ...]) -> str:
    cells = "".join(
        '<table:table-cell table:style-name="Box" office:value-type="string">'
        + ("".join(_paragraph((line,), "Words") for line in cell) or '<text:p text:style-name="Words"/>')
        + "</table:table-cell>"
        for cell in row
    )
    return f'<table:table-row table:style-name="Line">{cells}</table:table-row>'


def _paragraph(lines: Cell, style: str) -> str:
    said = "<text:line-break/>".join("".join(map(_part, line)) for line in lines)
    return f'<text:p text:style-name="{style}">{said}</text:p>'


def _part(part: str | Link) -> str:
    if isinstance(part, str):
        return escape(part)
    address = quoteattr(part.address)
    return f'<text:a xlink:type="simple" xlink:href={address}>{escape(part.text)}</text:a>'
