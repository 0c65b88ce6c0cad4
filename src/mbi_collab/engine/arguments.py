"""What the kernels take from outside: arrays of plain numbers, whole numbers, fractions."""

import contextlib
from numbers import Integral
from typing import Any

import numpy as np
import numpy.typing as npt


def plain_array(given: object, name: str, *, whole: bool = False) -> npt.NDArray[Any]:
    """Return an array of plain numbers.

    Parameters
    ----------
    given : array, or rows of numbers
    name : str
        What the error calls it.
    whole : bool
        Whether only whole numbers will do.

    Raises
    ------
    ValueError
        If a float64, or an int64 where whole, cannot hold the numbers, rows differ in length, or an array is masked.

    Examples
    --------
    >>> plain_array([[1, 2], [3, 4]], "ratings").shape
    (2, 2)
    """
    array = np.array(None)  # what no array can be made of, such as rows of different lengths
    with contextlib.suppress(TypeError, ValueError):
        array = np.asarray(given)
    if isinstance(given, np.ma.MaskedArray) or not np.can_cast(array.dtype, np.int64 if whole else np.float64):
        allowed = "whole numbers" if whole else "plain numbers, nan where missing"
        raise ValueError(f"{name} must be {allowed}, not {type(given).__name__} of {array.dtype}")
    return array


def whole_number(given: object, name: str, least: int) -> int:
    """Return a whole number of any library as one of Python's.

    Raises
    ------
    ValueError
        If it is none, a truth value, or less than ``least``.

    Examples
    --------
    >>> whole_number(np.int64(3), "draws", 1)
    3
    """
    if isinstance(given, bool) or not isinstance(given, Integral) or given < least:
        raise ValueError(f"{name} must be a whole number of {least} or more, not {given!r}")
    return int(given)


def proper_fraction(given: object, name: str) -> float:
    """Return a number between 0 and 1, neither of them, as a float.

    Raises
    ------
    ValueError
        If it is no such float.

    Examples
    --------
    >>> proper_fraction(np.float32(0.5), "share")
    0.5
    """
    if not isinstance(given, float | np.floating) or not 0 < given < 1:
        raise ValueError(f"{name} must be a float between 0 and 1, not {given!r}")
    return float(given)
