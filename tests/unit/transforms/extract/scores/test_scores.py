from decimal import Decimal

import pytest

from transforms.document import Document
from transforms.extract.ruined import ruined_blocks
from transforms.extract.scores.indicators import indicator_reader
from transforms.extract.scores.lists import ScoreList, score_lists
from transforms.extract.scores.totals import level_reader, total_mentions
from transforms.extract.tables.headings import heading_reader
from transforms.extract.tables.logical_tables import logical_tables
from transforms.read.decode import DecodedText
from transforms.read.scanner_text import read_scanner_text
from transforms.reference import Reference


def read(text: str) -> Document:
    return read_scanner_text(DecodedText(text, "utf-8", 0), "0" * 64)


def totals(text: str, reference: Reference) -> list[tuple[Decimal, str | None]]:
    found, _ = total_mentions(read(text), (), (), level_reader(reference))
    return [(total.value, total.level) for total in found]


def lists(text: str, reference: Reference) -> list[ScoreList]:
    document = read(text)
    tables = logical_tables(document, heading_reader(reference))
    return score_lists(document, tables, ruined_blocks(document), indicator_reader(reference))


@pytest.mark.parametrize(
    ("text", "total", "level"),
    [
        ("โดยภาพรวมได้คะแนนเท่ากับร้อยละ ๘๗.๖๕ ระดับผลการประเมิน ระดับ A", "87.65", "A"),
        ("โดยภาพรวมคะแนน ๙๖.๑๐ คะแนน อยู่ในระดับผ่านดี", "96.10", "ผ่านดี"),
        ("มีผลคะแนนภาพรวม 91,45 คะแนน อยู่ในระดับ ผ่านดี", "91.45", "ผ่านดี"),
        ("ผลคะแนนรวม .....๘๑.๔๐..... คะแนน", "81.40", None),
        ("ได้คะแนน 72.5 ระดับต้องปรับปรุง", "72.5", "ต้องปรับปรุง"),
    ],
)
def test_totals_with_their_level(bundled: Reference, text: str, total: str, level: str | None) -> None:
    assert totals(text, bundled) == [(Decimal(total), level)]


@pytest.mark.parametrize(
    "text",
    [
        "ตั้งเป้าหมายผลการประเมินไม่น้อยกว่า ๘๕.๐๐ คะแนน",
        "คะแนนเฉลี่ยระดับประเทศ ได้คะแนน ๘๗.๕๗",
        "คะแนนเพิ่มขึ้น ๑.๕๒ คะแนน",
        "ผลการประเมิน LPA ได้คะแนน ๘๘.๑๐",
        "แบบวัด IIT ได้คะแนน ๙๐.๑๑",
        "ตามมาตรา ๑๖.๑ แห่งพระราชบัญญัติ",
    ],
)
def test_what_is_no_total_stays_out(bundled: Reference, text: str) -> None:
    assert totals(text, bundled) == []


def test_a_sorted_list_is_read_by_its_labels_not_its_row_numbers(bundled: Reference) -> None:
    text = (
        "๑. ตัวชี้วัดที่ ๑๐ การป้องกันการทุจริต\tได้คะแนน ๑๐๐.๐๐\n"
        "๒. ตัวชี้วัดที่ ๒ การใช้งบประมาณ\tได้คะแนน ๙๑.๒๐\n"
        "๓. ตัวชี้วัดที่ ๗ ประสิทธิภาพการสื่อสาร\tได้คะแนน ๘๑.๐๕\n"
    )
    (found,) = lists(text, bundled)
    assert {m.indicator_no: m.value for m in found.mentions} == {
        10: Decimal("100.00"),
        2: Decimal("91.20"),
        7: Decimal("81.05"),
    }
    assert [m.place.line for m in found.mentions] == [1, 2, 3]


def test_lines_with_dotted_leaders_are_a_list(bundled: Reference) -> None:
    text = "๑) ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่ .....๘๑.๔๐..... คะแนน\n๒) ตัวชี้วัดที่ ๒ การใช้งบประมาณ .....๗๙,๑๕..... คะแนน\n"
    (found,) = lists(text, bundled)
    assert [(m.indicator_no, m.value) for m in found.mentions] == [
        (1, Decimal("81.40")),
        (2, Decimal("79.15")),
    ]


def test_sub_indicators_and_targets_are_no_indicator_scores(bundled: Reference) -> None:
    text = (
        "ตัวชี้วัดย่อยที่ ๙.๑ ข้อมูลพื้นฐาน\tได้คะแนน ๑๐๐.๐๐\n"
        "ตัวชี้วัดย่อยที่ ๙.๒ การบริหารงาน\tได้คะแนน ๙๐.๐๐\n"
        "ตัวชี้วัดย่อยที่ ๙.๓ การจัดซื้อจัดจ้าง\tได้คะแนน ๘๐.๐๐\n"
    )
    assert lists(text, bundled) == []


def test_a_numbered_list_with_ruined_labels_is_kept_apart(bundled: Reference) -> None:
    text = "\n".join(f"{no}\tការវិនិយោគ\t{80 + no}.25" for no in range(1, 11))
    (found,) = lists(text, bundled)
    assert {m.method for m in found.mentions} == {"numbered"}
    assert found.ruined


@pytest.mark.parametrize("heading", ["คะแนนถ่วงน้ำหนัก", "ค่าเป้าหมาย", "คะแนนเฉลี่ยจังหวัด"])
def test_a_column_of_targets_means_or_points_is_no_score(bundled: Reference, heading: str) -> None:
    names = ["การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ"]
    rows = "\n".join(f"{no}\t{name}\t8{no}.25" for no, name in enumerate(names, start=1))
    assert lists(f"ที่\tตัวชี้วัด\t{heading}\n{rows}", bundled) == []


@pytest.mark.parametrize(
    "text",
    [
        "คะแนนเฉลี่ยของจังหวัดสุรินทร์ ๙๑.๕๕",
        "ต้องได้คะแนนภาพรวม ๘๕.๐๐ คะแนนขึ้นไป จึงจะผ่าน",
        "หน่วยงานที่ได้คะแนนสูงสุดของจังหวัด ได้คะแนนภาพรวม ๙๙.๑๒ คะแนน",
        "ปีที่ผ่านมาได้คะแนนภาพรวม ๘๔.๐๐ คะแนน",
    ],
)
def test_what_is_somebody_elses_or_a_threshold_is_no_total(bundled: Reference, text: str) -> None:
    assert totals(text, bundled) == []
