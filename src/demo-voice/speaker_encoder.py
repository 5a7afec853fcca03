"""Whose voice it is, with the module tree of Coqui's ResNetSpeakerEncoder (H/ASP).

Letters: B rows, S samples at 16 kHz, E embedding.
"""

import torch
import torch.nn.functional as F
import torchaudio
from torch import Tensor, nn

SAMPLE_RATE = 16_000
BANDS = 64


class _PreEmphasis(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("filter", torch.tensor([[[-0.97, 1.0]]]))

    def forward(self, x: Tensor) -> Tensor:
        return F.conv1d(F.pad(x[:, None], (1, 0), "reflect"), self.filter).squeeze(1)


class _SqueezeAndExcite(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        inner = channels // 8
        self.fc = nn.Sequential(nn.Linear(channels, inner), nn.ReLU(), nn.Linear(inner, channels), nn.Sigmoid())

    def forward(self, x: Tensor) -> Tensor:
        return x * self.fc(x.mean((2, 3)))[:, :, None, None]


class _Block(nn.Module):
    def __init__(self, inputs: int, channels: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, channels, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.se = _SqueezeAndExcite(channels)
        self.downsample = None
        if stride != 1 or inputs != channels:
            shortcut = nn.Conv2d(inputs, channels, 1, stride, bias=False)
            self.downsample = nn.Sequential(shortcut, nn.BatchNorm2d(channels))

    def forward(self, x: Tensor) -> Tensor:
        shortcut = x if self.downsample is None else self.downsample(x)
        x = self.bn2(self.conv2(self.bn1(F.relu(self.conv1(x)))))
        return F.relu(self.se(x) + shortcut)


class SpeakerEncoder(nn.Module):
    """Sound → embedding of length 1."""

    def __init__(self, embedding: int, blocks: list[int], filters: list[int]) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, filters[0], 3, 1, 1)
        self.bn1 = nn.BatchNorm2d(filters[0])
        inputs = filters[0]
        for i, (count, channels) in enumerate(zip(blocks, filters, strict=True)):
            stage = [_Block(inputs if j == 0 else channels, channels, 2 if i and j == 0 else 1) for j in range(count)]
            setattr(self, f"layer{i + 1}", nn.Sequential(*stage))
            inputs = channels
        mel = torchaudio.transforms.MelSpectrogram(
            SAMPLE_RATE, n_fft=512, win_length=400, hop_length=160, window_fn=torch.hamming_window, n_mels=BANDS
        )
        self.torch_spec = nn.Sequential(_PreEmphasis(), mel)
        rows = filters[-1] * (BANDS // 8)
        self.attention = nn.Sequential(
            nn.Conv1d(rows, 128, 1), nn.ReLU(), nn.BatchNorm1d(128), nn.Conv1d(128, rows, 1), nn.Softmax(dim=2)
        )
        self.fc = nn.Linear(2 * rows, embedding)
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, sound: Tensor) -> Tensor:
        """[B, S] → [B, E], each of length 1."""
        x = F.instance_norm((self.torch_spec(sound) + 1e-6).log()).unsqueeze(1)
        x = self.bn1(F.relu(self.conv1(x)))
        for layer in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = layer(x)
        x = x.flatten(1, 2)
        weights = self.attention(x)
        mean = (x * weights).sum(2)
        deviation = ((x * x * weights).sum(2) - mean * mean).clamp(min=1e-5).sqrt()
        return F.normalize(self.fc(torch.cat([mean, deviation], 1)), dim=1)
