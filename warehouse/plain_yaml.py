"""YAML as people write it by hand: keys, lists and texts, nothing clever.

Numbers and days stay the text that was written: the YAML of other programs makes 8 of ``010``, 90 of
``1:30``, and stops at 29 February of a Buddhist year. Aliases of lists (a few lines that stand for
gigabytes), keys that are there twice (the last one would win in silence) and nesting without end are faults.
"""

from __future__ import annotations

from typing import Any

import yaml

_DEEPEST = 10
_KEPT_AS_TEXT = ("int", "float", "timestamp", "merge", "value")


class _PlainLoader(yaml.SafeLoader):
    """Strings, ``null``, ``true`` and ``false``, lists and mappings with texts as keys."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            if isinstance(self.anchors.get(event.anchor), yaml.ScalarNode):
                return super().compose_node(parent, index)
            raise _fault("an alias (*name) is not read: write it out", event)
        if getattr(event, "tag", None) not in (None, "!"):
            raise _fault("a tag (!name) is not read", event)
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _fault(f"nested deeper than {_DEEPEST}", event)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        known: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _fault("a key must be a word", key)
            if key.value in known:
                raise _fault(f"the key {key.value[:40]} is there twice", key)
            known.add(key.value)
        return super().construct_mapping(node, deep)


_PlainLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag.rpartition(":")[2] not in _KEPT_AS_TEXT]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def plain_yaml(text: str) -> Any:
    """What the text says, numbers and days as text. Raises :class:`yaml.YAMLError`."""
    loader = _PlainLoader(text)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


def _fault(problem: str, at: Any) -> yaml.YAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=at.start_mark)
