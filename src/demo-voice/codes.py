"""Step 3: features and codes of all speech, and what each speaker is like on average.

Reads DATA/speech. Writes DATA/quantizer.pt, DATA/averages.pt, DATA/references.pt (mels that the conditioning encoder
hears) and DATA/features/NAME.npz, one for each shard.
"""

import dataclasses
import functools
import multiprocessing
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from alignment import guides
from conditioning import reference_mel
from configuration import Run, arguments
from features import Average
from quantizer import Quantizer, fit
from recordings import Recording, read_shard, shards

FOR_AVERAGE = 12  # sentences
REFERENCES, REFERENCE_SECONDS = 16, 6  # of each speaker


def by_speaker(recordings: list[Recording], most: int, seed: int) -> dict[str, list[Recording]]:
    """Some recordings of each speaker, the same for the same seed."""
    chance = random.Random(seed)
    chosen: dict[str, list[Recording]] = {}
    for recording in chance.sample(recordings, len(recordings)):
        of_speaker = chosen.setdefault(recording.speaker, [])
        if len(of_speaker) < most:
            of_speaker.append(recording)
    return chosen


def references(recordings: list[Recording]) -> list[Tensor]:
    """Mels [M, F] of pieces of some seconds, of one speaker's recordings one after the other."""
    whole = torch.cat([recording.sound() for recording in recordings])
    size = min(REFERENCE_SECONDS * 24_000, len(whole))
    starts = np.linspace(0, len(whole) - size, min(REFERENCES, max(1, 2 * len(whole) // size))).astype(int)
    return [reference_mel(whole[start : start + size]).half() for start in starts]


def encode_shard(index: Path, averages: dict[str, Average], quantizer: Quantizer, folder: Path) -> float:
    """Writes one shard's codes [C], components [C, P] in units of their deviation, and guides; seconds of sound."""
    torch.set_num_threads(1)
    recordings = read_shard(index)
    columns: dict[str, list[np.ndarray]] = {"codes": [], "components": [], "spoken": [], "ends": []}
    for recording in recordings:
        components = quantizer.components(averages[recording.speaker].relative(recording.sound()))
        spoken, ends = guides(recording.text, recording.words, len(components))
        columns["codes"].append(quantizer.codes(components).numpy().astype(np.int16))
        columns["components"].append((components / quantizer.deviation).numpy().astype(np.float16))
        columns["spoken"].append(spoken)
        columns["ends"].append(ends)
    lengths = np.array([len(codes) for codes in columns["codes"]])
    partial = folder / f"{index.stem}.part.npz"
    np.savez(partial, lengths=lengths, **{name: np.concatenate(parts) for name, parts in columns.items()})
    partial.replace(folder / f"{index.stem}.npz")
    return sum(recording.samples for recording in recordings) / 24_000


def learn(run: Run, data: Path, averages: dict[str, Average], recordings: list[Recording]) -> Quantizer:
    """Fits the quantizer to some of the training speech."""
    some = random.Random(run.seed).sample(recordings, min(run.codes.fit_utterances, len(recordings)))
    relative = torch.cat([averages[recording.speaker].relative(recording.sound()) for recording in some])
    quantizer, missed = fit(relative, run.codes.dimensions, run.codes.codes, run.codes.iterations, run.seed)
    print(f"{run.codes.codes} codes miss {missed:.3f} of the variance of {len(relative)} rows", flush=True)
    torch.save(dataclasses.asdict(quantizer), data / "quantizer.pt")
    return quantizer


def main() -> None:
    """Averages, then the quantizer, then all shards."""
    options = arguments(__doc__).parse_args()
    run, data = options.run, options.data
    torch.set_num_threads(run.threads)
    began = time.monotonic()
    trained = [recording for index in shards(data, "train") for recording in read_shard(index)]
    unseen = [recording for index in shards(data, "unseen") for recording in read_shard(index)]
    some = by_speaker(trained + unseen, FOR_AVERAGE, run.seed)
    averages = {name: Average.of([recording.sound() for recording in of]) for name, of in some.items()}
    torch.save({name: (average.cepstra, average.log_pitch) for name, average in averages.items()}, data / "averages.pt")
    heard = by_speaker(trained, 2 * REFERENCES, run.seed + 1)
    torch.save({name: references(of) for name, of in heard.items()}, data / "references.pt")
    quantizer = learn(run, data, averages, trained)
    folder = data / "features"
    folder.mkdir(exist_ok=True)
    encode = functools.partial(encode_shard, averages=averages, quantizer=quantizer, folder=folder)
    seconds = 0.0
    with multiprocessing.get_context("spawn").Pool(run.speech.processes) as pool:
        for done in pool.imap_unordered(encode, shards(data, "train")):
            seconds += done
            print(f"{seconds / 3600:.2f} h encoded after {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
