"""What the codes are made of: envelope and pitch of a sound, both relative to the speaker's own.

A code covers four frames of 256 samples at 22.05 kHz. Letters: S samples, F frames, C codes, P components.

Codes that hear only what differs from the speaker's average mean the same for every voice; who speaks comes back in the
vocoder, whose layers add the speaker's embedding to what the latents say: a sum of logarithms, so that the average
spectrum and pitch of a voice that was never heard can be added as well.
"""

import math
from dataclasses import dataclass
from functools import cache

import torch
import torchaudio
from torch import Tensor

SAMPLE_RATE = 24_000
FRAME_SECONDS = 256 / 22050
FRAMES_PER_CODE = 4
BANDS, CEPSTRA = 80, 28
FRAME_SIZE = CEPSTRA + 2  # cepstra, relative log pitch, voicing
_WINDOW, _FFT = 1116, 2048  # 46 ms
_PITCH_RATE, _PITCH_WINDOW = 8_000, 400  # Hz, samples
LOWEST_PITCH, HIGHEST_PITCH = 55.0, 420.0  # Hz
_VOICED = 0.45  # autocorrelation above which a frame has a pitch
# Weights beside the cepstra, whose deviations are about 1 to 10.
_PITCH_WEIGHT, _VOICING_WEIGHT = 18.0, 3.0


@cache
def _mel_filters() -> Tensor:
    return torchaudio.functional.melscale_fbanks(
        _FFT // 2 + 1, 0.0, 10_000.0, BANDS, SAMPLE_RATE, norm="slaney", mel_scale="slaney"
    )


@cache
def _cosines() -> Tensor:
    """[BANDS, CEPSTRA], orthonormal."""
    angles = torch.arange(CEPSTRA)[None] * (torch.arange(BANDS)[:, None] + 0.5) * math.pi / BANDS
    basis = angles.cos() * math.sqrt(2 / BANDS)
    basis[:, 0] /= math.sqrt(2)
    return basis


def frame_count(samples: int) -> int:
    """Frames of a sound at 24 kHz: whole codes, the last of which may reach past its end."""
    return math.ceil(samples / SAMPLE_RATE / FRAME_SECONDS / FRAMES_PER_CODE) * FRAMES_PER_CODE


def _frames(sound: Tensor, rate: int, count: int, size: int) -> Tensor:
    """Windows [count, size] of sound [S] around the centre of each frame; beyond its ends there is silence."""
    centres = ((torch.arange(count) + 0.5) * FRAME_SECONDS * rate).round().long()
    reach = int(count * FRAME_SECONDS * rate) + size
    padded = torch.nn.functional.pad(sound, (size // 2, max(0, reach - len(sound)) + size))
    return padded[centres[:, None] + torch.arange(size)[None]]


def cepstra(sound: Tensor) -> Tensor:
    """Sound [S] at 24 kHz → [F, CEPSTRA]: its envelope on the mel scale, without the harmonics."""
    windows = _frames(sound, SAMPLE_RATE, frame_count(len(sound)), _WINDOW) * torch.hann_window(_WINDOW)
    spectrum = torch.fft.rfft(windows, _FFT).abs()
    return (spectrum @ _mel_filters()).clamp(min=1e-3).log() @ _cosines()


def pitch(sound: Tensor) -> Tensor:
    """Sound [S] at 24 kHz → [F] Hz, 0 without voice: the peak of the autocorrelation, smoothed by a median."""
    slow = torchaudio.functional.resample(sound, SAMPLE_RATE, _PITCH_RATE)
    windows = _frames(slow, _PITCH_RATE, frame_count(len(sound)), _PITCH_WINDOW)
    windows = windows - windows.mean(1, keepdim=True)
    shortest, longest = int(_PITCH_RATE / HIGHEST_PITCH), int(_PITCH_RATE / LOWEST_PITCH)
    power = torch.fft.rfft(windows, 2 * _PITCH_WINDOW).abs() ** 2
    correlation = torch.fft.irfft(power)[:, : longest + 2]
    overlap = 1 - torch.arange(longest + 2) / _PITCH_WINDOW
    correlation = correlation / (correlation[:, :1] + 1e-3) / overlap
    # A period's double correlates as well: the slope prefers the shorter one.
    weighed = correlation[:, shortest : longest + 1] * torch.linspace(1.0, 0.85, longest + 1 - shortest)
    best = weighed.argmax(1) + shortest
    rows = torch.arange(len(best))
    left, peak, right = correlation[rows, best - 1], correlation[rows, best], correlation[rows, best + 1]
    bend = (left - 2 * peak + right).clamp(max=-1e-6)
    period = best - (0.5 * (right - left) / bend).clamp(-0.5, 0.5)
    voiced = (peak > _VOICED) & (windows.pow(2).mean(1).sqrt() > 0.003)
    hertz = torch.where(voiced, _PITCH_RATE / period, torch.zeros(()))
    near = torch.nn.functional.pad(hertz, (2, 2)).unfold(0, 5, 1)
    return torch.where(voiced & (near.median(1).values > 0), near.median(1).values, torch.zeros(()))


def median_pitch(sound: Tensor) -> float:
    """Hz of sound [S] at 24 kHz, over its voiced frames; 0 if there are none."""
    hertz = pitch(sound)
    return float(hertz[hertz > 0].median()) if (hertz > 0).any() else 0.0


@dataclass(frozen=True)
class Average:
    """What is a speaker's own: cepstra [CEPSTRA] over the frames with sound, and the logarithm of the pitch in Hz."""

    cepstra: Tensor
    log_pitch: float

    @staticmethod
    def of(sounds: list[Tensor]) -> "Average":
        """The average over some sounds [S] at 24 kHz of one speaker."""
        envelopes = torch.cat([cepstra(sound) for sound in sounds])
        loud = envelopes[:, 0] > envelopes[:, 0].quantile(0.3)
        hertz = torch.cat([pitch(sound) for sound in sounds])
        voiced = hertz[hertz > 0]
        return Average(envelopes[loud].mean(0), float(voiced.log().median()) if len(voiced) else math.log(120.0))

    def relative(self, sound: Tensor) -> Tensor:
        """Sound [S] at 24 kHz → [C, FRAMES_PER_CODE × FRAME_SIZE], less what is the speaker's own."""
        hertz = pitch(sound)
        voicing = (hertz > 0).float()
        higher = torch.where(hertz > 0, hertz.clamp(min=1.0).log() - self.log_pitch, torch.zeros(()))
        frames = torch.cat(
            [
                cepstra(sound) - self.cepstra,
                (higher.clamp(-1, 1) * _PITCH_WEIGHT)[:, None],
                (voicing * _VOICING_WEIGHT)[:, None],
            ],
            1,
        )
        return frames.reshape(-1, FRAMES_PER_CODE * FRAME_SIZE)
