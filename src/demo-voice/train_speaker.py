"""Step 5: the speaker encoder, which learns to tell all speakers apart, and how high and how coloured each voice is.

Reads DATA/speech, averages.pt. Writes DATA/speaker.pt, DATA/speaker.jsonl and DATA/embeddings.pt, some embeddings of
each speaker of training for the vocoder to learn from.
"""

import random
from pathlib import Path

import torch
import torch.nn.functional as F
import torchaudio
from torch import Tensor, nn

from configuration import Run
from recordings import Recording, read_shard, shards, speakers
from speaker_encoder import SAMPLE_RATE, SpeakerEncoder
from training import Checkpoint, Log, batches, command_line, floats, learning_rate, record, step, timed

PIECE_SECONDS = (1.0, 3.0)
SHARPNESS = 14.0  # of the cosines, before they become probabilities
MARGIN = 0.15  # by which the right speaker must be nearer
EMBEDDINGS = 24  # kept of each speaker
HEARD_SECONDS = 5.0  # for one of those
CLIP = 5.0


class Judge(nn.Module):
    """What only training needs: a direction for each speaker; average pitch and spectrum, read from the embedding."""

    def __init__(self, embedding: int, count: int, targets: int) -> None:
        super().__init__()
        self.directions = nn.Parameter(torch.randn(count, embedding))
        self.average = nn.Linear(embedding, targets)


def piece(recordings: list[Recording], seconds: float, chance: random.Random) -> Tensor:
    """So much of one speaker's sound, [S] at 16 kHz; sentences that are too short are heard again."""
    sound = chance.choice(recordings).sound()
    sound = torchaudio.functional.resample(sound, 24_000, SAMPLE_RATE)
    size = int(seconds * SAMPLE_RATE)
    sound = sound.repeat(size // len(sound) + 1)
    start = chance.randint(0, len(sound) - size)
    return sound[start : start + size]


def disturbed(sound: Tensor, chance: random.Random) -> Tensor:
    """Another loudness, and some noise."""
    noise = torch.randn(sound.shape) * 10 ** chance.uniform(-4.5, -2.5)
    return sound * 10 ** chance.uniform(-0.7, 0.3) + noise


def targets_of(data: Path, names: list[str]) -> Tensor:
    """[speakers, 1 + CEPSTRA]: pitch and spectrum of each, of mean 0 and deviation 1 over all."""
    averages = torch.load(data / "averages.pt", weights_only=True)
    rows = torch.stack([torch.cat([torch.tensor([averages[name][1]]), averages[name][0]]) for name in names])
    return (rows - rows.mean(0)) / rows.std(0).clamp(min=1e-3)


def train(run: Run, data: Path, device: str) -> tuple[SpeakerEncoder, dict[str, list[Recording]]]:
    """The trained encoder and the recordings that it heard, by speaker."""
    settings = run.speaker
    by_name: dict[str, list[Recording]] = {}
    for index in shards(data, "train"):
        for recording in read_shard(index):
            by_name.setdefault(recording.speaker, []).append(recording)
    names = [speaker.name for speaker in speakers(data) if speaker.name in by_name]
    torch.manual_seed(run.seed)
    targets = targets_of(data, names).to(device)
    encoder = SpeakerEncoder(settings.embedding, settings.blocks, settings.filters).to(device)
    judge = Judge(settings.embedding, len(names), targets.shape[1]).to(device)
    parameters = [*encoder.parameters(), *judge.parameters()]
    optimizer = torch.optim.AdamW(parameters)
    checkpoint = Checkpoint(data / "speaker.pt", model=encoder, judge=judge, optimizer=optimizer)
    progress = checkpoint.resume(device)
    torch.manual_seed(run.seed + 1 + progress.step)

    def draw(chance: random.Random) -> tuple[Tensor, Tensor]:
        whose = [chance.randrange(len(names)) for _ in range(settings.batch)]
        seconds = chance.uniform(*PIECE_SECONDS)
        sounds = [disturbed(piece(by_name[names[i]], seconds, chance), chance) for i in whose]
        return torch.stack(sounds), torch.tensor(whose)

    drawn = batches(draw, f"{run.seed} speaker {progress.step}", run.workers)
    log = Log(data / "speaker.jsonl")
    encoder.train()
    while progress.part(settings) < 1:
        with timed(progress):
            sounds, right = (part.to(device) for part in next(drawn))
            embedded = encoder(sounds)
            cosines = embedded @ F.normalize(judge.directions, dim=1).T
            told = F.cross_entropy(SHARPNESS * (cosines - MARGIN * F.one_hot(right, len(names))), right)
            average = F.mse_loss(judge.average(embedded), targets[right])
            optimizer.zero_grad(set_to_none=True)
            (told + average).backward()
            rate = learning_rate(settings.learning_rate, progress.step, progress.part(settings))
            step([optimizer], parameters, rate, CLIP)
        found = (cosines.argmax(1) == right).float().mean()
        log.add(floats({"whose": told, "average": average, "right": found}))
        record(progress, settings, log, checkpoint)
    return encoder.eval(), {name: by_name[name] for name in names}


@torch.no_grad()
def embeddings(
    encoder: SpeakerEncoder, by_name: dict[str, list[Recording]], seed: int, device: str
) -> dict[str, Tensor]:
    """Some embeddings [EMBEDDINGS, E] of each speaker, from pieces as long as a reference might be."""
    chance = random.Random(seed)
    heard = {}
    for name, recordings in by_name.items():
        pieces = [piece(recordings, HEARD_SECONDS, chance) for _ in range(EMBEDDINGS)]
        heard[name] = encoder(torch.stack(pieces).to(device)).cpu()
    return heard


def main() -> None:
    """Trains the encoder, then embeds the speakers."""
    options = command_line(__doc__)
    encoder, by_name = train(options.run, options.data, options.device)
    heard = embeddings(encoder, by_name, options.run.seed, options.device)
    torch.save(heard, options.data / "embeddings.pt")


if __name__ == "__main__":
    main()
