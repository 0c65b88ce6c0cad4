"""Phrases that several sections use: who sees what, how many answered, what a code is called."""

from collections.abc import Iterable

import attrs

from mbi_collab.assessment.assessment import Assessment
from mbi_collab.assessment.order import Step
from mbi_collab.assessment.scorecard import Score
from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.catalogue import Catalogue, Questionnaire


@attrs.frozen
class Phrases:
    """How one result is said in one language.

    Attributes:
        result: the assessment.
        say: the language.
    """

    result: Assessment
    say: Wording

    def __call__(self, key: str, /, **fields: object) -> str:
        """Return a text of the page: ``phrases("steps.why")`` is the library's ``page.steps.why``."""
        return self.say.words(f"page.{key}", **fields)

    @property
    def sheet(self) -> Questionnaire:
        """What was asked."""
        return self.result.panel.questionnaire

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue in the language of the page."""
        return self.say.catalogue

    @property
    def heard_sides(self) -> tuple[str, ...]:
        """The sides of which somebody answered."""
        missing = self.result.panel.missing_sides
        return tuple(code for code in self.sheet.side_codes if code not in missing)

    def views(self, score: Score) -> str:
        """Return the level of each side that is asked: «CIO side 0.25, CMO side 0.63»."""
        shown = self.result.scorecard.shown(score).sides
        told = []
        for each in (each for each in score.by_side if self.is_asked(score, each.side)):
            level = self.say.shown(self.say.level(each.level), may_be=each.side in shown)
            told.append(self("view", side=self.say.side(each.side), level=level))
        return self.say.listed(told)

    def is_asked(self, score: Score, side: str) -> bool:
        """Whether a side is asked anything that a node rests on: who is not asked has left nothing out."""
        return any(side in self.sheet.item(code).asked_of for code in score.items)

    def answered(self, score: Score) -> str:
        """Return how many answered: «97 of 121 answers»."""
        counted = self.say.words("report.answered", answered=score.answered, asked=score.asked)
        return self.say.shown(counted, may_be=self.result.scorecard.shown(score).counts)

    def compared(self, score: Score) -> str:
        """Return each side's level and the gap, or that there is none."""
        if score.gap is None:
            return self("question.not_compared", views=self.views(score))
        return self("question.compared", views=self.views(score), gap=self.say.gap(score.gap))

    def statement(self, code: str) -> str:
        """Return a statement in quotes, with its code."""
        return self("statement", text=self.catalogue.item(code).text, code=code)

    def statements(self, codes: Iterable[str]) -> str:
        """Return statements in a row."""
        return self("semicolon").join(self.statement(code) for code in codes)

    def practices(self, codes: Iterable[str]) -> str:
        """Return practices by code and title in a row."""
        return self("semicolon").join(self.say.practice(code) for code in codes)

    def priority(self, entry: str) -> str:
        """Return an entry of a priority list; a practice by its title as well."""
        return self.say.practice(entry) if any(each.code == entry for each in self.catalogue.practices) else entry

    def task(self, code: str) -> str:
        """Return a task by code and title."""
        return self.say.words("table.coded", code=code, title=self.catalogue.task(code).title)

    def role(self, code: str) -> str:
        """Return the name of a post."""
        return self.catalogue.role(code).title

    def joined(self, texts: Iterable[str]) -> str:
        """Return sentences one after another."""
        return self("space").join(text for text in texts if text)

    def reasons(self, step: Step) -> str:
        """Return why a step stands where it does."""
        return self.joined(self._reason(step, each.kind, each.codes) for each in step.reasons)

    def _reason(self, step: Step, kind: str, codes: tuple[str, ...]) -> str:
        if kind == "most-urgent" and step.place > 1:
            return "" if step.wave else self.say.why_here(None, ())
        if kind == "needed-by":
            return self._sake(step, codes[0])
        if kind in ("one-side-sees-it", "seen-apart"):
            return self._who_sees(step, kind, codes)
        names = self.statements(codes) if kind in ("agreed-on", "indicated-by") else self.practices(codes)
        return self(f"reason.{kind}", names=names)

    def _who_sees(self, step: Step, kind: str, codes: tuple[str, ...]) -> str:
        """Return which side sees the need; a side whose level is at the target sees none."""
        views = [each for each in self.result.scorecard.practice(step.practice).by_side if each.level is not None]
        content = [self.say.side(each.side) for each in views if each.side not in codes]
        seen = [self.say.side(code) for code in codes]
        return self(f"reason.{kind}", seen=self.say.listed(seen), content=self.say.listed(content))

    def _sake(self, step: Step, code: str) -> str:
        names = {"practice": self.say.practice(code), "answered": self.answered(self.result.scorecard.practice(code))}
        return self("steps.sake", **names, rank=step.priority.rank, open=len(self.result.order))
