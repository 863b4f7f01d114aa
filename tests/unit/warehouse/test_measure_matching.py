"""Rows of the rounds of a year: which are the same measure, whatever came first."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.measure_matching import ToldMeasure, matched_keys

PLAN, HALF, YEAR = ("0", "1", "d1"), ("0", "2", "d2"), ("0", "3", "d3")
MANUAL = "จัดทำคู่มือการปฏิบัติงานและเผยแพร่ทางเว็บไซต์"
TRAINING = "อบรมให้ความรู้เรื่องวินัยแก่บุคลากรทุกคน"


def told(
    document: tuple[str, ...],
    ordinal: int,
    title: str | None,
    *,
    code: str | None = None,
    indicator: int | None = None,
    key: str | None = None,
    issue: str | None = None,
    steps: str | None = None,
    responsible: str | None = None,
) -> ToldMeasure:
    return ToldMeasure(
        f"{document[-1]}-{ordinal}",
        key or f"k-{document[-1]}-{ordinal}",
        document,
        ordinal,
        indicator,
        code,
        (title, issue, steps, responsible),
    )


def same(*measures: ToldMeasure) -> bool:
    return len(set(matched_keys(measures).values())) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Tone marks lost, a word damaged, numbering changed.
        (
            {"title": MANUAL, "indicator": 6},
            {"title": "๑. จัดทาคูมือการปฏิบตงานและเผยแพร่ทางเว็บไซต", "indicator": 6},
        ),
        # The indicator is not stated in one round.
        ({"title": MANUAL, "indicator": 6}, {"title": MANUAL, "indicator": None}),
        # The code alone speaks for it, and the wording was shortened.
        ({"title": MANUAL, "code": "e7"}, {"title": "จัดทำคู่มือการปฏิบัติงานและเผยแพร่", "code": "e7"}),
        # Nothing but the wording.
        ({"title": TRAINING}, {"title": "อบรมให้ความรู้ เรื่อง วินัยแก่บุคลากรทุกคน "}),
    ],
)
def test_the_same_measure_in_two_rounds(one: dict[str, object], other: dict[str, object]) -> None:
    assert same(told(PLAN, 1, **one), told(YEAR, 1, **other))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"title": MANUAL, "indicator": 6}, {"title": TRAINING, "indicator": 6}),
        ({"title": MANUAL, "code": "e7"}, {"title": TRAINING, "code": "e7"}),
        ({"title": MANUAL, "code": "e7"}, {"title": MANUAL, "code": "e8"}),
        ({"title": MANUAL, "indicator": 6}, {"title": MANUAL, "indicator": 7}),
        (
            {"title": "ประชุมติดตามงาน ครั้งที่ ๑", "indicator": 6},
            {"title": "ประชุมติดตามงาน ครั้งที่ ๒", "indicator": 6},
        ),
        ({"title": None, "issue": MANUAL}, {"title": None, "issue": MANUAL}),
        ({"title": "จัดทำคู่มือ"}, {"title": "จัดทำแผน"}),
    ],
)
def test_different_measures_stay_apart(one: dict[str, object], other: dict[str, object]) -> None:
    assert not same(told(PLAN, 1, **one), told(YEAR, 1, **other))  # type: ignore[arg-type]


def test_rows_of_one_document_never_share_a_key() -> None:
    rows = [told(PLAN, number, MANUAL, indicator=6) for number in range(3)]
    assert len(set(matched_keys(rows).values())) == 3


def test_what_fits_two_rows_as_well_stays_apart() -> None:
    alike = [told(PLAN, 1, f"{MANUAL} ของกองช่าง"), told(PLAN, 2, f"{MANUAL} ของกองคลัง")]
    keys = matched_keys([*alike, told(YEAR, 1, f"{MANUAL} ของกอง")])
    assert len(set(keys.values())) == 3


def test_each_finds_its_own_among_rows_that_are_alike() -> None:
    plan = [
        told(PLAN, 1, f"{MANUAL} ของกองช่าง", indicator=6),
        told(PLAN, 2, f"{MANUAL} ของกองคลัง", indicator=6),
    ]
    year = [
        told(YEAR, 1, f"{MANUAL} ของกองคลัง", indicator=6),
        told(YEAR, 2, f"{MANUAL} ของกองชาง", indicator=6),
    ]
    keys = matched_keys([*plan, *year])
    assert keys["d3-1"] == keys["d1-2"]
    assert keys["d3-2"] == keys["d1-1"]


def test_a_wording_that_stands_twice_goes_by_its_order() -> None:
    rows = [
        told(document, ordinal, MANUAL, key=key)
        for document in (PLAN, YEAR)
        for ordinal, key in ((1, "k"), (2, "k-2"))
    ]
    keys = matched_keys(rows)
    assert keys == {"d1-1": "k", "d3-1": "k", "d1-2": "k-2", "d3-2": "k-2"}


def test_a_later_round_changes_no_key() -> None:
    plan = [told(PLAN, 1, MANUAL, indicator=6), told(PLAN, 2, TRAINING, indicator=1)]
    half = [told(HALF, 1, TRAINING[:-4], indicator=1), told(HALF, 2, MANUAL[:-3], indicator=6)]
    year = [told(YEAR, 1, MANUAL, indicator=6), told(YEAR, 2, "เรื่องใหม่ที่ไม่มีในแผน", indicator=6)]
    first = matched_keys(plan)
    second = matched_keys([*plan, *half])
    third = matched_keys([*plan, *half, *year])
    assert first.items() <= second.items() <= third.items()
    assert third["d3-1"] == third["d2-2"] == first["d1-1"]
    assert len(set(third.values())) == 3


def test_the_order_of_arrival_changes_nothing() -> None:
    documents = [
        [told(PLAN, 1, MANUAL, indicator=6), told(PLAN, 2, TRAINING, code="i25")],
        [told(HALF, 1, MANUAL[:-5], indicator=6), told(HALF, 2, MANUAL[:-9])],
        [told(YEAR, 1, TRAINING[:-3], code="i25"), told(YEAR, 2, f"{MANUAL} ๒ ครั้ง", indicator=6)],
    ]
    expected = matched_keys([row for rows in documents for row in rows])
    for order in permutations(documents):
        assert matched_keys([row for rows in order for row in rows]) == expected


_TITLES = st.sampled_from(
    [MANUAL, MANUAL[:-4], f"{MANUAL} ๑", f"{MANUAL} ๒", TRAINING, TRAINING[3:], None, "แผน"]
)
_ROWS = st.lists(
    st.tuples(
        st.sampled_from([PLAN, HALF, YEAR]),
        _TITLES,
        st.sampled_from([None, "e7", "e8"]),
        st.sampled_from([None, 6, 7]),
        st.sampled_from(["a", "b", "c", "d", "e", "f"]),
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(_ROWS, st.randoms(use_true_random=False))
def test_one_to_one_without_contradiction_in_any_order(
    drawn: list[tuple[tuple[str, ...], str | None, str | None, int | None, str]], random: Random
) -> None:
    rows = []
    # What reading calls the same says the same, and it calls nothing in one document twice.
    for number, (document, title, code, indicator, _) in enumerate(drawn):
        base = f"{title}|{code}|{indicator}"
        count = 1 + sum(row.document == document and row.key.startswith(base + "#") for row in rows)
        rows.append(told(document, number, title, code=code, indicator=indicator, key=f"{base}#{count}"))
    keys = matched_keys(rows)
    assert set(keys) == {row.measure_id for row in rows}
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert matched_keys(shuffled) == keys
    seen: dict[tuple[tuple[object, ...], str], ToldMeasure] = {}
    for row in rows:
        assert seen.setdefault((row.document, keys[row.measure_id]), row) is row
    for key in set(keys.values()):
        members = [row for row in rows if keys[row.measure_id] == key]
        assert len({row.question_code for row in members} - {None}) <= 1
        assert len({row.indicator_no for row in members} - {None}) <= 1


_SYLLABLES = [head + vowel + tail for head in "กขคจดตทนบปพมรลวสห" for vowel in "าิุเ" for tail in "กงดนมบ"]


def test_damaged_rounds_are_matched_seldom_too_little_and_never_wrongly() -> None:
    random = Random(1)

    def text(least: int, most: int) -> str:
        return "".join(random.choice(_SYLLABLES) for _ in range(random.randint(least, most)))

    def damaged(wording: str) -> str:
        return "".join(letter for letter in wording if random.random() >= 0.05)

    split = wrong = 0
    for _ in range(60):
        truth = [(text(10, 30), text(40, 40)) for _ in range(10)]
        rows, told_of = [], {}
        for document in (PLAN, HALF, YEAR):
            for ordinal, index in enumerate(random.sample(range(10), 10)):
                title, steps = map(damaged, truth[index])
                row = told(document, ordinal, title, steps=steps, indicator=random.choice((None, 6)))
                rows.append(row)
                told_of[row.measure_id] = index
        measures: dict[str, set[int]] = {}
        for measure_id, key in matched_keys(rows).items():
            measures.setdefault(key, set()).add(told_of[measure_id])
        wrong += sum(len(indexes) > 1 for indexes in measures.values())
        split += len(measures) - 10
    assert wrong == 0
    assert split <= 0.04 * 600
