"""Scoring many organisations at once: from arrays, from record batches, from any data frame."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

import attrs
import numpy as np
import numpy.typing as npt

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.engine.panels import PanelScores, score_panels
from mbi_collab.errors import AnswersError, Fault
from mbi_collab.exchange.arrow_rows import Organisations, arrow, read_organisations
from mbi_collab.exchange.arrow_scores import FIELDS, schema_of, scores_batch
from mbi_collab.exchange.batch_checks import Wrong, wrong_answers, wrong_sides
from mbi_collab.exchange.batch_model import BatchModel, batch_model, engine_model

#: How many faults of arrays are listed.
_MOST = 1000


@attrs.frozen(init=False)
class BatchScorer:
    """Scores record batches of organisations; it pickles as a few kilobytes and needs the extra ``arrow``.

    A batch has one row an organisation: ``organisation`` (text or whole number), ``side`` (list of whole numbers, one a
    respondent: the place of the side in ``questionnaire.side_codes``) and ``answers`` (list of lists of whole numbers,
    one list a respondent, one number an item of ``questionnaire.items``: a point, 0 or null for unanswered, -1 for
    don't know, -2 for not applicable). ``list``, ``large_list`` and ``fixed_size_list`` of any integer width are read.

    It becomes one row an organisation, with the columns of :attr:`schema`, the same whatever the questionnaire.
    A row that cannot be scored says in ``error`` why, and has nothing else. Every other row has the numbers that
    ``assess()`` gives, the same to the bit in whatever batch it stands. Where a side is smaller than the minimum group,
    ``withheld`` is true, nothing below area level is given, no step either, and of areas what the records of a
    scorecard give.

    Attributes:
        model: what it needs to know, as numbers, texts and tuples.
        strict: whether a row that cannot be scored raises AnswersError.

    >>> import mbi_collab as mbi
    >>> scorer = mbi.BatchScorer(mbi.load_catalogue().questionnaire())
    >>> scorer.model.nodes[0], scorer.model.nodes[-1], scorer.model.sides
    ('overall', 'practice/L07', ('CIO', 'CMO'))
    """

    model: BatchModel
    strict: bool

    def __init__(  # noqa: PLR0913  the settings of assess()
        self,
        sheet: Questionnaire,
        *,
        targets: Mapping[str, float] | None = None,
        criterion_weights: Mapping[str, float] | None = None,
        steps: int = 3,
        minimum_group: int | None = None,
        named_chiefs: bool = False,
        strict: bool = False,
    ) -> None:
        model = batch_model(
            sheet,
            targets=targets,
            criterion_weights=criterion_weights,
            steps=steps,
            minimum_group=minimum_group,
            named_chiefs=named_chiefs,
        )
        self.__attrs_init__(model, strict)

    @property
    def schema(self) -> Any:
        """The pyarrow schema of what comes out; its metadata names what stands at each place of the lists."""
        return schema_of(self.model)

    @property
    def spark_ddl(self) -> str:
        """The same schema as Spark spells it, for ``DataFrame.mapInArrow``."""
        return ", ".join(f"{name} {kind}" for name, kind in FIELDS)

    def __call__(self, batch: Any) -> Any:
        """Return the scores of a record batch as a record batch.

        Raises
        ------
        AnswersError
            If it is no record batch, or a column is missing or of a type that cannot be read; with ``strict``, if a row
            cannot be scored.
        MissingExtraError
            If pyarrow is not installed.
        """
        return self.score(read_organisations(batch, self.model))

    def score(self, found: Organisations) -> Any:
        """Return the scores of organisations that have been read, as a record batch; errors as when it is called."""
        if self.strict and found.faults:
            names = found.names
            told = [
                attrs.evolve(fault, place=f"row {row} ({names[row].as_py()}), {fault.place}")
                for row, fault in found.faults
            ]
            raise AnswersError(told, "batch")
        scores = score_panels(found.cells, found.side, found.starts, engine_model(self.model), self.model.steps)
        return scores_batch(found, scores, self.model)

    def map_batches(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Yield the scores of each record batch, one after another, so that memory holds one at a time."""
        for batch in batches:
            yield self(batch)


class ArrayScores(NamedTuple):
    """The scores of organisations as arrays: complete, for your own computations, not for handing on.

    Attributes
    ----------
    organisation : (R,) each organisation once, sorted
    nodes : kind and code of each of the N nodes
    sides, practices : codes
    scores : PanelScores
        The numbers, in the order of the above.
    """

    organisation: npt.NDArray[Any]
    nodes: tuple[str, ...]
    sides: tuple[str, ...]
    practices: tuple[str, ...]
    scores: PanelScores


def score_arrays(  # noqa: PLR0913  the settings of assess()
    sheet: Questionnaire,
    answers: npt.NDArray[np.integer],
    side: npt.NDArray[np.integer],
    organisation: npt.NDArray[Any],
    *,
    targets: Mapping[str, float] | None = None,
    criterion_weights: Mapping[str, float] | None = None,
    steps: int = 3,
) -> ArrayScores:
    """Return the scores of many organisations, from one row a respondent in any order; NumPy alone.

    Parameters
    ----------
    sheet : Questionnaire
        What was asked.
    answers : (M, I) array of whole numbers
        A point, 0 unanswered, -1 don't know, -2 not applicable; items in the order of ``sheet.items``.
    side : (M,) array of whole numbers
        Place of each respondent's side in ``sheet.side_codes``.
    organisation : (M,) array
        Whose respondent it is; anything that NumPy can sort.
    targets, criterion_weights : mapping, optional
        As in ``assess()``.
    steps : int
        How many first steps are wanted.

    Returns
    -------
    ArrayScores
        The numbers of ``assess()``, one row an organisation, sorted by name.

    Raises
    ------
    AnswersError
        If an answer or a side is none, an organisation has no name, or the arrays do not fit each other.

    >>> import mbi_collab as mbi
    >>> import numpy as np
    >>> sheet = mbi.load_catalogue().questionnaire()
    >>> twos = np.full((2, len(sheet.items)), 2)
    >>> found = mbi.score_arrays(sheet, twos, np.array([0, 1]), np.array(["one", "one"]))
    >>> found.scores.level[:, 0].tolist(), found.practices[found.scores.first_steps[0, 0]]
    ([0.25], 'R01')
    """
    model = batch_model(sheet, targets=targets, criterion_weights=criterion_weights, steps=steps)
    answers, side, organisation = _arrays(answers, side, organisation)
    _check(answers, side, organisation, model)
    names, at = _each_once(organisation)
    if (np.diff(at) < 0).any():
        order = np.argsort(at, kind="stable")
        answers, side = answers[order], side[order]
    starts = np.concatenate([[0], np.cumsum(np.bincount(at, minlength=len(names)))]).astype(np.int64)
    cells, sides = answers.astype(np.int8, copy=False), side.astype(np.int64, copy=False)
    scores = score_panels(cells, sides, starts, engine_model(model), model.steps)
    return ArrayScores(names, model.nodes, model.sides, model.practices, scores)


def _arrays(*given: object) -> list[npt.NDArray[Any]]:
    """Return what is given as arrays; a mask would get lost, and what it hides be scored."""
    try:
        if not any(np.ma.is_masked(each) for each in given):
            return [np.asarray(each) for each in given]
        problem = "must not be masked: an answer of 0 is unanswered"
    except ValueError:
        problem = "must be arrays, each row as long as the others"
    raise AnswersError([Fault("answers, side, organisation", problem)], "arrays")


def _each_once(organisation: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], npt.NDArray[np.int64]]:
    """Return each organisation once, sorted, and the place there of each row's."""
    try:
        return np.unique(organisation, return_inverse=True)
    except TypeError as problem:
        raise AnswersError([Fault("organisation", f"cannot be sorted ({problem})")], "arrays") from None


def _nameless(organisation: npt.NDArray[Any]) -> Iterator[Wrong]:
    """Yield the respondents of no organisation: ``nan``, which would become one of its own."""
    for row in np.flatnonzero(organisation != organisation).tolist():  # noqa: PLR0124  of any type
        yield Wrong(row, Fault("organisation", "is no name", str(organisation[row])))


def _check(
    answers: npt.NDArray[Any], side: npt.NDArray[Any], organisation: npt.NDArray[Any], model: BatchModel
) -> None:
    """Raise AnswersError with what is wrong with the arrays."""
    whole = (np.issubdtype(each.dtype, np.integer) for each in (answers, side))
    fitting = answers.ndim == 2 and side.shape == organisation.shape == answers.shape[:1]
    faults: list[Fault] = []
    if not all(whole):
        faults.append(Fault("answers and side", "must be whole numbers", f"{answers.dtype}, {side.dtype}"))
    elif not fitting or answers.shape[1] != len(model.items):
        found = f"{answers.shape}, {side.shape}, {organisation.shape}"
        faults.append(
            Fault("answers, side, organisation", "do not fit", found, (f"(M, {len(model.items)}), (M,), (M,)",))
        )
    else:
        checks = (_nameless(organisation), wrong_sides(side, model), wrong_answers(answers, side, model))
        wrong = next(filter(None, (list(islice(each, _MOST)) for each in checks)), [])
        faults = [attrs.evolve(fault, place=f"row {row}, {fault.place}") for row, fault in wrong]
    if faults:
        raise AnswersError(faults, "arrays")


def score_frame(sheet: Questionnaire, frame: Any, **settings: Any) -> Any:
    """Return the scores of any data frame that speaks Arrow, as a pyarrow table; it needs the extra ``arrow``.

    Parameters
    ----------
    sheet : Questionnaire
        What was asked; :class:`BatchScorer` says which columns are read.
    frame : object with ``__arrow_c_stream__``
        Such as a Polars or pandas frame, a DuckDB relation, a pyarrow table; read once.
    settings
        Those of :class:`BatchScorer`.

    Returns
    -------
    pyarrow.Table
        One row an organisation, with the columns of :attr:`BatchScorer.schema`.

    Raises
    ------
    AnswersError, MissingExtraError
        As :class:`BatchScorer`.

    >>> import mbi_collab as mbi
    >>> import polars as pl  # doctest: +SKIP
    >>> mbi.score_frame(mbi.load_catalogue().questionnaire(), pl.read_parquet("answers.parquet"))  # doctest: +SKIP
    """
    pa = arrow("score_frame()")
    if not hasattr(frame, "__arrow_c_stream__"):
        raise TypeError(f"score_frame() takes a frame with __arrow_c_stream__, not {type(frame).__name__}")
    scorer = BatchScorer(sheet, **settings)
    try:
        reader = pa.RecordBatchReader.from_stream(frame)
    except pa.ArrowInvalid as problem:
        raise AnswersError([Fault("frame", f"is no table ({problem})", type(frame).__name__)]) from None
    return pa.Table.from_batches(scorer.map_batches(reader), schema=scorer.schema)
