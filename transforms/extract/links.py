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


#: Behind an address that ends in a slash or hyphen: what may be its rest, and nothing behind that.
_REST = re.compile(r"[ \n](?P<rest>[A-Za-z0-9_][A-Za-z0-9_.~%/=&?#-]*)(?=\s*(?:$|[\n)]|[ก-๙]))")
#: A space inside an address that is still to name its host: "https://www. example .go.th".
_BROKEN_HOST = re.compile(
    r"(?P<head>https?\s?:\s?/\s?/\s?)(?P<host>[\w-]+(?:\s?\.\s?[\w-]+){1,5}?\s?\.\s?(?:go|or|co|ac|in)\s?\.\s?th)(?![\w.])",
    re.IGNORECASE | re.ASCII,
)
#: A letter that looks like a digit, between digits.
_LOOK_ALIKE = re.compile(r"(?<=[0-9])[IlOBSZ](?=[0-9./]|$)|(?<=[a-z/])[IOBSZ](?=[0-9])|(?<=/)l(?=[0-9])")
_LOOK_ALIKE_IN_HOST = re.compile(r"(?<=[0-9])[oil](?=[0-9.])")


@dataclass(frozen=True, slots=True)
class Link:
    """``repaired`` where the printed address had to be changed to be one; ``doubtful`` where it seems
    to be cut off, or has a letter where a digit may be meant."""

    url: str
    repaired: bool
    place: Place
    raw: str
    doubtful: bool = False


def links_in(raw: str, text: str, place: Place) -> list[Link]:
    """Addresses in one cell or paragraph, each once, in order; ``href`` attributes count."""
    found: dict[str, Link] = {}
    if "http" not in raw.lower() and "www." not in raw.lower():
        return []
    whole = _BROKEN_HOST.sub(lambda match: re.sub(r"\s", "", match[0]), text)
    printed = [(address, address, False) for address in addresses_in(raw)]
    for match in _ADDRESS.finditer(whole):
        address, torn = match[0], False
        if address.endswith(("/", "-", "=", "_")):
            rest = _REST.match(whole, match.end())
            if rest is not None and re.search(r"[0-9./_=-]", rest["rest"]):
                address += rest["rest"]
            else:
                torn = whole[match.end() : match.end() + 2].strip().isascii() and match.end() < len(whole)
        printed.append((address, match[0], torn))
    for address, as_printed, torn in printed:
        url = restored(address)
        if url is not None and url not in found:
            doubtful = torn or _LOOK_ALIKE.search(url) or _LOOK_ALIKE_IN_HOST.search(_host(url))
            repaired = url != as_printed or (as_printed not in text and as_printed not in raw)
            found[url] = Link(url, repaired, place, as_printed, bool(doubtful))
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
