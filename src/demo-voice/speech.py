"""Step 2: the sentences as sound, read by many voices, in many processes.

Reads DATA/texts. Writes DATA/speakers.json and shards DATA/speech/NNN.pcm (int16, 24 kHz, one sentence after the other)
with DATA/speech/NNN.jsonl, a line a sentence. What a shard holds depends on the run alone, not on the processes.
"""

import dataclasses
import json
import math
import multiprocessing
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torchaudio

from alignment import SpokenWord, word_places
from configuration import Run, arguments
from espeak import Espeak
from flite import Flite
from speakers import UNSEEN, Speaker, casting, roster

SAMPLE_RATE = 24_000
LOUDNESS = 0.08  # root mean square of what is heard, of full scale 1
LEAD, TAIL = 0.09, 0.22  # s of silence around a sentence; the vocoder speaks one code late, so the last one is lost
SHARD = 400  # sentences
_GRID = 250  # Hz, to which rates are rounded: keeps the resampler's kernels small


def at_size(samples: np.ndarray, rate: int, tract: float) -> tuple[np.ndarray, float]:
    """Samples [S] int16, played `tract` times as fast, as float32 at 24 kHz; and how fast it really is."""
    played = round(rate * tract / _GRID) * _GRID
    sound = torch.from_numpy(samples.astype(np.float32) / 32768)
    return torchaudio.functional.resample(sound, played, SAMPLE_RATE).numpy(), played / rate


def levelled(sound: np.ndarray) -> np.ndarray:
    """The same, as loud as all: pauses do not count."""
    heard = sound[np.abs(sound) > 0.05 * np.abs(sound).max()]
    return np.clip(sound * LOUDNESS / max(1e-6, float(np.sqrt(np.mean(heard**2)))), -0.99, 0.99)


class Reader:
    """Reads sentences aloud; one in each process."""

    def __init__(self) -> None:
        self._synthesisers: dict[str, Flite | Espeak] = {}

    def read(self, speaker: Speaker, line: dict[str, Any]) -> tuple[np.ndarray, list[SpokenWord]] | None:
        """Sound [S] int16 at 24 kHz and its words, or None if the words' times are not known."""
        if speaker.synthesiser not in self._synthesisers:
            self._synthesisers[speaker.synthesiser] = Flite() if speaker.synthesiser == "flite" else Espeak()
        synthesiser = self._synthesisers[speaker.synthesiser]
        spoken = line["spoken"]
        samples, rate, times = synthesiser.speak(
            spoken,
            speaker.voice_for(line["language"]),
            pitch=speaker.pitch / speaker.tract,
            stretch=speaker.stretch * speaker.tract,
        )
        places = word_places(spoken, line["text"])
        if not times or len(times) != len(places) or not np.any(samples):
            return None
        sound, faster = at_size(samples, rate, speaker.tract)
        start = max(0.0, times[0][0] / faster - LEAD)
        end = times[-1][1] / faster + TAIL
        sound = levelled(sound[int(start * SAMPLE_RATE) : int(end * SAMPLE_RATE)])
        sound = np.pad(sound, (0, max(0, math.ceil((end - start) * SAMPLE_RATE) - len(sound))))
        words = [
            SpokenWord(first, last, begins / faster - start, stops / faster - start)
            for (first, last), (begins, stops) in zip(places, times, strict=True)
        ]
        return (sound * 32767).astype(np.int16), words


_reader: Reader | None = None


def write_shard(task: tuple[Path, list[tuple[Speaker, dict[str, Any]]]]) -> float:
    """Reads one shard; seconds of sound."""
    global _reader
    torch.set_num_threads(1)
    _reader = _reader or Reader()
    stem, cast = task
    seconds = 0.0
    partial = stem.with_suffix(".part")
    with stem.with_suffix(".pcm").open("wb") as pcm, partial.open("w", encoding="utf-8") as index:
        for speaker, line in cast:
            read = _reader.read(speaker, line)
            if read is None:
                continue
            sound, words = read
            pcm.write(sound.tobytes())
            spans = [[word.first, word.end, round(word.start, 3), round(word.stop, 3)] for word in words]
            entry = {"speaker": speaker.name, "samples": len(sound), **line, "words": spans}
            index.write(json.dumps(entry, ensure_ascii=False) + "\n")
            seconds += len(sound) / SAMPLE_RATE
    partial.replace(stem.with_suffix(".jsonl"))  # last: a shard with an index is whole
    return seconds


def tasks(run: Run, data: Path) -> list[tuple[Path, list[tuple[Speaker, dict[str, Any]]]]]:
    """The shards and who reads what in them; unseen speakers have shards of their own."""
    speakers = roster(run.speech, run.languages, run.seed)
    records = [dataclasses.asdict(speaker) for speaker in speakers]
    (data / "speakers.json").write_text(json.dumps(records, indent=1) + "\n", encoding="utf-8")
    cast = []
    for language in run.languages:
        lines = (data / "texts" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
        parts = casting(speakers, language, len(lines), run.speech, run.seed)
        cast += [(speaker, json.loads(lines[i])) for speaker, i in parts]
    np.random.default_rng(run.seed).shuffle(cast)
    shards = []
    for kind, chosen in (("unseen", True), ("train", False)):
        part = [entry for entry in cast if (entry[0].role == UNSEEN) == chosen]
        for i in range(0, len(part), SHARD):
            shards.append((data / "speech" / f"{kind}{i // SHARD:04d}", part[i : i + SHARD]))
    return shards


def main() -> None:
    """Reads all that is not yet read."""
    options = arguments(__doc__).parse_args()
    (options.data / "speech").mkdir(exist_ok=True)
    todo = [task for task in tasks(options.run, options.data) if not task[0].with_suffix(".jsonl").exists()]
    began, seconds = time.monotonic(), 0.0
    with multiprocessing.get_context("spawn").Pool(options.run.speech.processes) as pool:
        for done in pool.imap_unordered(write_shard, todo):
            seconds += done
            print(f"{seconds / 3600:.2f} h of speech after {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
