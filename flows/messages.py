"""What the command line says, in Thai and English: ``flows/messages.yml``."""

from __future__ import annotations

import functools
from pathlib import Path

import yaml

MESSAGES = Path(__file__).with_name("messages.yml")


@functools.cache
def all_messages() -> dict[str, dict[str, str]]:
    """Key → language → text. Placeholders stand in braces."""
    loaded = yaml.load(MESSAGES.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return dict(loaded)


def say(key: str, lang: str, **values: object) -> str:
    """The text in that language, its placeholders filled. Raises :class:`KeyError` for an unknown key."""
    return all_messages()[key][lang].format_map(values)
