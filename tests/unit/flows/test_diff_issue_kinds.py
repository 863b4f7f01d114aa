"""`prongsai diff` says of how many kinds the issues are, and in how many documents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows import terminal
from flows.diff import print_changes
from tests.unit.changed_publication import FOUND

(ONE,) = FOUND.new_issues
SEVERAL = replace(
    FOUND,
    new_issues=(ONE, replace(ONE, rule="row-shifted", severity="warning", issues=16, documents=2)),
    new_issue_documents=4,
)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "New issues: 19 of 2 kinds in 4 documents (3 errors · 16 warnings · 0 information)"),
        ("th", "ข้อสังเกตใหม่: 19 เรื่อง 2 ชนิด ในเอกสาร 4 ฉบับ (3 ผิดพลาด · 16 เตือน · 0 แจ้งให้ทราบ)"),
    ],
)
def test_kinds_and_documents_are_told(lang: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.console.cache_clear()
    print_changes(SEVERAL, lang, 10, "Asia/Bangkok")
    terminal.console.cache_clear()
    # However wide the console is that this process has.
    assert said in " ".join(capsys.readouterr().out.split())
