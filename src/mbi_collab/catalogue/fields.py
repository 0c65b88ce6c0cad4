"""The kinds of field that the objects of a catalogue are made of, and where a claim comes from."""

from typing import Annotated, Literal

#: ``"stated"``: a source says it, and ``facts`` says where. ``"judged"``: ours, and ``reason`` says why.
Basis = Literal["stated", "judged"]
#: A stable, never re-used name of an object: ``"U04"``, ``"CZ-23"``, ``"S006+"``.
Code = Annotated[str, "code"]
#: Words a person reads; they stand in the pack's ``text/`` files, one file a language.
Text = Annotated[str, "text"]
#: Words that an object may be without.
OptionalText = Annotated[str, "optional text"]
#: A number from 0 to 1.
Share = Annotated[float, "share"]
#: A number from above 0 to 1.
PositiveShare = Annotated[float, "positive share"]
#: What a priority is multiplied with: a number from above 0 to 2.
Multiplier = Annotated[float, "multiplier"]
#: A number of 0 or more.
Weight = Annotated[float, "weight"]
#: A whole number of 1 or more.
Count = Annotated[int, "count"]
#: A day, stored as ``yyyy-mm-dd``; ``yyyy.mm.dd`` is read as well.
Day = Annotated[str, "day"]
#: A table of codes, each with another: old ones with new ones, or with reasons.
CodeTable = Annotated[tuple[tuple[str, str], ...], "code table"]
