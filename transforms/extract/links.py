"""Web addresses as evidence: Thai digits inside become Arabic, punctuation around is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.document import Place
from transforms.normalize.digits import to_arabic
from transforms.read.cell_html import addresses_in

_ADDRESS = re.compile(r"(?:https?\s?:\s?//\s?|(?<![\w/@.])www\.)[^\s<>\"'“”‘’☑☐|]+", re.IGNORECASE)
_TRAILING = ".,;:!?)]}…ๆฯ"
_THAI_TAIL = re.compile(r"[ก-ฺเ-๎].*$")
_HOST = re.compile(r"^https?://[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """``repaired`` where the printed address had to be changed to be one."""

    url: str
    repaired: bool
    place: Place
    raw: str


def links_in(raw: str, text: str, place: Place) -> list[Link]:
    """Addresses in one cell or paragraph, each once, in order; ``href`` attributes count."""
    found: dict[str, Link] = {}
    if "http" not in raw.lower() and "www." not in raw.lower():
        return []
    for printed in [*addresses_in(raw), *(match[0] for match in _ADDRESS.finditer(text))]:
        url = restored(printed)
        if url is not None and url not in found:
            found[url] = Link(url, url != printed, place, printed)
    return list(found.values())


def restored(printed: str) -> str | None:
    """The address that was printed, or ``None`` where what is left is none."""
    url = re.sub(r"\s", "", to_arabic(printed))
    if url.count("(") == url.count(")"):
        url = url.rstrip(_TRAILING.replace(")", "")) if url.endswith(")") else url.rstrip(_TRAILING)
    else:
        url = url.rstrip(_TRAILING)
    url = _THAI_TAIL.sub("", url) if not re.search(r"%|/[^/]*[ก-๙][^/]*/", url) else url
    if url.lower().startswith("www."):
        url = f"https://{url}"
    return url if _HOST.match(url) else None


def foreign_hosts(urls: Sequence[str]) -> dict[str, str]:
    """Government hosts that differ from the one most addresses have: url → host. Empty where no host
    is that of most, or fewer than three addresses are given."""
    hosts = {url: _host(url) for url in urls}
    counts = Counter(hosts.values())
    if len(urls) < 3 or not counts:
        return {}
    own, count = counts.most_common(1)[0]
    if count * 2 <= len(urls):
        return {}
    return {url: host for url, host in hosts.items() if host != own and host.endswith(".go.th")}


def _host(url: str) -> str:
    match = _HOST.match(url)
    return match[0].partition("://")[2].lower() if match else ""
