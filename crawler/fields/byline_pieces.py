"""What a walk along a line holds: the words of the piece that is being read, and what they are when it ends.

`byline_reader` decides where pieces begin and end; `byline_kinds` what one is; the `Reading` keeps it.
"""

import re
from collections.abc import Sequence
from typing import Literal

from crawler.fields.byline_kinds import Context, classify, is_house, is_lone_word, name_in_capitals
from crawler.fields.byline_lexicon import NO_SPACES, fold_word
from crawler.fields.byline_line import Line
from crawler.fields.byline_reading import CreditRole, Reading
from crawler.fields.byline_tokens import Token
from crawler.fields.name_words import by_words

Skip = Literal["", "joiner", "segment"]

_UNSPACED = re.compile(f"[{NO_SPACES}]")


class Pieces:
    """The state of a walk and how a piece is held, dropped or settled."""

    def __init__(self, line: Line, context: Context) -> None:
        self.line, self.tokens, self.context = line, line.tokens, context
        self.reading = Reading()
        self.held: list[Token] = []
        self.role: CreditRole | Literal["source"] = "reporter"
        self.label_open = False
        self.explicit = False
        self.skip: Skip = ""
        self.before = ""
        """What ended the last piece: a separator's text, "joiner", "title", "desk" ..."""

    def _hold(self, token: Token) -> None:
        """Keep a word of a piece; after a desk in a script without spaces, a space begins a new one."""
        last = self.held[-1] if self.held else None
        if last and "desks" in last.meaning and _UNSPACED.search(last.text) and self.line.is_spaced(last, token):
            self._flush()
        if not token.text.isupper() and name_in_capitals(self.held) and not self.line.is_lower_particle(token):
            self._flush()  # "JANE ROE Valley Ledger"
            self.skip = "joiner"
            self.reading.unread_letters += len(token.text)
            return
        self.held.append(token)

    def _drop(self) -> None:
        self.reading.unread_letters += sum(len(token.text) for token in self.held)
        self.held = []

    def _office(self, token: Token) -> None:
        """Keep a title that stands for its holder, without the word that says "by"."""
        first, _, rest = token.text.partition(" ")
        self.reading.titles.append(rest if fold_word(first) in by_words() else token.text)
        self.reading.evidence.add("desk")
        self.before = "title"

    def _held_is_outlet(self) -> bool:
        return classify(self.held, self.line.printed(self.held), self.context)[0] == "outlet"

    def _is_employer(self, title: Token, words: Sequence[Token]) -> bool:
        """Whether what is held before a title is where its holder works: "WXYZ reporter", "Citizen Reporter"."""
        if not self.held:
            return False
        if is_house(self.held, self.context) or self._held_is_outlet() or "desks" in self.held[-1].meaning:
            return True
        is_first = not self.reading.credits and len(words) == 1
        return is_first and is_lone_word(self.held) and title.text[:1].isupper()

    def _flush(self, role: CreditRole | None = None) -> None:
        """Settle what the held tokens are, and let go of them."""
        if not self.held:
            return
        if self.before == "number" and all(token.text.islower() for token in self.held):
            self._drop()  # "5 min aby przeczytać"
            return
        held, self.held = self.held, []
        kind, texts = classify(held, self.line.printed(held), self.context)
        before = "label" if self.label_open else self.before
        self.reading.keep(kind, texts, role or self.role, explicit=self.explicit, before=before)
        self.label_open = False
        self.before = kind
