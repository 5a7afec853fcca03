"""Muon: what its updates look like, alone and shared between processes."""

import tempfile
import unittest
from pathlib import Path

import support  # noqa: F401
import torch
import torch.distributed as dist
from torch import multiprocessing, nn

from muon import Muon, orthogonal


def updated(times: int) -> list[torch.Tensor]:
    """Three matrices after so many updates at a rate of 1."""
    torch.manual_seed(0)
    matrices = [nn.Parameter(torch.zeros(shape)) for shape in ((12, 36), (12, 48), (48, 12))]
    optimizer = Muon(matrices, weight_decay=0.0)
    for group in optimizer.param_groups:
        group["lr"] = 1.0
    for _ in range(times):
        for matrix in matrices:
            matrix.grad = torch.randn(matrix.shape)
        optimizer.step()
    return [matrix.detach() for matrix in matrices]


def one_of_two(rank: int, folder: str) -> None:
    dist.init_process_group("gloo", init_method=f"file://{folder}/store", rank=rank, world_size=2)
    torch.save(updated(2), f"{folder}/{rank}.pt")
    dist.destroy_process_group()


class Updates(unittest.TestCase):
    def test_singularValues_becomeAboutOne(self) -> None:
        torch.manual_seed(0)
        for shape in ((12, 48), (48, 12), (12, 12)):
            values = torch.linalg.svdvals(orthogonal(torch.randn(shape) * 1e-3))
            self.assertGreater(values.min(), 0.3)
            self.assertLess(values.max(), 1.25)

    def test_singularVectors_stay(self) -> None:
        torch.manual_seed(0)
        matrix = torch.randn(12, 48)
        left, _, right = torch.linalg.svd(matrix, full_matrices=False)
        inner = left.T @ orthogonal(matrix) @ right.T
        torch.testing.assert_close(inner, torch.diag(inner.diagonal()), atol=1e-4, rtol=0)

    def test_update_isAsLargeAsAdams(self) -> None:
        matrix = nn.Parameter(torch.zeros(48, 12))
        optimizer = Muon([matrix])
        optimizer.param_groups[0]["lr"] = 1.0
        matrix.grad = torch.randn(48, 12)
        optimizer.step()
        self.assertAlmostEqual(float(matrix.detach().pow(2).mean().sqrt()), 0.2, delta=0.04)

    def test_queryKeyAndValue_areTakenOneByOne(self) -> None:
        for part in updated(1)[0].chunk(3, 1):
            self.assertGreater(torch.linalg.svdvals(part).min(), 0.3)

    def test_twoProcesses_updateAsOneDoes(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            multiprocessing.spawn(one_of_two, args=(folder,), nprocs=2)
            for rank in range(2):
                shared = torch.load(Path(folder) / f"{rank}.pt")
                for alone, together in zip(updated(2), shared, strict=True):
                    torch.testing.assert_close(together, alone)


if __name__ == "__main__":
    unittest.main()
