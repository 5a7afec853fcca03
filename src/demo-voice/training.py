"""What all trainings share: device, precision, seeds, when to end, checkpoints that can be resumed, a log of losses."""

import argparse
import contextlib
import json
import math
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from configuration import Training, arguments


def add_device(parser: argparse.ArgumentParser) -> None:
    """--device, which every training has."""
    fallback = "cuda" if torch.cuda.is_available() else "cpu"
    parser.add_argument("--device", default=fallback, help="cpu or cuda; default: cuda where there is one")


def command_line(description: str | None) -> argparse.Namespace:
    """The command line of a training in one process: run, data and device; PyTorch gets the run's threads."""
    parser = arguments(description)
    add_device(parser)
    options = parser.parse_args()
    torch.set_num_threads(options.run.threads)
    return options


@cache
def has_bfloat16(device: str) -> bool:
    """Whether bfloat16 is fast: on a processor without instructions for it, products take ten times as long."""
    cpu = Path("/proc/cpuinfo")
    return device != "cpu" or (cpu.exists() and bool({"avx512_bf16", "amx_bf16"} & set(cpu.read_text().split())))


def autocast(device: str) -> torch.autocast:
    """bfloat16 where it is fast and exact enough; it has float32's range, so gradients need no scaling."""
    return torch.autocast(device, torch.bfloat16, enabled=has_bfloat16(device))


class _Endless(IterableDataset):
    def __init__(self, draw: Callable[[random.Random], Any], seed: str) -> None:
        super().__init__()
        self._draw, self._seed = draw, seed

    def __iter__(self) -> Iterator[Any]:
        worker = get_worker_info()
        chance = random.Random(f"{self._seed} {worker.id if worker else 0}")
        if worker:
            torch.set_num_threads(1)
            torch.manual_seed(chance.getrandbits(32))
        while True:
            yield self._draw(chance)


def batches(draw: Callable[[random.Random], Any], seed: str, workers: int) -> Iterator[Any]:
    """What draw gives, again and again, prepared by so many processes; the same for the same seed and workers."""
    ahead = {"multiprocessing_context": "fork", "prefetch_factor": 4} if workers else {}
    return iter(DataLoader(_Endless(draw, seed), batch_size=None, num_workers=workers, **ahead))


@dataclass
class Progress:
    """How far a training has come; survives a restart."""

    step: int = 0
    seconds: float = 0.0

    def part(self, training: Training) -> float:
        """0 to 1: of the steps, or of the minutes where there is a limit and it is nearer."""
        of_time = self.seconds / 60 / training.minutes if training.minutes else 0.0
        return min(1.0, max(self.step / training.steps, of_time))


def learning_rate(highest: float, step: int, part: float, *, warm_up: int = 50, constant: float = 0.35) -> float:
    """Rises for some steps, stays for a part of the training, then falls to 3 % along a cosine."""
    falling = max(0.0, (part - constant) / (1 - constant))
    return highest * min(1.0, (step + 1) / warm_up) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * falling)))


class Checkpoint:
    """One file that always holds a whole state: it is written beside and then renamed."""

    def __init__(self, path: Path, **parts: nn.Module | torch.optim.Optimizer) -> None:
        self.path = path
        self.parts = parts

    def save(self, progress: Progress, **values: Any) -> None:
        """Writes the state of all parts, the progress and whatever else is to be known of them."""
        state = {name: part.state_dict() for name, part in self.parts.items()}
        partial = self.path.with_suffix(".part")
        torch.save({**state, "progress": (progress.step, progress.seconds), "values": values}, partial)
        partial.replace(self.path)

    def resume(self, device: str) -> Progress:
        """Loads what is there; a new progress if nothing is."""
        if not self.path.exists():
            return Progress()
        state = torch.load(self.path, map_location=device, weights_only=True)
        for name, part in self.parts.items():
            part.load_state_dict(state[name])
        progress = Progress(*state["progress"])
        print(f"{self.path}: resumed at step {progress.step}", flush=True)
        return progress


class Log:
    """Means of losses as JSON lines, in a file and on standard output."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._losses: dict[str, list[float]] = {}

    def add(self, losses: dict[str, float]) -> None:
        """Takes in one step's losses."""
        for name, loss in losses.items():
            self._losses.setdefault(name, []).append(loss)

    def write(self, progress: Progress, **more: float | str) -> None:
        """Writes the means since the last line, and forgets them."""
        means = {name: round(sum(of) / len(of), 4) for name, of in self._losses.items()}
        line = json.dumps({"step": progress.step, "seconds": round(progress.seconds, 1), **more, **means})
        with self.path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
        print(line, flush=True)
        self._losses = {}


@contextlib.contextmanager
def timed(progress: Progress) -> Iterator[None]:
    """Counts one step and its seconds."""
    began = time.monotonic()
    yield
    progress.step += 1
    progress.seconds += time.monotonic() - began


def record(progress: Progress, training: Training, log: Log, checkpoint: Checkpoint) -> None:
    """After each step: writes the log and the state as often as the run wants them, the state at the end too."""
    if progress.step % training.report_every == 0:
        log.write(progress)
    if progress.step % training.save_every == 0 or progress.part(training) >= 1:
        checkpoint.save(progress)


def average_gradients(parameters: list[nn.Parameter], stop: bool) -> bool:
    """Means of the gradients over all processes; whether the first of them wants to stop. As given with one process."""
    if not dist.is_initialized():
        return stop
    pieces = [torch.zeros_like(p) if p.grad is None else p.grad for p in parameters]
    flat = torch.cat([*(piece.flatten() for piece in pieces), torch.tensor([float(stop and dist.get_rank() == 0)])])
    dist.all_reduce(flat)
    offset = 0
    for parameter in parameters:
        size = parameter.numel()
        parameter.grad = (flat[offset : offset + size] / dist.get_world_size()).view_as(parameter)
        offset += size
    return bool(flat[-1] > 0)


def step(optimizers: list[torch.optim.Optimizer], parameters: list[nn.Parameter], rate: float, clip: float) -> None:
    """One update, with gradients no longer than clip; groups may scale the rate ("scale")."""
    nn.utils.clip_grad_norm_(parameters, clip)
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["lr"] = rate * group.get("scale", 1.0)
        optimizer.step()


def floats(losses: dict[str, Tensor]) -> dict[str, float]:
    """For the log."""
    return {name: float(loss.detach()) for name, loss in losses.items()}
