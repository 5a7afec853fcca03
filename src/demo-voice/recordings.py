"""The speech that step 2 wrote, as one list."""

import json
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from alignment import SpokenWord
from speakers import Speaker


@dataclass(frozen=True)
class Recording:
    """One sentence of one shard."""

    shard: Path  # DATA/speech/NAME, without a suffix
    offset: int  # samples before it
    samples: int
    speaker: str
    language: str
    text: str
    words: list[SpokenWord]

    def sound(self) -> Tensor:
        """[S] float32 at 24 kHz."""
        raw = np.fromfile(self.shard.with_suffix(".pcm"), "<i2", count=self.samples, offset=2 * self.offset)
        return torch.from_numpy(raw.astype(np.float32) / 32768)

    @property
    def is_held_back(self) -> bool:
        """One sentence in a hundred, whoever reads it, is for validation."""
        return zlib.crc32(self.text.encode()) % 100 == 0


def read_shard(index: Path) -> list[Recording]:
    """The sentences of one shard, in their order."""
    recordings, offset = [], 0
    for line in index.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        words = [SpokenWord(*span) for span in entry["words"]]
        recordings.append(
            Recording(
                shard=index.with_suffix(""),
                offset=offset,
                samples=entry["samples"],
                speaker=entry["speaker"],
                language=entry["language"],
                text=entry["text"],
                words=words,
            )
        )
        offset += entry["samples"]
    return recordings


def shards(data: Path, kind: str) -> list[Path]:
    """The indexes of what speakers of training ("train") or unseen ones ("unseen") read."""
    found = sorted((data / "speech").glob(f"{kind}*.jsonl"))
    if not found:
        raise FileNotFoundError(f"{data}/speech holds no {kind}*.jsonl: run speech.py first")
    return found


def speakers(data: Path) -> list[Speaker]:
    """All of the run, as speech.py wrote them."""
    return [Speaker(**record) for record in json.loads((data / "speakers.json").read_text(encoding="utf-8"))]
