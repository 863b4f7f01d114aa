"""Pictures of pages in a DOCX: reports that were scanned and pasted page by page."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

from PIL import Image

from transforms.document import UnreadableDocument
from transforms.read.scan.picture_file import MOST_PAGES, PictureOfPage, pages_of
from transforms.read.word.names import RELATION, name_of
from transforms.read.word.package import Package, Relation

_EMBED = RELATION.replace("}id", "}embed")
#: Elements that show a picture, and what names it: of today, and of documents of Word 2003.
_SHOWN = {"blip": _EMBED, "imagedata": RELATION}
#: A page of A5 at 100 pixels an inch; what is smaller is a logo, an icon, a signature.
_SHORT_SIDE, _LONG_SIDE = 550, 800


def page_pictures(content: bytes) -> Iterator[PictureOfPage | None]:
    """The pictures of pages in a DOCX, in the order of its body: what the page of a place counts."""
    package = Package(content)
    main = package.main_part()
    root = package.tree(main)
    return pictures_of_pages(package, package.relations(main), root if root is not None else ())


def pictures_of_pages(
    package: Package,
    relations: Mapping[str, Relation],
    body: Any,
    faults: list[UnreadableDocument] | None = None,
) -> Iterator[PictureOfPage | None]:
    """As :func:`page_pictures`, of a package that is open; a picture that cannot be decoded is ``None``, and
    why is added to ``faults``. Raises :class:`UnreadableDocument` for more pages than anybody scans: each
    takes seconds, and one small picture can be shown thousands of times."""
    is_page: dict[str, bool] = {}
    names = _names(relations, body)
    for name in names:
        if name not in is_page:
            is_page[name] = _is_page(package.picture(name))
    shown = [name for name in names if is_page[name]]
    _demand_few(len(shown))
    count = 0
    for name in shown:
        try:
            for page in pages_of(package.picture(name)):
                if page is None and faults is not None:
                    faults.append(UnreadableDocument("document-damaged", "a picture cannot be decoded"))
                count += 1
                yield page
        except UnreadableDocument as fault:
            if faults is not None:
                faults.append(fault)
            count += 1
            yield None
        _demand_few(count)


def _demand_few(pages: int) -> None:
    if pages > MOST_PAGES:
        raise UnreadableDocument("document-too-large", f"{pages} > {MOST_PAGES} pages")


def _names(relations: Mapping[str, Relation], body: Any) -> list[str]:
    """The parts of the pictures, each once for each time that it is shown one after the other."""
    names: list[str] = []
    for element in body.iter() if hasattr(body, "iter") else ():
        attribute = _SHOWN.get(name_of(element)) if isinstance(element.tag, str) else None
        relation = relations.get(element.get(attribute, "")) if attribute else None
        if relation is None or relation.external or relation.kind != "image":
            continue
        # Word keeps a second drawing of the same picture for its older versions.
        if not names or names[-1] != relation.target:
            names.append(relation.target)
    return names


def _is_page(content: bytes) -> bool:
    """Whether a picture claims the size of a page; of drawings (EMF, SVG) nothing is known."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content)) as image:
                return min(image.size) >= _SHORT_SIDE and max(image.size) >= _LONG_SIDE
    except Image.DecompressionBombError:
        return True
    except Exception:  # whatever a library makes of foreign bytes
        return False
