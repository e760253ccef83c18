"""Who a phrase names as a source: a name of the table, an office, a role, or somebody cited before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tallystick.records.mention import Chain, SourceLink
from tallystick.records.vocabulary import SourceKind
from tallystick.stages.mark.source_narrowing import narrow_source
from tallystick.stages.mark.source_voices import Heads, NameSource, Voice, voice_of
from tallystick.stages.mark.source_words import (
    BODIES,
    BODY_WORD,
    BROKEN_OFF,
    CALLED,
    CITED,
    DEFINITE,
    DETERMINER,
    EDGES,
    ENVOY,
    ENVOY_OF,
    HE,
    LEADER,
    LEADER_OF,
    LED_BODIES,
    LIVED,
    LONGEST_NAME,
    NOBODY,
    NOT_PEOPLE,
    NOTES,
    OF_STATE,
    OF_THE_STATE,
    ORGANISED,
    OWNED,
    POSSESSIVES,
    REMEMBERED,
    SEATED,
    TAIL,
    UNIQUE,
    WORD,
    after_title,
    described,
    head_part,
    is_name,
    without_article,
)


@dataclass(slots=True, kw_only=True)
class Cast:
    """The sources of a report so far; reads the next phrase in their light."""

    heads: Heads
    known: NameSource
    text: str
    country_of: Callable[[], str | None]
    own: frozenset[str] = frozenset()
    voices: list[Voice] = field(default_factory=list)
    country: list[str | None] = field(default_factory=list)
    names: list[tuple[SourceLink, SourceLink]] = field(default_factory=list)

    def nation(self) -> str | None:
        """A word for the one country told about; worked out when first asked for."""
        if not self.country:
            self.country.append(self.country_of())
        return self.country[0]

    def read(
        self, phrase: str, *, aside: str = "", outer: str = "", sentence: int, opens: bool = False, narrow: bool = True
    ) -> Chain:
        """The chain that a subject and its apposition name; `outer` is who was told or who quotes it."""
        words = phrase.strip(EDGES)
        low = words.lower()
        if not words or len(words) > 160 or (NOBODY.match(low) and low not in HE):
            return ()
        back = self._back(low)
        if back is not None:
            return back.chain
        beside = ""
        if narrow:
            words, beside = narrow_source(words, opens=opens, heads=self.heads, known=self.known)
        aside = aside or beside
        if not words:
            return ()
        back = self._back(words.lower())
        if back is not None:
            return back.chain
        link = self._link(words, aside, sentence)
        if link is None:
            return ()
        if isinstance(link, Voice):
            return link.chain
        if len(link.name.split()) > LONGEST_NAME:
            link = replace(link, name=head_part(link.name))
            if len(link.name.split()) > LONGEST_NAME:
                return ()
        if not link.name or BROKEN_OFF.search(link.name):
            return ()
        chain: Chain = (link,)
        teller = self.teller(outer) if outer else None
        if teller is not None and teller != link:
            chain = (teller, link)
        self._remember(words, aside, chain, sentence)
        return chain

    def teller(self, phrase: str) -> SourceLink | None:
        """A wire or medium that was told or that quotes; none for reporters at large or the outlet itself."""
        bare = re.sub(r"\s+(?:news )?(?:agency|wire|daily|newspaper)$", "", without_article(phrase.strip(EDGES)))
        if not bare or not any(c.isupper() for c in bare) or self.is_own(bare):
            return None
        link = self.known(bare)
        if link is not None:
            return (
                link if link.kind in (SourceKind.WIRE, SourceKind.MEDIA) and link.name.lower() not in self.own else None
            )
        the = DETERMINER.match(phrase.strip(EDGES))
        if (the and " " not in bare) or (not bare[:1].isupper() and not re.search(r"[A-Z]", bare)):
            return None
        kind = SourceKind.WIRE if re.search(r"\b(?:agency|wire)\b", phrase, re.IGNORECASE) else SourceKind.MEDIA
        name = re.sub(r"^[a-zé ]+(?=[A-Z])", "", bare)
        return SourceLink(name=name, kind=kind, named=True)

    def is_own(self, name: str) -> bool:
        """The outlet itself, or a branch of it ("Harbour News Digital" of Harbour News)."""
        low = name.lower()
        return low in self.own or any(low.startswith(f"{own} ") for own in self.own if " " in own)

    def last(self, *, person: bool | None = None) -> Voice | None:
        """The last source, or the last that is (or is not) one person."""
        for voice in reversed(self.voices):
            if person is None or voice.person is person:
                return voice
        return None

    def _back(self, low: str) -> Voice | None:
        if low in ("the same", "that"):
            return self.last()
        low = POSSESSIVES.get(low, low)
        if low in HE or low == "one of them":
            return self.last(person=True) or self.last()
        if low == "it":
            return self.last(person=False)
        if low in ("they", "the latter", "most of them", "the two"):
            return self.last(person=False) or self.last()
        return None

    def _link(self, phrase: str, aside: str, sentence: int) -> SourceLink | Voice | None:
        cut = TAIL.search(phrase)
        phrase = re.sub(r"\s*\([^)]*\)", "", phrase[: cut.start()] if cut else phrase).strip(EDGES)
        definite, same = bool(DEFINITE.match(phrase)), phrase.lower().startswith("the same ")
        bare = without_article(phrase)
        if not bare:
            return None
        named = self._named(bare)
        if named is not None:
            return named
        main = head_part(bare)
        words = [w.lower() for w in WORD.findall(main)]
        if not words or len(words) > 12:
            return None
        if same or (definite and not re.search(r"[A-Z]", bare[1:])):
            earlier = self._earlier(words, same=same)
            if earlier is not None:
                return earlier
        if (envoy := self._envoy(bare)) is not None:
            return envoy
        led = self._led(phrase) or (self._led(aside) if aside else None)
        if led is not None:
            return led
        office = self._office(bare, main, phrase, definite)
        if office is not None:
            return office
        if aside and is_name(bare):
            return self._introduced(bare, aside) or self._stranger(bare, aside, definite, sentence)
        if (
            aside
            and is_name(after_title(aside))
            and (kind := self._kind(words)) is not None
            and kind[0] is not SourceKind.RESIDENT
        ):
            return SourceLink(name=f"{bare}, {aside.strip(EDGES)}"[:90], kind=kind[0], named=True)
        role = self._role(bare, main, words)
        if role is not None:
            return role
        return self._stranger(bare, aside, definite, sentence)

    def _named(self, bare: str) -> SourceLink | None:
        link = self.known(bare)
        single = bare.count(" ") < 2 and bare[:1].isupper()
        if link is not None:
            if single and link.name.endswith(" forces") and not re.search(r"forces|army|military", bare, re.IGNORECASE):
                return self.known(f"{bare} government") or self.known(f"{bare.split()[0]} government") or link
            return link
        if single and bare.isascii() and (metonym := self.known(f"{bare} government")) is not None:
            return metonym
        if " and " in bare and bare[:1].isupper():
            return self._named(bare.split(" and ")[0])
        plain = CALLED.sub("", BODY_WORD.sub("", bare))
        if plain and plain != bare and (link := self.known(plain) or self.known(plain.upper())) is not None:
            return link if link.kind in CITED else None
        return None

    def _office(self, bare: str, main: str, phrase: str, definite: bool) -> SourceLink | None:
        """ "the army" of the one country told about, "the authorities in Niamey", "Yemen's Houthi movement"."""
        owned = OWNED.match(bare)
        if owned and (link := self.known(owned[2])) is not None:
            return self._of_country(link, owned[1], owned[2])
        if owned and (link := self.known(f"{owned[1]} {owned[2].title()}")) is not None:
            return link
        first = bare.split(" and ")[0]
        rest = bare[len(main) :].split(None, 1)
        if (
            len(rest) == 2
            and rest[0] in ("in", "of", "for")
            and (link := self.known(f"{without_article(rest[1])} {main}")) is not None
        ):
            return link
        if len(rest) == 2 and rest[0] in ("in", "of") and " " in main:
            short = main.rsplit(" ", 2)
            if (link := self.known(f"{without_article(rest[1])} {short[-2]}")) is not None and short[
                -1
            ] == "authorities":
                return link
        plain = main if main == bare or first == main else ""
        if not plain and len(rest) == 2 and rest[0] == "in" and not owned:
            plain = main
        if (
            plain
            and not owned
            and (definite or not DETERMINER.match(phrase))
            and plain.split()[-1].lower() in OF_STATE
            and self.nation()
        ):
            return self.known(f"{self.nation()} {plain}")
        return None

    def _of_country(self, link: SourceLink, owner: str, office: str) -> SourceLink:
        """The office of the country that owns it, where the table's name of it is another country's."""
        state = self.known(f"{without_article(owner)} government")
        if state is None or self.known(f"{link.name.split()[0]} government") in (None, state):
            return link
        return SourceLink(name=f"{state.name.removesuffix(' government')} {office}", kind=link.kind, named=True)

    def _led(self, phrase: str) -> SourceLink | None:
        """The monitor or relief body whose head or director speaks for it."""
        words = phrase.strip(EDGES)
        match = LEADER_OF.search(words) or LEADER.match(words)
        if match is None:
            return None
        owner = match[1].strip(EDGES)
        if owner.lower() in ("its", "their"):
            last = self.last(person=False)
            link = last.chain[-1] if last is not None else None
        else:
            link = self.known(without_article(owner))
        return link if link is not None and link.named and link.kind in LED_BODIES else None

    def _envoy(self, bare: str) -> SourceLink | Voice | None:
        """A spokesman or statement speaks for whom it belongs to."""
        match = ENVOY.match(bare) or ENVOY_OF.match(bare)
        if match is None:
            return None
        owner = match[1].strip(EDGES)
        link = self._named(without_article(owner)) or self.known(owner.removesuffix("s"))
        if link is not None:
            return link
        for run in re.findall(r"[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*", owner):
            if (link := self.known(run)) is not None and not link.name.endswith(" forces"):
                return link
        low = [w.lower() for w in WORD.findall(without_article(owner))]
        if low and DEFINITE.match(owner) and (voice := self._earlier(low, same=False)) is not None:
            return voice
        plain = without_article(owner)
        if (
            plain.islower()
            and self.nation()
            and (link := self.known(f"{self.nation()} {plain}")) is not None
            and link.kind is SourceKind.MILITARY
        ):
            return link
        return None

    def _earlier(self, words: list[str], *, same: bool) -> Voice | None:
        head = words[-1]
        for voice in reversed(self.voices):
            if head in voice.keys:
                return voice
        if head in BODIES:
            bodies = (v for v in reversed(self.voices) if not v.person and v.chain[-1].named)
            return next((v for v in bodies if v.chain[-1].kind not in OF_THE_STATE), None)
        if head in NOTES or same:
            return self.last()
        return None

    def _kind(self, words: list[str]) -> tuple[SourceKind, bool | None, int, int] | None:
        for size in (3, 2, 1):
            for at in range(len(words) - size, -1, -1):
                entry = self.heads.get(tuple(words[at : at + size]))
                if entry is not None:
                    return entry[0], entry[1], at, size
        return None

    def _role(self, bare: str, main: str, words: list[str]) -> SourceLink | None:
        found = self._kind(words)
        if found is None:
            return None
        kind, forced, at, size = found
        if kind is SourceKind.ANONYMOUS and (seat := SEATED.search(bare)) is not None:
            kind = self._kind_of_body(seat[1]) or kind
        written = WORD.findall(main)
        name = written[at + size :]
        if kind is SourceKind.RESIDENT:
            return SourceLink(name=described(bare, words[at : at + size]), kind=kind, named=False)
        proper = bool(name) and all(w[:1].isupper() or w.startswith(("al-", "el-")) for w in name)
        if not name:
            proper = written[-1][:1].isupper() and (len(written) > 1 or written[-1].isupper())
        owned = OWNED.match(bare)
        if owned and not name and owned[1][:1].isupper() and written[-1].lower() in UNIQUE:
            return SourceLink(name=f"{owned[2]} of {owned[1]}", kind=kind, named=True)
        if kind is SourceKind.OFFICIAL and re.match(
            r"(?:[\w-]+ )?(?:defence|defense|military|army)\b", main, re.IGNORECASE
        ):
            kind = SourceKind.MILITARY
        if kind is SourceKind.MEDIA and not proper and written[-1].lower() in ("report", "reports", "post"):
            return None
        return SourceLink(name=bare, kind=kind, named=proper if forced is None else forced)

    def _kind_of_body(self, words: str) -> SourceKind | None:
        """The kind of the body that an unnamed source sits in ("a source at Homs police command")."""
        if re.search(r"\bpolice\b", words, re.IGNORECASE):
            return SourceKind.OFFICIAL
        link = self.known(without_article(words))
        if link is not None:
            return link.kind
        found = self._kind([w.lower() for w in WORD.findall(head_part(without_article(words)))])
        return found[0] if found is not None and found[0] in OF_THE_STATE else None

    def _introduced(self, name: str, aside: str) -> SourceLink | None:
        """A person by the role that stands beside the name; a private person is the role alone."""
        aside = re.sub(r"^\s*\d\d?\s*,?\s*", "", aside.strip(EDGES))
        role = head_part(without_article(re.sub(r"^who (?:is|was|runs|heads|leads|directs)\s+", "head of ", aside)))
        found = self._kind([w.lower() for w in WORD.findall(role)])
        full = self._kind([w.lower() for w in WORD.findall(aside)])
        found = (
            full
            if found is not None and found[0] is SourceKind.OFFICIAL and full and full[0] is SourceKind.MEDICAL
            else found
        )
        if found is None:
            return None
        if found[0] is SourceKind.RESIDENT:
            words = [w.lower() for w in WORD.findall(role)]
            return SourceLink(name=described(aside, words[found[2] : found[2] + found[3]]), kind=found[0], named=False)
        return SourceLink(name=name, kind=found[0], named=True)

    def _stranger(self, bare: str, aside: str, definite: bool, sentence: int) -> SourceLink | Voice | None:
        """A proper name that no table knows: an earlier source, somebody introduced with a role, or a body."""
        words = bare.split()
        last = words[-1].lower()
        if last in NOT_PEOPLE:
            return None
        if not bare[:1].isupper():
            plain = [w for w in words if w.islower()]
            if len(plain) < len(words) and len(words) <= 5:
                return (
                    SourceLink(name=" ".join(plain), kind=SourceKind.OTHER, named=False)
                    if words[-1][:1].isupper()
                    else None
                )
            if (
                len(words) <= 4
                and (definite or last.endswith("s"))
                and last not in NOT_PEOPLE
                and not any(c.isdigit() for c in bare)
            ):
                return SourceLink(name=bare, kind=SourceKind.OTHER, named=False)
            return None
        for voice in reversed(self.voices):
            if words[-1].lower() in voice.keys and len(words) <= 3:
                return voice
        small = [w for w in words if not w[:1].isupper() and not w.startswith(("al-", "el-"))]
        if head_part(bare).split()[-1].lower() in ORGANISED and head_part(bare).split()[-1][:1].isupper():
            kind = (
                SourceKind.MONITOR
                if re.search(r"rights|research|studies|monitor", f"{bare} {aside}", re.IGNORECASE)
                else SourceKind.OTHER
            )
            return SourceLink(name=bare, kind=kind, named=True)
        if (
            small
            and len(words) <= 4
            and words[-1].islower()
            and words[-1].endswith("s")
            and words[-1] not in NOT_PEOPLE
        ):
            return SourceLink(name=bare, kind=SourceKind.OTHER, named=False)
        if (definite and not small) or (bare.isupper() and len(bare) > 2):
            return SourceLink(name=bare, kind=SourceKind.OTHER, named=True)
        if small or len(words) > 3:
            return None
        told = self._told_before(bare)
        if told is not None:
            return told
        before = self.voices[-1] if self.voices else None
        if len(words) > 1 and before is not None and before.unnamed_office and before.sentence == sentence - 1:
            link = SourceLink(name=f"{before.chain[-1].name} {bare}", kind=before.chain[-1].kind, named=True)
            self.voices.remove(before)
            self.names.append((before.chain[-1], link))
            return link
        if aside and LIVED.match(aside):
            return SourceLink(name="a resident", kind=SourceKind.RESIDENT, named=False)
        return SourceLink(name="a person quoted by name", kind=SourceKind.OTHER, named=False)

    def _told_before(self, name: str) -> SourceLink | None:
        """The role that stands beside this name somewhere in the report."""
        at = self.text.find(name)
        for _ in range(4):
            if at < 0:
                return None
            after = re.match(
                r"[\w’'-]*(?:\s[A-Z][\w’'-]+)?,\s+([^.;\n]{3,70})", self.text[at + len(name) : at + len(name) + 110]
            )
            if after and (link := self._introduced(name, after[1].split(", ")[0])) is not None:
                return link
            before = re.search(r"((?:[\w-]+\s){1,3})(?:[A-Z][\w’'-]+\s)?$", self.text[max(0, at - 60) : at])
            if before:
                words = [w.lower() for w in WORD.findall(before[1])]
                found = self.heads.get(tuple(words[-1:])) or self.heads.get(tuple(words[-2:]))
                if found is not None:
                    kind = found[0]
                    role = " ".join(WORD.findall(before[1])[-1:])
                    private = kind is SourceKind.RESIDENT
                    return SourceLink(name=role.lower() if private else f"{role} {name}", kind=kind, named=not private)
            at = self.text.find(name, at + 1)
        return None

    def recall(self, phrase: str, chain: Chain, *, sentence: int) -> None:
        """Take note of a source that was read elsewhere."""
        self._remember(phrase, "", chain, sentence)

    def _remember(self, phrase: str, aside: str, chain: Chain, sentence: int) -> None:
        del self.voices[:-REMEMBERED]
        voice = voice_of(phrase, aside, chain, sentence, heads=self.heads, known=self.known)
        self.voices.append(voice)
