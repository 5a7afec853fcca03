"""Muon: momentum whose matrices are made orthogonal before each update (Keller Jordan and others, 2024).

PyTorch has one from 2.9 on, which computes in bfloat16: very slow on processors without instructions for it. This one
keeps the gradients' precision and shares the work between the processes of a training.
"""

import torch
import torch.distributed as dist
from torch import Tensor, nn

_ITERATIONS = 5
_QUINTIC = (3.4445, -4.7750, 2.0315)  # Newton–Schulz: singular values of 0.01 to 1 end between 0.7 and 1.2
_LIKE_ADAM = 0.2  # root mean square of AdamW's updates, in learning rates: so one rate suits both


def orthogonal(matrix: Tensor) -> Tensor:
    """[m, n] → [m, n] with the same singular vectors, and singular values of about 1."""
    if matrix.shape[0] > matrix.shape[1]:
        return orthogonal(matrix.T).T
    first, second, third = _QUINTIC
    x = matrix / (matrix.norm() + 1e-7)
    for _ in range(_ITERATIONS):
        square = x @ x.T
        x = first * x + (second * square + third * square @ square) @ x
    return x


class Muon(torch.optim.Optimizer):
    """For the matrices inside a transformer; embeddings, heads, biases and gains belong to AdamW.

    Gradients must be the same in all processes.
    """

    def __init__(self, matrices: list[nn.Parameter], momentum: float = 0.95, weight_decay: float = 0.01) -> None:
        """Matrices that are several side by side, such as [D, 3D] of query, key and value, are taken one by one."""
        super().__init__(matrices, {"lr": 0.0, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self) -> None:  # type: ignore[override]
        """One update, of which each process computes its share."""
        for group in self.param_groups:
            matrices = group["params"]
            sizes = [matrix.numel() for matrix in matrices]
            flat = torch.zeros(sum(sizes), device=matrices[0].device)
            updates = [part.view_as(m) for m, part in zip(matrices, flat.split(sizes), strict=True)]
            rank, processes = (dist.get_rank(), dist.get_world_size()) if dist.is_initialized() else (0, 1)
            for i, (matrix, update) in enumerate(zip(matrices, updates, strict=True)):
                direction = self._direction(matrix, group["momentum"])
                if i % processes == rank:
                    update.copy_(_update(direction))
            if processes > 1:
                dist.all_reduce(flat)
            for matrix, update in zip(matrices, updates, strict=True):
                matrix.mul_(1 - group["lr"] * group["weight_decay"]).add_(update, alpha=-group["lr"])

    def _direction(self, matrix: nn.Parameter, momentum: float) -> Tensor:
        state = self.state[matrix]
        average = state.setdefault("momentum", torch.zeros_like(matrix))
        average.lerp_(matrix.grad, 1 - momentum)
        return matrix.grad.lerp(average, momentum)  # Nesterov's


def _update(direction: Tensor) -> Tensor:
    if direction.shape[1] == 3 * direction.shape[0]:  # query, key and value
        return torch.cat([_update(part) for part in direction.chunk(3, 1)], 1)
    return orthogonal(direction) * _LIKE_ADAM * max(direction.shape) ** 0.5
