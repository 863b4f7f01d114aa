"""Chance that gives the same for the same name, on every machine and in every order."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A stream of choices. Two with the same name choose alike; a ``branch`` does not disturb its trunk."""

    __slots__ = ("_name", "_random")

    def __init__(self, *name: object) -> None:
        self._name = ":".join(map(str, name))
        self._random = random.Random(self._name)

    def branch(self, *name: object) -> Chance:
        """A stream of its own, whatever was drawn from this one before."""
        return Chance(self._name, *name)

    def maybe(self, share: float) -> bool:
        """True in ``share`` of the cases."""
        return self._random.random() < share

    def pick(self, choices: Sequence[T]) -> T:
        """One of ``choices``."""
        return choices[int(self._random.random() * len(choices))]

    def weighted(self, choices: Mapping[T, float]) -> T:
        """One key, as often as its weight says."""
        point = self._random.random() * sum(choices.values())
        for key, weight in choices.items():
            point -= weight
            if point < 0:
                return key
        return key

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """``count`` different ones of ``choices``, in a random order."""
        return self._random.sample(choices, min(count, len(choices)))

    def shuffled(self, choices: Sequence[T]) -> list[T]:
        """All of ``choices`` in a random order."""
        return self._random.sample(choices, len(choices))

    def whole(self, least: int, most: int) -> int:
        """A whole number between both, both included."""
        return least + int(self._random.random() * (most - least + 1))

    def bell(self, mean: float, spread: float) -> float:
        """A number around ``mean``."""
        return self._random.gauss(mean, spread)

    def share(self) -> float:
        """A number from 0 up to 1."""
        return self._random.random()

    def times(self, rate: float) -> int:
        """How often something happens that happens ``rate`` times on average."""
        count, rest = 0, rate
        while rest > 0 and count < 200:
            step = min(rest, 1.0)
            rest -= step
            point, chance = self._random.random(), 2.718281828459045**-step
            term, total, hits = chance, chance, 0
            while point > total and hits < 20:
                hits += 1
                term *= step / hits
                total += term
            count += hits
        return count
