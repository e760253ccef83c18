"""The reasons for which something given cannot be read, each with its stable code."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """Stable code of a reason; it stands first in a refused report's `because`."""

    EMPTY = "TLY-1101"
    NOT_TEXT = "TLY-1102"
    TOO_LARGE = "TLY-1103"
    NOT_PROSE = "TLY-1104"
    TOO_SHORT = "TLY-1105"
    READ_ERROR = "TLY-1106"
    ARCHIVE_BROKEN = "TLY-1110"
    ARCHIVE_BOMB = "TLY-1111"
    ARCHIVE_NAME = "TLY-1112"
    ARCHIVE_LINK = "TLY-1113"
    ARCHIVE_LOCKED = "TLY-1114"
    ARCHIVE_MEMBERS = "TLY-1115"
    ARCHIVE_DEPTH = "TLY-1116"
    JSON_BROKEN = "TLY-1120"
    JSON_TYPE = "TLY-1121"
    NO_TEXT_FIELD = "TLY-1122"
    TABLE_BROKEN = "TLY-1130"
    TABLE_HEADER = "TLY-1131"
    PAGE_NO_TEXT = "TLY-1140"
    PAGE_DEPTH = "TLY-1141"
    FEED_ENTITIES = "TLY-1150"
    FEED_LONG = "TLY-1151"
    FEED_EMPTY = "TLY-1152"
    XML_UNKNOWN = "TLY-1153"
    PATH_MISSING = "TLY-1160"
    PATH_DENIED = "TLY-1161"
    PATH_LOOP = "TLY-1162"
    PATH_SPECIAL = "TLY-1163"


def refusal(code: Refusal, words: str) -> str:
    """The sentence a person reads: the code, what was found, what to do."""
    return f"{code.value} {words}"
