"""From features to codes: principal components, then the nearest of K centres."""

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Quantizer:
    """mean [N], axes [N, P], deviation [P] of the components, centres [K, P] in the same units as they."""

    mean: Tensor
    axes: Tensor
    deviation: Tensor
    centres: Tensor

    def components(self, features: Tensor) -> Tensor:
        """[C, N] → [C, P]."""
        return (features - self.mean) @ self.axes

    def codes(self, components: Tensor) -> Tensor:
        """[C, P] → [C], the nearest centre."""
        return nearest(components, self.centres)

    def neighbours(self, count: int) -> Tensor:
        """[K, count]: the codes that sound most like each."""
        return torch.cdist(self.centres, self.centres).argsort(1)[:, 1 : count + 1]


def nearest(rows: Tensor, centres: Tensor) -> Tensor:
    """[C, P] and [K, P] → [C]; piece by piece, for C × K may be large."""
    norms = centres.pow(2).sum(1)
    return torch.cat([(norms - 2 * part @ centres.T).argmin(1) for part in rows.split(16_384)])


def fit(features: Tensor, dimensions: int, codes: int, iterations: int, seed: int) -> tuple[Quantizer, float]:
    """The quantizer of features [C, N], and what it leaves out: the part of their variance that the centres miss."""
    generator = torch.Generator().manual_seed(seed)
    mean = features.mean(0)
    chosen = torch.randperm(len(features), generator=generator)[:40_000]
    _, scale, axes = torch.linalg.svd(features[chosen] - mean, full_matrices=False)
    axes = axes[:dimensions].T
    rows = (features - mean) @ axes
    centres = rows[torch.randperm(len(rows), generator=generator)[:codes]].clone()
    if len(centres) < codes:
        raise ValueError(f"{len(rows)} rows are too few for {codes} codes")
    for _ in range(iterations):
        belongs = nearest(rows, centres)
        counts = torch.bincount(belongs, minlength=codes)
        sums = torch.zeros_like(centres).index_add_(0, belongs, rows)
        fresh = rows[torch.randint(len(rows), (codes,), generator=generator)]  # for centres that nothing is near to
        centres = torch.where(counts[:, None] > 0, sums / counts[:, None].clamp(min=1), fresh)
    missed = (rows - centres[nearest(rows, centres)]).pow(2).sum() / (features - mean).pow(2).sum()
    missed = missed + 1 - rows.pow(2).sum() / (features - mean).pow(2).sum()
    quantizer = Quantizer(mean, axes, scale[:dimensions] / len(chosen) ** 0.5, centres)
    return quantizer, float(missed)
