"""Latents to sound, with the module tree of Coqui's HifiganGenerator.

Letters: B rows, I inputs of a frame, L latents, F frames of 256 samples at 24 kHz, S samples, E speaker embedding.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.parametrizations import weight_norm

HOP = 256
RATES, UP_KERNELS = (8, 8, 2, 2), (16, 16, 4, 4)
KERNELS, DILATIONS = (3, 7, 11), (1, 3, 5)
SLOPE = 0.1


def spread(latents: Tensor) -> Tensor:
    """[L, I] → [I, F]: over frames as XTTS does it, first fourfold, then to the frames of 24 kHz."""
    fourfold = F.interpolate(latents.T[None], scale_factor=[4.0], mode="linear")
    return F.interpolate(fourfold, scale_factor=[24_000 / 22_050], mode="linear")[0]


class ResidualBlock(nn.Module):
    """Three pairs of convolutions, each added to what came in."""

    def __init__(self, channels: int, kernel: int) -> None:
        super().__init__()

        def convolution(dilation: int) -> nn.Module:
            padding = (kernel - 1) * dilation // 2
            return weight_norm(nn.Conv1d(channels, channels, kernel, dilation=dilation, padding=padding))

        self.convs1 = nn.ModuleList(convolution(dilation) for dilation in DILATIONS)
        self.convs2 = nn.ModuleList(convolution(1) for _ in DILATIONS)

    def forward(self, x: Tensor) -> Tensor:
        """[B, channels, S] → the same."""
        for first, second in zip(self.convs1, self.convs2, strict=True):
            x = x + second(F.leaky_relu(first(F.leaky_relu(x, SLOPE)), SLOPE))
        return x

    @torch.no_grad()
    def silence(self) -> None:
        """Makes it an identity."""
        for convolution in self.convs2:
            convolution.parametrizations.weight.original0.zero_()
            convolution.bias.zero_()


class Generator(nn.Module):
    """Frames and who speaks → sound."""

    def __init__(self, inputs: int, channels: int, embedding: int, active_blocks: list[int]) -> None:
        """active_blocks: how many residual blocks of each stage, narrowest kernel first, are more than identities."""
        super().__init__()
        self.active_blocks = active_blocks
        widths = [channels // 2 ** (i + 1) for i in range(len(RATES))]
        self.conv_pre = nn.Conv1d(inputs, channels, 7, padding=3)
        self.ups = nn.ModuleList(
            weight_norm(nn.ConvTranspose1d(2 * width, width, kernel, rate, padding=(kernel - rate) // 2))
            for width, kernel, rate in zip(widths, UP_KERNELS, RATES, strict=True)
        )
        self.resblocks = nn.ModuleList(ResidualBlock(width, kernel) for width in widths for kernel in KERNELS)
        self.conv_post = nn.Conv1d(widths[-1], 1, 7, padding=3, bias=False)
        self.cond_layer = nn.Conv1d(embedding, channels, 1)
        self.conds = nn.ModuleList(nn.Conv1d(embedding, width, 1) for width in widths)
        for i, block in enumerate(self.resblocks):
            if not self._is_active(i):
                block.silence()
                block.requires_grad_(False)

    def _is_active(self, block: int) -> bool:
        stage, place = divmod(block, len(KERNELS))
        return place < self.active_blocks[stage]

    def forward(self, frames: Tensor, speaker: Tensor) -> Tensor:
        """[B, I, F] and [B, E] → [B, F × HOP], −1 to 1."""
        speaker = speaker[..., None]
        x = self.conv_pre(frames) + self.cond_layer(speaker)
        for stage, (up, cond) in enumerate(zip(self.ups, self.conds, strict=True)):
            x = up(F.leaky_relu(x, SLOPE)) + cond(speaker)
            first = stage * len(KERNELS)
            active = self.active_blocks[stage]
            total = (len(KERNELS) - active) * x  # what the identities give
            for block in self.resblocks[first : first + active]:
                total = total + block(x)
            x = total / len(KERNELS)
        return torch.tanh(self.conv_post(F.leaky_relu(x)).float()).squeeze(1)

    @torch.no_grad()
    def reading_latents(self, targets: nn.Linear) -> dict[str, Tensor]:
        """The state of a generator that hears latents [D] where this one hears targets(latents): both are linear."""
        state = {name: tensor.clone() for name, tensor in self.state_dict().items()}
        weight, bias = self.conv_pre.weight, self.conv_pre.bias
        state["conv_pre.weight"] = torch.einsum("oik,id->odk", weight, targets.weight)
        # At the edges, where padding is zero latents, this differs: those frames are silence.
        state["conv_pre.bias"] = bias + torch.einsum("oik,i->o", weight, targets.bias)
        return state
