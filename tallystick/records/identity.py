"""Content ids: the hash of what makes a record itself, with a prefix that says its kind.

A report is its address and its raw content. An account is its report and its anchor's offsets.
A claim is its account, field, offsets and source. An incident is minted from its smallest account;
its key is the hash of its sorted accounts. Neither values, versions nor models are in any id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def content_id(prefix: str, *parts: str | bytes | int) -> str:
    """`prefix-` and 20 hex digits of SHA-256 over the length-prefixed parts."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return f"{prefix}-{digest.hexdigest()[:20]}"


def report_id(address: str, content: bytes) -> str:
    """Id of the report found at this url or relative path with this raw content."""
    return content_id("rep", address, content)


def account_id(report: str, start: int, end: int) -> str:
    """Id of the account of a report whose anchor stands at these offsets."""
    return content_id("acc", report, start, end)


def claim_id(account: str, field: str, start: int, end: int, source: Iterable[str]) -> str:
    """Id of a claim of an account on a field, at these offsets, on this source chain's word."""
    return content_id("clm", account, field, start, end, *source)


def incident_id(smallest_account: str) -> str:
    """Id of an incident, minted once from the smallest of its account ids."""
    return content_id("inc", smallest_account)


def incident_key(accounts: Iterable[str]) -> str:
    """Key of an incident: the hash of its sorted account ids."""
    return content_id("key", *sorted(accounts))
