"""The samples agree with what they are said to show, with the formula and with their register."""

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from transforms.read.choose import media_type_of, read_document
from transforms.reference import Reference

SAMPLES = Path(__file__).parents[2] / "samples"
FACTS: list[dict[str, Any]] = yaml.safe_load((SAMPLES / "facts.yml").read_text(encoding="utf-8"))
SCORED = [fact for fact in FACTS if fact.get("indicator_scores")]
OF_ORGANIZATIONS = [fact for fact in FACTS if fact.get("organization")]
ENCODINGS = {"tis620": "cp874", "utf16": "utf-16"}


def text_of(name: str) -> str:
    content = (SAMPLES / "inbox" / name).read_bytes()
    if not name.endswith(".txt"):
        return "\n".join(text for text, _ in read_document(content, "").pieces())
    encoding = next((code for part, code in ENCODINGS.items() if part in name), "utf-8")
    return content.decode(encoding)


def arabic(text: str) -> str:
    return text.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))


def named(fact: dict[str, Any]) -> str:
    return str(fact["file"])[:2]


def test_every_report_has_its_facts() -> None:
    assert sorted(fact["file"] for fact in FACTS) == sorted(
        path.name for path in (SAMPLES / "inbox").iterdir()
    )
    assert len(FACTS) >= 12
    assert {fact["organization"]["province"] for fact in OF_ORGANIZATIONS} == {"น่าน", "สุรินทร์", "ตรัง"}
    kinds = {fact["organization"]["type"] for fact in OF_ORGANIZATIONS}
    assert kinds == {"pao", "town_municipality", "subdistrict_municipality", "sao"}


@pytest.mark.parametrize("fact", OF_ORGANIZATIONS, ids=named)
def test_organizations_are_in_the_register_of_the_samples(reference: Reference, fact: dict[str, Any]) -> None:
    known = {one.organization_id: one for one in reference.register}
    said = fact["organization"]
    one = known[said["id"]]
    assert (one.organization_type, one.name, one.amphoe, one.province) == (
        said["type"],
        said["name"],
        said["amphoe"],
        said["province"],
    )
    assert said["name"] in text_of(fact["file"])


def test_the_register_has_a_homonym_pair_and_serials_that_no_real_code_has(reference: Reference) -> None:
    names = [(one.organization_type, one.name, one.province) for one in reference.register]
    twice = {name for name in names if names.count(name) > 1}
    assert twice == {("sao", "ดอนคำฟ้า", "น่าน")}
    assert all(int(one.organization_id[5:]) > 90 for one in reference.register)
    assert len(reference.register) >= 25


@pytest.mark.parametrize("fact", SCORED, ids=named)
def test_scores_follow_the_formula(fact: dict[str, Any]) -> None:
    score = {no: Decimal(str(value)) for no, value in fact["indicator_scores"].items()}
    assert sorted(score) == list(range(1, 11))
    iit = sum((score[no] for no in range(1, 6)), Decimal(0)) / 5
    eit = sum((score[no] for no in (6, 7, 8)), Decimal(0)) / 3
    oit = (score[9] + score[10]) / 2
    total = Decimal("0.3") * iit + Decimal("0.3") * eit + Decimal("0.4") * oit
    assessment = fact["assessment"]
    assert abs(Decimal(str(assessment["overall_recomputed"])) - total) < Decimal("0.000002")
    rounded = total.quantize(Decimal("0.01"), ROUND_HALF_UP)
    printed = Decimal(str(assessment["overall_score"]))
    assert (printed == rounded) == (assessment["reconciliation"] == "match")


def test_one_total_is_wrong_on_purpose() -> None:
    assert [fact["file"][:2] for fact in SCORED if fact["assessment"]["reconciliation"] == "mismatch"] == [
        "14"
    ]


@pytest.mark.parametrize("fact", SCORED, ids=named)
def test_every_score_and_the_total_are_printed(fact: dict[str, Any]) -> None:
    text = arabic(text_of(fact["file"]))
    for value in (*fact["indicator_scores"].values(), fact["assessment"]["overall_score"]):
        assert f"{Decimal(str(value)):.2f}" in text
    assert fact["assessment"]["level"] in text


@pytest.mark.parametrize("fact", SCORED, ids=named)
def test_levels_are_of_the_years_scheme(reference: Reference, fact: dict[str, Any]) -> None:
    year = fact["assessment"]["fiscal_year"]
    level = next(one for one in reference.levels if one.level == fact["assessment"]["level"])
    total = Decimal(str(fact["assessment"]["overall_score"]))
    assert level.from_year <= year and (level.to_year is None or year <= level.to_year)
    assert level.lower <= total and (level.upper is None or total < level.upper)


def test_several_organizations_have_two_consecutive_years() -> None:
    years: dict[str, set[int]] = {}
    for fact in SCORED:
        years.setdefault(fact["organization"]["id"], set()).add(fact["assessment"]["fiscal_year"])
    assert sum({2565, 2566} <= known for known in years.values()) >= 3


@pytest.mark.parametrize("fact", [f for f in OF_ORGANIZATIONS if "statuses" in f], ids=named)
def test_facts_of_measures_have_one_entry_a_measure(fact: dict[str, Any]) -> None:
    for column in ("statuses", "status_bases", "indicators", "question_codes", "deadlines", "departments"):
        if column in fact:
            assert len(fact[column]) == fact["measures"], column
    assert all(
        (status == "not_reported") == (basis is None)
        for status, basis in zip(fact["statuses"], fact.get("status_bases", []), strict=False)
    )


def test_the_annual_report_lists_all_items_of_its_year(reference: Reference) -> None:
    (fact,) = (fact for fact in FACTS if fact.get("disclosures") == 43)
    items = reference.frameworks[fact["measures_fiscal_year"]].items
    assert set(fact["disclosure_statuses"]) == {item.code for item in items}
    text = text_of(fact["file"])
    assert all(f"\t{item.name}\t" in text for item in items)


def test_the_second_file_is_an_exact_duplicate() -> None:
    (fact,) = (fact for fact in FACTS if "duplicate_of" in fact)
    inbox = SAMPLES / "inbox"
    assert (inbox / fact["file"]).read_bytes() == (inbox / fact["duplicate_of"]).read_bytes()


def test_formats_are_what_they_are_said_to_be() -> None:
    types = {
        path.suffix: media_type_of(path.read_bytes()).rpartition(".")[2].rpartition("/")[2]
        for path in (SAMPLES / "inbox").iterdir()
    }
    assert types == {".txt": "plain", ".docx": "document", ".pdf": "pdf", ".html": "html"}


def test_encodings_are_what_they_are_said_to_be() -> None:
    inbox = SAMPLES / "inbox"
    (old,) = inbox.glob("*tis620*")
    with pytest.raises(UnicodeDecodeError):
        old.read_bytes().decode("utf-8")
    (wide,) = inbox.glob("*utf16*")
    assert wide.read_bytes().startswith(b"\xff\xfe")
    assert any(b"\r\n" in path.read_bytes() for path in inbox.glob("07_*"))


def test_links_lead_nowhere_and_telephone_numbers_ring_nowhere() -> None:
    for fact in FACTS:
        text = arabic(text_of(fact["file"]))
        for host in re.findall(r"https?://([^/\s<>\"]+)", text):
            assert host.endswith(".example")
        for number in re.findall(r"โทร\.?\s*([0-9 ]{9,})", text):
            assert number.replace(" ", "").endswith("000000")
