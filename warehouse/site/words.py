"""What the site says, in Thai and English, by key: ``words.yml``.

Thai stands in the pages, where each wording carries its key; English is put in its place in the browser.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

WORDS = Path(__file__).parent / "words.yml"


@cache
def words() -> Mapping[str, tuple[str, str]]:
    """Key -> (Thai, English). Raises :class:`ValueError` for an entry that is not both."""
    found = yaml.load(WORDS.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for key, pair in found.items():
        if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)):
            raise ValueError(f"{WORDS.name}: {key} needs its wording in Thai and in English")
    return {key: (pair[0], pair[1]) for key, pair in found.items()}


def words_script() -> str:
    """The words as a classic script: browsers refuse to fetch files from files."""
    return f"window.PRONGSAI_WORDS = {json.dumps(words(), ensure_ascii=False, separators=(',', ':'))};\n"
