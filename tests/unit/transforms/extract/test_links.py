"""Web addresses that were torn, damaged or printed with Thai digits."""

from __future__ import annotations

import pytest

from transforms.document import Place
from transforms.extract.links import links_in


@pytest.mark.parametrize(
    ("text", "url", "repaired", "doubtful"),
    [
        ("ดูที่ https://www.baanmai.example/ita/7.", "https://www.baanmai.example/ita/7", True, False),
        ("https://www.nongyao.go.th/news/ 9093", "https://www.nongyao.go.th/news/9093", True, False),
        ("https://www.nongyao.go.th/news/\nb12 แล้ว", "https://www.nongyao.go.th/news/b12", True, False),
        ("https://www. nongyao .go.th/index.php", "https://www.nongyao.go.th/index.php", True, False),
        ("http://www.nongyao๑๒.go.th/", "http://www.nongyao12.go.th/", True, False),
        ("https://www.nongyao.go.th/a/ รายงาน", "https://www.nongyao.go.th/a/", False, False),
        ("https://www.nongyao.go.th/a/ see there", "https://www.nongyao.go.th/a/", False, True),
        ("https://www.nongyao.go.th/ita/9I21", "https://www.nongyao.go.th/ita/9I21", False, True),
    ],
)
def test_addresses(text: str, url: str, repaired: bool, doubtful: bool) -> None:
    (link,) = links_in(text, text, Place(1))
    assert (link.url, link.repaired, link.doubtful) == (url, repaired, doubtful)
