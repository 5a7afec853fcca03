"""What the GPT hears of a voice, with the module tree of Coqui's ConditioningEncoder and PerceiverResampler.

Letters: B voices, M 80 mel bands, F mel frames, D width, N 32 latents.
"""

import math
from functools import cache

import torch
import torch.nn.functional as F
import torchaudio
from torch import Tensor, nn

MEL_STATISTICS = 5.0  # what a log mel is divided by, each band alike (mel_stats of the checkpoint)
LATENTS = 32
_HEAD = 64  # the width of a head of the resampler is fixed in Coqui's GPT, as is their number
_HEADS = 8


@cache
def _mel() -> torchaudio.transforms.MelSpectrogram:
    return torchaudio.transforms.MelSpectrogram(
        sample_rate=22050, n_fft=2048, win_length=1024, hop_length=256, f_min=0, f_max=8000, n_mels=80, norm="slaney"
    )


def reference_mel(sound: Tensor) -> Tensor:
    """Sound [S] at 24 kHz → log mel [M, F], not yet divided by MEL_STATISTICS."""
    return _mel()(torchaudio.functional.resample(sound, 24_000, 22_050)).clamp(min=1e-5).log()


def _groups(width: int) -> int:
    groups = 8 if width <= 16 else 16 if width <= 64 else 32
    while width % groups:
        groups //= 2
    return groups


class AttentionBlock(nn.Module):
    """Self-attention over time; the residual is the normalised input, as in XTTS."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.GroupNorm(_groups(width), width)
        self.qkv = nn.Conv1d(width, 3 * width, 1)
        self.proj_out = nn.Conv1d(width, width, 1)

    def forward(self, x: Tensor) -> Tensor:
        """[B, D, F] → [B, D, F]."""
        x = self.norm(x)
        batch, width, frames = x.shape
        # query, key and value of a head lie together
        qkv = self.qkv(x).view(batch, self.heads, 3 * (width // self.heads), frames).transpose(2, 3)
        query, key, value = qkv.chunk(3, -1)
        heard = F.scaled_dot_product_attention(query, key, value)
        return x + self.proj_out(heard.transpose(2, 3).reshape(batch, width, frames))


class ConditioningEncoder(nn.Module):
    """Mel [B, M, F] → [B, D, F]."""

    def __init__(self, bands: int, width: int, heads: int, blocks: int = 6) -> None:
        super().__init__()
        self.init = nn.Conv1d(bands, width, 1)
        self.attn = nn.Sequential(*(AttentionBlock(width, heads) for _ in range(blocks)))

    def forward(self, mel: Tensor) -> Tensor:
        """[B, M, F] → [B, D, F]."""
        return self.attn(self.init(mel))


class _Gate(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        inner, gate = x.chunk(2, -1)
        return inner * F.gelu(gate)


class _CrossAttention(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        inner = _HEADS * _HEAD
        self.to_q = nn.Linear(width, inner, bias=False)
        self.to_kv = nn.Linear(width, 2 * inner, bias=False)
        self.to_out = nn.Linear(inner, width, bias=False)

    def forward(self, latents: Tensor, heard: Tensor) -> Tensor:
        """[B, N, D] look at themselves and at [B, F, D] → [B, N, D]."""

        def heads(x: Tensor) -> Tensor:
            return x.unflatten(-1, (_HEADS, _HEAD)).transpose(1, 2)

        key, value = self.to_kv(torch.cat([latents, heard], 1)).chunk(2, -1)
        together = F.scaled_dot_product_attention(heads(self.to_q(latents)), heads(key), heads(value))
        return self.to_out(together.transpose(1, 2).flatten(2))


class _RmsNorm(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        return F.normalize(x, dim=-1) * math.sqrt(x.shape[-1]) * self.gamma


class PerceiverResampler(nn.Module):
    """Encoded frames [B, F, D] → latents [B, N, D]."""

    def __init__(self, width: int, layers: int = 2) -> None:
        super().__init__()
        self.latents = nn.Parameter(torch.randn(LATENTS, width) * 0.02)
        inner = int(width * 4 * 2 / 3)
        self.layers = nn.ModuleList(
            nn.ModuleList(
                [
                    _CrossAttention(width),
                    nn.Sequential(nn.Linear(width, 2 * inner), _Gate(), nn.Linear(inner, width)),
                ]
            )
            for _ in range(layers)
        )
        self.norm = _RmsNorm(width)

    def forward(self, heard: Tensor) -> Tensor:
        """[B, F, D] → [B, N, D]."""
        latents = self.latents.expand(len(heard), -1, -1)
        for attention, feed_forward in self.layers:
            latents = attention(latents, heard) + latents
            latents = feed_forward(latents) + latents
        return self.norm(latents)
