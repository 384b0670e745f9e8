"""Fits of what says yes or no by features: a logistic regression, and a network of one layer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

L2 = 3.0
UNITS = 24
EPOCHS = 5
BATCH = 1_024
SPEED, DECAY = 6e-3, 0.02


def regression(features: Array, labels: Array) -> tuple[Array, float]:
    """Weights (one a row of `features`, shape (k, n)) and bias of a logistic regression.

    Newton's method on standardised features, with an L2 penalty and halved steps where one fails.
    """
    mean, spread = _moments(features)
    rows = np.concatenate([(features - mean) / spread, np.ones((1, len(labels)))])
    penalty = np.append(np.full(len(features), L2), 0.0)
    weights = np.zeros(len(rows))

    def loss(at: NDArray[np.float64]) -> float:
        logit = at @ rows
        return float(np.logaddexp(0, logit).sum() - logit @ labels + penalty @ (at * at) / 2)

    value = loss(weights)
    for _ in range(50):
        belief = 1 / (1 + np.exp(-(weights @ rows)))
        slope = rows @ (belief - labels) + penalty * weights
        curve = (rows * np.maximum(belief * (1 - belief), 1e-9)) @ rows.T
        step = np.linalg.solve(curve + np.diag(penalty + 1e-6), slope)
        size = 1.0
        while loss(weights - size * step) > value and size > 1e-4:
            size /= 2
        weights = weights - size * step
        before, value = value, loss(weights)
        if before - value < 1e-4 * len(labels) ** 0.5:
            break
    scaled = weights[:-1] / spread[:, 0]
    return scaled.astype(np.float32), float(weights[-1] - scaled @ mean[:, 0])


def network(features: Array, labels: Array, counts: Array) -> tuple[Array, Array, Array]:
    """A network whose output is a weighted sum of the features and of hidden units.

    AdamW (Loshchilov & Hutter 2019) on standardised features, always from the same start.

    Args:
        features: shape (k, n).
        counts: what each column counts, shape (n,).

    Returns:
        Weights, of the output in row 0 and of the units after it, shape (1 + UNITS, k); their
        biases; and what each unit counts.
    """
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits

    torch.manual_seed(0)
    mean, spread = _moments(features)
    given = torch.from_numpy(((features - mean) / spread).T.astype(np.float32))
    wanted, weight = torch.from_numpy(labels), torch.from_numpy(counts)
    below = torch.nn.Linear(len(features), 1 + UNITS)
    above = torch.nn.Linear(UNITS, 1, bias=False)
    learned = [*below.parameters(), *above.parameters()]
    optimiser = torch.optim.AdamW(learned, lr=SPEED, weight_decay=DECAY)
    steps = EPOCHS * -(-len(given) // BATCH)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, SPEED, total_steps=steps)
    for _ in range(EPOCHS):
        for some in torch.randperm(len(given)).split(BATCH):
            sums = below(given[some])
            logit = sums[:, 0] + above(torch.relu(sums[:, 1:]))[:, 0]
            loss = binary_cross_entropy_with_logits(logit, wanted[some], weight=weight[some])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            pace.step()
    rows = below.weight.detach().numpy() / spread.T
    biases = below.bias.detach().numpy() - rows @ mean[:, 0]
    return rows.astype(np.float32), biases.astype(np.float32), above.weight.detach().numpy()[0]


def _moments(features: Array) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The mean and the deviation of each row, shape (k, 1); 1 where all are alike."""
    mean = features.mean(axis=1, keepdims=True, dtype=np.float64)
    spread = features.std(axis=1, keepdims=True, dtype=np.float64)
    spread[spread < 1e-6] = 1
    return mean, spread
