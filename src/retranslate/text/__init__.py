"""Text as the finders see it: folded, cut into words and sentences, with exact ways back to the raw text."""

from retranslate.text.fold import Folded, fold
from retranslate.text.view import BlockView, View, view
from retranslate.text.words import Word, words

__all__ = ["BlockView", "Folded", "View", "Word", "fold", "view", "words"]
