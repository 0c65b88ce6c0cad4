"""What a result was made with, so that it can be made again."""

import attrs

from mbi_collab.survey.panel import Panel


@attrs.frozen
class Provenance:
    """What a result was made with.

    Attributes:
        pack, pack_version, pack_digest: the content.
        engine_version: the library.
        profile: which items and practices.
        date: of the survey, as given.
        respondents: answer sets per side.
    """

    pack: str
    pack_version: str
    pack_digest: str
    engine_version: str
    profile: str
    date: str | None
    respondents: tuple[tuple[str, int], ...]


def provenance_of(panel: Panel, engine_version: str) -> Provenance:
    """Return what the result of a panel was made with.

    >>> import mbi_collab as mbi
    >>> sheet = mbi.load_catalogue().questionnaire()
    >>> provenance_of(mbi.Panel(sheet, [mbi.AnswerSet("anna", "CIO", {})]), "0.1").respondents
    (('CIO', 1), ('CMO', 0))
    """
    sheet = panel.questionnaire
    return Provenance(
        pack=sheet.catalogue.id,
        pack_version=sheet.catalogue.version,
        pack_digest=sheet.catalogue.digest,
        engine_version=engine_version,
        profile=sheet.profile.code,
        date=panel.date,
        respondents=tuple((side, len(panel.respondents_of(side))) for side in sheet.side_codes),
    )
