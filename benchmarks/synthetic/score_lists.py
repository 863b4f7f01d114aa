"""The scores of one organization and year in lists and sentences."""

from __future__ import annotations

from benchmarks.synthetic.score_words import indicator_name, label
from benchmarks.synthetic.story import Story


def sorted_list(story: Story, index: int) -> None:
    """A numbered list from the best to the worst, as tab-separated pairs or as sentences."""
    found, chance, hand = story.assessed[index][1], story.chance, story.hand
    order = sorted(found.scores, key=lambda no: (-found.scores[no], no))
    if chance.maybe(0.15):
        order.reverse()
    gap = chance.pick(("\t", " ", "  "))
    verb = chance.pick(("ได้คะแนน", "คะแนน", "มีคะแนนเท่ากับ", "ได้ร้อยละ"))
    mark = chance.pick(("{}. ", "{}) ", "({}) ", "- "))
    for place, no in enumerate(order, 1):
        begin = f"{mark.format(hand.number(place))}{label(story, no, 'full')}"
        story.draft.say(f"{begin}{gap}{verb} {hand.score(found.scores[no])}", f"score:{index}:{no}")
    story.draft.gap()


def leaders(story: Story, index: int) -> None:
    """Dotted lines to the score."""
    found, chance, hand = story.assessed[index][1], story.chance, story.hand
    style = chance.pick(("full", "number", "dash"))
    dots, after = "." * chance.whole(3, 14), chance.pick(("", "...", "....."))
    for no, score in found.scores.items():
        story.draft.say(
            f"{label(story, no, style)} {dots}{hand.score(score)}{after} คะแนน", f"score:{index}:{no}"
        )
    story.draft.gap()


def prose(story: Story, index: int) -> None:
    """One sentence an indicator, or one paragraph of all."""
    found, chance, hand = story.assessed[index][1], story.chance, story.hand
    style = "full" if chance.maybe(0.7) else "name"
    verb = chance.pick(("ได้คะแนน", "มีผลคะแนน", "ได้คะแนนเท่ากับร้อยละ", "คะแนนเฉลี่ย"))
    parts = []
    for no, score in found.scores.items():
        name = label(story, no, style) if style == "full" else f"ตัวชี้วัด{indicator_name(story, no)}"
        parts.append((f"{name} {verb} {hand.score(score)} คะแนน", f"score:{index}:{no}"))
    if chance.maybe(0.5):
        joined = chance.pick((" ", ", ", " และ"))
        story.draft.say(
            "เมื่อพิจารณารายตัวชี้วัดพบว่า " + joined.join(text for text, _ in parts), *(key for _, key in parts)
        )
    else:
        for text, key in parts:
            story.draft.say(text, key)
    story.draft.gap()


def weakest(story: Story, index: int) -> None:
    """Only the indicators that are under a bound, or the best and the worst."""
    found, chance, hand = story.assessed[index][1], story.chance, story.hand
    order = sorted(found.scores, key=lambda no: found.scores[no])[: chance.whole(1, 4)]
    story.draft.say(chance.pick(("ตัวชี้วัดที่ต้องพัฒนา ได้แก่", "ตัวชี้วัดที่ได้คะแนนน้อยที่สุด ได้แก่")))
    for no in order:
        story.draft.say(
            f"- {label(story, no, 'full')} ได้คะแนน {hand.score(found.scores[no])} คะแนน",
            f"score:{index}:{no}",
        )
    story.draft.gap()
