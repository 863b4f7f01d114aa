"""Every kind of box that Word knows, ticked and empty: none is lost, none changes its state."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest

Texts = Callable[..., list[str]]
NAMES = 'xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def sym(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def run(text: str, font: str = "") -> str:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    return f'<w:r>{fonts}<w:t xml:space="preserve">{text}</w:t></w:r>'


def control(state: str, glyph: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{glyph}</w:sdtContent></w:sdt>"
    )


def form(box: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{box}</w:checkBox></w:ffData>'
        '</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


TICKED = {
    "Wingdings FE": sym("Wingdings", "F0FE"),
    "Wingdings FC": sym("Wingdings", "F0FC"),
    "Wingdings FD": sym("Wingdings", "F0FD"),
    "Wingdings 78": sym("Wingdings", "F078"),
    "Wingdings without F0": sym("Wingdings", "00FE"),
    "Wingdings 2 52": sym("Wingdings 2", "F052"),
    "Wingdings 2 50": sym("Wingdings 2", "F050"),
    "Wingdings 2 53": sym("Wingdings 2", "F053"),
    "Webdings 61": sym("Webdings", "F061"),
    "Symbol D6": sym("Symbol", "F0D6"),
    "letter of Wingdings": run("þ", "Wingdings"),
    "check of Wingdings": run("ü", "Wingdings"),
    "letter of Wingdings 2": run("R", "Wingdings 2"),
    "private letter of Wingdings": run("\uf0fe", "Wingdings"),
    "private letter": run("\uf0fe"),
    "☑": run("☑"),
    "☒": run("☒", "MS Gothic"),
    "✓": run("✓"),
    "[x]": run("[x]"),
    "control": control("1", run("☒", "MS Gothic")),
    "control, own sign": control("1", run("●")),
    "control, Wingdings": control("1", sym("Wingdings", "F0FE")),
    "control, without sign": control("true", "<w:r/>"),
    "form, checked": form("<w:sizeAuto/><w:default w:val='0'/><w:checked/>"),
    "form, checked 1": form("<w:checked w:val='1'/>"),
    "form, default": form("<w:default w:val='1'/>"),
}
EMPTY = {
    "Wingdings A8": sym("Wingdings", "F0A8"),
    "Wingdings 6F": sym("Wingdings", "F06F"),
    "Wingdings 71": sym("Wingdings", "F071"),
    "Wingdings 72": sym("Wingdings", "F072"),
    "Wingdings 2 A3": sym("Wingdings 2", "F0A3"),
    "Wingdings 2 2A": sym("Wingdings 2", "F02A"),
    "Webdings 63": sym("Webdings", "F063"),
    "letter of Wingdings": run("o", "Wingdings"),
    "letter A8 of Wingdings": run("¨", "Wingdings"),
    "letter of Wingdings 2": run("£", "Wingdings 2"),
    "private letter": run("\uf0a8"),
    "☐": run("☐", "MS Gothic"),
    "□": run("□"),
    "[ ]": run("[ ]"),
    "control": control("0", run("☐", "MS Gothic")),
    "control, own sign": control("0", run("○")),
    "control without a state": (
        "<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>"
    ),
    "form, default": form("<w:default w:val='0'/>"),
    "form, unchecked": form("<w:default w:val='1'/><w:checked w:val='0'/>"),
    "form": form("<w:sizeAuto/>"),
}


@pytest.mark.parametrize("kind", TICKED)
def test_a_ticked_box(kind: str, texts: Texts) -> None:
    assert texts(f"<w:p>{TICKED[kind]}{run(' ดำเนินการแล้ว')}</w:p>") == ["☑ ดำเนินการแล้ว"]


@pytest.mark.parametrize("kind", EMPTY)
def test_an_empty_box(kind: str, texts: Texts) -> None:
    assert texts(f"<w:p>{EMPTY[kind]}{run(' ยังไม่ดำเนินการ')}</w:p>") == ["☐ ยังไม่ดำเนินการ"]


def test_a_box_around_a_paragraph_and_the_font_of_a_style(texts: Texts) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Box"><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Own"><w:basedOn w:val="Box"/></w:style>'
    )
    styled = '<w:p><w:r><w:rPr><w:rStyle w:val="Own"/></w:rPr><w:t>þ</w:t></w:r></w:p>'
    assert texts(control("1", f"<w:p>{run('☒')}</w:p>") + styled, parts={"styles": styles}) == ["☑", "☑"]


def test_letters_in_a_font_of_symbols_are_not_read_and_thai_is(texts: Texts) -> None:
    assert texts(f"<w:p>{run('v', 'Wingdings')}{run(' ข้อ ๑', 'Wingdings')}{run('abc')}</w:p>") == ["ข้อ ๑abc"]


@pytest.mark.parametrize(
    ("level_text", "font", "seen"),
    [
        ("\uf0fe", "Wingdings", "☑ แล้ว"),
        ("q", "Wingdings", "☐ แล้ว"),
        ("\uf0b7", "Symbol", "แล้ว"),
        ("-", "TH SarabunPSK", "- แล้ว"),
    ],
)
def test_bullets_that_are_boxes(level_text: str, font: str, seen: str, texts: Texts) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val="{level_text}"/><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{run("แล้ว")}</w:p>'
    assert texts(body, parts={"numbering": numbering}) == [seen]


def stored(value: str, label: str) -> bytes:
    """A check box as Microsoft Forms stores it: display style, size, value and label."""
    texts = [value.encode("latin-1"), label.encode("utf-16-le")]
    mask = 1 << 6 | 1 << 8 | 1 << 22 | 1 << 23
    data = struct.pack("<BxxxII", 4, len(texts[0]) | 0x80000000, len(texts[1])) + struct.pack(
        "<II", 2000, 500
    )
    data += b"".join(text + b"\0" * (-len(text) % 4) for text in texts)
    identity = bytes.fromhex("401dd28b42ecce119e0d00aa006002f3")
    return identity + struct.pack("<HHQ", 0x0200, 8 + len(data), mask) + data


@pytest.mark.parametrize(("value", "box"), [("1", "☑"), ("0", "☐")])
@pytest.mark.parametrize("as_stream", [True, False])
def test_controls_of_microsoft_forms(value: str, box: str, as_stream: bool, texts: Texts) -> None:
    inner = (
        ""
        if as_stream
        else f'<ax:ocxPr ax:name="Value" ax:value="{value}"/><ax:ocxPr ax:name="Caption" ax:value="แล้วเสร็จ"/>'
    )
    kind = "persistStreamInit" if as_stream else "persistPropertyBag"
    control = (
        f'<ax:ocx {NAMES} ax:classid="{{8BD21D40-EC42-11CE-9E0D-00AA006002F3}}" ax:persistence="{kind}" '
        f'r:id="rId1">{inner}</ax:ocx>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="activeX1.bin" '
        'Type="http://schemas.microsoft.com/office/2006/relationships/activeXControlBinary"/></Relationships>'
    )
    body = '<w:p><w:r><w:object><v:shape/><w:control r:id="rId9" w:name="CheckBox1"/></w:object></w:r></w:p>'
    parts = {
        "activeX/activeX1.xml": control,
        "activeX/_rels/activeX1.xml.rels": links,
        "activeX/activeX1.bin": stored(value, "แล้วเสร็จ"),
    }
    assert texts(body, parts=parts, links={"rId9": ("control", "activeX/activeX1.xml")}) == [f"{box} แล้วเสร็จ"]
