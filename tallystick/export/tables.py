"""The columns of the plain tables (CSV, xlsx, Parquet): what the rows of `export.columns` hold, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.export.profiles import Profile
from tallystick.export.shape import INTEGER, NUMBER, TEXT, NamedColumn
from tallystick.records.account import TOLLS

_TIME = (
    NamedColumn("time", TEXT, "When, in EDTF (ISO 8601-2)."),
    NamedColumn("earliest", TEXT, "The first day it may have been; XXXX for an unknown year."),
    NamedColumn("latest", TEXT, "The last day it may have been."),
    NamedColumn("time_precision", TEXT, "How precisely the time is known."),
)
_PLACE = (
    NamedColumn("place", TEXT, "Where: the place's name."),
    NamedColumn("country", TEXT, "ISO 3166-1 alpha-2."),
    NamedColumn("admin1", TEXT, "Province, governorate, state."),
    NamedColumn("admin2", TEXT, "District."),
    NamedColumn("lat", NUMBER, "Degrees north (WGS84)."),
    NamedColumn("lon", NUMBER, "Degrees east (WGS84)."),
    NamedColumn("radius_km", NUMBER, "Kilometres round the position within which it was."),
    NamedColumn("precision", TEXT, "How precisely the place is known."),
    NamedColumn("gazetteer_id", TEXT, "The place's id in the gazetteer."),
)

REPORTS = (
    NamedColumn("report_id", TEXT, "The report's id."),
    NamedColumn("status", TEXT, "kept, set_aside or refused."),
    NamedColumn("because", TEXT, "Why it was set aside or refused."),
    NamedColumn("url", TEXT, "Where it was published."),
    NamedColumn("path", TEXT, "The file it was read from, below what was given to `build`."),
    NamedColumn("outlet", TEXT, "Who published it."),
    NamedColumn("title", TEXT, "Its headline."),
    NamedColumn("byline", TEXT, "Who wrote it, as printed."),
    NamedColumn("language", TEXT, "ISO 639-1."),
    NamedColumn("published", TEXT, "Date of publication, in EDTF."),
    NamedColumn("replaces", TEXT, "The report of which this is a later version."),
    NamedColumn("lineage", TEXT, "Shared with every report it copies or rewrites."),
    NamedColumn("copy_of", TEXT, "The report it copies."),
    NamedColumn("copy_kind", TEXT, "How it copies it."),
    NamedColumn("copy_share", NUMBER, "Share of its text that stands in the other, 0-1."),
    NamedColumn("relevance", NUMBER, "For ranking, 0-1: higher the more surely it tells an incident. No probability."),
    NamedColumn("content_hash", TEXT, "Hash of its bytes."),
    NamedColumn("warnings", TEXT, 'What was odd in reading it, joined by "; ".'),
    NamedColumn("text", TEXT, "Its text; in the internal profile alone."),
)

ACCOUNTS = (
    NamedColumn("account_id", TEXT, "The account's id."),
    NamedColumn("report_id", TEXT, "The report that tells it."),
    NamedColumn("incident_id", TEXT, "The incident it belongs to; empty where it belongs to none."),
    NamedColumn("event_type", TEXT, "ACLED's sub-event type."),
    NamedColumn("modality", TEXT, "asserted, alleged, denied, planned or hypothetical."),
    NamedColumn("standing", TEXT, "main, background or aggregate."),
    NamedColumn("clarity", TEXT, "individual or aggregated."),
    *_TIME,
    NamedColumn("time_score", NUMBER, "The probability that this time is what the words mean, 0-1."),
    *_PLACE,
    NamedColumn("place_score", NUMBER, "The probability that this place is what the words mean, 0-1."),
    NamedColumn("perpetrators", TEXT, 'Who did it, joined by "; ".'),
    NamedColumn("targets", TEXT, 'To whom or what, joined by "; ".'),
    *(
        column
        for toll in TOLLS
        for column in (
            NamedColumn(f"{toll.value}_low", INTEGER, f"At least so many {toll.value}: the first claim on it."),
            NamedColumn(f"{toll.value}_high", INTEGER, f"At most so many {toll.value}; empty where the end is open."),
            NamedColumn(f"{toll.value}_as_worded", TEXT, "The words it was read from."),
        )
    ),
    NamedColumn("means", TEXT, 'Weapons and munitions, joined by "; ".'),
    NamedColumn("sources", TEXT, 'Whoever the outlet says it has it from, each with whom they cite, joined by "; ".'),
    NamedColumn("claims", INTEGER, "How many claims it holds."),
    NamedColumn("anchor", TEXT, "The act's own words."),
    NamedColumn("anchor_start", INTEGER, "Where they begin in the text, in characters."),
    NamedColumn("anchor_end", INTEGER, "Where they end; not included."),
    NamedColumn("evidence", TEXT, "The sentences that tell it."),
)

INCIDENTS = (
    NamedColumn("incident_id", TEXT, "The incident's id."),
    NamedColumn("event_type", TEXT, "ACLED's sub-event type."),
    NamedColumn("clarity", TEXT, "individual or aggregated."),
    NamedColumn("grade", TEXT, "How well it is supported."),
    *_TIME,
    *_PLACE,
    NamedColumn("perpetrators", TEXT, 'Who did it, best supported first, joined by "; ".'),
    NamedColumn("targets", TEXT, 'To whom or what, best supported first, joined by "; ".'),
    *(
        column
        for toll in TOLLS
        for column in (
            NamedColumn(
                f"{toll.value}_low",
                INTEGER,
                f"The lowest current figure for {toll.value}, over the figures for everybody, else over the largest "
                "single group's; groups are never added up.",
            ),
            NamedColumn(
                f"{toll.value}_high", INTEGER, f"The highest current figure for {toll.value}; empty where it is open."
            ),
        )
    ),
    NamedColumn("contradictions", TEXT, "The fields on which voices cannot both be right."),
    NamedColumn("n_voices", INTEGER, "How many independent voices assert it."),
    NamedColumn("n_reports", INTEGER, "How many reports tell it."),
    NamedColumn("n_accounts", INTEGER, "How many accounts tell it."),
    NamedColumn("reports", TEXT, 'The ids of these reports, joined by "; ".'),
    NamedColumn("accounts", TEXT, 'The ids of these accounts, joined by "; ".'),
    NamedColumn("key", TEXT, "Hash of its account ids: it changes as accounts join, the id does not."),
)

_OF = {"reports": REPORTS, "accounts": ACCOUNTS, "incidents": INCIDENTS}


def columns_of(records: str, *, profile: Profile) -> Sequence[NamedColumn]:
    """The columns of the records of one kind as a profile shows them."""
    hidden = {"text"} if profile is Profile.PUBLIC else set()
    return [column for column in _OF[records] if column.name not in hidden]
