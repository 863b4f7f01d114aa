from __future__ import annotations

from tests.unit.transforms.read.pdf.drawn_pdf import paragraphs
from tests.unit.transforms.read.pdf.written_pdf import page, pdf_of, stream
from transforms.read.cell_html import addresses_in
from transforms.read.pdf.reader import read_pdf

SHA = "0" * 64
LABELS = b"BT /F1 12 Tf 100 700 Td (done) Tj 0 -30 Td (not done) Tj 0 -30 Td (by:) Tj ET"


def _field(kind: bytes, rect: bytes, more: bytes) -> bytes:
    return b"<< /Type /Annot /Subtype /Widget /FT /%s /Rect [%s] /P 3 0 R /F 4 %s >>" % (kind, rect, more)


def _form(*fields: bytes) -> bytes:
    first = 6
    names = b" ".join(b"%d 0 R" % (first + at) for at in range(len(fields)))
    catalog = b"/AcroForm << /Fields [%s] >>" % names
    return pdf_of([*page(stream(LABELS), more=b"/Annots [%s]" % names, catalog=catalog), *fields])


def test_fields_of_a_form_are_read_as_they_are_filled_in() -> None:
    states = b"/AP << /N << /Yes << >> /Off << >> >> >>"
    content = _form(
        _field(b"Btn", b"80 698 92 710", b"/T (a) /V /Yes /AS /Yes " + states),
        _field(b"Btn", b"80 668 92 680", b"/T (b) /V /Off /AS /Off " + states),
        _field(b"Tx", b"130 637 300 651", b"/T (c) /V (planning unit)"),
        _field(b"Tx", b"130 607 300 621", b"/T (d) /V (secret) /Ff 8192"),
        _field(b"Tx", b"130 577 300 591", b"/T (e) /V (hidden)").replace(b"/F 4", b"/F 2"),
    )
    assert paragraphs(read_pdf(content, SHA)) == ["☑ done", "☐ not done", "by: planning unit"]


def test_links_are_in_the_raw_text_where_the_text_does_not_say_them() -> None:
    link = b"<< /Type /Annot /Subtype /Link /Rect [%s] /A << /S /URI /URI (%s) >> >>"
    content = pdf_of(
        [
            *page(
                stream(b"BT /F1 12 Tf 100 700 Td (report) Tj 0 -30 Td (https://www.example.go.th/b) Tj ET"),
                more=b"/Annots [6 0 R 7 0 R 8 0 R]",
            ),
            link % (b"98 696 140 712", b"https://www.example.go.th/a?x=1&y=2"),
            link % (b"98 666 280 682", b"https://www.example.go.th/b"),
            link % (b"98 696 140 712", b"javascript:alert"),
        ]
    )
    first, second = read_pdf(content, SHA).paragraphs()
    assert first.text == "report"
    assert addresses_in(first.raw) == ["https://www.example.go.th/a?x=1&y=2"]
    assert addresses_in(second.raw) == []


def test_scripts_and_attachments_are_left_alone() -> None:
    catalog = b"/OpenAction << /S /JavaScript /JS (while\\(true\\){}) >>"
    document = read_pdf(pdf_of(page(stream(LABELS), catalog=catalog)), SHA)
    assert paragraphs(document) == ["done", "not done", "by:"]


def test_check_marks_of_symbol_fonts_are_boxes() -> None:
    objects = page(stream(b"BT /F1 12 Tf 100 700 Td (o) Tj ET BT /F2 12 Tf 120 700 Td (done) Tj ET"))
    objects[2] = objects[2].replace(b"/F1 5 0 R", b"/F1 6 0 R /F2 5 0 R")
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>")
    assert paragraphs(read_pdf(pdf_of(objects), SHA)) == ["☐ done"]
