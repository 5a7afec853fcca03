"""Small judges of whether a sound was recorded or made, for fine-tuning the vocoder.

Letters: B rows, S samples.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.parametrizations import weight_norm

from training import autocast

_HEARD = 0.7  # part of the spectrum that is judged: flite has nothing above 8 kHz, espeak-ng above 11


class _Judge(nn.Module):
    layers: nn.ModuleList
    last: nn.Module

    def shaped(self, sound: Tensor) -> Tensor:
        """[B, S] → [B, 1, …]."""
        raise NotImplementedError

    def forward(self, sound: Tensor) -> tuple[Tensor, list[Tensor]]:
        """[B, S] → opinions, and the features that led to them."""
        x = self.shaped(sound)
        features = []
        with autocast(sound.device.type):
            for layer in self.layers:
                x = F.leaky_relu(layer(x), 0.1)
                features.append(x)
            x = self.last(x)
        return x.float(), features


class SpectrumJudge(_Judge):
    """Looks at magnitudes of one resolution."""

    def __init__(self, window: int, channels: int = 16) -> None:
        super().__init__()
        self.window = window
        self.register_buffer("shape", torch.hann_window(window))
        sizes = (1, channels, channels, channels)
        wide = [weight_norm(nn.Conv2d(i, channels, (3, 5), (1, 2), (1, 2))) for i in sizes[:3]]
        self.layers = nn.ModuleList([*wide, weight_norm(nn.Conv2d(channels, channels, 3, 1, 1))])
        self.last = weight_norm(nn.Conv2d(channels, 1, 3, 1, 1))

    def shaped(self, sound: Tensor) -> Tensor:
        """[B, S] → [B, 1, frames, bins]."""
        size = self.window
        spectrum = torch.stft(sound, size, size // 4, size, self.shape, return_complex=True)
        return (spectrum.abs().transpose(1, 2)[:, None, :, : int(_HEARD * size // 2)] + 1e-3).log()


class PeriodJudge(_Judge):
    """Looks at every p-th sample."""

    def __init__(self, period: int) -> None:
        super().__init__()
        self.period = period
        sizes = (1, 16, 32, 64, 64)
        self.layers = nn.ModuleList(
            weight_norm(nn.Conv2d(sizes[i], sizes[i + 1], (5, 1), (3, 1), (2, 0))) for i in range(4)
        )
        self.last = weight_norm(nn.Conv2d(64, 1, (3, 1), 1, (1, 0)))

    def shaped(self, sound: Tensor) -> Tensor:
        """[B, S] → [B, 1, S / p, p]."""
        padded = F.pad(sound, (0, -sound.shape[1] % self.period))
        return padded.view(len(sound), 1, -1, self.period)


class Jury(nn.Module):
    """All judges."""

    def __init__(self) -> None:
        super().__init__()
        self.judges = nn.ModuleList(
            [SpectrumJudge(1024), SpectrumJudge(512), *(PeriodJudge(p) for p in (2, 3, 5, 7, 11))]
        )

    def of_judges(self, true: Tensor, made: Tensor) -> Tensor:
        """What the judges get wrong: 1 is recorded, 0 is made."""
        wrong = torch.zeros((), device=true.device)
        for judge in self.judges:
            wrong = wrong + (judge(true)[0] - 1).pow(2).mean() + judge(made)[0].pow(2).mean()
        return wrong

    def of_maker(self, true: Tensor, made: Tensor) -> tuple[Tensor, Tensor]:
        """How far the made sound is from deceiving them, and how different they find it in detail."""
        seen, different = (torch.zeros((), device=true.device) for _ in range(2))
        for judge in self.judges:
            opinion, features = judge(made)
            with torch.no_grad():
                wanted = judge(true)[1]
            seen = seen + (opinion - 1).pow(2).mean()
            for ours, theirs in zip(features, wanted, strict=True):
                different = different + (ours.float() - theirs.float()).abs().mean()
        return seen, different
