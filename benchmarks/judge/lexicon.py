"""Make src/retranslate/judge/lexicon.txt: the parts of speech that a common English word can be.

    apt-get download wordnet-base && dpkg-deb -x wordnet-base_*.deb /tmp/wordnet
    python benchmarks/judge/lexicon.py /tmp/wordnet/usr/share/wordnet > src/retranslate/judge/lexicon.txt

Words come from WordNet 3.0 (its word lists, its lists of irregular forms, its sense counts); wordfreq says which of
them are common enough to keep. A reading with under one use in sixteen is dropped.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from wordfreq import top_n_list, zipf_frequency

POS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
SENSE = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
LEAST_SHARE = 1 / 16
LEAST_ZIPF = 3.0  # what is missing here and yet more frequent is no English word
NOTICE = """\
# The parts of speech that a common English word can be, the likeliest first; one line a combination: n noun, N plural
# noun, v verb, z verb in -s, d past or participle, g verb in -ing, a adjective, r adverb, P proper noun.
# Made by benchmarks/judge/lexicon.py from WordNet 3.0, Copyright 2006 by Princeton University. All rights reserved.
# THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES,
# EXPRESS OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR
# WARRANTIES OF MERCHANTABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE,
# DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS.
# Permission to use, copy, modify and distribute this software and database and its documentation for any purpose and
# without fee or royalty is hereby granted, provided that this notice appears on all copies. The name of Princeton
# University or Princeton may not be used in advertising or publicity pertaining to distribution of the software
# and/or database."""


def lemmas(folder: Path) -> tuple[dict[str, set[str]], set[str]]:
    """Lower-case lemmas by part of speech, and the lemmas that WordNet writes with a capital only."""
    known: dict[str, set[str]] = {letter: set() for letter in POS.values()}
    capital: set[str] = set()
    for name, letter in POS.items():
        for line in (folder / f"data.{name}").read_text().splitlines():
            if line.startswith("  "):
                continue
            fields = line.split(" ")
            for at in range(int(fields[3], 16)):
                word = fields[4 + 2 * at].partition("(")[0]
                if word.isalpha():
                    (known[letter] if word.islower() else capital).add(word.lower())
    return known, capital


def counts(folder: Path) -> Counter[tuple[str, str]]:
    """How often each lemma was tagged as each part of speech in WordNet's sense-tagged texts."""
    seen: Counter[tuple[str, str]] = Counter()
    for line in (folder / "cntlist.rev").read_text().splitlines():
        key, _, count = line.split(" ")
        lemma, _, rest = key.partition("%")
        seen[lemma, SENSE[rest[0]]] += int(count)
    return seen


def irregular(folder: Path) -> dict[tuple[str, str], list[str]]:
    """The lemmas of irregular forms, by form and part of speech."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, letter in POS.items():
        for line in (folder / f"{name}.exc").read_text().splitlines():
            form, *bases = line.split(" ")
            found[form, letter] += bases
    return found


def stems(word: str, ending: str) -> list[str]:
    """What ``word`` may be an inflection of, by the spelling rules of ``ending``."""
    if ending == "s":
        rules = [("ies", "y"), ("es", ""), ("s", "")]
    elif ending == "ed":
        rules = [("ied", "y"), ("ed", ""), ("ed", "e")]
    elif ending == "er":
        rules = [("ier", "y"), ("iest", "y"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e")]
    else:
        rules = [("ing", ""), ("ing", "e")]
    out = [word[: len(word) - len(cut)] + put for cut, put in rules if word.endswith(cut) and len(word) > len(cut) + 1]
    return out + [stem[:-1] for stem in out if len(stem) > 3 and stem[-1] == stem[-2] and ending != "s"]


def readings(word, known, count, odd) -> dict[str, float]:  # type: ignore[no-untyped-def]
    """The parts of speech of ``word`` with how often each is used."""
    found: dict[str, float] = defaultdict(float)

    def add(letter: str, bases: list[str], part: str) -> None:
        bases = [base for base in bases if base in known[part]]
        if bases:
            found[letter] += max(count[base, part] for base in bases) + 0.5

    for part in "nvar":
        add(part, [word], part)
    plural = odd.get((word, "n"), []) or ([] if word.endswith("ss") else stems(word, "s"))
    add("N", [base for base in plural if base != word], "n")
    add("z", [] if word.endswith("ss") else stems(word, "s"), "v")
    forms = [base for base in odd.get((word, "v"), []) if base != word]
    add("g" if word.endswith("ing") else "d", forms or stems(word, "ed"), "v")
    add("g", stems(word, "ing"), "v")
    add("a", odd.get((word, "a"), []) or stems(word, "er"), "a")
    return found


def main() -> None:
    folder = Path(sys.argv[1])
    (known, capital), count, odd = lemmas(folder), counts(folder), irregular(folder)
    lines: dict[str, list[str]] = defaultdict(list)
    for word in top_n_list("en", 100_000, ascii_only=True):
        if not word.isalpha() or len(word) < 2 or zipf_frequency(word, "en") < LEAST_ZIPF:
            continue
        found = readings(word, known, count, odd)
        total = sum(found.values())
        letters = [
            letter for letter in sorted(found, key=lambda one: -found[one]) if found[letter] > total * LEAST_SHARE
        ]
        if not letters and word in capital:
            letters = ["P"]
        if letters:
            lines["".join(letters)].append(word)
    print(NOTICE)
    for letters in sorted(lines):
        print(letters, *sorted(lines[letters]))


if __name__ == "__main__":
    main()
