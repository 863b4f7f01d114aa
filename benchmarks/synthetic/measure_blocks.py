"""Measures without a table of rows: named fields one below the other, or a small table on its side each."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.synthetic.story import Story

Rows = list[tuple[list[str], list[str]]]


def write_blocks(story: Story, headings: Sequence[str], rows: Rows) -> None:
    """Each measure as a block: ``heading: what the cell holds`` a line, the first line with its number."""
    chance, hand, draft = story.chance, story.hand, story.draft
    sideways = chance.maybe(0.35)
    story.layout.append("blocks/sideways" if sideways else "blocks/fields")
    colon = chance.pick((": ", " : ", " "))
    mark = chance.pick(("", "- ", "**"))
    for at, (cells, keys) in enumerate(rows, 1):
        fields = [
            (name, cell)
            for name, cell in zip(headings, cells, strict=True)
            if name not in ("ที่", "ลำดับ", "ลำดับที่")
        ]
        if sideways:
            draft.table(
                None,
                [([name, cell], keys if not no else []) for no, (name, cell) in enumerate(fields)],
                repeat=False,
            )
            continue
        for no, (name, cell) in enumerate(fields):
            number = f"{hand.number(at)}. " if not no else ""
            shown = f"**{name}**" if mark == "**" else f"{mark if no else ''}{name}"
            draft.say(f"{number}{shown}{colon if mark != '**' else ' '}{cell}", *(keys if not no else []))
        draft.gap()
