"""Which indicator a label speaks of: by its printed number, by its name, or both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from transforms.normalize.codes import indicator_numbers
from transforms.normalize.thai import matching_key
from transforms.reference import Reference

_LEADING_NUMBER = re.compile(r"^[0-9]{1,2}(?:[0-9]{1,2})?")
#: Words that stand before the name of an indicator and say nothing.
_BEFORE_NAME = re.compile(r"^(?:IIT|EIT|OIT)?(?:ประเด็น|หัวข้อ|ด้าน|เรื่อง)?(?:ตัวชี้วัด)?(?:ที่|ด้าน)?")
_SIMILAR_ENOUGH = 86
#: The word for an indicator with lost or doubled marks: "ตัวชีวัด", "ตวชี้วัดที".
_WORD = re.compile(r"[ตฅ]\s?ั?\s?[วง]\s?[ชซ]\s?[ิีึื]?\s?[่-๋]?\s?ว\s?ั?\s?[ดค](?:\s?ที(?:[่-๋]|(?=\s?[0-9๐-๙])))?")


def with_indicator_word(text: str) -> str:
    """``text`` with the damaged word for an indicator in its plain spelling."""
    if "ต" not in text and "ฅ" not in text:
        return text
    return _WORD.sub(lambda match: "ตัวชี้วัดที่" if "ที" in match[0] else "ตัวชี้วัด", text)


@dataclass(frozen=True, slots=True)
class IndicatorLabel:
    """``number`` as printed and ``named`` by its name (null where it does not say); ``no`` is the
    decision: the name where it is clear, for a scanner damages one digit more often than a name."""

    no: int
    number: int | None
    named: int | None

    @property
    def conflict(self) -> bool:
        """Whether number and name speak of different indicators."""
        return self.number is not None and self.named is not None and self.number != self.named


class IndicatorReader:
    """Finds indicator labels. Names and aliases of all years together; they do not overlap."""

    def __init__(self, reference: Reference) -> None:
        names: dict[str, int] = {}
        for framework in reference.frameworks.values():
            for indicator in framework.indicators.values():
                for name in (indicator.name, *indicator.aliases):
                    names[matching_key(name)] = indicator.no
        self._names = sorted(names.items(), key=lambda pair: -len(pair[0]))
        # One reader after another asks about the same cells.
        self.label = lru_cache(maxsize=1024)(self._label)

    def _label(self, text: str) -> IndicatorLabel | None:
        """The indicator that a short label names: ``๒. ตัวชี้วัดที่ ๑๐ การป้องกันการทุจริต``."""
        text = with_indicator_word(text)
        numbers = indicator_numbers(text)
        number = numbers[0][0] if numbers else None
        key = matching_key(text)
        if numbers:
            key = matching_key(text[numbers[0][3] :])[:80]
        named = self._named_at_head(key)
        if named is None and number is None:
            return None
        decided = named if named is not None else number
        assert decided is not None
        return IndicatorLabel(decided, number, named)

    def named_at_head(self, text: str) -> int | None:
        """The indicator whose name the text begins with, numbering and dashes aside."""
        return self._named_at_head(_LEADING_NUMBER.sub("", matching_key(text)[:90]))

    def named_anywhere(self, text: str) -> int | None:
        """The indicator whose whole name stands in the text, if it is one only."""
        key = matching_key(text)
        found: set[int] = set()
        for name, no in self._names:
            if len(name) >= 9 and name in key:
                found.add(no)
                key = key.replace(name, "|")
        return found.pop() if len(found) == 1 else None

    def _named_at_head(self, key: str) -> int | None:
        key = _BEFORE_NAME.sub("", key)
        key = _LEADING_NUMBER.sub("", key)
        for name, no in self._names:
            if key.startswith(name):
                return no
        head_scores = [
            (fuzz.ratio(key[: len(name)], name, score_cutoff=_SIMILAR_ENOUGH), no)
            for name, no in self._names
            if len(name) >= 9
        ]
        score, best = max(head_scores, default=(0.0, 0))
        return best if score >= _SIMILAR_ENOUGH else None


@lru_cache(maxsize=4)
def indicator_reader(reference: Reference) -> IndicatorReader:
    """The reader for ``reference``, made once."""
    return IndicatorReader(reference)
