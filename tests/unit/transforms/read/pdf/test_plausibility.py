from __future__ import annotations

import pytest

from tests.unit.transforms.read.pdf.drawn_pdf import DrawnPdf
from transforms.document import UnreadableDocument
from transforms.read import programs
from transforms.read.pdf.plausibility import is_plausible, page_numbers

TEXT = (
    "ตามที่สำนักงานคณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติกำหนดให้หน่วยงานของรัฐเข้ารับการประเมินคุณธรรม"
    "และความโปร่งใสในการดำเนินงานเป็นประจำทุกปี เทศบาลตำบลจึงขอรายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรม"
    "และความโปร่งใสภายในหน่วยงาน ผู้บริหารกำกับติดตามการดำเนินการให้แล้วเสร็จตามระยะเวลาที่กำหนดและเผยแพร่ข้อมูล"
    "บนเว็บไซต์ของหน่วยงานเพื่อให้ประชาชนทราบอย่างทั่วถึง"
)


def test_thai_as_it_is_written_is_plausible() -> None:
    assert is_plausible(TEXT)


@pytest.mark.parametrize(("right", "wrong"), [("ู", "่"), ("ร", "ธ"), ("น", "ม"), ("ี", "\uf8ff")])
def test_a_font_that_maps_a_letter_wrongly_is_not(right: str, wrong: str) -> None:
    assert not is_plausible(TEXT.replace(right, wrong))


def test_names_that_no_dictionary_knows_are_plausible() -> None:
    names = ["ทต.ปากรุ้งทอง", "อบต.บ้านจันทร์หอม", "อบต.ควนกาหลงพัฒนา", "ทต.ควนเรือสำเภาเหนือ"]
    assert is_plausible("\n".join(f"{name} {number}.50" for number, name in enumerate(names * 10)))


@pytest.mark.parametrize("covered", [True, False])
def test_text_behind_a_scanned_page_is_not_what_is_seen(
    drawn: DrawnPdf, monkeypatch: pytest.MonkeyPatch, covered: bool
) -> None:
    """What another program recognized lies under the picture, or is written so that it is not seen."""
    missing = programs.Program("tesseract", "", ("tesseract-ocr",), ("/no/such/file",))
    monkeypatch.setattr(programs, "TESSERACT", missing)
    if covered:
        drawn.write(60, 100, TEXT[:80])
        drawn.picture(0, 0, 595, 842)
    else:
        drawn.picture(0, 0, 595, 842)
        drawn.write(60, 100, TEXT[:80], mode=3)
    with pytest.raises(UnreadableDocument) as reason:
        drawn.read()
    assert reason.value.rule == programs.MISSING


def test_text_on_a_picture_of_the_page_is_read(drawn: DrawnPdf) -> None:
    drawn.picture(0, 0, 595, 842)
    for number, line in enumerate(TEXT.split(" ")):
        drawn.write(40, 100 + 20 * number, line, 9)
    assert not drawn.read().notes


def test_numbers_of_pages_are_named_in_runs() -> None:
    assert page_numbers([1, 2, 3, 7]) == "1-3, 7"
