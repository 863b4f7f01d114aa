"""What stands in every printing of scores: labels of indicators, words of levels."""

from __future__ import annotations

from benchmarks.synthetic.results import INDICATORS, VARIANTS, Result
from benchmarks.synthetic.story import Story

INSTRUMENTS = ("IIT", "EIT", "OIT")
MEMBERS = ((1, 2, 3, 4, 5), (6, 7, 8), (9, 10))


def indicator_name(story: Story, no: int) -> str:
    """The name of an indicator, sometimes in its other wording."""
    return VARIANTS[no] if no in VARIANTS and story.chance.maybe(0.25) else INDICATORS[no - 1]


def label(story: Story, no: int, style: str) -> str:
    """The label of an indicator in a table or list: with its number or without."""
    name, number = indicator_name(story, no), story.hand.number(no)
    return {
        "full": f"ตัวชี้วัดที่ {number} {name}",
        "number": f"{number}. {name}",
        "tight": f"ตัวชี้วัดที่ {number}{name}",
        "name": name,
        "dash": f"- {name}",
    }[style]


_BANDS = {
    "AA": "95.00 - 100",
    "A": "85.00 - 94.99",
    "B": "75.00 - 84.99",
    "C": "65.00 - 74.99",
    "D": "55.00 - 64.99",
    "E": "50.00 - 54.99",
    "F": "0 - 49.99",
    "ผ่านดีเยี่ยม": "95 - 100",
    "ผ่านดี": "85 - 100",
    "ผ่าน": "85 - 100",
    "ต้องปรับปรุง": "70 - 84.99",
    "ต้องปรับปรุงโดยด่วน": "0 - 69.99",
}


def level_words(story: Story, found: Result) -> str:
    """``ระดับ A``, ``ระดับผ่านดี`` and the like."""
    if story.chance.maybe(0.08):
        return f"ระดับ {found.level} ({story.hand.number(_BANDS[found.level])} คะแนน)"
    if story.chance.maybe(0.5):
        return f"ระดับ {found.level}"
    return f"ระดับผลการประเมิน {found.level}" if found.year <= 2565 else f"ระดับ{found.level}"


def frame(story: Story) -> str:
    return story.chance.weighted({"tab": 88, "pipe": 7, "html": 5})
