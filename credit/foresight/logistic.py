"""Logistic regression by Newton's method, with a prior: few rows leave the coefficients near it, many move them to their own.

The prior is a normal one around given coefficients, so what is found is the maximum a posteriori. It is plain Python on columns:
some ten thousand rows of thirty figures take well under a second.
"""

from collections.abc import Sequence
from math import exp, log1p
from operator import mul

from credit.foresight.pace import sigmoid

__all__ = ["fit", "odds"]

STEPS, CLOSE = 12, 0.01
LEAST_SCALE = 0.001
"""Share of a step at which it is halved no more where it leads past the top."""
FEW, LEAST_FEW = 6, 1200
"""Of many rows every sixth is fitted first: its coefficients are near those of all, which then need few steps."""
MOST_ODDS = 12.0


def odds(coefficients: Sequence[float], row: Sequence[float]) -> float:
    """Log odds of one row."""
    said: float = sum(map(mul, coefficients, row))
    return said


def fit(rows: Sequence[Sequence[float]], outcomes: Sequence[int], prior: Sequence[float], weight: float) -> list[float]:
    """The coefficients that fit these outcomes (0 or 1); `weight` is the precision of the prior, the same for each of them."""
    found = list(prior)
    if not rows:
        return found
    for few in (FEW, 1) if len(rows) > LEAST_FEW else (1,):
        found = _nearest(rows[::few], outcomes[::few], found, prior, weight / few)
    return found


def _nearest(
    rows: Sequence[Sequence[float]], outcomes: Sequence[int], start: Sequence[float], prior: Sequence[float], weight: float
) -> list[float]:
    found = list(start)
    columns = [list(column) for column in zip(*rows, strict=True)]
    said = _said(columns, found)
    likely = _likely(said, outcomes, found, prior, weight)
    for _ in range(STEPS):
        step = _step(columns, outcomes, said, found, prior, weight)
        largest = max(map(abs, step))
        scale = min(1.0, 2.0 / largest) if largest else 1.0
        there, told, least = found, likely - 1, scale * LEAST_SCALE
        while told < likely and scale > least:
            there = [at + scale * by for at, by in zip(found, step, strict=True)]
            said = _said(columns, there)
            told, scale = _likely(said, outcomes, there, prior, weight), scale / 2
        found, likely = there, told
        if largest < CLOSE:
            break
    return found


def _said(columns: Sequence[list[float]], at: Sequence[float]) -> list[float]:
    """Log odds of each row."""
    said = [0.0] * len(columns[0])
    for by, column in zip(at, columns, strict=True):
        if by:
            said = [so_far + by * figure for so_far, figure in zip(said, column, strict=True)]
    return said


def _likely(said: Sequence[float], outcomes: Sequence[int], at: Sequence[float], prior: Sequence[float], weight: float) -> float:
    """Logarithm of how likely outcomes and coefficients are together, up to a constant."""
    seen = sum([(outcome - 1) * odds if odds > 0 else outcome * odds for outcome, odds in zip(outcomes, said, strict=True)])
    seen -= sum([log1p(exp(-abs(odds))) for odds in said])
    return seen - weight / 2 * sum([(by - usual) ** 2 for by, usual in zip(at, prior, strict=True)])


def _step(
    columns: Sequence[list[float]],
    outcomes: Sequence[int],
    said: Sequence[float],
    at: Sequence[float],
    prior: Sequence[float],
    weight: float,
) -> list[float]:
    """Newton's step: (X'WX + weight I)^-1 (X'(y - p) - weight (at - prior))."""
    chances = [sigmoid(max(-MOST_ODDS, min(each, MOST_ODDS))) for each in said]
    missed = [outcome - chance for outcome, chance in zip(outcomes, chances, strict=True)]
    curve = [chance * (1 - chance) for chance in chances]
    matrix: list[list[float]] = [[0.0] * len(columns) for _ in columns]
    slope = []
    for place, column in enumerate(columns):
        weighed = list(map(mul, curve, column))
        for other in range(place + 1):
            matrix[place][other] = matrix[other][place] = sum(map(mul, weighed, columns[other]))
        matrix[place][place] += weight
        slope.append(sum(map(mul, missed, column)) - weight * (at[place] - prior[place]))
    return _solved(matrix, slope)


def _solved(matrix: list[list[float]], right: Sequence[float]) -> list[float]:
    """The solution of a symmetric positive definite system, by Cholesky's decomposition."""
    size = len(right)
    lower: list[list[float]] = []
    for row in range(size):
        made: list[float] = []
        for column in range(row + 1):
            rest = matrix[row][column] - sum(map(mul, made, (lower[column] if column < row else made)[:column]))
            made.append(rest**0.5 if column == row else rest / lower[column][column])
        lower.append(made)
    forward: list[float] = []
    for row in range(size):
        forward.append((right[row] - sum(map(mul, lower[row], forward))) / lower[row][row])
    solved = [0.0] * size
    for row in reversed(range(size)):
        rest = forward[row] - sum(lower[below][row] * solved[below] for below in range(row + 1, size))
        solved[row] = rest / lower[row][row]
    return solved
