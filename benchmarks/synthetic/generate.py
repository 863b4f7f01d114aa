"""Invented reports and what is true of them: the same arguments give the same bytes.

A report's words depend on ``seed`` and its number alone, its injuries on the level too: report 17 of a seed
tells the same at every level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.synthetic.chance import Chance
from benchmarks.synthetic.damage import LEVELS, injure
from benchmarks.synthetic.draft import Draft
from benchmarks.synthetic.hand import draw_hand
from benchmarks.synthetic.heads import period_of, write_close, write_head, write_lead, write_template_text
from benchmarks.synthetic.item_tables import write_items
from benchmarks.synthetic.many import write_province, write_series
from benchmarks.synthetic.measure_tables import write_measures
from benchmarks.synthetic.organizations import country, register_text
from benchmarks.synthetic.out_of_scope import write_out_of_scope
from benchmarks.synthetic.results import result
from benchmarks.synthetic.score_pages import say_total, write_scores
from benchmarks.synthetic.story import Story, truth_of
from benchmarks.synthetic.truth import TrueReport, write_truth

#: Kind of report -> how many of a hundred.
KINDS = {"measures": 70, "items": 10, "scores": 9, "province": 3.5, "series": 4, "out-of-scope": 3.5}


def _story(seed: int, number: int) -> Story:
    chance = Chance("report", seed, number)
    land = country(seed)
    pool = land.others if chance.maybe(0.02) and land.others else land.registered
    return Story(
        chance=chance,
        hand=draw_hand(chance.branch("hand")),
        country=land,
        organization=chance.pick(pool),
        measures_year=None,
        scores_year=None,
        round=None,
        period=None,
        draft=Draft(
            rows_on_page=chance.pick((2, 3, 4, 6, 50)),
            blank=chance.pick(("", "", " ")),
            footer=chance.pick(_FOOTERS),
        ),
    )


def _measures(story: Story) -> None:
    chance = story.chance
    story.scores_year = chance.whole(2562, 2568)
    story.measures_year = story.scores_year + (1 if chance.maybe(0.65) else 0)
    story.round = chance.weighted({"annual": 45, "6-month": 30, "plan": 25})
    story.period = period_of(story.round, story.measures_year)
    write_head(story)
    scores = chance.weighted({"all": 55, "total": 20, "none": 25})
    if scores != "none":
        index = story.assess(story.own, result(story.own.key, story.scores_year))
        if scores == "all":
            write_scores(story, index)
        else:
            say_total(story, index, with_level=chance.maybe(0.85))
            story.draft.gap()
        if chance.maybe(0.3):
            story.draft.turn()
    if chance.maybe(0.06):
        write_template_text(story)
    write_lead(story)
    write_measures(story)
    if story.round != "plan" and chance.maybe(0.05):
        write_items(story, story.measures_year)
    write_close(story)


def _items(story: Story) -> None:
    chance = story.chance
    story.scores_year = story.measures_year = chance.whole(2564, 2566)
    story.round = chance.weighted({"annual": 70, "6-month": 30})
    story.period = period_of(story.round, story.measures_year)
    write_head(story)
    if chance.maybe(0.5):
        say_total(story, story.assess(story.own, result(story.own.key, story.scores_year)))
    else:
        story.scores_year = None
    write_lead(story)
    if chance.maybe(0.4):
        write_measures(story)
    write_items(story, story.measures_year)
    write_close(story)


def _scores(story: Story) -> None:
    story.scores_year = story.chance.whole(2562, 2568)
    write_head(story)
    write_scores(story, story.assess(story.own, result(story.own.key, story.scores_year)))
    write_close(story)


_WRITERS: dict[str, Callable[[Story], None]] = {
    "measures": _measures,
    "items": _items,
    "scores": _scores,
    "province": write_province,
    "series": write_series,
    "out-of-scope": write_out_of_scope,
}
_FOOTERS = ("", "", "", "", "", "", "- {} -", "-{}-", "หน้า {}", "{}")

#: How a file is stored: codec, line end -> how many of a hundred.
STORED = {
    ("utf-8", "\n"): 88,
    ("utf-8", "\r\n"): 5,
    ("utf-8-sig", "\r\n"): 3,
    ("cp874", "\r\n"): 3,
    ("utf-16", "\n"): 1,
}


def _stored(story: Story, chance: Chance) -> bytes:
    codec, end = chance.weighted(STORED)
    text = "".join(line.text() + end for line in story.draft.lines)
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        return text.encode()


def report(number: int, level: str, seed: int) -> tuple[bytes, TrueReport]:
    """One report of a seed and what is true of it."""
    story = _story(seed, number)
    kind = story.chance.weighted(KINDS)
    story.layout.append(kind)
    _WRITERS[kind](story)
    injuries = injure(story, level, Chance("damage", seed, number, level))
    name = f"synthetic_{seed}_{number:06}.txt"
    truth = truth_of(story, name, seed, level, injuries)
    return _stored(story, Chance("stored", seed, number)), truth


def reports(count: int, level: str, seed: int) -> Iterator[tuple[bytes, TrueReport]]:
    """``count`` reports of a seed at a level of damage (``none``, ``light``, ``heavy``, ``ruined``)."""
    if level not in LEVELS:
        raise ValueError(f"There is no level of damage {level!r}; choose one of {', '.join(LEVELS)}.")
    for number in range(count):
        yield report(number, level, seed)


def write_reports(into: Path, count: int, level: str, seed: int) -> None:
    """Write ``into/inbox/*.txt``, ``into/register.csv`` and ``into/truth.jsonl``."""
    inbox = into / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    (into / "register.csv").write_text(register_text(seed), encoding="utf-8")

    def written() -> Iterator[TrueReport]:
        for content, truth in reports(count, level, seed):
            (inbox / truth.file_name).write_bytes(content)
            yield truth

    write_truth(into / "truth.jsonl", written())
