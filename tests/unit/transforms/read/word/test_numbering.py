"""Automatic numbers are part of what is printed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from transforms.read.word.numbering import in_form

Texts = Callable[..., list[str]]


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f"{more}</w:lvl>"
    )


def lists(*levels: str, of_list: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{of_list}</w:num>'
    )


THAI = (level(0, "thaiNumbers", "%1."), level(1, "thaiNumbers", "%1.%2"), level(2, "thaiLetters", "%3)"))


def item(text: str, at: int = 0, number: int = 1, more: str = "") -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    in_list = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{more}{in_list}</w:pPr>{run}</w:p>"


def test_levels_count_by_themselves_and_begin_again(texts: Texts) -> None:
    numbering = lists(*THAI)
    body = item("ก") + item("ข", 1) + item("ค", 1) + item("ง", 2) + item("จ") + item("ฉ", 1) + item("ช", 2)
    assert texts(body, parts={"numbering": numbering}) == [
        "๑. ก", "๑.๑ ข", "๑.๒ ค", "ก) ง", "๒. จ", "๒.๑ ฉ", "ก) ช",
    ]  # fmt: skip


def test_lists_of_one_kind_count_on_unless_told_to_start(texts: Texts) -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    body = item("ก") + item("ข", number=2) + item("ค", number=2) + item("ง")
    plain = texts(body, parts={"numbering": lists(level(0, "decimal", "O%1"))})
    assert plain == ["O1 ก", "O2 ข", "O3 ค", "O4 ง"]
    told = texts(body, parts={"numbering": lists(level(0, "decimal", "O%1"), of_list=start)})
    assert told == ["O1 ก", "O5 ข", "O6 ค", "O7 ง"]


def test_numbers_alone_fill_cells_and_no_paragraphs(texts: Texts) -> None:
    row = "".join(f"<w:tr><w:tc>{item('')}</w:tc><w:tc>{item('ก', 0, 0)}</w:tc></w:tr>" for _ in range(2))
    body = f"<w:tbl>{row}</w:tbl>{item('')}{item('ท้าย')}"
    numbering = lists(level(0, "thaiNumbers", "%1", '<w:suff w:val="nothing"/>'))
    assert texts(body, parts={"numbering": numbering}) == ["๑", "ก", "๒", "ก", "๔ท้าย"]


def test_the_number_of_a_style_and_none_where_it_is_taken_away(texts: Texts) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>"
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style>'
    )
    numbering = lists(
        level(0, "upperRoman", "%1", '<w:pStyle w:val="H1"/>'),
        level(1, "decimal", "%1-%2", '<w:isLgl/><w:pStyle w:val="H2"/>'),
    )

    def styled(style: str, more: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r><w:t>ก</w:t></w:r></w:p>'

    away = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = styled("H1") + styled("H2") + styled("H2", away) + styled("H2")
    parts = {"styles": styles, "numbering": numbering}
    assert texts(body, parts=parts) == ["I ก", "1-1 ก", "ก", "1-2 ก"]


def test_a_list_that_refers_to_a_style_of_lists(texts: Texts) -> None:
    slashed = level(0, "decimal", "%1/")
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="7"><w:styleLink w:val="L"/>{slashed}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert texts(item("ก") + item("ข", 0, 44), parts={"numbering": numbering}) == ["1/ ก", "ข"]


@pytest.mark.parametrize(
    ("count", "form", "printed"),
    [
        (12, "decimal", "12"), (3, "decimalZero", "03"), (43, "thaiNumbers", "๔๓"), (1, "thaiLetters", "ก"),
        (3, "thaiLetters", "ค"), (4, "thaiLetters", "ง"), (41, "thaiLetters", "ฮ"), (42, "thaiLetters", "กก"),
        (27, "upperLetter", "AA"), (2, "lowerLetter", "b"), (1994, "upperRoman", "MCMXCIV"),
        (4, "lowerRoman", "iv"),
        (5, "none", ""), (5, "ordinalText", "5"), (-3, "upperRoman", "-3"), (10**9, "upperRoman", str(10**9)),
    ],
)  # fmt: skip
def test_forms_of_numbers(count: int, form: str, printed: str) -> None:
    assert in_form(count, form) == printed
