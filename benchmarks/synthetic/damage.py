"""Injuries as a scanner makes them, at the rates of ``damage.yml``.

Truth stays what was written, also where an injury hides it beyond reading: that is then a miss which a
good reader flags. Only what stood on a page that is wholly gone (``lost-page``, ``page-in-khmer``) leaves
the truth, because its line does (see :mod:`benchmarks.synthetic.draft`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import yaml

from benchmarks.synthetic.chance import Chance
from benchmarks.synthetic.draft import Line
from benchmarks.synthetic.story import Story

LEVELS = ("none", "light", "heavy", "ruined")
Log = list[tuple[str, Line | None]]


@lru_cache(maxsize=1)
def rates() -> dict[str, dict[str, float | str]]:
    """The rates of ``damage.yml``, by kind of injury."""
    text = (Path(__file__).parent / "damage.yml").read_text(encoding="utf-8")
    found: dict[str, dict[str, float | str]] = yaml.safe_load(text)
    return found


def injure(story: Story, level: str, chance: Chance) -> Log:
    """Injure a report in place; returns the kind and line of each injury, in their order."""
    if level == "none":
        return []
    from benchmarks.synthetic import cell_damage, page_damage, text_damage

    injuries: dict[str, Callable[[Story, Chance, float], Log]] = {
        **cell_damage.KINDS,
        **text_damage.KINDS,
        **page_damage.KINDS,
    }
    missing = set(injuries) ^ set(rates())
    if missing:
        raise ValueError(f"damage.yml and the injuries differ in: {', '.join(sorted(missing))}")
    log: Log = []
    for kind, injury in injuries.items():
        rate = float(rates()[kind][level])
        if rate:
            log += injury(story, chance.branch(kind), rate)
    return log
