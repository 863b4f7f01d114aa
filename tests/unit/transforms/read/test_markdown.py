"""Reports that a program wrote as Markdown are text, and read as text is."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from transforms.document import Document, Paragraph, Table
from transforms.extract.links import links_in
from transforms.read.cell_html import text_of
from transforms.read.choose import read_document
from transforms.report import extract_report
from warehouse.reference_files import load_reference


def read(text: str) -> Document:
    return read_document(text.encode(), "0" * 64)


def rows(text: str) -> list[list[tuple[str, ...]]]:
    return [[row.texts for row in table.rows] for table in read(text).tables()]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"1\. จัดทำ \*ครบ\* \[x\]", "1. จัดทำ *ครบ* ☑"),
        ("- [x] ทำแล้ว", "- ☑ ทำแล้ว"),
        ("- [ ] ยัง", "- ☐ ยัง"),
        ("## **มาตรการ**ส่งเสริม", "มาตรการส่งเสริม"),
        ("ดู [คู่มือ](https://www.example-sao.go.th/a_(1).pdf) แล้ว", "ดู คู่มือ แล้ว"),
        ("<https://www.example-sao.go.th/b>", "https://www.example-sao.go.th/b"),
        ("บรรทัด\\", "บรรทัด"),
        ("ก<br>ข&nbsp;ค", "ก\nข ค"),
        ("~~ยกเลิก~~ใช้", "ใช้"),
    ],
)
def test_marks_of_markdown(raw: str, text: str) -> None:
    assert text_of(raw) == text


@pytest.mark.parametrize("raw", ["[ก](https://x.go.th/a_(1).pdf)", "<https://x.go.th/a_(1).pdf>"])
def test_addresses_of_links(raw: str) -> None:
    (paragraph,) = read(f"หลักฐาน {raw}\n").paragraphs()
    (link,) = links_in(paragraph.raw, paragraph.text, paragraph.place)
    assert link.url == "https://x.go.th/a_(1).pdf"


PIPES = "| มาตรการ | ผล |\n|:--|--:|\n| ก \\| ข | ทำ<br>แล้ว |\n"


@pytest.mark.parametrize(
    "text",
    [
        PIPES,
        textwrap.indent(PIPES, "  "),
        "มาตรการ | ผล\n--- | ---\nก \\| ข | ทำ<br>แล้ว\n",
        "| มาตรการ | ผล\n|---|---\n| ก \\| ข | ทำ<br>แล้ว\n",
        "+---------+------+\n| มาตรการ  | ผล   |\n+=========+======+\n"
        "| ก \\| ข   | ทำ   |\n|         | แล้ว  |\n"
        "+---------+------+\n",
    ],
    ids=["github", "indented", "no bars around", "no bars behind", "drawn as a grid"],
)
def test_tables(text: str) -> None:
    assert rows("หัวเรื่อง\n\n" + text + "\nท้าย\n") == [[("มาตรการ", "ผล"), ("ก | ข", "ทำ\nแล้ว")]]


def test_a_drawn_row_stands_on_its_first_line() -> None:
    document = read("ก\n\n+----+----+\n| ก  | ข  |\n| ค  |    |\n+----+----+\n| ง  | จ  |\n+----+----+\n")
    _, table = document.blocks
    assert isinstance(table, Table)
    assert [(row.place.line, row.texts) for row in table.rows] == [(4, ("ก\nค", "ข")), (7, ("ง", "จ"))]


def test_a_line_of_dashes_or_bars_in_text_is_no_table() -> None:
    assert rows("ก | ข\n\n---\n\nค | ง\n") == []
    assert [type(block) for block in read("+---+\nก\n").blocks] == [Paragraph, Paragraph]


TEXT = """รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ รอบ ๖ เดือน
องค์การบริหารส่วนตำบลบ้านสมมุติ อำเภอเมืองสมมุติ จังหวัดขอนแก่น

ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๕ ได้คะแนนรวม ๘๘.๒๐ คะแนน ระดับ A

มาตรการ\tผู้รับผิดชอบ\tระยะเวลา\tสถานะ
จัดทำคู่มือ|แบบฟอร์ม\tสำนักปลัด\tภายในเดือนมีนาคม ๒๕๖๖\t☑ ดำเนินการแล้ว ☐ ยังไม่ดำเนินการ
ประชุมชี้แจง_งบประมาณ\tกองคลัง\tภายในเดือนเมษายน ๒๕๖๖\t☐ ดำเนินการแล้ว ☑ ยังไม่ดำเนินการ
"""


def test_a_report_in_markdown_gives_the_facts_of_its_text() -> None:
    def facts(text: str) -> object:
        found = extract_report(text.encode(), "0" * 64, "report.md", load_reference(Path("/nonexistent")))
        row = found.document
        return (
            (row.state, row.organization_id, row.measures_fiscal_year, row.scores_fiscal_year),
            [(one.fiscal_year, one.overall_score, one.level) for one in found.assessments],
            [(one.title, one.responsible, one.due_on, one.status) for one in found.measures],
        )

    lines = TEXT.splitlines()
    table = [
        "| " + line.replace("|", r"\|").replace("_", r"\_").replace("☑", "[x]").replace("☐", "[ ]") + " |"
        for line in lines[5:]
    ]
    table = [row.replace("\t", " | ") for row in table]
    markdown = [
        f"# {lines[0]}",
        f"**{lines[1]}**",
        "",
        lines[3],
        "",
        table[0],
        "|:---|---|:-:|---|",
        *table[1:],
    ]
    plain = facts(TEXT)
    assert "loaded" in str(plain) and "not_started" in str(plain)
    assert facts("\n".join(markdown)) == plain
