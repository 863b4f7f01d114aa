"""Planted copies among unlike texts: what is found, what is not, and that order means nothing."""

from __future__ import annotations

from random import Random

import polars
import pytest

from warehouse.computed_models import clusters_of_year
from warehouse.near_duplicates import band_keys, cluster
from warehouse.wordings import NameMask

_SYLLABLES = [head + vowel + tail for head in "กขคจดตทนบปพมรลวสห" for vowel in "าิุเ" for tail in "กงดนมบ"]
NAMES = [
    f"บ้าน{a}{b}" for a in ("ทราย", "หิน", "ดอน", "ลำธาร", "ป่าสน") for b in ("ทอง", "เงิน", "แก้ว", "งาม", "เย็น")
]
MASK = NameMask(("องค์การบริหารส่วนตำบล", "อบต."), NAMES)


def _text(random: Random, syllables: int = 60) -> str:
    return "".join(random.choice(_SYLLABLES) for _ in range(syllables))


def _damaged(random: Random, text: str, share: float) -> str:
    """``text`` with about ``share`` of its letters lost, changed or doubled."""

    def letter(one: str) -> str:
        draw = random.random()
        if draw >= share:
            return one
        return random.choice(("", random.choice("กงดนมบ"), one + one))

    return "".join(map(letter, text))


def _rows(texts: list[tuple[str, str]]) -> polars.DataFrame:
    """Measures of one organization each: its name and the wording."""
    return polars.DataFrame(
        [
            {
                "measure_id": f"m-{number}",
                "organization_id": f"o-{number}",
                "wording": wording,
                "name": name,
                "amphoe": None,
                "province": "จันทรา",
            }
            for number, (name, wording) in enumerate(texts)
        ],
        schema_overrides={"amphoe": polars.String()},
    )


def _groups(frame: polars.DataFrame) -> set[frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for measure_id, cluster_id in frame.select("measure_id", "cluster_id").iter_rows():
        groups.setdefault(cluster_id, set()).add(measure_id)
    return {frozenset(group) for group in groups.values()}


def test_planted_copies_are_found_and_nothing_else() -> None:
    random = Random(7)
    texts: list[tuple[str, str]] = []
    planted: set[frozenset[str]] = set()
    for number in range(1500):
        one, other = random.sample(NAMES, 2)
        template = f"องค์การบริหารส่วนตำบล{{name}} {_text(random)} จำนวน {{count}} ครั้ง {_text(random, 15)}"
        texts.append((one, template.format(name=one, count="๔")))
        if number % 3 == 0:
            copy = template.format(name=random.choice((one, other)), count="12")
            texts.append((other, _damaged(random, copy, 0.04)))
            planted.add(frozenset({f"m-{len(texts) - 2}", f"m-{len(texts) - 1}"}))
    found = _groups(clusters_of_year(_rows(texts), 2566, MASK))
    right = len(found & planted)
    assert right / len(found) >= 0.99  # precision
    assert right / len(planted) >= 0.97  # recall


def test_unlike_texts_that_share_a_sentence_stay_apart() -> None:
    random = Random(3)
    shared = _text(random, 25)
    texts = [(name, shared + _text(random, 40)) for name in NAMES]
    assert clusters_of_year(_rows(texts), 2566, MASK).is_empty()


def test_the_order_of_arrival_changes_nothing() -> None:
    random = Random(5)
    bases = [_text(random) for _ in range(40)]
    texts = [(random.choice(NAMES), _damaged(random, random.choice(bases), 0.05)) for _ in range(300)]
    rows = _rows(texts)
    expected = clusters_of_year(rows, 2566, MASK).sort("measure_id")
    for seed in range(3):
        shuffled = rows.sample(fraction=1, shuffle=True, seed=seed)
        assert clusters_of_year(shuffled, 2566, MASK).sort("measure_id").equals(expected)
    # Another year's clusters are others, though their wording is the same.
    other = clusters_of_year(rows, 2567, MASK)
    assert not set(other["cluster_id"]) & set(expected["cluster_id"])


def test_a_cluster_keeps_its_id_when_another_organization_joins() -> None:
    random = Random(11)
    text = _text(random)
    rows = _rows([(name, text) for name in NAMES[:3]] + [(NAMES[3], _damaged(random, text, 0.03))])
    before = clusters_of_year(rows.head(3), 2566, MASK)
    after = clusters_of_year(rows, 2566, MASK)
    assert set(after["cluster_id"]) == set(before["cluster_id"])
    assert set(after["cluster_organizations"]) == {4}


def test_a_chain_of_small_steps_is_no_cluster() -> None:
    random = Random(2)
    text = list(_text(random))
    chain = ["".join(text)]
    places = list(range(len(text)))
    random.shuffle(places)
    for start in range(0, len(places), 8):
        for place in places[start : start + 8]:
            text[place] = "ฮ"
        chain.append("".join(text))
    representative = cluster(chain, band_keys(chain), range(len(chain))).representative
    assert len(set(representative)) > 3
    assert representative[-1] != 0


def test_one_organization_alone_copies_from_nobody() -> None:
    text = _text(Random(1))
    rows = _rows([("ก", text), ("ก", text)]).with_columns(organization_id=polars.lit("o-1"))
    assert clusters_of_year(rows, 2566, MASK).is_empty()


@pytest.mark.parametrize("count", [0, 1])
def test_hardly_any_texts(count: int) -> None:
    texts = ["ก" * 60][:count]
    assert cluster(texts, band_keys(texts), range(count)).representative == tuple(range(count))


def test_short_wordings_are_never_called_the_same() -> None:
    assert clusters_of_year(_rows([("ก", "จัดทำคู่มือ"), ("ข", "จัดทำคู่มือ")]), 2566, MASK).is_empty()


def test_a_text_shorter_than_a_shingle_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer than"):
        band_keys(["กข"])
