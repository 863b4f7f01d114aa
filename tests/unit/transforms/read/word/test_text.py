"""What Word shows is text, what it does not show is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from transforms.document import Document, Paragraph
from transforms.extract.links import links_in

Texts = Callable[..., list[str]]
Read = Callable[..., Document]


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


RUBY = "<w:rt><w:r><w:t>ru</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>ba</w:t></w:r></w:rubyBase>"


@pytest.mark.parametrize(
    ("runs", "seen"),
    [
        (f"<w:del>{r('เก่า')}</w:del><w:ins>{r('ใหม่')}</w:ins>", "ใหม่"),
        (f"<w:moveFrom>{r('จาก')}</w:moveFrom><w:moveTo>{r('ถึง')}</w:moveTo>", "ถึง"),
        ("<w:r><w:delText>ลบ</w:delText></w:r>" + r("คง"), "คง"),
        (r("ขีด", "<w:strike/>") + r("สองขีด", "<w:dstrike/>") + r("คง", '<w:strike w:val="0"/>'), "คง"),
        (r("ซ่อน", "<w:vanish/>") + r("เห็น", '<w:vanish w:val="false"/>'), "เห็น"),
        (r("๑๐๐") + "<w:r><w:tab/></w:r>" + r("ร้อยละ"), "๑๐๐ ร้อยละ"),
        (r("ก") + "<w:r><w:noBreakHyphen/></w:r>" + r("ข") + "<w:r><w:softHyphen/></w:r>" + r("ค"), "ก-ขค"),
        (mark("begin") + code(" SEQ x ") + mark("separate") + r("๕") + mark("end"), "๕"),
        (r("หน้า ๑ ") + mark("begin") + code("PAGEREF a") + mark("separate") + r("9") + mark("end"), "หน้า ๑"),
        (r("วันที่ ") + '<w:fldSimple w:instr=" DATE \\@ d "><w:r><w:t>9</w:t></w:r></w:fldSimple>', "วันที่"),
        ('<w:fldSimple w:instr="AUTHOR"><w:r><w:t>ผู้เขียน</w:t></w:r></w:fldSimple>', "ผู้เขียน"),
        (control(r("คลิกที่นี่"), "<w:showingPlcHdr/>") + r("ก"), "ก"),
        (control(r("ควบคุม")), "ควบคุม"),
        (f"<w:smartTag><w:customXml>{r('ใน')}</w:customXml></w:smartTag>", "ใน"),
        (r("อ้าง") + '<w:r><w:footnoteReference w:id="2"/><w:commentReference w:id="1"/></w:r>', "อ้าง"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
        (f"<w:r><w:ruby>{RUBY}</w:ruby></w:r>", "ba"),
        (r("a &lt;b&gt; &amp;amp; c"), "a <b> &amp; c"),
    ],
)  # fmt: skip
def test_of_a_paragraph(runs: str, seen: str, texts: Texts) -> None:
    assert texts(p(runs)) == [seen]


def test_a_field_that_never_ends_hides_its_paragraph_only(texts: Texts) -> None:
    body = p(r("ก"), mark("begin"), code("IF x")) + p(
        r("ข"), mark("begin"), code("PAGE"), mark("separate"), r("1")
    )
    assert texts(body + p(r("ค"), mark("end"))) == ["ก", "ข", "ค"]


def test_looks_come_from_styles_too(texts: Texts) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Below"><w:basedOn w:val="Gone"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    )
    kept = r("kept", '<w:strike w:val="off"/>')
    styled = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{r(style)}{kept}</w:p>'
        for style in ("Gone", "Below", "Loop")
    )
    assert texts(styled, parts={"styles": styles}) == ["kept", "kept", "Loopkept"]


def test_text_boxes_stand_once_behind_their_paragraph(texts: Texts) -> None:
    shape = f"<w:txbxContent>{p(r('ในกล่อง'))}{p(r('สอง'))}</w:txbxContent>"
    both = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{shape}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{shape}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:shape><v:textbox>{shape}</v:textbox></v:shape></w:pict></w:r>"
    assert texts(p(r("ก"), both, r("ข"))) == ["กข", "ในกล่อง", "สอง"]
    assert texts(p(old)) == ["ในกล่อง", "สอง"]
    cell = f"<w:tbl><w:tr><w:tc>{p(r('ก'), both)}</w:tc><w:tc>{p(r('ข'))}</w:tc></w:tr></w:tbl>"
    assert texts(cell) == ["ก\nในกล่อง\nสอง", "ข"]


def test_addresses_of_links(read: Read) -> None:
    links = {
        "rId7": ("hyperlink", "https://www.example.go.th/a?b=1&amp;c=2"),
        "rId8": ("hyperlink", "mailto:a@b"),
    }
    field = (
        mark("begin")
        + code(' HYPERLINK "https://www.example.go.th/d" ')
        + mark("separate")
        + r("ที่นี่")
        + mark("end")
    )
    body = p(
        f'<w:hyperlink r:id="rId7">{r("เว็บไซต์")}</w:hyperlink>',
        f'<w:hyperlink r:id="rId8">{r("อีเมล")}</w:hyperlink>',
    )
    document = read(body + p(field) + p(f'<w:hyperlink r:id="rId9">{r("https://www.example.go.th")}</w:hyperlink>'),
                    links={**links, "rId9": ("hyperlink", "https://www.example.go.th/")})  # fmt: skip
    assert [piece.text for piece in document.paragraphs()] == [
        "เว็บไซต์อีเมล",
        "ที่นี่",
        "https://www.example.go.th",
    ]
    found = [
        link.url for piece in document.paragraphs() for link in links_in(piece.raw, piece.text, piece.place)
    ]
    assert found == [
        "https://www.example.go.th/a?b=1&c=2", "https://www.example.go.th/d", "https://www.example.go.th",
    ]  # fmt: skip
    assert document.notes == ()


def test_breaks_part_lines_and_places_are_paths(read: Read) -> None:
    document = read(p(r("หนึ่ง"), "<w:r><w:br/></w:r>", r("สอง")) + p() + control(p(r("สาม"))))
    assert [(piece.text, piece.place.line, piece.place.locator()) for piece in document.paragraphs()] == [
        ("หนึ่ง", 1, "xml:word/document.xml/body/p[1]"),
        ("สอง", 2, "xml:word/document.xml/body/p[1]"),
        ("สาม", 3, "xml:word/document.xml/body/sdt[1]/sdtContent[1]/p[1]"),
    ]
    assert document.line_count == 3 and document.reader == "word"


def test_lines_between_tabs_are_rows_where_they_stand_together(read: Read, texts: Texts) -> None:
    tab = "<w:r><w:tab/></w:r>"

    def line(*cells: str) -> str:
        return p(tab.join(r(cell) for cell in cells))

    body = (
        p(tab, r("ย่อหน้า"))
        + line("เรื่อง", "รายงานผล")
        + line("ที่", "ตัวชี้วัด", "คะแนน")
        + line("๑", "การใช้อำนาจ", "๙๐.๑๒")
    )
    document = read(body)
    assert [type(block).__name__ for block in document.blocks] == ["Paragraph", "Paragraph", "Table"]
    assert [row.texts for table in document.tables() for row in table.rows] == [
        ("ที่", "ตัวชี้วัด", "คะแนน"), ("๑", "การใช้อำนาจ", "๙๐.๑๒"),
    ]  # fmt: skip
    assert texts(line("ก", "ข", "ค")) == ["ก ข ค"]


def test_heads_and_feet_of_pages_stand_once_without_numbers(read: Read) -> None:
    page = mark("begin") + code("PAGE") + mark("separate") + r("1") + mark("end")
    head = f"<w:tbl><w:tr><w:tc>{p(r('เทศบาลตำบลตัวอย่าง'))}</w:tc><w:tc>{p(r('โทร'))}</w:tc></w:tr></w:tbl>"
    sections = (
        '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="own-header1"/></w:sectPr></w:pPr>'
        "</w:p>"
        '<w:sectPr><w:headerReference w:type="first" r:id="own-header2"/>'
        '<w:footerReference w:type="default" r:id="own-footer1"/></w:sectPr>'
    )
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{p(r("---"))}</w:footnote>'
        f'<w:footnote w:id="2">{p(r("หมายเหตุท้ายหน้า"))}</w:footnote>'
    )
    document = read(
        p(r("เนื้อหา")) + sections,
        parts={
            "header1": head,
            "header2": head + p(r("- "), page, r(" -")),
            "footer1": p(r("หน้า "), page, r(" จาก ๙")) + p(r("ที่อยู่")),
            "footnotes": notes,
        },
    )
    assert all(isinstance(block, Paragraph) for block in document.blocks)
    assert [piece.text for piece in document.paragraphs()] == [
        "เทศบาลตำบลตัวอย่าง โทร", "เนื้อหา", "หมายเหตุท้ายหน้า", "ที่อยู่",
    ]  # fmt: skip
    lines = [piece.place.line for piece in document.paragraphs()]
    assert lines == sorted(set(lines))
