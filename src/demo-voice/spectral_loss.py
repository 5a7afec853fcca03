"""How different two sounds are to the ear: magnitudes at several resolutions, and log mels.

Letters: B rows, S samples at 24 kHz.
"""

import torch
import torchaudio
from torch import Tensor, nn

RESOLUTIONS = ((512, 128), (1024, 256), (2048, 512), (256, 64))  # window and hop, in samples
_MEL_WINDOW = 1024
_QUIETEST, _QUIETEST_MEL = 1e-2, 1e-4


class SpectralLoss(nn.Module):
    """Twins of sound [B, S] → the two losses."""

    def __init__(self) -> None:
        super().__init__()
        for window, _ in RESOLUTIONS:
            self.register_buffer(f"window{window}", torch.hann_window(window))
        filters = torchaudio.functional.melscale_fbanks(
            _MEL_WINDOW // 2 + 1, 0.0, 11_000.0, 80, 24_000, norm="slaney", mel_scale="slaney"
        )
        self.register_buffer("filters", filters)

    def _magnitudes(self, sound: Tensor, window: int, hop: int) -> Tensor:
        shape = getattr(self, f"window{window}")
        return torch.stft(sound, window, hop, window, shape, return_complex=True).abs()

    def forward(self, made: Tensor, true: Tensor) -> tuple[Tensor, Tensor]:
        """Spectral convergence with log magnitudes, and the distance of log mels."""
        loss = torch.zeros((), device=made.device)
        mel = torch.zeros((), device=made.device)
        for window, hop in RESOLUTIONS:
            ours, theirs = self._magnitudes(made, window, hop), self._magnitudes(true, window, hop)
            loss = loss + 0.5 * (ours - theirs).norm() / (theirs.norm() + 1e-3)
            loss = loss + (ours.clamp(min=_QUIETEST).log() - theirs.clamp(min=_QUIETEST).log()).abs().mean()
            if window == _MEL_WINDOW:
                mels = [(m.transpose(1, 2) @ self.filters).clamp(min=_QUIETEST_MEL).log() for m in (ours, theirs)]
                mel = (mels[0] - mels[1]).abs().mean()
        return loss / len(RESOLUTIONS), mel
