"""Which lines begin a paragraph although the line above them is full: by room above and by their label.

Where a paragraph happens to end at the edge of the page, the width of the lines says nothing. Two other
things do: paragraphs stand further apart than the lines of one, and labels begin line after line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from transforms.read.pdf.page_layout import Page
from transforms.read.pdf.text_lines import Line
from transforms.read.pdf.wrapped_lines import TextParagraph

#: Steps between lines are told apart to half a point; one that parts paragraphs is so much larger.
_FINENESS, _WIDER = 2.0, 1.07
#: So often at least is a step that between paragraphs, and a wording a label.
_FEWEST_STEPS, _FEWEST_LABELS = 2, 3
#: In sizes of the letters: lines of one paragraph are not further apart.
_FARTHEST = 3.2
_LABEL = re.compile(r"[ก-๎][ก-๎/()]{3,40}(?=\s|:|$)")


@dataclass(slots=True)
class ParagraphStarts:
    """What the pages of a document say of it. Steps are those of letters of one size."""

    #: (size, step) → how often between lines that are not one paragraph.
    between: Counter[tuple[int, int]] = field(default_factory=Counter)
    #: The step of the lines of a paragraph by size.
    usual: dict[int, int] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()

    def parts(self, above: Line, line: Line) -> bool:
        """Whether ``line`` begins a paragraph, whatever room is on the line ``above``."""
        label = _LABEL.match(line.text)
        if label is not None and label[0] in self.labels:
            return True
        size, step = _step(above, line)
        usual = self.usual.get(size)
        if usual is None or step <= _WIDER * usual:
            return False
        return sum(self.between[size, near] for near in (step - 1, step, step + 1)) >= _FEWEST_STEPS


def paragraph_starts(pages: Sequence[Page]) -> ParagraphStarts:
    """What the lines outside tables say."""
    starts = ParagraphStarts()
    within: Counter[tuple[int, int]] = Counter()
    begun: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for page in pages:
        right = page.text_right
        for above, line in pairwise(page.blocks):
            if not isinstance(above, Line) or not isinstance(line, Line):
                continue
            label = _LABEL.match(line.text)
            is_cut = TextParagraph([above], above.text).is_cut_before(line, right)
            if label is not None and not is_cut:
                begun[label[0]] += 1
            inside.update(line.text.split()[1:])
            if 0 < line.baseline - above.baseline <= _FARTHEST * above.size:
                (within if is_cut else starts.between)[_step(above, line)] += 1
    starts.usual = dict(_usual(within))
    starts.labels = frozenset(
        label for label, count in begun.items() if count >= max(_FEWEST_LABELS, 2 * inside[label])
    )
    return starts


def _usual(steps: Counter[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """The most frequent step by size."""
    for (size, step), _ in sorted(steps.items(), key=lambda one: one[1]):
        yield size, step


def _step(above: Line, line: Line) -> tuple[int, int]:
    return round(line.size), round(_FINENESS * (line.baseline - above.baseline))
