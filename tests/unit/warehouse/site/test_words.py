"""Every wording that the site asks for is there in both languages, and none is there for nothing."""

import re
from collections import Counter
from pathlib import Path

from warehouse.site import words as module
from warehouse.site.words import WORDS, words

SITE = Path(module.__file__).parent
#: Keys that a template puts together: `t('begin' ~ …)`, `word('prefix', …)`.
_ASKED = re.compile(r"\b(?:t\(|t_attribute\(\s*'[a-z-]+',)\s*'([^']+)'\s*([~])?")
_PREFIX = re.compile(r"\bword\(\s*'([a-z_]+)'")
_MACROS = re.compile(r"\b(?:heading\('[^']*',|scroll\(|chart\('[^']*',[^,]*,)\s*'([a-z_]+)'")


def texts(*suffixes: str) -> dict[Path, str]:
    return {
        path: path.read_text(encoding="utf-8")
        for path in sorted(SITE.rglob("*"))
        if path.suffix in suffixes and path != WORDS
    }


def test_every_wording_that_a_template_asks_for_is_there() -> None:
    missing = []
    for path, text in texts(".j2").items():
        for key, joined in _ASKED.findall(text):
            known = any(one.startswith(key) for one in words()) if joined else key in words()
            missing += [] if known else [f"{path.name}: {key}"]
        missing += [f"{path.name}: {key}" for key in _MACROS.findall(text) if key not in words()]
        missing += [
            f"{path.name}: {prefix}.…"
            for prefix in _PREFIX.findall(text)
            if not any(one.startswith(f"{prefix}.") for one in words())
        ]
    assert missing == []


def test_every_wording_is_used() -> None:
    everything = "\n".join(texts(".j2", ".js", ".py").values())
    prefixes = set(_PREFIX.findall(everything))
    begun = {key for key, joined in _ASKED.findall(everything) if joined}
    unused = [
        key
        for key in words()
        if key.split(".")[0] not in (prefixes if "." in key else ())
        and not any(key.startswith(one) for one in begun)
        and not re.search(rf"""["'`](?:w:)?{re.escape(key)}["'`]""", everything)
    ]
    assert unused == []


def test_no_key_stands_there_twice() -> None:
    keys = re.findall(r'^"?([^\s"#][^\s"]*?)"?: \[', WORDS.read_text(encoding="utf-8"), re.MULTILINE)
    assert [key for key, times in Counter(keys).items() if times > 1] == []
    assert set(keys) == set(words())


def test_both_languages_fill_in_the_same() -> None:
    places = re.compile(r"\{\w+\}|_[A-Z]+_")
    differing = [
        key
        for key, (thai, english) in words().items()
        if set(places.findall(thai)) != set(places.findall(english))
    ]
    assert differing == []
    assert [key for key, pair in words().items() if not all(one.strip() for one in pair)] == []


def test_english_has_no_thai_letters() -> None:
    assert [key for key, (_, english) in words().items() if re.search("[\u0e00-\u0e7f]", english)] == []
