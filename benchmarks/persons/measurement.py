"""What a masking leaves of private pieces, and what it takes of other words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from benchmarks.persons.invented_persons import Private
from benchmarks.persons.invented_texts import Text

_WORD = re.compile(r"[ก-๎A-Za-z0-9๐-๙%]{2,}")


@dataclass(slots=True)
class Measured:
    """Private pieces by kind (``told``) and those of them found, other words and those lost; examples."""

    told: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    words: int = 0
    lost: int = 0
    misses: list[tuple[str, str, str]] = field(default_factory=list)
    losses: list[tuple[str, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of private pieces of which no word is left."""
        return self.found.total() / max(1, self.told.total())

    @property
    def share_lost(self) -> float:
        """The share of the other words that are gone."""
        return self.lost / max(1, self.words)


def measured(texts: Iterable[Text], mask: Callable[[str], str]) -> Measured:
    """``mask`` over ``texts``. A private piece is found where no word of it is left in the masked text
    more often than the text around holds it."""
    result = Measured()
    for pieces in texts:
        whole = "".join(piece.text if isinstance(piece, Private) else piece for piece in pieces)
        masked = mask(whole)
        plain = "\n".join(piece for piece in pieces if isinstance(piece, str))
        for piece in pieces:
            if isinstance(piece, Private):
                result.told[piece.kind] += 1
                words = _WORD.findall(piece.text)
                if any(masked.count(word) > plain.count(word) for word in words):
                    result.misses.append((piece.kind, whole, masked))
                else:
                    result.found[piece.kind] += 1
        around = Counter(_WORD.findall(plain))
        left = Counter(_WORD.findall(masked))
        gone = Counter({word: count for word, count in (around - left).items() if masked.count(word) < count})
        result.words += around.total()
        result.lost += gone.total()
        if gone:
            result.losses.append((" ".join(gone), masked))
    return result
