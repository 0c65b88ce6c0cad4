"""Numbers and words of one language, as the assessment's tables and explanations show them."""

import attrs

from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.errors import Fault, SettingsError
from mbi_collab.language import numbers
from mbi_collab.language.words import Words, load_words


@attrs.frozen
class Wording:
    """How a catalogue's results are said in a language.

    Attributes:
        catalogue: in that language, as far as the pack has it.
        words: the library's own words.
    """

    catalogue: Catalogue
    words: Words

    @classmethod
    def of(cls, catalogue: Catalogue, language: str | None = None) -> "Wording":
        """Return the wording of a catalogue; without a language, its own."""
        if not isinstance(language, str | None):
            raise SettingsError([Fault("language", "must be the tag of a language", repr(language)[:80], ("en", "cs"))])
        wanted = language or catalogue.language
        told = catalogue if wanted == catalogue.language else catalogue.in_language(wanted)
        return cls(told, load_words(wanted))

    @property
    def _mark(self) -> str:
        return self.words("number.decimal_mark")

    @property
    def _nothing(self) -> str:
        return self.words("table.no_answer")

    def level(self, value: float | None) -> str:
        """Return a level, two decimals, times the pack's display factor."""
        factor = self.catalogue.rules.display_factor
        return numbers.level(None if value is None else value * factor, self._nothing, mark=self._mark)

    def view(self, level: float | None, *, asked: bool) -> str:
        """Return a side's level, or that the side was not asked."""
        return self.level(level) if asked else self.words("table.not_asked")

    def shown(self, text: str, *, may_be: bool) -> str:
        """Return a text, or that it is withheld."""
        return text if may_be else self.words("table.withheld")

    def plain(self, value: float | None) -> str:
        """Return a number that is no level, such as a weight: two decimals, no display factor."""
        return numbers.level(value, self._nothing, mark=self._mark)

    def gap(self, value: float | None) -> str:
        """Return a signed gap, two decimals, times the pack's display factor."""
        factor = self.catalogue.rules.display_factor
        nothing = self.words("table.no_gap")
        return numbers.gap(None if value is None else value * factor, nothing, mark=self._mark)

    def share(self, value: float | None) -> str:
        """Return a share in whole per cent."""
        return numbers.share(value, self._nothing, mark=self._mark)

    def points(self, value: float | None) -> str:
        """Return a priority or a part of one, one decimal."""
        return numbers.points(value, self._nothing, mark=self._mark)

    def bounds(self, low: float | None, high: float | None) -> str:
        """Return the bounds of a level as a range; a dash where nothing applies."""
        if low is None or high is None:
            return self.words("table.no_range")
        return self.range(self.level(low), self.level(high))

    def range(self, low: str, high: str) -> str:
        """Return two ends as a range; once, where they read the same."""
        return low if low == high else self.words("table.range", low=low, high=high)

    def counted(self, answered: int, asked: int) -> str:
        """Return how many answered: «97 of 121»."""
        return self.words("table.of", answered=numbers.count(answered), asked=numbers.count(asked))

    def side(self, code: str) -> str:
        """Return the name of a side."""
        return self.catalogue.side(code).title

    def area(self, code: str) -> str:
        """Return an area by code and title."""
        return self.words("table.coded", code=code, title=self.catalogue.area(code).title)

    def practice(self, code: str) -> str:
        """Return a practice by code and title."""
        return self.words("table.coded", code=code, title=self.catalogue.practice(code).title)

    def item(self, code: str) -> str:
        """Return a statement by code and text."""
        return self.words("table.coded", code=code, title=self.catalogue.item(code).text)

    def task(self, code: str) -> str:
        """Return a task by its code and what this pack calls its tasks: «MBI task U005B»."""
        word = self.catalogue.pack.task_word or self.words("table.task")
        return self.words("table.coded", code=word, title=code)

    def reason(self, kind: str, codes: tuple[str, ...]) -> str:
        """Return as a sentence why a step stands where it does."""
        if kind in ("one-side-sees-it", "seen-apart"):
            names = [self.side(code) for code in codes]
        elif kind in ("agreed-on", "indicated-by"):
            names = list(codes)
        else:
            names = [self.practice(code) for code in codes]
        return self.words(f"reason.{kind}", names=self.listed(names))

    def why_here(self, sake: str | None, before: tuple[str, ...]) -> str:
        """Return why a step stands where it does in a few words: for whose sake, after what, or by its urgency."""
        if sake:
            return self.words("reason.sake", practice=self.practice(sake))
        return self.words("reason.next_after" if before else "reason.next", codes=self.listed(list(before)))

    def listed(self, texts: list[str]) -> str:
        """Return texts in a row."""
        return self.words("table.comma").join(texts)
