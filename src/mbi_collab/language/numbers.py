"""How numbers are shown: the one place where anything is rounded.

Halves are rounded away from zero, as a reader with a pencil does: a level of 0.125 is shown as 0.13.
A value is first taken to nine decimals, so that 0.285 reached by two ways of adding shows alike.
A missing value (``None`` or ``nan``) shows the words passed in, never ``nan``.
"""

import math

#: U+2212, as wide as a plus.
MINUS = "\N{MINUS SIGN}"
#: U+00A0, keeps a number and its sign on one line.
NO_BREAK = "\N{NO-BREAK SPACE}"


def level(value: float | None, missing: str = "no answer", *, mark: str = ".") -> str:
    """Return a level, two decimals.

    Parameters
    ----------
    value
        A level from 0 to 1, or nothing.
    missing
        What to show for nothing: ``words("table.no_answer")``.
    mark
        The decimal mark: ``words("number.decimal_mark")``.

    Raises
    ------
    ValueError
        If the value is infinite (so do the other functions here).

    Examples
    --------
    >>> level(0.5), level(0.125), level(None)
    ('0.50', '0.13', 'no answer')
    """
    return missing if value is None or math.isnan(value) else _fixed(value, 2, mark)


def gap(value: float | None, missing: str = "no answer", *, mark: str = ".") -> str:
    """Return a side gap or view gap: two decimals and its sign; what rounds to nothing has none.

    >>> gap(0.25), gap(-0.5), gap(-0.001), gap(None, "nobody")
    ('+0.25', '−0.50', '0.00', 'nobody')
    """
    if value is None or math.isnan(value):
        return missing
    shown = _fixed(value, 2, mark)
    return f"+{shown}" if value > 0 and shown.strip(f"0{mark}") else shown


def share(value: float | None, missing: str = "no answer", *, mark: str = ".") -> str:
    r"""Return a share from 0 to 1 as whole per cent, with a no-break space.

    >>> share(0.914)
    '91\xa0%'
    """
    if value is None or math.isnan(value):
        return missing
    return f"{_fixed(value * 100, 0, mark)}{NO_BREAK}%"


def points(value: float | None, missing: str = "no answer", *, mark: str = ".") -> str:
    """Return a priority or a contribution to one, from 0 to 100 or so: one decimal.

    >>> points(71.25)
    '71.3'
    """
    return missing if value is None or math.isnan(value) else _fixed(value, 1, mark)


def count(value: int | None, missing: str = "no answer") -> str:
    r"""Return a number of things; from five digits on, in groups of three with a no-break space.

    >>> count(121), count(1200), count(999906)
    ('121', '1200', '999\xa0906')
    """
    if value is None:
        return missing
    shown = str(abs(value)) if abs(value) < 10_000 else f"{abs(value):,}".replace(",", NO_BREAK)
    return f"{MINUS}{shown}" if value < 0 else shown


def _fixed(value: float, places: int, mark: str) -> str:
    """The number with so many decimals; never a minus before nothing."""
    if not math.isfinite(value):
        raise ValueError(f"not a number that can be shown: {value}")
    from decimal import ROUND_HALF_UP, Decimal  # noqa: PLC0415  slow to import, and an assessment may never be shown

    # Through str, so that NumPy's floats come out as Python's do.
    rounded = Decimal(str(round(float(value), 9))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    shown = f"{abs(rounded):f}".replace(".", mark)
    return f"{MINUS}{shown}" if rounded < 0 else shown
