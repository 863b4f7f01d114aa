"""Tables of measures: which columns, under which headings, in which order, and what their cells say."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.synthetic.deadlines import Due, draw_due, draw_several
from benchmarks.synthetic.departments import draw_departments
from benchmarks.synthetic.gantt import Gantt, draw_gantt, two_lines
from benchmarks.synthetic.headings import HEADINGS, SHAPES
from benchmarks.synthetic.measure_blocks import write_blocks
from benchmarks.synthetic.score_words import INSTRUMENTS, label
from benchmarks.synthetic.statuses import WORDS, Boxes, draw_boxes, percent_for, write_percent
from benchmarks.synthetic.story import Story
from benchmarks.synthetic.truth import TrueMeasure
from benchmarks.synthetic.work import (
    OUTCOMES,
    PROBLEMS,
    RECOMMENDATIONS,
    Work,
    draw_steps,
    draw_work,
    narrate,
    write_code,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How one table of measures is laid out. ``told`` is where the indicator stands: ``column``, ``first``
    (with the words of the first telling column), ``section`` (a line above) or ``nowhere``."""

    columns: tuple[str, ...]
    headings: tuple[str, ...]
    told: str
    telling: str
    mode: str
    boxes: Boxes
    style: str
    many_deadlines: bool
    links: bool
    gantt: Gantt | None


def draw_plan(story: Story) -> Plan:
    """Columns, headings and habits for a report's measures."""
    chance, round_name = story.chance, story.round
    shape = chance.weighted({name: weight for name, (weight, _) in SHAPES.items()})
    if round_name == "plan":
        mode = "none"
    else:
        mode = chance.weighted({"boxes": 26, "word": 24, "percent": 9, "narrative": 31, "none": 10})
    worded = mode == "word" and chance.maybe(0.12)
    story.layout.append(f"{shape}/{mode}{'-in-result' if worded else ''}")
    columns: list[str] = []
    for role in SHAPES[shape][1]:
        if role != "+":
            columns.append(role)
        elif mode in ("boxes", "narrative"):
            columns.append("result")
        elif mode in ("word", "percent"):
            columns.append("result" if worded else "status")
            if not worded and chance.maybe(0.35):
                columns.append("result")
        elif chance.maybe(0.15):
            columns.append("schedule")
    if mode == "none":
        columns = [role for role in columns if role not in ("outcome", "problem")]
    title = "measure" if "measure" in columns else "issue"
    gantt = None
    if "time" in columns and chance.maybe(0.05):
        gantt = draw_gantt(story.hand, story.measures_year or 2566)
        story.layout.append(f"gantt{len(gantt.headings)}")
    headings: list[str] = []
    for role in columns:
        headings += gantt.headings if gantt and role == "time" else [chance.pick(HEADINGS[role])]
    if "indicator" in columns:
        told = "column"
    elif "issue" in columns or shape == "weak-points":
        told = "first"
    else:
        told = chance.weighted({"section": 45, "first": 45, "nowhere": 10})
    telling = "measure" if shape == "weak-points" or "issue" not in columns else "issue"
    return Plan(
        columns=tuple(columns),
        headings=tuple(headings),
        told=told,
        telling=telling if told == "first" else title,
        mode=mode,
        boxes=draw_boxes(story.hand),
        style=chance.weighted({"full": 6, "number": 2, "tight": 1}),
        many_deadlines="monitoring" in columns or chance.maybe(0.1),
        links="result" in columns and chance.maybe(0.08),
        gantt=gantt,
    )


def _status(story: Story, plan: Plan) -> str:
    if plan.mode == "none" or story.chance.maybe(0.04):
        return "not_reported"
    weights = {"completed": 62, "in_progress": 22, "not_started": 16}
    if plan.mode == "boxes" and not any(meaning == "in_progress" for meaning, _ in plan.boxes.labels):
        weights.pop("in_progress")
    return story.chance.weighted(weights)


def _time(story: Story, plan: Plan) -> tuple[list[Due], list[str]]:
    hand, chance = story.hand, story.chance
    year = story.measures_year or 2566
    monitoring = "monitoring" in plan.columns
    many = plan.many_deadlines
    dues = draw_several(hand, year, chance.whole(1, 4)) if many else [draw_due(hand, year)]
    if not monitoring:
        texts = [due.text for due in dues]
        return dues, [f"{hand.number(at)}. {text}" for at, text in enumerate(texts, 1)] if len(
            texts
        ) > 1 else texts
    frames = (
        "เจ้าหน้าที่ผู้รับผิดชอบรายงานผลให้หัวหน้าส่วนทราบ {}",
        "ผู้บริหารติดตามความคืบหน้า {}",
        "สรุปผลเสนอผู้บริหาร {}",
        "นำข้อมูลขึ้นเว็บไซต์ {}",
        "ประชุมติดตามงาน {}",
    )
    return dues, [
        f"{hand.number(at)}.{chance.pick(frames).format(due.text)}".strip() for at, due in enumerate(dues, 1)
    ]


def _row(
    story: Story, plan: Plan, work: Work, ordinal: int, indicator_text: str
) -> tuple[list[str], list[str]]:
    hand, chance = story.hand, story.chance
    status = _status(story, plan)
    who_text, who = draw_departments(hand, story.own)
    dues: list[Due] = []
    times: list[str] = []
    if not plan.gantt and {"time", "monitoring"} & set(plan.columns):
        dues, times = _time(story, plan)
    reported = None if status == "not_reported" else status
    percent: int | None = None
    keys: list[str] = []
    told: list[str] = []
    if plan.told == "first":
        told = [indicator_text]
    if work.code:
        told = [" ".join([*told, write_code(hand, work.code)])]
    cells = []
    link = ""
    if plan.links and reported == "completed" and chance.maybe(0.5):
        folder = chance.pick(("ita", "news", "public"))
        link = f"https://www.{story.own.domain}.go.th/{folder}/{chance.whole(10, 99999)}"
        keys.append(f"link:{link}")
    for role in plan.columns:
        text = ""
        if role == "no":
            text = hand.number(ordinal) + chance.pick(("", "."))
        elif role == "indicator":
            text = indicator_text
        elif role in ("issue", "measure"):
            words = work.weakness if role == "issue" else work.title
            text = hand.cell([" ".join([*told, words])]) if role == plan.telling else hand.cell([words])
        elif role == "steps":
            text = hand.cell(draw_steps(hand, chance.whole(1, 4)))
        elif role == "responsible":
            text = hand.cell([who_text]) if who_text else ""
        elif role == "time" and plan.gantt:
            due, marks = plan.gantt.draw(hand)
            dues = [due]
            cells += marks
            continue
        elif role in ("time", "monitoring"):
            text = hand.cell(times) if times != [""] else ""
        elif role == "status":
            if reported and plan.mode == "percent":
                percent = percent_for(hand, reported)
                text = write_percent(hand, percent)
            elif reported:
                text = chance.pick(WORDS[reported])
            else:
                text = chance.pick(("", "-"))
        elif role == "result":
            text = " ".join(filter(None, (_result(story, plan, work, reported), link)))
        elif role == "outcome":
            text = chance.pick(OUTCOMES) if reported == "completed" else chance.pick(("-", ""))
        elif role == "recommendation":
            text = chance.pick(RECOMMENDATIONS)
        elif role == "problem":
            text = chance.pick(PROBLEMS)
        elif role == "schedule":
            text = chance.pick((f"รายงานความก้าวหน้ารอบ {hand.number(6)} เดือน", "รายงานผลเมื่อสิ้นปีงบประมาณ"))
        cells.append(text)
    starts = [due.starts_on for due in dues if due.starts_on]
    basis = {"boxes": "checkbox", "word": "word", "percent": "percent", "narrative": "narrative"}.get(
        plan.mode
    )
    measure = TrueMeasure(
        line=None,
        title=work.title if "measure" in plan.columns else work.weakness,
        indicator_no=None if plan.told == "nowhere" else work.indicator,
        question_code=work.code,
        departments=who,
        status=status,
        status_basis=basis if reported else None,
        percent_complete=str(percent) if percent is not None else None,
        starts_on=str(min(starts)) if starts else None,
        deadlines=[deadline for due in dues for deadline in due.deadlines],
    )
    keys.append(story.measure(measure))
    return cells, keys


def _result(story: Story, plan: Plan, work: Work, reported: str | None) -> str:
    hand, chance = story.hand, story.chance
    who = story.own.short if chance.maybe(0.5) else chance.pick(("หน่วยงาน", "สำนักปลัด", story.own.full))
    year = story.measures_year or 2566
    prose = narrate(hand, work, reported, who, year) if reported else ""
    if plan.mode == "word" and "status" not in plan.columns:
        return chance.pick(WORDS[reported]) if reported else chance.pick(("", "-"))
    if plan.mode == "boxes":
        parts = [plan.boxes.write(reported)]
        if reported and chance.maybe(0.7):
            parts.append(prose)
        return " ".join(parts)
    return hand.cell([prose]) if prose else chance.pick(("", "-"))


def write_measures(story: Story) -> None:
    """The measures of the report: one table, one an instrument, or one an indicator."""
    chance, hand = story.chance, story.hand
    plan = draw_plan(story)
    count = chance.whole(2, 9)
    coded = chance.maybe(0.35) and plan.told != "nowhere"
    indicators = sorted(chance.pick(range(1, 11)) for _ in range(count))
    if chance.maybe(0.3):
        indicators = chance.shuffled(indicators)
    groups: list[tuple[str, list[int]]] = [("", indicators)]
    if plan.told == "section":
        groups = [(label(story, no, "full"), [one for one in indicators if one == no]) for no in range(1, 11)]
    elif chance.maybe(0.15):
        members = ((1, 5), (6, 8), (9, 10))
        groups = [
            (f"เครื่องมือ {name}", [one for one in indicators if first <= one <= last])
            for name, (first, last) in zip(INSTRUMENTS, members, strict=True)
        ]
    merged = plan.told == "column" and chance.maybe(0.3 if plan.columns[0] == "no" else 0.15)
    frame = chance.weighted({"tab": 90, "pipe": 6, "html": 4})
    blocks = not merged and not plan.gantt and chance.maybe(0.05)
    ordinal = 0
    for heading, members_of in groups:
        if not members_of:
            continue
        if heading:
            story.draft.say(heading)
        rows = []
        before = 0
        for indicator in members_of:
            ordinal += 1
            work = draw_work(hand, indicator, coded=coded and chance.maybe(0.8))
            text = "" if merged and indicator == before else label(story, indicator, plan.style)
            before = indicator
            rows.append(_row(story, plan, work, ordinal, text))
        if blocks:
            write_blocks(story, plan.headings, rows)
        elif plan.gantt and chance.maybe(0.5):
            upper, lower = two_lines(plan.headings, plan.columns, plan.gantt)
            story.draft.table(upper, [(lower, []), *rows], frame="tab", repeat=False)
        else:
            story.draft.table(plan.headings, rows, frame=frame)
