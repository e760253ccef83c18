"""Grade: how well an incident is supported, by the rule of docs/decisions/0001-grade.md."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tallystick.records.incident import Contradiction
from tallystick.records.referent import Actor
from tallystick.records.vocabulary import ClaimField, Grade, Modality
from tallystick.stages.weigh.positions import Held

VoiceOfActor = Callable[[Actor], str | None]


def weigh_grade(
    held: Sequence[Held], *, voices: int, contradictions: Sequence[Contradiction], voice_of_actor: VoiceOfActor
) -> Grade:
    """The first rule that holds: admitted, discounted, contested, corroborated, single."""
    doers = [h for h in held if h.claim.field is ClaimField.PERPETRATOR and isinstance(h.claim.value, Actor)]
    for h in doers:
        if h.claim.modality is Modality.ASSERTED and _is_own_voice(h, voice_of_actor):
            return Grade.ADMITTED
    if voices == 0:
        return Grade.DISCOUNTED
    if any(c.field in (ClaimField.PERPETRATOR, ClaimField.OCCURRENCE) for c in contradictions):
        return Grade.CONTESTED
    return Grade.CORROBORATED if voices > 1 else Grade.SINGLE


def _is_own_voice(h: Held, voice_of_actor: VoiceOfActor) -> bool:
    """The doer itself says so: the voice is the actor's own."""
    value = h.claim.value
    return isinstance(value, Actor) and h.voice == voice_of_actor(value)
