"""A catalogue as a Mermaid diagram: text that JupyterLab, GitHub and many wikis draw."""

from collections.abc import Iterable

from mbi_collab.catalogue.content import Content
from mbi_collab.errors import UnknownCodeError, unknown
from mbi_collab.markup.escaping import escape_mermaid


def mermaid(content: Content, around: str | None = None, depth: int = 1) -> str:
    """Return the scenarios, tasks and practices as a Mermaid flowchart.

    Parameters
    ----------
    content : Content
        The objects.
    around : str, optional
        Code of a scenario, task or practice: only what is at most ``depth`` edges away is drawn.
    depth : int
        See ``around``; 1 or more.

    Raises
    ------
    UnknownCodeError
        If no scenario, task or practice has the code ``around``.
    """
    titles = {scenario.code: scenario.title for scenario in content.scenarios}
    titles |= {task.code: task.title for task in content.tasks}
    titles |= {practice.code: practice.title for practice in content.practices}
    edges = list(_edges(content))
    shown = set(titles)
    if around is not None:
        if around not in titles:
            raise UnknownCodeError([unknown("diagram", "a scenario, task or practice", around, titles)])
        shown = _near(around, edges, max(1, depth))
    lines = ["flowchart LR"]
    lines += [f'  {_id(code)}["{code} {escape_mermaid(titles[code])}"]' for code in titles if code in shown]
    lines += [f"  {_id(a)} {arrow} {_id(b)}" for a, arrow, b in edges if a in shown and b in shown]
    return "\n".join(lines) + "\n"


def _edges(content: Content) -> Iterable[tuple[str, str, str]]:
    """Arrows run from what comes first to what follows; a dotted one is judged."""
    for scenario in content.scenarios:
        for code in scenario.task_codes:
            yield scenario.code, "-->|solved by|", code
    for practice in content.practices:
        yield practice.task, "-.->" if practice.basis_of("task") == "judged" else "-->", practice.code
        for need in practice.requires:
            arrow = "-.->|first|" if need.basis == "judged" else "-->|first|"
            yield need.code, arrow, practice.code


def _near(around: str, edges: Iterable[tuple[str, str, str]], depth: int) -> set[str]:
    near, pairs = {around}, [(a, b) for a, _, b in edges]
    for _ in range(depth):
        near |= {b for a, b in pairs if a in near} | {a for a, b in pairs if b in near}
    return near


def _id(code: str) -> str:
    """Return a code as a Mermaid name: it takes letters, digits and underscores only."""
    return "".join(letter if letter.isalnum() else f"_{ord(letter):x}_" for letter in code)
