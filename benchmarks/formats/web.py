"""A report as a web page, and as Markdown as GitHub writes it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from benchmarks.formats.content import Cell, Content, Grid, Line
from transforms.document import BOX_EMPTY, BOX_TICKED

_TICKED_INPUT = '<input type="checkbox" checked>'
_EMPTY_INPUT = '<input type="checkbox">'
_STYLE = "table{border-collapse:collapse}td,th{border:1px solid #000;vertical-align:top}"


def page(content: Content, *, charset: str = "utf-8") -> bytes:
    """A plain page: real tables with a head, boxes as form fields."""
    parts = [
        table(block, _as_input) if isinstance(block, Grid) else f"<p>{_broken(block, _as_input)}</p>"
        for block in content.blocks
    ]
    return _whole("\n".join(parts), charset)


def layout_page(content: Content, *, charset: str = "utf-8") -> bytes:
    """A page as old editors make it: everything in cells of tables that only lay it out; boxes as letters."""
    rows = [
        f'<tr><td colspan="2">{table(block, str)}</td></tr>'
        if isinstance(block, Grid)
        else f'<tr><td width="20">&nbsp;</td><td><font size="3">{_broken(block, str)}</font></td></tr>'
        for block in content.blocks
    ]
    entries = "".join(f"<tr><td><a href='#top'>{name}</a></td></tr>" for name in ("หน้าแรก", "ติดต่อเรา"))
    menu = f"<table>{entries}</table>"
    inside = '<table border="0">' + "\n".join(rows) + "</table>"
    return _whole(
        f'<table width="100%"><tr><td width="150">{menu}</td><td>{inside}</td></tr></table>', charset
    )


def table(grid: Grid, boxes: Callable[[str], str]) -> str:
    """One table; header cells are ``th``."""
    made = ["<table>"]
    for at, row in enumerate(grid.rows):
        name = "th" if at < grid.headers else "td"
        if at == 0 and grid.headers:
            made.append("<thead>")
        made.append("<tr>" + "".join(f"<{name}>{_cell(cell, boxes)}</{name}>" for cell in row) + "</tr>")
        if grid.headers and at == grid.headers - 1:
            made.append("</thead><tbody>")
    made.append("</tbody></table>" if grid.headers else "</table>")
    return "\n".join(made)


def markdown(content: Content) -> bytes:
    """GitHub's Markdown: the first row of a table is its head, lines in a cell are parted by ``<br>``."""
    made = []
    for block in content.blocks:
        if not isinstance(block, Grid):
            made.append("  \n".join(_escaped(_marked(line)) for line in block))
            continue
        rows = [
            "| "
            + " | ".join("<br>".join(_marked(line).replace("|", "\\|") for line in cell) for cell in row)
            + " |"
            for row in block.rows
        ]
        made.append("\n".join([rows[0], "|" + " --- |" * block.width, *rows[1:]]))
    return ("\n\n".join(made) + "\n").encode()


def _marked(line: Line) -> str:
    text = "".join(part if isinstance(part, str) else f"[{part.text}]({part.address})" for part in line)
    return text.replace(BOX_TICKED, "[x]").replace(BOX_EMPTY, "[ ]")


def _escaped(text: str) -> str:
    return "\\" + text if text.startswith(("#", ">", "+ ")) else text


def _as_input(text: str) -> str:
    return text.replace(BOX_TICKED, _TICKED_INPUT).replace(BOX_EMPTY, _EMPTY_INPUT)


def _cell(cell: Cell, boxes: Callable[[str], str]) -> str:
    if len(cell) == 1:
        return _html(cell[0], boxes)
    return "".join(f"<p>{_html(line, boxes)}</p>" for line in cell)


def _broken(lines: Cell, boxes: Callable[[str], str]) -> str:
    return "<br>\n".join(_html(line, boxes) for line in lines)


def _html(line: Line, boxes: Callable[[str], str]) -> str:
    return "".join(
        boxes(escape(part))
        if isinstance(part, str)
        else f'<a href="{escape(part.address)}">{escape(part.text)}</a>'
        for part in line
    )


def _whole(body: str, charset: str) -> bytes:
    text = (
        f'<!DOCTYPE html>\n<html lang="th">\n<head>\n<meta charset="{charset}">\n<title>ITA</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
    return text.encode("cp874" if charset == "tis-620" else charset, "xmlcharrefreplace")
