"""Logistic regression, for the few constants that are fitted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.errors import YinjuError

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def logistic(rows: Floats, labels: Flags, counts: Floats, ridge: float = 1.0) -> tuple[Floats, float]:
    """A weight for each column of `rows`, (examples, columns), and a bias, with an L2 penalty on the weights.

    By Newton's method: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd edition,
    4.4.1 (as iteratively reweighted least squares) and 4.4.4. `counts`: how much each row counts. Raises
    YinjuError where there is nothing to tell apart.
    """
    if len(set(labels[counts > 0])) < 2:
        raise YinjuError("nothing to tell apart; give questions with and without an answer, two or more each")
    columns = np.column_stack([rows, np.ones(len(rows))])
    penalty, found = np.diag([*[ridge] * rows.shape[1], 0.0]), np.zeros(rows.shape[1] + 1)
    for _ in range(50):  # it settles in far fewer
        chance = sigmoid(columns @ found)
        gradient = columns.T @ (counts * (labels - chance)) - penalty @ found
        curvature = (columns.T * (counts * chance * (1 - chance))) @ columns + penalty
        found += np.linalg.solve(curvature, gradient)
    return found[:-1], float(found[-1])


def sigmoid(values: Floats) -> Floats:
    """Probabilities of log odds."""
    return np.asarray(0.5 * (1 + np.tanh(values / 2)))  # does not overflow
