"""What a BatchScorer carries: enough, small, and nothing but numbers, texts and tuples."""

import pickle
import pickletools

import numpy as np
import pytest

from mbi_collab import load_catalogue
from mbi_collab.assessment.arrays import plan_of
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import SettingsError
from mbi_collab.exchange.batch_model import batch_model, engine_model

SHEETS = [load_catalogue().questionnaire(profile) for profile in ("S006", "S006+", "extended")]


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
def test_unpacks_to_the_arrays_of_the_plan(sheet: Questionnaire) -> None:
    """What is packed is the plan that assess() uses."""
    model, plan = engine_model(batch_model(sheet)), plan_of(sheet)
    for name, array in model.tree._asdict().items():
        np.testing.assert_array_equal(array, getattr(plan.tree, name), err_msg=name)
    for name in ("ease", "tie", "waits"):
        np.testing.assert_array_equal(getattr(model.criteria, name), getattr(plan, name), err_msg=name)
    np.testing.assert_array_equal(model.asked, plan.asked)
    assert model.nodes == len(batch_model(sheet).nodes)


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
def test_pickles_small_and_without_the_catalogue(sheet: Questionnaire) -> None:
    """Less than 20 kB, one class of ours, equal after it."""
    model = batch_model(sheet)
    pickled = pickle.dumps(model)
    assert pickle.loads(pickled) == model  # noqa: S301
    assert len(pickled) < 20_000
    names = {str(arg) for _, arg, _ in pickletools.genops(pickled) if isinstance(arg, str) and "mbi_collab" in arg}
    assert names == {"mbi_collab.exchange.batch_model"}


def test_settings_are_those_of_assess() -> None:
    """Targets and weights are checked and used; so are the minimum group and the number of steps."""
    model = engine_model(batch_model(SHEETS[0], targets={"U01": 0.5}, criterion_weights={"need": 2.0}))
    assert model.criteria.weights.tolist() == [1.0, 0.0, 0.0]
    assert 0.5 in model.criteria.target
    assert batch_model(SHEETS[0], steps=999).steps == len(SHEETS[0].practices)
    assert batch_model(SHEETS[0], minimum_group=2).minimum_group == 2
    for wrong in ({"targets": {"no": 1.0}}, {"minimum_group": 0}, {"steps": 0}, {"criterion_weights": {"need": 0.0}}):
        with pytest.raises(SettingsError):
            batch_model(SHEETS[0], **wrong)
    for steps in ("3", 2.5, True, None):
        with pytest.raises(SettingsError, match=r"steps: .* must be a whole number of 1 or more"):
            batch_model(SHEETS[0], steps=steps)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Questionnaire"):
        batch_model(load_catalogue())  # type: ignore[arg-type]


def test_the_first_node_below_area_level() -> None:
    """Nodes are in the order of a scorecard."""
    model = batch_model(SHEETS[0])
    assert model.nodes[model.below_area].startswith("question/")
    assert model.nodes[: model.below_area] == ("overall", *(f"area/{area.code}" for area in SHEETS[0].areas))
