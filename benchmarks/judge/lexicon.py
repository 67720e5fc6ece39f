"""Make lexicon.txt and senses.txt of `text`: the parts of speech and the fields of common English words.

    apt-get download wordnet-base && dpkg-deb -x wordnet-base_*.deb /tmp/wordnet
    python benchmarks/judge/lexicon.py /tmp/wordnet/usr/share/wordnet src/retranslate/text

Words come from WordNet 3.0 (its word lists, its lists of irregular forms, its sense counts); wordfreq says which of
them are common enough to keep. A reading with under one use in sixteen is dropped. A noun counts as uncountable when
the definitions and examples of WordNet have it without an article after prepositions often enough, or (where they have
it seldom) when its plural is rare.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from wordfreq import top_n_list, zipf_frequency

POS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
SENSE = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
LEAST_SHARE = 1 / 16
BARE_SHARE = 0.36  # of its uses after prepositions: the share without an article from which a noun is uncountable
PLURAL_LOSS, PLURAL_WORTH = 0.7, 0.2  # log10 of singular to plural of a usual count noun; what more adds to the share
PRIOR_USES, PRIOR_SHARE = 4, 0.3  # what a noun is taken for that WordNet's texts hardly use
PREPOSITIONS = frozenset(
    ["of", "in", "with", "by", "for", "from", "on", "at", "into", "without", "to", "through", "as", "about"]
)
ARTICLES = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "my",
        "your",
        "his",
        "her",
        "its",
        "our",
        "their",
        "each",
        "every",
        "another",
        "no",
        "any",
        "some",
    ]
)
LEAST_ZIPF = 3.0  # inflected words below this are dropped
LEAST_BASE = 2.2  # plain forms and names below this are dropped: once in six million words
FIELDS = {  # the files of WordNet's lexicographers: what a word is about, for its most frequent sense
    "animal": "05",
    "group": "14",
    "person": "18",
    "possession": "21",
    "speech": "32",
    "competition": "33",
    "dealing": "40",
    "society": "41",
}
LEAST_FIELD_ZIPF = 3.5
NOTICE = """\
# {what}
# Made by benchmarks/judge/lexicon.py from WordNet 3.0, Copyright 2006 by Princeton University. All rights reserved.
# THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES,
# EXPRESS OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR
# WARRANTIES OF MERCHANTABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE,
# DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS.
# Permission to use, copy, modify and distribute this software and database and its documentation for any purpose and
# without fee or royalty is hereby granted, provided that this notice appears on all copies. The name of Princeton
# University or Princeton may not be used in advertising or publicity pertaining to distribution of the software
# and/or database.
"""
LETTERS = """\
The parts of speech that a common English word can be, the likeliest first; one line a word, in order: n noun,
# u uncountable noun, N plural noun, v verb, z verb in -s, d past or participle, g verb in -ing, a adjective, r adverb,
# P proper noun."""
SENSES = """\
What common nouns and verbs are about in their most frequent sense: animals, groups, people, money and shares;
# speaking, competing, dealing and doing in society."""


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


def bareness(folder: Path, letters: dict[str, str]) -> dict[str, tuple[int, int]]:
    """How often each singular noun stands after a preposition without an article and with one in WordNet's texts."""
    seen: dict[str, tuple[int, int]] = {}
    for name in POS:
        for line in (folder / f"data.{name}").read_text().splitlines():
            if not line.startswith("  "):
                for clause in re.split(r'[;:"(),]', line.partition(" | ")[2]):
                    words = re.findall(r"[A-Za-z]+(?:'[a-z]+)?", clause)
                    for at in range(1, len(words)):
                        _count(words, at, letters, seen)
    return seen


def _count(words: list[str], at: int, letters: dict[str, str], seen: dict[str, tuple[int, int]]) -> None:
    word, following = words[at], letters.get(words[at + 1], "") if at + 1 < len(words) else ""
    if letters.get(word, "")[:1] != "n" or following[:1] in {"n", "N"}:
        return
    start = at - 1
    while start > max(0, at - 4) and letters.get(words[start], "")[:1] == "a":
        start -= 1
    bare, article = seen.get(word, (0, 0))
    if words[start] in ARTICLES or words[start].endswith("'s"):
        seen[word] = (bare, article + 1)
    elif words[start] in PREPOSITIONS:
        seen[word] = (bare + 1, article)


def uncountable(word: str, seen: dict[str, tuple[int, int]]) -> bool:
    """Whether the singular noun ``word`` can stand without an article."""
    plural = word + ("es" if word.endswith(("s", "x", "ch", "sh", "o")) else "s")
    if word.endswith("y") and word[-2:-1] not in set("aeiou"):
        plural = word[:-1] + "ies"
    loss = zipf_frequency(word, "en") - max(zipf_frequency(plural, "en"), zipf_frequency(word + "s", "en"))
    bare, article = seen.get(word, (0, 0))
    share = (bare + PRIOR_USES * PRIOR_SHARE) / (bare + article + PRIOR_USES)
    return bool(share + PLURAL_WORTH * (loss - PLURAL_LOSS) > BARE_SHARE)


def fields(folder: Path, letters: dict[str, str], odd: dict[tuple[str, str], list[str]]) -> dict[str, list[str]]:
    """The words of each field of `FIELDS`, in all their forms."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for line in (folder / "cntlist.rev").read_text().splitlines():
        key, _, count = line.split(" ")
        lemma, _, rest = key.partition("%")
        seen[lemma, SENSE[rest[0]]][rest.split(":")[1]] += int(count)
    field_of = {file: name for name, file in FIELDS.items()}
    found: dict[str, list[str]] = defaultdict(list)
    for word, kinds in letters.items():
        if zipf_frequency(word, "en") < LEAST_FIELD_ZIPF:
            continue
        part, ending = ("n", "s") if kinds[0] in "nuN" else ("v", {"z": "s", "d": "ed", "g": "ing"}.get(kinds[0], ""))
        bases = [word, *odd.get((word, part), []), *(stems(word, ending) if ending else [])]
        senses = next((seen[base, part] for base in bases if seen.get((base, part))), None)
        if senses and kinds[0] in "nuNvzdg" and senses.most_common(1)[0][0] in field_of:
            found[field_of[senses.most_common(1)[0][0]]].append(word)
    return found


def write(path: Path, what: str, lines: dict[str, list[str]]) -> None:
    body = "\n".join(" ".join([name, *sorted(words)]) for name, words in sorted(lines.items()))
    path.write_text(NOTICE.format(what=what) + body + "\n", "utf-8")


def main() -> None:
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    (known, capital), count, odd = lemmas(folder), counts(folder), irregular(folder)
    letters: dict[str, str] = {}
    for word in top_n_list("en", 200_000, ascii_only=True):
        zipf = zipf_frequency(word, "en")
        if not word.isalpha() or len(word) < 2 or zipf < LEAST_BASE:
            continue
        found = readings(word, known, count, odd)
        total = sum(found.values())
        ranked = sorted(found, key=lambda one: -found[one])
        kept = "".join(letter for letter in ranked if found[letter] > total * LEAST_SHARE)
        if kept and (zipf >= LEAST_ZIPF or any(word in known[part] for part in "nva")):
            letters[word] = kept
        elif not kept and word in capital:
            letters[word] = "P"
    seen = bareness(folder, letters)
    for word in letters:
        if "n" in letters[word] and uncountable(word, seen):
            letters[word] = letters[word].replace("n", "u")
    write(out / "lexicon.txt", LETTERS, {word: [found] for word, found in letters.items()})
    write(out / "senses.txt", SENSES, fields(folder, letters, odd))


if __name__ == "__main__":
    main()
