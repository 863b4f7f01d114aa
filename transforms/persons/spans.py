"""Places in a text, and what is printed instead of them."""

from __future__ import annotations

MASK = "■■■"

#: Start, end, what is printed instead.
Span = tuple[int, int, str]


def applied(text: str, spans: list[Span]) -> str:
    """``text`` with each span replaced; of spans that overlap the first is widened over the others."""
    if not spans:
        return text
    parts: list[str] = []
    kept = 0
    spans = sorted(spans)
    number = 0
    while number < len(spans):
        start, end, printed = spans[number]
        number += 1
        while number < len(spans) and spans[number][0] < end:
            end = max(end, spans[number][1])
            number += 1
        parts += (text[kept:start], printed)
        kept = end
    parts.append(text[kept:])
    return "".join(parts)
