"""What each step from a source name to a garbled form costs: -log10 of how likely a machine takes it.

Rough likelihoods set by hand on collected garbled names and kept round; the benchmark shows what they lead to. The
dictionary's part (senses by rank, words out of a definition) stands with the language.
"""

from typing import Final

SPELLED: Final = 0.35  # a run of characters is spelled, not translated
SPELLED_ON: Final = 0.1  # the run goes on in another word
PERSON_LAYOUT: Final = 1.0  # surname and given name apart (Yuan Shen), though the term is no person
CONFUSED: Final = 2.2  # one syllable is spelled as one it is confused with
MISREAD: Final = 1.2  # one syllable of three or more is another one altogether, whichever
ORDINARY_RESPELLED: Final = 2.0  # an English word taken for a syllable of another spelling than the usual
ORDINARY_OPENING: Final = 1.5  # the same at the opening of a sentence, where its capital says nothing
FUSED: Final = 0.4  # two pieces written as one word, one of them translated
LOWER_SPELLED: Final = 1.5  # a spelled name without a capital
ORDINARY_SPELLED: Final = 0.7  # a spelled syllable that is an everyday English word, though capitalised (Long, Man)
FUNCTION_WORD: Final = 0.45  # "of", "the" ... put between pieces
GENERIC_WORD: Final = 0.9  # "network", "Group" ... put between pieces
COMMA: Final = 2.0  # a comma, colon or quotation mark between pieces
COMMA_IN_WORDS: Final = 2.0  # the same in a translated form without capitals: it lists things
REORDERED: Final = 2.0  # a piece stands before one that it follows in the source ("Station B")
REORDERED_IN_ENGLISH: Final = 0.8  # the same where English turns the order round: "edition of cat eye", "Station B"
SPELLED_REORDERED: Final = 3.5  # the same, of a spelled piece: spelling keeps the order
SPELLED_REST_DROPPED: Final = 2.0  # characters are missing from a form that is otherwise only spelled
TRANSLATED_REST_DROPPED: Final = 1.5  # the same, of a form that is only translated: what is left is a common phrase
CAPITALS: Final = -0.8  # a translated form with capitals in mid-sentence looks like a name
NO_CAPITALS: Final = 0.7  # a translated form without does not
SMALL_VERB: Final = 6.0  # a small inflected verb at the edge, beside a capital: what it did (Zhongtong sent)
LONGER_CUT: Final = 2.0  # syllables cut otherwise than a reader would (Xi an for Xian)
PHRASE_CAP: Final = 5.0  # the words of one dictionary phrase depend on each other: together they tell no more than this
