"""From a JSON file to answer sets: a whole panel, one answer set, or a list of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from mbi_collab.errors import AnswersError, Fault, unknown
from mbi_collab.exchange.decoding import Decoding, ambiguous, decodings
from mbi_collab.exchange.found import FoundFile, FoundSet, Statement
from mbi_collab.exchange.json_context import context_of
from mbi_collab.exchange.json_evidence import evidence_of
from mbi_collab.exchange.json_text import NoNumber, parse_json
from mbi_collab.exchange.options import Options
from mbi_collab.exchange.sources import SourceFile
from mbi_collab.exchange.statements import date_of, population_of
from mbi_collab.survey.answers import Answer, AnswerSet
from mbi_collab.survey.carrying import NotCarried, carry_panel, steps_of
from mbi_collab.survey.checks import guess_faults
from mbi_collab.survey.import_report import ImportedFile
from mbi_collab.survey.plain import ASSESSMENT, FORMAT, PANEL_KEYS, SET_KEYS, VERSION


def read_json(file: SourceFile, options: Options) -> FoundFile:
    """Return the answer sets of a JSON file, what it says of the panel, and every fault.

    Raises
    ------
    AnswersError
        If it is no JSON at all, or holds neither a panel nor answer sets.
    """
    found = decodings(file, options.encoding)
    if len(found) > 1:
        raise AnswersError([ambiguous(file, found)])
    data, oddities = parse_json(found[0].text, file.name, options.limits)
    sets, panel = _parts(data, file.name)
    version = _version(panel)
    lost: tuple[NotCarried, ...] = ()
    if steps := steps_of(panel, options.questionnaire):
        panel, _, lost = carry_panel(panel, steps, options.questionnaire)
        sets = panel["answer_sets"]
    reader = _JsonReader(file.name, options)
    statements = reader.statements_of(panel)
    read = reader.sets_of(sets)
    return FoundFile(
        report=_report(file.name, found[0], len(read), version, lost),
        sets=tuple(read),
        statements=tuple(statements),
        faults=(*oddities, *reader.faults),
    )


def _report(
    name: str, decoding: Decoding, count: int, version: str | None, lost: tuple[NotCarried, ...]
) -> ImportedFile:
    return ImportedFile(
        name=name,
        layout="json",
        encoding=decoding.encoding,
        rows=count,
        answer_sets=count,
        pack_version=version,
        not_carried=lost,
    )


def _version(panel: Mapping[str, Any]) -> str | None:
    """Return the version of the pack that a panel names."""
    pack = panel.get("pack")
    version = pack.get("version") if isinstance(pack, Mapping) else None
    return version if isinstance(version, str) else None


def _parts(data: Any, name: str) -> tuple[list[Any], Mapping[str, Any]]:
    """Return the answer sets and the panel around them, which may be empty."""
    if isinstance(data, list):
        return data, {}
    if isinstance(data, Mapping) and isinstance(data.get("answer_sets"), list):
        return data["answer_sets"], data
    if isinstance(data, Mapping) and ("respondent" in data or "answers" in data):
        return [data], {}
    if isinstance(data, Mapping) and data.get("format") == ASSESSMENT:
        problem = "is a saved assessment, not answers: read_assessment() reads it, and the command compare"
        raise AnswersError([Fault(name, problem)])
    forms = ("a panel with a list 'answer_sets'", "an answer set", "a list of answer sets")
    raise AnswersError([Fault(name, "holds no answers", None, forms)])


class _JsonReader:
    """One file's parts, as they are read, and their faults."""

    def __init__(self, name: str, options: Options) -> None:
        self.name, self.options = name, options
        self.faults: list[Fault] = []

    def statements_of(self, panel: Mapping[str, Any]) -> list[Statement]:
        """Return what the panel says of itself, once it is known to be of this questionnaire."""
        if not panel:
            return []
        self.faults += _heading_faults(panel, self.name, self.options)
        sheet = self.options.questionnaire
        found: list[Statement | Fault | None] = [*date_of(panel.get("date"), f"{self.name} date")]
        found += [self._named_chiefs(panel)]
        found += population_of(panel.get("population"), f"{self.name} population", sheet)
        found += evidence_of(panel, self.name, sheet)
        found += context_of(panel, self.name, sheet)
        self.faults += [each for each in found if isinstance(each, Fault)]
        return [each for each in found if isinstance(each, Statement)]

    def _fault(self, key: str, problem: str, found: object, allowed: tuple[str, ...] = ()) -> None:
        self.faults.append(Fault(f"{self.name} {key}", problem, _shown(found), allowed))

    def _named_chiefs(self, panel: Mapping[str, Any]) -> Statement | None:
        named = panel.get("named_chiefs")
        if named is None:
            return None
        if not isinstance(named, bool):
            self._fault("named_chiefs", "must be true or false", named)
            return None
        return Statement("named_chiefs", named, f"{self.name} named_chiefs")

    def sets_of(self, sets: list[Any]) -> list[FoundSet]:
        """Return the answer sets that have a respondent."""
        if not sets:
            self.faults.append(Fault(self.name, "holds no answer sets"))
        if len(sets) > self.options.limits.rows:
            self._fault("answer_sets", f"are more than the {self.options.limits.rows} that are read at most", len(sets))
            return []
        found = (self._set(each, f"{self.name} answer set {at}") for at, each in enumerate(sets, start=1))
        return [each for each in found if each is not None]

    def _set(self, data: Any, place: str) -> FoundSet | None:
        faults = list(_set_faults(data, place))
        self.faults += faults
        if not isinstance(data, Mapping) or any(each.place != place for each in faults):
            return None
        respondent = data["respondent"]
        place = f"{place} ({respondent[:80]!r})"
        side = self.options.side_of(data.get("side") or "", respondent, f"{place}, side")
        if isinstance(side, Fault):
            self.faults.append(side)
            side = ""
        answers = dict(self._answers(data["answers"], side, place))
        comments = dict(self._comments(data.get("comments") or {}, place))
        guesses = dict(self._guesses(data.get("guesses") or {}, side, place))
        own = AnswerSet(respondent, side, answers, post=data.get("post"), comments=comments, guesses=guesses)
        return FoundSet(own, place)

    def _answers(self, answers: Mapping[str, Any], side: str, place: str) -> Iterator[tuple[str, Answer]]:
        for key, given in answers.items():
            code, where = self._item(key, f"{place}, answers"), f"{place}, item {key[:80]!r}"
            text = _cell(given)
            if code is None or text == "":
                continue
            spellings = self.options.answers_of(code)
            answer = None if text is None else spellings.find(text)
            asked_of = self.options.item(code).asked_of
            if answer is None:
                self.faults.append(spellings.fault(where, _shown(given)))
            if side and side not in asked_of:
                self.faults.append(Fault(where, "is answered, but this side is not asked", side, asked_of))
            if answer is not None:
                yield code, answer

    def _comments(self, comments: Mapping[str, Any], place: str) -> Iterator[tuple[str, str]]:
        for key, text in comments.items():
            code = self._item(key, f"{place}, comments")
            if not isinstance(text, str):
                self.faults.append(Fault(f"{place}, comment on {key[:80]!r}", "must be text", _shown(text)))
            elif code is not None:
                yield code, text

    def _guesses(self, guesses: Mapping[str, Any], side: str, place: str) -> Iterator[tuple[str, Answer]]:
        for key, given in guesses.items():
            code, where = self._item(key, f"{place}, guesses"), f"{place}, guess on {key[:80]!r}"
            text = _cell(given)
            if code is None or text == "":
                continue
            spellings = self.options.answers_of(code)
            guess = None if text is None else spellings.find(text)
            if guess is None:
                self.faults.append(spellings.fault(where, _shown(given)))
            else:
                self.faults += guess_faults(where, code, guess, side, self.options.questionnaire)
                yield code, guess

    def _item(self, key: str, place: str) -> str | None:
        if key in self.options.questionnaire.place_of:
            return key
        self.faults.append(self.options.items.fault(place, key))
        return None


def _cell(given: Any) -> str | None:
    """Return a JSON value as a cell holds it; ``None`` if no cell can hold it."""
    if given is None or isinstance(given, NoNumber):  # of the latter there is a fault already
        return ""
    if isinstance(given, str):
        return given.strip()
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    return str(int(given)) if given == int(given) else str(given)


def _shown(value: object) -> str:
    """Return what was found as JSON writes it, cut to a readable length."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return repr(value)[:200]


def _heading_faults(panel: Mapping[str, Any], name: str, options: Options) -> Iterator[Fault]:
    """Yield what says that the panel is of another format, pack or profile."""
    yield from (unknown(name, "a key of a panel", key, PANEL_KEYS) for key in panel if key not in PANEL_KEYS)
    if panel.get("format", FORMAT) != FORMAT:
        yield Fault(f"{name} format", "is another format", _shown(panel["format"]), (FORMAT,))
    if isinstance(panel.get("version", VERSION), bool) or panel.get("version", VERSION) != VERSION:
        yield Fault(f"{name} version", "is another version of the format", _shown(panel["version"]), (str(VERSION),))
    pack, own = panel.get("pack"), options.questionnaire.catalogue.pack
    if pack is not None and (not isinstance(pack, Mapping) or not isinstance(pack.get("id"), str)):
        yield Fault(f"{name} pack", "must be an object with id and version", _shown(pack))
    elif pack is not None and pack["id"] != own.id:
        yield Fault(f"{name} pack", "is another content pack than the questionnaire's", pack["id"], (own.id,))
    profile, code = panel.get("profile"), options.questionnaire.profile.code
    if profile is not None and profile != code:
        problem = "is another profile than the questionnaire's: read it with a questionnaire of that one (--profile)"
        yield Fault(f"{name} profile", problem, _shown(profile), (code,))


def _set_faults(data: Any, place: str) -> Iterator[Fault]:
    """Yield what keeps plain data from being an answer set; a fault at a key means it cannot be read on."""
    if not isinstance(data, Mapping):
        yield Fault(place, "must be an object with respondent, side and answers", _shown(data))
        return
    yield from (unknown(place, "a key of an answer set", key, SET_KEYS) for key in data if key not in SET_KEYS)
    respondent = data.get("respondent")
    if not isinstance(respondent, str) or not respondent.strip():
        yield Fault(f"{place}, respondent", "must be a name or an id, as text", _shown(respondent))
    if not isinstance(data.get("answers"), Mapping):
        yield Fault(f"{place}, answers", "must be an object of items and answers", _shown(data.get("answers")))
    for key in ("side", "post"):
        if not isinstance(data.get(key), str | None):
            yield Fault(f"{place}, {key}", "must be text", _shown(data[key]))
    for key, what in (("comments", "texts"), ("guesses", "answers")):
        if not isinstance(data.get(key), Mapping | None):
            yield Fault(f"{place}, {key}", f"must be an object of items and {what}", _shown(data[key]))
