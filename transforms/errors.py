"""The errors that people see. Each says in Thai and English what happened and what to do next."""

from __future__ import annotations


class ProngsaiError(Exception):
    """A run or command cannot go on. ``exit_code`` is that of the command line: 1 failed (and the
    last publication is untouched), 2 wrong use, 3 another run holds the lock."""

    exit_code = 1

    def __init__(self, message_th: str, message_en: str) -> None:
        super().__init__(message_en)
        self.message_th = message_th
        self.message_en = message_en


class WrongUse(ProngsaiError):
    """What was asked cannot be done as asked: a folder that does not exist, a bad setting, a
    reference file or register with a fault."""

    exit_code = 2


class RunLocked(ProngsaiError):
    """Another run of the same home folder is under way."""

    exit_code = 3
