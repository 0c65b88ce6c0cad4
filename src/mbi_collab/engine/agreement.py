"""How alike the answers inside a side are (model 4)."""

import numpy as np

from mbi_collab.engine.means import FloatArray, IntArray


def consensus(counts: IntArray, values: FloatArray) -> FloatArray:
    """Return Tastle and Wierman's consensus of ratings on an ordered scale.

    1 + Σ p_k log2(1 - |v_k - μ| / width), with the width of the declared scale, not of what was used:
    1 if all agree, 0 if half stand at each end.

    Parameters
    ----------
    counts : (..., K) array
        How many respondents gave each point.
    values : (..., K) array
        Values of the points; the width is largest minus smallest.

    Returns
    -------
    (...) array
        ``nan`` where nobody gave a point.

    References
    ----------
    Tastle, W. J., & Wierman, M. J. (2007). Consensus and dissention: A measure of ordinal dispersion.
    International Journal of Approximate Reasoning, 45(3), 531-545.

    Examples
    --------
    >>> consensus(np.array([[4, 0, 0], [2, 0, 2]]), np.array([0.0, 0.5, 1.0]))
    array([1., 0.])
    """
    given = counts.sum(axis=-1, keepdims=True)
    share = np.divide(counts, given, out=np.zeros(counts.shape), where=given > 0)
    mean = (share * values).sum(axis=-1, keepdims=True)
    width = values.max(axis=-1, keepdims=True) - values.min(axis=-1, keepdims=True)
    near = 1.0 - np.abs(values - mean) / width
    log = np.log2(near, out=np.zeros(np.broadcast_shapes(near.shape, share.shape)), where=(share > 0) & (near > 0))
    agreed: FloatArray = np.clip(1.0 + (share * log).sum(axis=-1), 0.0, 1.0)
    return np.where(given[..., 0] > 0, agreed, np.nan)
