"""Step 7: the vocoder learns to speak from the GPT's own latents, then to deceive small discriminators.

Reads DATA/gpt.pt, vocoder.pt and what their steps read. Writes DATA/finetuned.pt and DATA/finetuned.jsonl. Latents are
those of true codes ("teacher-forced"), with some codes replaced by similar ones.
"""

import random
from pathlib import Path

import torch
from torch import Tensor

from configuration import Run
from corpus import Utterance, collate, fits, with_wrong_codes
from discriminators import Jury
from gpt import CLOCK, Learner
from quantizer import Quantizer
from spectral_loss import SpectralLoss
from train_gpt import References, learner
from train_vocoder import CLIP, Pieces, corpus, generator, spoken
from training import Checkpoint, Log, autocast, batches, command_line, floats, learning_rate, record, step, timed

SLIPS = 0.03  # of the codes that the GPT hears
REFERENCE_FRAMES = 300
ADVERSARIAL_WEIGHT = 0.06
JUDGES_RATE = 4e-4


def trained_gpt(run: Run, data: Path, device: str) -> Learner:
    """The GPT of DATA/gpt.pt."""
    state = torch.load(data / "gpt.pt", map_location=device, weights_only=True)
    model = learner(run, data, state["values"]["codes_per_token"]).to(device)
    model.load_state_dict(state["model"])
    return model.eval()


@torch.no_grad()
def latents_of(
    gpt: Learner, utterances: list[Utterance], neighbours: Tensor, references: References, device: str, seed: int
) -> dict[int, Tensor]:
    """Latents [C + 1, D] float16 of each utterance, by its identity; those that are too long are left out."""
    found: dict[int, Tensor] = {}
    chance = random.Random(seed)
    ordered = sorted((u for u in utterances if fits(u)), key=lambda u: len(u.codes))
    for i in range(0, len(ordered), 16):
        some = ordered[i : i + 16]
        batch = with_wrong_codes(collate(some, len(neighbours)), neighbours, SLIPS).to(device)
        with autocast(device):
            mels = references.pieces(batch.voices, REFERENCE_FRAMES, chance).to(device)
            heard = gpt.gpt.conditioning_latents(mels)
            states = gpt(heard, batch.voice, batch.text, batch.text_lengths, batch.codes).codes
        for row, utterance in enumerate(some):
            found[id(utterance)] = states[row, : len(utterance.codes) + 1].half().cpu()
    return found


def train(run: Run, data: Path, device: str) -> None:
    """Spectral losses first, discriminators after a part of the steps."""
    settings = run.finetuning
    utterances, embeddings = corpus(run, data)
    torch.manual_seed(run.seed)
    utterances = random.Random(run.seed).sample(utterances, min(settings.utterances, len(utterances)))
    gpt = trained_gpt(run, data, device)
    quantizer = Quantizer(**torch.load(data / "quantizer.pt", weights_only=True))
    references = References.read(data)
    latents = latents_of(gpt, utterances, quantizer.neighbours(5), references, device, run.seed)
    utterances = [u for u in utterances if id(u) in latents]

    before = generator(run, 2 * run.codes.dimensions + CLOCK).to(device)
    before.load_state_dict(torch.load(data / "vocoder.pt", map_location=device, weights_only=True)["model"])
    model = generator(run, run.gpt.width).to(device)
    model.load_state_dict(before.reading_latents(gpt.targets))
    jury = Jury().to(device)
    loss = SpectralLoss().to(device)
    parameters = [p for p in model.parameters() if p.requires_grad]
    judges = list(jury.parameters())
    optimizer = torch.optim.AdamW(parameters, betas=(0.8, 0.99))
    of_judges = torch.optim.AdamW(judges, betas=(0.8, 0.99))
    checkpoint = Checkpoint(
        data / "finetuned.pt", model=model, jury=jury, optimizer=optimizer, optimizer_of_jury=of_judges
    )
    progress = checkpoint.resume(device)
    torch.manual_seed(run.seed + 2 + progress.step)
    pieces = Pieces(utterances, embeddings, lambda u: latents[id(u)].float(), run.vocoder.frames, settings.batch)
    drawn = batches(pieces.draw, f"{run.seed} finetuning {progress.step}", run.workers)
    log = Log(data / "finetuned.jsonl")
    while progress.part(settings) < 1:
        part = progress.part(settings)
        with timed(progress):
            frames, sound, speaker = (part.to(device) for part in next(drawn))
            made = spoken(model, frames, speaker, device)
            spectrum, mel = loss(made, sound)
            losses = {"spectrum": spectrum, "mel": mel}
            total = spectrum + mel
            if part >= settings.adversarial_from:
                losses["judges"] = jury.of_judges(sound, made.detach())
                of_judges.zero_grad(set_to_none=True)
                losses["judges"].backward()
                step([of_judges], judges, JUDGES_RATE, CLIP)
                jury.requires_grad_(False)
                losses["seen"], losses["different"] = jury.of_maker(sound, made)
                jury.requires_grad_(True)
                weight = ADVERSARIAL_WEIGHT * min(1.0, (part - settings.adversarial_from) / 0.05)
                total = total + weight * (losses["seen"] + losses["different"])
            optimizer.zero_grad(set_to_none=True)
            total.backward()
            rate = learning_rate(settings.learning_rate, progress.step, part, constant=0.6)
            step([optimizer], parameters, rate, CLIP)
        log.add(floats(losses))
        record(progress, settings, log, checkpoint)


def main() -> None:
    """Fine-tunes the vocoder."""
    options = command_line(__doc__)
    train(options.run, options.data, options.device)


if __name__ == "__main__":
    main()
