"""`python -m tools.word_case`: counts how our training reports write each word, for knowledge/data/word_case.csv.

A word counts where it does not begin a sentence and its sentence is not in capitals. Names are left out: a word that
the table does not hold is taken for one.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict

from tallystick.knowledge.word_case import DATA
from tallystick.stages.mark.casing import WORD, is_shouted
from tallystick.stages.mark.sentences import split_sentences
from training.corpus_check import CORPUS, load_all

_FEWEST = 2  # times a word in capitals throughout must stand; a lower one counts from the first time


def count_forms() -> dict[str, Counter[str]]:
    """Each word in lower case, with how often it is written how."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for report in load_all(CORPUS)[0]:
        for sentence in split_sentences(report.text, title=report.header.get("title")):
            if sentence.is_title or is_shouted(sentence.text):
                continue
            for match in list(WORD.finditer(sentence.text))[1:]:
                forms[match.group().lower()][match.group()] += 1
    return forms


def main() -> int:
    """Write the table."""
    rows = []
    for _, forms in sorted(count_forms().items()):
        best, times = min(forms.items(), key=lambda item: (-item[1], item[0]))
        if best.islower() or (best.isupper() and len(best) > 1 and times >= _FEWEST):
            rows.append(best)
    with DATA.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["word"])
        writer.writerows([word] for word in rows)
    print(f"{len(rows)} words to {DATA}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
