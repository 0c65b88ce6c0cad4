"""Practices of the further documents are reached by their own question and explained by their own fact."""

import pytest

import mbi_collab as mbi

CATALOGUE = mbi.load_catalogue()
SHEET = CATALOGUE.questionnaire("extended")


@pytest.mark.parametrize(
    ("item", "practice", "fact", "owners"),
    [
        pytest.param("QD8", "D08", "FI-28", ("R101",), marks=pytest.mark.system(18)),
        pytest.param("QV5", "V05", "JA-27", ("R101",), marks=pytest.mark.system(38)),
        pytest.param("QP3", "P03", "FI-08", ("R101",), marks=pytest.mark.system(16)),
        pytest.param("QP2", "P02", "FI-09", ("CMO",), marks=pytest.mark.system(16)),
        pytest.param("QU5", "U09", "JA-24", ("CMO",), marks=pytest.mark.system(37)),
        pytest.param("QU6", "U10", "KO-12", ("R101", "CMO"), marks=pytest.mark.system(34)),
        pytest.param("QD7", "D07", "ZH-41", ("CMO",), marks=pytest.mark.system(26)),
    ],
)
def test_a_low_answer_reaches_the_practice_and_its_fact(
    item: str, practice: str, fact: str, owners: tuple[str, ...]
) -> None:
    """One low answer of each side, and the practice is recommended with the fact that speaks for it."""
    sets = [mbi.AnswerSet("a", "CIO", {item: 1}), mbi.AnswerSet("b", "CMO", {item: 2})]
    result = mbi.assess(mbi.Panel(SHEET, sets, named_chiefs=True), samples=0)
    step = next(each for each in result.order if each.practice == practice)
    assert set(CATALOGUE.practice(practice).owners) == set(owners)
    assert fact in str(step.explain())
    assert item in str(step.explain())


@pytest.mark.system(43)
def test_facts_of_a_doubled_text_are_there_once() -> None:
    """The Korean article stands twice in its file; its facts do not, and no fact is the portal's furniture."""
    korean = [fact.text for fact in CATALOGUE.facts if fact.source == "KO"]
    assert len(korean) == len(set(korean)) == 25
    assert len({fact.text for fact in CATALOGUE.facts}) == len(CATALOGUE.facts) == 193
