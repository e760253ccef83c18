"""What a private person is called instead of by name: a role, with the place they are from."""

from __future__ import annotations

import re

_NAME = r"([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"
_WORD = r"(?!(?:of|from|in) )[a-z-]+"
_ROLE_AFTER = re.compile(
    rf",? ?(?:(?:aged )?\d{{1,2}},?)? ?(?:who is )?(?:an?|the|one) ((?:{_WORD} ){{0,3}}{_WORD})"
    rf"(?: (?:of|from|in) {_NAME})?"
)
_PLACE_AFTER = re.compile(rf" (?:of|from) {_NAME}")


def describe_private(role: str | None, *, after: str) -> str:
    """The role, as "a resident of Hama"; `after` is the text behind the name, read where the role is not before it."""
    place = None
    if role is not None:
        found = _PLACE_AFTER.match(after)
        place = found.group(1) if found else None
    elif (found := _ROLE_AFTER.match(after)) is not None:
        role, place = found.group(1), found.group(2)
    if role is None:
        return "a private person"
    name = f"{'an' if role[:1] in 'aeiou' else 'a'} {role}"
    return f"{name} of {place}" if place else name
