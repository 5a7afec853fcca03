"""Step 4: the GPT, from text and voice to codes.

Reads DATA/features, speech, references.pt, quantizer.pt. Writes DATA/gpt.pt and DATA/gpt.jsonl; goes on where
DATA/gpt.pt stopped.

What makes it learn in hours: attention guided by the times of the words; positions of text and codes on one scale; a
linear layer that must read the sound itself from the latents; wrong codes among those heard; now and then two sentences
in one; a slower conditioning encoder that must tell the speakers apart, without which its latents fade.
"""

import random
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.distributed as dist
import torch.multiprocessing as multiprocessing
import torch.nn.functional as F
from torch import Tensor

import vocabulary
from configuration import Run, arguments
from corpus import Batch, Sampler, Utterance, collate, fits, load, with_wrong_codes
from gpt import Learner
from muon import Muon
from quantizer import Quantizer
from recordings import speakers
from training import (
    Checkpoint,
    Log,
    add_device,
    autocast,
    average_gradients,
    batches,
    floats,
    learning_rate,
    timed,
)
from training import step as update

REFERENCE_FRAMES = (180, 300)  # of a conditioning mel while training: about 2 and 3.5 s
VALIDATION_FRAMES = 400
LOUDER = 2.0  # or softer, of a reference: in nepers of power, 9 dB
VALIDATED = 96  # utterances
WRONG_CODES, SIMILAR = 0.08, 8  # part of the codes that are replaced, by how many similar ones
JOINED = 0.1  # part of the steps with two sentences in one text
CONDITIONING_SCALE = 0.3  # of the learning rate
CLIP = 1.0
STORE = "gpt.store"  # where processes find each other


def learner(run: Run, data: Path, codes_per_token: float) -> Learner:
    """The model of a run, untrained."""
    return Learner(
        width=run.gpt.width,
        layers=run.gpt.layers,
        heads=run.gpt.heads,
        text_tokens=len(vocabulary.tokens(run.languages)),
        codes=run.codes.codes,
        components=run.codes.dimensions,
        codes_per_token=codes_per_token,
        speakers=len(speakers(data)),
    )


class References:
    """Mels of each speaker, of which pieces are heard."""

    def __init__(self, mels: dict[int, list[Tensor]]) -> None:
        """mels: log mels [M, F] by the speaker's number."""
        self._mels = mels

    @staticmethod
    def read(data: Path) -> "References":
        """Those that codes.py wrote."""
        names = [speaker.name for speaker in speakers(data)]
        mels = torch.load(data / "references.pt", weights_only=True)
        return References({names.index(name): of for name, of in mels.items()})

    def pieces(self, voices: list[int], frames: int, chance: random.Random | None) -> Tensor:
        """[R, M, frames]: pieces by chance, a little louder or softer, or each speaker's first if there is none."""
        return torch.stack([self._piece(self._mels[voice], frames, chance) for voice in voices])

    @staticmethod
    def _piece(mels: list[Tensor], frames: int, chance: random.Random | None) -> Tensor:
        mel = (chance.choice(mels) if chance else mels[0]).float()
        if mel.shape[1] < frames:
            mel = mel.repeat(1, frames // mel.shape[1] + 1)
        start = chance.randint(0, mel.shape[1] - frames) if chance else 0
        return mel[:, start : start + frames] + (chance.uniform(-LOUDER, LOUDER) if chance else 0)


def guide_loss(attention: list[Tensor], batch: Batch) -> Tensor:
    """How far guided heads look from the character that is spoken (or its neighbours) and from the end of its word."""
    counts = batch.spoken >= 0
    near = torch.stack([batch.spoken - 1, batch.spoken, batch.spoken + 1], -1)
    total = torch.zeros((), device=counts.device)
    for looked in attention:
        looked = looked.float()
        at_letter = looked[:, 0].gather(2, near.clamp(0, looked.shape[-1] - 1)).sum(-1)
        at_end = looked[:, 1].gather(2, batch.ends.clamp(0, looked.shape[-1] - 1)[..., None]).squeeze(-1)
        total = total - (at_letter[counts] + 1e-6).log().mean() - (at_end[counts] + 1e-6).log().mean()
    return total / max(1, 2 * len(attention))


def losses(model: Learner, batch: Batch, mels: Tensor, weights: Tensor, device: str) -> dict[str, Tensor]:
    """All losses of a batch; "codes" is the cross-entropy of the next code, "right" how often the likeliest is true."""
    with autocast(device):
        latents = model.gpt.conditioning_latents(mels)
        voices = torch.tensor(batch.voices, device=device)
        whose = F.cross_entropy(model.whose(latents.float().mean(1)).float(), voices)
        heard = model(latents, batch.voice, batch.text, batch.text_lengths, batch.codes)
        logits = model.gpt.mel_head(heard.codes).float()
        text_logits = model.gpt.text_head(heard.text[:, :-1]).float()
    counts = batch.next_codes >= 0
    real = torch.arange(batch.text.shape[1] - 1, device=device)[None] < (batch.text_lengths - 1)[:, None]
    next_text = batch.text[:, 1:].masked_fill(~real, -1)
    missed = (model.targets(heard.codes.float()) - batch.targets)[counts].pow(2)
    size = len(weights)
    return {
        "codes": F.cross_entropy(logits.flatten(0, 1), batch.next_codes.flatten(), ignore_index=-1),
        "text": F.cross_entropy(text_logits.flatten(0, 1), next_text.flatten(), ignore_index=-1),
        "coming": (missed[:, :size] * weights).mean(),
        "heard": (missed[:, size : 2 * size] * weights).mean(),
        "clock": missed[:, 2 * size :].mean(),
        "guide": guide_loss(heard.attention, batch),
        "whose": whose,
        "right": (logits.argmax(-1) == batch.next_codes)[counts].float().mean(),
    }


def total(parts: dict[str, Tensor], part: float) -> Tensor:
    """The loss, early (part of the training < 0.3) with more guidance."""
    weights = {"codes": 1.0, "text": 0.02, "coming": 0.5, "heard": 0.5, "clock": 0.3, "whose": 0.2}
    guide = 0.3 if part < 0.3 else 0.1
    return sum(weight * parts[name] for name, weight in weights.items()) + guide * parts["guide"]


@dataclass(frozen=True)
class Lessons:
    """What is learned from, as files tell it."""

    trained: list[Utterance]
    held_back: list[Utterance]
    neighbours: Tensor  # [K, n] similar codes of each
    weights: Tensor  # [P], how much each component counts
    references: References

    @staticmethod
    def read(run: Run, data: Path, device: str) -> "Lessons":
        """Everything of DATA."""
        numbers = {speaker.name: i for i, speaker in enumerate(speakers(data))}
        utterances = load(data, numbers, vocabulary.tokens(run.languages))
        quantizer = Quantizer(**torch.load(data / "quantizer.pt", weights_only=True))
        return Lessons(
            trained=[u for u in utterances if not u.recording.is_held_back],
            held_back=[u for u in utterances if u.recording.is_held_back and fits(u)][:VALIDATED],
            neighbours=quantizer.neighbours(SIMILAR),
            weights=(quantizer.deviation / quantizer.deviation.mean()).sqrt().to(device),
            references=References.read(data),
        )

    @property
    def codes_per_token(self) -> float:
        """How much longer the sound is than its text."""
        return sum(len(u.codes) for u in self.trained) / sum(len(u.ids) for u in self.trained)


class Teacher:
    """One process of the training."""

    def __init__(self, rank: int, run: Run, data: Path, device: str) -> None:
        self.rank, self.run, self.device = rank, run, device
        self.lessons = Lessons.read(run, data, device)
        torch.manual_seed(run.seed)
        self.model = learner(run, data, self.lessons.codes_per_token).to(device)
        gpt = self.model.gpt
        slow = [*gpt.conditioning_encoder.parameters(), *gpt.conditioning_perceiver.parameters()]
        matrices = [p for p in gpt.gpt.h.parameters() if p.ndim == 2]
        known = {id(p) for p in slow + matrices}
        others = [p for p in self.model.parameters() if p.requires_grad and id(p) not in known]
        self.parameters = others + slow + matrices
        groups = [{"params": others, "scale": 1.0}, {"params": slow, "scale": CONDITIONING_SCALE}]
        adam = torch.optim.AdamW(groups, betas=(0.9, 0.97), weight_decay=0.01)
        muon = Muon(matrices)
        self.optimizers = [adam, muon]
        self.checkpoint = Checkpoint(data / "gpt.pt", model=self.model, adam=adam, muon=muon)
        self.progress = self.checkpoint.resume(device)
        torch.manual_seed(run.seed + rank + self.progress.step)
        self.sampler = Sampler(self.lessons.trained, run.gpt.batch, run.gpt.speakers)
        self.batches = batches(self._draw, f"{run.seed} gpt {rank} {self.progress.step}", run.workers)
        self.log = Log(data / "gpt.jsonl")

    def train(self) -> None:
        """Until the steps or the minutes are over; the first process decides for all."""
        settings, progress = self.run.gpt, self.progress
        stop = progress.part(settings) >= 1
        while not stop:
            with timed(progress):
                stop = self._step(progress.part(settings))
            stop = stop or (not dist.is_initialized() and progress.part(settings) >= 1)
            if self.rank == 0 and progress.step % settings.report_every == 0:
                self.log.write(progress)
            if self.rank == 0 and (stop or progress.step % settings.save_every == 0):
                self.checkpoint.save(progress, codes_per_token=self.lessons.codes_per_token)
                self._validate()

    def _draw(self, chance: random.Random) -> tuple[Batch, Tensor]:
        drawn = self.sampler.draw(chance, chance.random() < JOINED)
        batch = with_wrong_codes(collate(drawn, self.run.codes.codes), self.lessons.neighbours, WRONG_CODES)
        return batch, self.lessons.references.pieces(batch.voices, chance.choice(REFERENCE_FRAMES), chance)

    def _step(self, part: float) -> bool:
        batch, mels = next(self.batches)
        batch, mels = batch.to(self.device), mels.to(self.device)
        parts = losses(self.model, batch, mels, self.lessons.weights, self.device)
        self.model.zero_grad(set_to_none=True)
        total(parts, part).backward()
        stop = average_gradients(self.parameters, part >= 1)
        rate = learning_rate(self.run.gpt.learning_rate, self.progress.step, part)
        update(self.optimizers, self.parameters, rate, CLIP)
        self.log.add(floats(parts))
        return stop

    @torch.no_grad()
    def _validate(self) -> None:
        log = Log(self.log.path)
        for i in range(0, len(self.lessons.held_back), 12):
            some = self.lessons.held_back[i : i + 12]
            batch = collate(some, self.run.codes.codes).to(self.device)
            mels = self.lessons.references.pieces(batch.voices, VALIDATION_FRAMES, None).to(self.device)
            log.add(floats(losses(self.model, batch, mels, self.lessons.weights, self.device)))
        log.write(self.progress, kind="validation")


def train(rank: int, run: Run, data: Path, device: str, processes: int) -> None:
    """One of some processes."""
    torch.set_num_threads(run.threads if processes == 1 else 1)
    if processes > 1:
        store = f"file://{(data / STORE).resolve()}"
        dist.init_process_group("gloo", init_method=store, rank=rank, world_size=processes)
    teacher = Teacher(rank, run, data, device)
    if rank == 0:
        size = sum(p.numel() for p in teacher.model.gpt.parameters()) / 1e6
        hours = sum(u.recording.samples for u in teacher.lessons.trained) / 24_000 / 3600
        print(f"{size:.2f} M parameters, {hours:.2f} h of speech", flush=True)
    teacher.train()
    if processes > 1:
        dist.destroy_process_group()


def main() -> None:
    """One process with a GPU, as many as the run says without."""
    parser = arguments(__doc__)
    add_device(parser)
    options = parser.parse_args()
    processes = options.run.gpt.processes if options.device == "cpu" else 1
    (options.data / STORE).unlink(missing_ok=True)
    if processes == 1:
        train(0, options.run, options.data, options.device, 1)
    else:
        job = (options.run, options.data, options.device, processes)
        multiprocessing.spawn(train, args=job, nprocs=processes)


if __name__ == "__main__":
    main()
