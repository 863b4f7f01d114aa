"""Invented reports and what is true of them: the same arguments give the same bytes.

A report's words depend on ``seed`` and its number alone, its injuries on the level too: report 17 of a seed
tells the same at every level.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.synthetic.chance import Chance
from benchmarks.synthetic.damage import LEVELS, injure
from benchmarks.synthetic.draft import Draft
from benchmarks.synthetic.hand import draw_hand
from benchmarks.synthetic.heads import period_of, write_close, write_head, write_lead
from benchmarks.synthetic.measure_tables import write_measures
from benchmarks.synthetic.organizations import country, register_text
from benchmarks.synthetic.results import result
from benchmarks.synthetic.score_pages import say_total, write_scores
from benchmarks.synthetic.story import Story, truth_of
from benchmarks.synthetic.truth import TrueReport, write_truth

#: Kind of report -> how many of a hundred.
KINDS = {"measures": 88, "scores": 12}


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
        draft=Draft(rows_on_page=chance.pick((2, 3, 4, 6, 50)), blank=chance.pick(("", "", " "))),
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
    write_lead(story)
    write_measures(story)
    write_close(story)


def _scores(story: Story) -> None:
    story.scores_year = story.chance.whole(2562, 2568)
    write_head(story)
    write_scores(story, story.assess(story.own, result(story.own.key, story.scores_year)))
    write_close(story)


_WRITERS = {"measures": _measures, "scores": _scores}


def report(number: int, level: str, seed: int) -> tuple[bytes, TrueReport]:
    """One report of a seed and what is true of it."""
    story = _story(seed, number)
    kind = story.chance.weighted(KINDS)
    story.layout.append(kind)
    _WRITERS[kind](story)
    injuries = injure(story, level, Chance("damage", seed, number, level))
    name = f"synthetic_{seed}_{number:06}.txt"
    truth = truth_of(story, name, seed, level, injuries)
    text = "\n".join(line.text() for line in story.draft.lines) + "\n"
    return text.encode(), truth


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
