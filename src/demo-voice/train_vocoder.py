"""Step 6: the vocoder, from features and embeddings to sound, before it knows the GPT.

Reads DATA/features, speech, embeddings.pt. Writes DATA/vocoder.pt and DATA/vocoder.jsonl. It hears what the GPT's
latents are taught to hold (corpus.vocoder_targets), with noise, since latents are less exact.

It speaks one code late: latent i knows code i − 1 for certain and can only guess code i.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

import vocabulary
from configuration import Run
from corpus import Utterance, load, vocoder_targets
from gpt import CLOCK
from hifigan import HOP, Generator, spread
from recordings import speakers
from spectral_loss import SpectralLoss
from training import Checkpoint, Log, autocast, batches, command_line, floats, learning_rate, record, step, timed

MARGIN = 3  # frames at either end of a piece, heard but not judged
DELAY = round(1024 / 22_050 * 24_000)  # samples, of one code
NOISE_COMING, NOISE_HEARD = 0.5, 0.15  # of components with deviation 1
CLIP = 5.0


@dataclass(frozen=True)
class Piece:
    """Frames [I, F + 2 MARGIN] of one utterance, the sound of the F in the middle, and an embedding of its speaker."""

    frames: Tensor
    sound: Tensor
    speaker: Tensor


def cut(whole: Tensor, utterance: Utterance, count: int, embedding: Tensor, chance: random.Random) -> Piece:
    """A piece of count frames somewhere in whole [I, F] and the recording, which is as long less the delay."""
    size = count + 2 * MARGIN
    first = chance.randint(0, max(0, whole.shape[1] - size))
    frames = whole[:, first : first + size]
    start = (first + MARGIN) * HOP - DELAY
    sound = utterance.recording.sound()
    sound = F.pad(sound, (max(0, -start), max(0, start + count * HOP - len(sound))))
    start = max(0, start)
    return Piece(F.pad(frames, (0, size - frames.shape[1])), sound[start : start + count * HOP], embedding)


def noisy_targets(utterance: Utterance) -> Tensor:
    """[L, 2P + CLOCK]: what latents are to hold, not exactly."""
    components = torch.from_numpy(utterance.components.astype("float32"))
    size = components.shape[1]
    targets = vocoder_targets(components, len(components) + 1)
    targets[:, :size] += NOISE_COMING * torch.randn(len(targets), size)
    targets[:, size : 2 * size] += NOISE_HEARD * torch.randn(len(targets), size)
    return targets


class Pieces:
    """Draws batches of pieces; inputs gives what the vocoder hears of an utterance, [L, I]."""

    def __init__(
        self,
        utterances: list[Utterance],
        embeddings: list[Tensor],
        inputs: Callable[[Utterance], Tensor],
        frames: int,
        rows: int,
    ) -> None:
        self.utterances, self.embeddings = utterances, embeddings
        self.inputs, self.frames, self.rows = inputs, frames, rows

    def draw(self, chance: random.Random) -> tuple[Tensor, Tensor, Tensor]:
        """Frames [B, I, F + 2 MARGIN], sound [B, S], embeddings [B, E]."""
        pieces = [self._piece(chance.choice(self.utterances), chance) for _ in range(self.rows)]
        columns = ([p.frames for p in pieces], [p.sound for p in pieces], [p.speaker for p in pieces])
        frames, sound, speaker = (torch.stack(column) for column in columns)
        return frames, sound, speaker

    def _piece(self, utterance: Utterance, chance: random.Random) -> Piece:
        of_speaker = self.embeddings[utterance.speaker]
        embedding = of_speaker[chance.randrange(len(of_speaker))]
        return cut(spread(self.inputs(utterance)), utterance, self.frames, embedding, chance)


def spoken(generator: Generator, frames: Tensor, speaker: Tensor, device: str) -> Tensor:
    """[B, S]: the sound of the frames between the margins."""
    with autocast(device):
        return generator(frames, speaker)[:, MARGIN * HOP : -MARGIN * HOP]


def corpus(run: Run, data: Path) -> tuple[list[Utterance], list[Tensor]]:
    """Utterances that are not held back, and the embeddings of each speaker by number."""
    names = [speaker.name for speaker in speakers(data)]
    numbers = {name: i for i, name in enumerate(names)}
    utterances = load(data, numbers, vocabulary.tokens(run.languages))
    embeddings = torch.load(data / "embeddings.pt", weights_only=True)
    by_number = [embeddings.get(name, torch.zeros(0)) for name in names]
    return [u for u in utterances if not u.recording.is_held_back and len(u.codes) > 8], by_number


def generator(run: Run, inputs: int) -> Generator:
    """The vocoder of a run, untrained."""
    return Generator(inputs, run.vocoder.channels, run.speaker.embedding, run.vocoder.active_blocks)


def train(run: Run, data: Path, device: str) -> None:
    """Trains with the spectral losses alone."""
    settings = run.vocoder
    utterances, embeddings = corpus(run, data)
    torch.manual_seed(run.seed)
    model = generator(run, 2 * run.codes.dimensions + CLOCK).to(device)
    loss = SpectralLoss().to(device)
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(parameters, betas=(0.8, 0.99), weight_decay=0.01)
    checkpoint = Checkpoint(data / "vocoder.pt", model=model, optimizer=optimizer)
    progress = checkpoint.resume(device)
    torch.manual_seed(run.seed + 1 + progress.step)
    pieces = Pieces(utterances, embeddings, noisy_targets, settings.frames, settings.batch)
    drawn = batches(pieces.draw, f"{run.seed} vocoder {progress.step}", run.workers)
    log = Log(data / "vocoder.jsonl")
    while progress.part(settings) < 1:
        with timed(progress):
            frames, sound, speaker = (part.to(device) for part in next(drawn))
            spectrum, mel = loss(spoken(model, frames, speaker, device), sound)
            optimizer.zero_grad(set_to_none=True)
            (spectrum + mel).backward()
            rate = learning_rate(settings.learning_rate, progress.step, progress.part(settings))
            step([optimizer], parameters, rate, CLIP)
        log.add(floats({"spectrum": spectrum, "mel": mel}))
        record(progress, settings, log, checkpoint)


def main() -> None:
    """Trains the vocoder on features."""
    options = command_line(__doc__)
    train(options.run, options.data, options.device)


if __name__ == "__main__":
    main()
