"""How a status is written: boxes, words, percentages, prose, or not at all."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.synthetic.hand import Hand

WORDS = {
    "completed": ("ดำเนินการแล้วเสร็จ", "ดำเนินการแล้ว", "แล้วเสร็จ", "เสร็จสิ้น", "ดำเนินการเรียบร้อยแล้ว"),
    "in_progress": ("อยู่ระหว่างดำเนินการ", "ระหว่างดำเนินการ", "กำลังดำเนินการ", "อยู่ในระหว่างดำเนินการ"),
    "not_started": ("ยังไม่ดำเนินการ", "ยังไม่ได้ดำเนินการ"),
}
_MARKS = {
    "input": ('<input type="checkbox" checked>', '<input type="checkbox">'),
    "input-closed": ('<input checked="" type="checkbox"/>', '<input type="checkbox"/>'),
    "ballot": ("☑", "☐"),
    "ballot-x": ("☒", "☐"),
    "slash": ("(/)", "( )"),
    "tick": ("(✓)", "( )"),
    "bracket": ("[x]", "[ ]"),
}


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of one report: their marks, labels, and on which side the label stands."""

    marks: str
    labels: tuple[tuple[str, str], ...]
    label_first: bool
    paragraphs: bool

    def write(self, status: str | None) -> str:
        """All boxes, that of ``status`` ticked."""
        on, off = _MARKS[self.marks]
        parts = []
        for meaning, label in self.labels:
            mark = on if meaning == status else off
            parts.append(f"{label} {mark}" if self.label_first else f"{mark} {label}")
        return "".join(f"<p>{part}</p>" for part in parts) if self.paragraphs else " ".join(parts)


def draw_boxes(hand: Hand) -> Boxes:
    """The boxes that a report uses throughout."""
    chance = hand.chance
    labels = [
        ("not_started", chance.pick(("ยังไม่ได้ดำเนินการ", "ยังไม่ดำเนินการ"))),
        ("completed", chance.pick(("ดำเนินการ", "ดำเนินการแล้ว", "ดำเนินการแล้วเสร็จ"))),
    ]
    if chance.maybe(0.3):
        labels.insert(1, ("in_progress", "อยู่ระหว่างดำเนินการ"))
    if chance.maybe(0.4):
        labels.reverse()
    marks = chance.weighted(
        {"input": 30, "input-closed": 20, "ballot": 22, "ballot-x": 3, "slash": 15, "tick": 5, "bracket": 5}
    )
    label_first = chance.maybe(0.2)
    return Boxes(marks, tuple(labels), label_first, label_first or chance.maybe(0.3))


def percent_for(hand: Hand, status: str) -> int:
    """A percentage that says the status."""
    if status == "completed":
        return 100
    return 0 if status == "not_started" else hand.chance.pick((20, 30, 40, 50, 60, 75, 80, 90))


def write_percent(hand: Hand, percent: int) -> str:
    """``ร้อยละ ๕๐`` or ``50%``."""
    number = hand.number(percent)
    return hand.chance.pick((f"ร้อยละ {number}", f"{number}%", f"{number} %", f"ความก้าวหน้าร้อยละ {number}"))
