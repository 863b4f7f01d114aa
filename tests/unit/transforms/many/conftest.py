"""Documents about many organizations, of organizations that do not exist."""

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
    Organization("5999107", "subdistrict_municipality", "ดอนสมมุติ", "บ้านไผ่", "ขอนแก่น"),
    Organization("4999108", "town_municipality", "เขาสมมุติ", "เมืองเลย", "เลย"),
)

Read = Callable[[str | bytes], Extraction]


@pytest.fixture(scope="session")
def read(bundled: Reference) -> Read:
    invented = replace(bundled, register=REGISTER)

    def read_document(text: str | bytes) -> Extraction:
        content = text.encode() if isinstance(text, str) else text
        return extract_report(content, hashlib.sha256(content).hexdigest(), "document", invented)

    return read_document
