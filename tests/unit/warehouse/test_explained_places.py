import pytest

from transforms.document import Cell, Document, Paragraph, Place, Row, Table
from warehouse.explained_places import PDF, PageBox, box_of, in_words, piece_at, pieces_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("locator", "media_type", "thai", "english"),
    [
        (
            "page:3:box:72.0,90.4,301.2,118.0",
            PDF,
            "หน้า 3 ที่ 72,90–301,118 pt",
            "page 3, at 72,90–301,118 pt",
        ),
        (
            "page:1:box:10.0,20.0,30.0,40.0",
            "image/png",
            "ที่ 10,20–30,40 px ของภาพ",
            "at 10,20–30,40 px of the picture",
        ),
        ("page:2:box:1.0,2.0,3.0,4.0", "image/tiff", "หน้า 2 ที่ 1,2–3,4 px", "page 2, at 1,2–3,4 px"),
        (
            "xml:word/document.xml/body/tbl[2]/tr[3]/tc[1]",
            DOCX,
            "ตารางที่ 2 แถวที่ 3 ช่องที่ 1",
            "table 2, row 3, cell 1",
        ),
        ("xml:word/document.xml/body/p[12]", DOCX, "ย่อหน้าที่ 12", "paragraph 12"),
        (
            "xml:word/footnotes.xml/footnote[2]/p[1]",
            DOCX,
            "เชิงอรรถ ย่อหน้าที่ 1",
            "footnotes, paragraph 1",
        ),
        (
            "xml:html/body/div[3]/table[1]/tbody/tr[4]/td[2]",
            "text/html",
            "ตารางที่ 1 แถวที่ 4 ช่องที่ 2",
            "table 1, row 4, cell 2",
        ),
        (
            "xml:html/body/table[1]/thead[1]/tr[1]/th[2]",
            "text/html",
            "ตารางที่ 1 ส่วนหัวตาราง แถวที่ 1 ช่องที่ 2",
            "table 1, table head, row 1, cell 2",
        ),
        ("xml:html/body/h2[1]", "text/html", "หัวเรื่องที่ 1", "heading 1"),
        ("row:7", DOCX, "ย่อหน้าหรือแถวที่ 7 ของเอกสาร", "paragraph or row 7 of the document"),
        ("'ผล 2566'!C12", "-", "'ผล 2566'!C12", "'ผล 2566'!C12"),
        ("xml:odd/place", "-", "xml:odd/place", "xml:odd/place"),
    ],
)
def test_places_are_told_in_words(locator: str, media_type: str, thai: str, english: str) -> None:
    assert in_words(locator, media_type) == (thai, english)


def test_the_box_of_a_place_is_known_again() -> None:
    place = Place(4, page=3, box=(72.0, 90.44, 301.2, 118.0))
    assert box_of(place.locator()) == PageBox(3, (72.0, 90.4, 301.2, 118.0))
    assert box_of(Place(1, page=0, box=(0.0, 0.0, 1.0, 1.0)).locator()) == PageBox(1, (0.0, 0.0, 1.0, 1.0))
    assert box_of("line:12:5-40") is None


def test_pieces_are_found_by_place_and_by_their_number() -> None:
    def cell(text: str, left: float) -> Cell:
        return Cell(text, text, Place(2, page=1, box=(left, 50.0, left + 10, 60.0)))

    row = Row((cell("๑", 10), cell("ใช้\nงบประมาณ", 20)), Place(2, page=1, box=(10.0, 50.0, 30.0, 60.0)))
    paragraph = Paragraph("บันทึก", "บันทึก", Place(1, page=1, box=(5.0, 5.0, 50.0, 20.0)))
    pieces = pieces_of(Document("0" * 64, PDF, "pdf", "", 2, (paragraph, Table((row,)))))
    found = piece_at(pieces, "page:1:box:20.0,50.0,30.0,60.0")
    assert found is not None
    assert (found.text, found.around) == ("ใช้\nงบประมาณ", "๑ | ใช้ งบประมาณ")
    by_number = piece_at(pieces, "row:2")
    assert by_number is not None
    assert (by_number.locator, by_number.text) == ("page:1:box:10.0,50.0,30.0,60.0", "๑ | ใช้ งบประมาณ")
    of_line = piece_at(pieces, "line:1:2-4")
    assert of_line is not None
    assert of_line.text == "บันทึก"
    assert piece_at(pieces, "page:9:box:0.0,0.0,1.0,1.0") is None


def test_rows_of_sheets_are_known_by_their_sheet_alone() -> None:
    def row(sheet: str) -> Row:
        return Row((Cell(sheet, sheet, Place(2, sheet=sheet, column=3)),), Place(2, sheet=sheet))

    pieces = pieces_of(Document("0" * 64, "-", "xlsx", "", 2, (Table((row("A"), row("B"))),)))
    assert piece_at(pieces, "row:2") is None
    assert {locator: piece.text for locator, piece in pieces.items()}["B!C2"] == "B"
