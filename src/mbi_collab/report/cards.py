"""The card of a practice: why it stands here, how to begin, who owns it, when it is done, and where it comes from."""

from collections.abc import Iterator

from mbi_collab.assessment.order import CheckFirst, Step
from mbi_collab.catalogue.practices import Practice, PracticeCard
from mbi_collab.report.outline import Card, Entries, Entry, Paragraph
from mbi_collab.report.phrases import Phrases

#: What of a practice may be our judgement.
VALUES = ("owners", "effort", "horizon", "task")


def card_of(told: Phrases, step: Step) -> Card:
    """Return the card of a practice of the order."""
    practice = told.catalogue.practice(step.practice)
    entries = [
        _entry(told, "why", _why(told, step)),
        _entry(told, "what", practice.text),
        *(() if practice.card is None else _how(told, practice.card, step)),
        *_checks(told, practice, step),
        *_rhythm(told, practice),
        _entry(told, "owner", told.say.listed([told.role(code) for code in practice.owners])),
        Entry(told.catalogue.pack.task_word or told("steps.task"), told.task(practice.task)),
        _entry(told, "basis", _basis(told, practice)),
    ]
    title = told.say.practice(practice.code)
    return Card(title, (Paragraph(_facts_line(told, practice, step), "note"), Entries(entries)), level=4)


def _entry(told: Phrases, key: str, text: str) -> Entry:
    return Entry(told(f"steps.{key}"), text)


def _facts_line(told: Phrases, practice: Practice, step: Step) -> str:
    """Return place, start, effort and horizon in one line."""
    key = "page.steps.start_at_least" if step.wave_at_least else "page.steps.start"
    return told(
        "steps.facts_line",
        place=told("steps.place", place=step.place),
        start=told.say.words.plural(key, step.wave) if step.wave else told("steps.now"),
        effort=told(f"effort.{practice.effort}"),
        horizon=told(f"horizon.{practice.horizon}"),
    )


def _why(told: Phrases, step: Step) -> str:
    score = told.result.scorecard.practice(step.practice)
    numbers = told(
        "steps.numbers_indicated" if score.indicated else "steps.numbers",
        level=told.say.level(score.level),
        target=told.say.level(step.priority.target),
        views=told.views(score),
        answered=told.answered(score),
    )
    return told.joined([told.reasons(step), numbers])


def _how(told: Phrases, card: PracticeCard, step: Step) -> Iterator[Entry]:
    yield _entry(told, "first_step", card.first_step)
    yield _entry(told, "deliverable", card.deliverable)
    yield _entry(told, "done_when", told.joined([card.done_when, _read_from(told, card, step)]))
    yield _entry(told, "trap", card.trap)


def _read_from(told: Phrases, card: PracticeCard, step: Step) -> str:
    """Return the statements whose level says that the practice is done, with the target."""
    if not card.done_items:
        return ""
    target = told.say.level(step.priority.target)
    if len(card.done_items) == 1:
        return told("steps.done_level", statement=told.statement(card.done_items[0]), target=target)
    return told("steps.done_levels", statements=told.statements(card.done_items), target=target)


def _checks(told: Phrases, practice: Practice, step: Step) -> Iterator[Entry]:
    own = [] if practice.card is None else [practice.card.check_first]
    texts = [*own, *(unknown_text(told, each) for each in step.check_first)]
    if texts:
        yield _entry(told, "check_first", told.joined(texts))


def unknown_text(told: Phrases, check: CheckFirst) -> str:
    """Return that nothing is known of a prerequisite, and what to ask."""
    practice = told.say.practice(check.practice)
    if not check.items:
        return told("steps.unknown_bare", practice=practice)
    return told("steps.unknown", practice=practice, statements=told.statements(check.items))


def _rhythm(told: Phrases, practice: Practice) -> Iterator[Entry]:
    if practice.cadence_weeks is not None:
        yield _entry(told, "rhythm", told.say.words.plural("page.steps.cadence", practice.cadence_weeks))


def _basis(told: Phrases, practice: Practice) -> str:
    """Return who says so: a source with its facts, or our judgement with its reason; and which values we judge."""
    facts = told.say.listed(list(practice.facts))
    if practice.basis == "stated":
        said = told("steps.stated", facts=facts)
    else:
        reason = told.catalogue.reason(practice.reason).text if practice.reason else ""
        said = told("steps.judged" if facts else "steps.judged_bare", reason=reason, facts=facts)
    judged = [_value(told, name) for name in VALUES if name in practice.judged]
    return told.joined([said, told("steps.judged_values", values=told.say.listed(judged)) if judged else ""])


def _value(told: Phrases, name: str) -> str:
    """Return what a value of a practice is called; a task is called what the pack calls its tasks."""
    return (told.catalogue.pack.task_word if name == "task" else "") or told(f"judged.{name}")
