"""Outcome words: what news English says happened to people, and the nouns that count it."""

from __future__ import annotations

from tallystick.records.vocabulary import ClaimField

OUTCOME_NOUNS: dict[str, ClaimField] = {
    **dict.fromkeys(
        ("deaths", "death", "fatalities", "fatality", "lives", "bodies", "corpses", "killings", "martyrs", "murders"),
        ClaimField.KILLED,
    ),
    **dict.fromkeys(("casualties", "casualty"), ClaimField.CASUALTIES),
    **dict.fromkeys(("injuries", "injury"), ClaimField.INJURED),
    **dict.fromkeys(
        ("arrests", "detentions", "abductions", "kidnappings", "hostages", "prisoners"),
        ClaimField.CAPTURED,
    ),
    **dict.fromkeys(("disappearances",), ClaimField.MISSING),
}  # fmt: skip
# The field a word tells and its form: how it takes the people it happens to.
CUE_WORDS: dict[str, tuple[ClaimField, str]] = {}
for _field, _form, _words in (
    (
        ClaimField.KILLED,
        "participle",
        ("killed murdered slain massacred assassinated executed beheaded slaughtered "
         "martyred lynched hanged neutralised "
        "neutralized eliminated liquidated decapitated"),
    ),
    (
        ClaimField.KILLED,
        "ing",
        ("killing murdering massacring assassinating executing beheading slaughtering "
         "martyring neutralising neutralizing "
        "eliminating claiming-lives"),
    ),
    (ClaimField.KILLED, "base", (
        "kill kills murders executes assassinates massacres slay "
        "slays beheads neutralises neutralizes neutralize"
    )),
    (ClaimField.KILLED, "intransitive", "died die dies dying perished perish drowned succumbed"),
    (ClaimField.KILLED, "adjective", "dead"),
    (ClaimField.KILLED, "noun", (
        "deaths death fatalities lives bodies corpses murder "
        "execution assassination beheading massacre killings"
    )),
    (ClaimField.INJURED, "participle", "injured wounded hurt maimed hospitalised hospitalized"),
    (ClaimField.INJURED, "ing", "injuring wounding hurting maiming"),
    (ClaimField.INJURED, "base", "injure injures wound hurts"),
    (ClaimField.INJURED, "noun", "injuries wounds injury"),
    (
        ClaimField.CAPTURED,
        "participle",
        "arrested detained captured abducted kidnapped apprehended nabbed seized imprisoned",
    ),
    (ClaimField.CAPTURED, "ing", "arresting detaining capturing abducting kidnapping apprehending seizing"),
    (ClaimField.CAPTURED, "base", (
        "arrest arrests detain detains capture captures "
        "abduct abducts kidnap kidnaps seize seizes"
    )),
    (ClaimField.CAPTURED, "noun", "abduction detention"),
    (ClaimField.CAPTURED, "intransitive", "surrendered surrender"),
    (ClaimField.MISSING, "adjective", "missing unaccounted"),
    (ClaimField.MISSING, "intransitive", "disappeared vanished"),
    (ClaimField.DISPLACED, "participle", "displaced uprooted"),
    (ClaimField.DISPLACED, "ing", "displacing uprooting"),
    (ClaimField.DISPLACED, "base", "displace displaces uproot"),
    (ClaimField.DISPLACED, "noun", "displacement"),
    (ClaimField.DISPLACED, "intransitive", "fled flee fleeing"),
    (ClaimField.CASUALTIES, "noun", "casualties"),
):  # fmt: skip
    for _word in _words.split():
        CUE_WORDS[_word] = (_field, _form)
STEMS = (  # a sentence with none of these holds no cue and no strikes
    *("kill", "dead", "die", "dying", "death", "murder", "slain", "slay", "massacr", "assassin", "execut", "behead"),
    *("slaughter", "martyr", "lynch", "hang", "neutrali", "eliminat", "liquidat", "decapitat", "perish", "drown"),
    *("succumb", "injur", "wound", "hurt", "maim", "hospitali", "arrest", "detain", "detention", "captur", "abduct"),
    *(
        "kidnap",
        "apprehend",
        "nabbed",
        "seiz",
        "imprison",
        "surrender",
        "missing",
        "unaccounted",
        "disappear",
        "vanish",
    ),
    *("displac", "uproot", "fled", "flee", "casualt", "fatalit", "toll", "tally", "lost", "lose", "losing", "lives"),
    *("bodies", "corpses", "gunned", "hostage", "prisoner", "captive", "custody", "rounded", "held over", "fell"),
    *("strike", "attack", "raid", "explosion", "blast", "bomb", "sortie", "shell", "detonation", "ambush", "assault"),
    *("times", "occasions", "found", "seen", "marched", "whisked", "swept up", "carried off", "taken away", "led away"),
    *("drove off", "driven", "treated", "admit", "themselves up", "count", "figure", "number", "victims"),
)
