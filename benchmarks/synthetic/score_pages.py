"""The scores of one organization and year, in the shapes in which reports print them."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.synthetic import score_lists, score_tables
from benchmarks.synthetic.results import result
from benchmarks.synthetic.score_words import level_words
from benchmarks.synthetic.story import Story

MEANS = {
    2562: "66.73",
    2563: "67.90",
    2564: "81.25",
    2565: "87.57",
    2566: "90.19",
    2567: "93.05",
    2568: "93.82",
}


def say_total(story: Story, index: int, *, with_level: bool = True) -> None:
    """The sentence that states the total."""
    organization, found = story.assessed[index]
    hand, chance = story.hand, story.chance
    score, year = hand.score(found.total), hand.fiscal_year(found.year)
    if chance.maybe(0.06):
        story.draft.say(f"ผลการประเมินภาพรวมของ{organization.full} ประจำ{year}", "scores_year")
        story.draft.say(f"{score} คะแนน", f"total:{index}")
        if with_level:
            story.draft.say(f"ระดับ {found.level}", f"level:{index}")
        return
    level = f" {level_words(story, found)}" if with_level else ""
    name = organization.called(hand)
    place = f" อำเภอ{organization.amphoe} จังหวัด{organization.province}" if chance.maybe(0.3) else ""
    keys = [f"total:{index}", "scores_year"] + ([f"level:{index}"] if with_level else [])
    forms = (
        f"ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของ{name}{place} ประจำ{year} "
        f"ได้คะแนนรวม {score} คะแนน{level}",
        f"จากผลการประเมิน ITA ประจำ{year} {name} มีผลคะแนนภาพรวม {score} คะแนน"
        + (f" อยู่ใน{level_words(story, found)}" if with_level else ""),
        f"{name}{place} ได้คะแนนการประเมิน ITA ประจำ{year} โดยภาพรวมเท่ากับร้อยละ {score}{level}",
        f"ใน{year} {name} เข้ารับการประเมินคุณธรรมและความโปร่งใส (ITA) และได้คะแนนเฉลี่ยรวม {score}"
        + (f" จัดอยู่ใน{level_words(story, found)}" if with_level else " คะแนน"),
        f"สรุปผลการประเมิน ITA ประจำ{year}: คะแนนรวม = {score}{level}",
    )
    story.draft.say(chance.pick(forms), *keys)
    if chance.maybe(0.07) and found.year > 2562:
        before = result(organization.key, found.year - 1)
        other = story.assess(organization, before)
        more = found.total - before.total
        words = f"{'เพิ่มขึ้น' if more >= 0 else 'ลดลง'} {hand.score(abs(more))} คะแนน"
        story.draft.say(
            f"เมื่อเทียบกับ{hand.fiscal_year(before.year)} ซึ่งได้คะแนนรวม {hand.score(before.total)} คะแนน {words}",
            f"total:{other}",
        )


SHAPES: dict[str, tuple[float, Callable[[Story, int], None]]] = {
    "table": (34, score_tables.ten_rows),
    "instruments": (12, score_tables.by_instrument),
    "instrument-tables": (7, score_tables.instrument_tables),
    "sorted": (14, score_lists.sorted_list),
    "leaders": (7, score_lists.leaders),
    "prose": (8, score_lists.prose),
    "sideways": (3, score_tables.sideways),
    "two-columns": (3, score_tables.two_columns),
    "two-years": (6, score_tables.two_years),
    "total-rows": (7, score_tables.total_rows),
    "weakest": (5, score_lists.weakest),
}


def write_scores(story: Story, index: int) -> None:
    """The total in words (mostly) and the ten scores in one shape, in a few reports in two."""
    chance = story.chance
    shape = chance.weighted({name: weight for name, (weight, _) in SHAPES.items()})
    story.layout.append(shape)
    said = shape != "total-rows" or chance.maybe(0.5)
    first = chance.maybe(0.8)
    with_level = chance.maybe(0.85)
    if said and first:
        say_total(story, index, with_level=with_level)
        story.draft.gap()
    year = story.hand.fiscal_year(story.assessed[index][1].year)
    story.draft.say(
        chance.pick(
            (
                f"ผลการประเมินรายตัวชี้วัด ประจำ{year}",
                f"ตารางแสดงผลการประเมิน ITA ประจำ{year} จำแนกตามตัวชี้วัด",
                f"คะแนนการประเมินคุณธรรมและความโปร่งใส {year} มีรายละเอียดดังนี้",
            )
        ),
        "scores_year",
    )
    SHAPES[shape][1](story, index)
    if said and not first:
        say_total(story, index, with_level=with_level)
    if chance.maybe(0.05):
        again = chance.pick([name for name in ("table", "sorted", "leaders", "prose") if name != shape])
        story.layout.append(again)
        story.draft.say("สรุปคะแนนตามตัวชี้วัดอีกครั้ง")
        SHAPES[again][1](story, index)
    if chance.maybe(0.12):
        mean = story.hand.score(MEANS[story.assessed[index][1].year])
        story.draft.say(
            chance.pick(
                (
                    f"ทั้งนี้ คะแนนเฉลี่ยขององค์กรปกครองส่วนท้องถิ่นทั่วประเทศเท่ากับ {mean} คะแนน",
                    f"โดยค่าเฉลี่ยระดับประเทศอยู่ที่ {mean} คะแนน และค่าเป้าหมายไม่น้อยกว่า {story.hand.number(85)} คะแนน",
                )
            )
        )
