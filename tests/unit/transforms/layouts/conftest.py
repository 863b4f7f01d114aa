"""Reports in layouts of many kinds, of organizations that do not exist."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from transforms.facts import Extraction
from transforms.reference import Organization, Reference
from transforms.report import extract_report

REGISTER = (
    Organization("6999101", "sao", "บ้านสมมุติ", "เมืองขอนแก่น", "ขอนแก่น"),
    Organization("6999102", "sao", "หนองจำลอง", "น้ำพอง", "ขอนแก่น"),
    Organization("6999103", "sao", "หนองจำลอง", "กระนวน", "ขอนแก่น"),
    Organization("5999104", "subdistrict_municipality", "หนองจำลอง", "น้ำพอง", "ขอนแก่น"),
    Organization("6999105", "sao", "ท่าตัวอย่าง", "ไทรโยค", "กาญจนบุรี"),
    Organization("2999106", "pao", "ขอนแก่น", "เมืองขอนแก่น", "ขอนแก่น"),
)

Read = Callable[[str], Extraction]


@pytest.fixture(scope="session")
def read(bundled: Reference) -> Read:
    invented = replace(bundled, register=REGISTER)

    def read_text(text: str) -> Extraction:
        content = text.encode()
        return extract_report(content, hashlib.sha256(content).hexdigest(), "report.txt", invented)

    return read_text
