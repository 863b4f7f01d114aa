from __future__ import annotations

import pytest

from tests.unit.transforms.read.pdf.drawn_pdf import FONT, DrawnPdf


@pytest.fixture
def drawn() -> DrawnPdf:
    """A file of one empty page."""
    if not FONT.exists():
        pytest.skip("the package fonts-tlwg-garuda-ttf is not installed")
    return DrawnPdf()
