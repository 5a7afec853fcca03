"""The encoded speech in memory, and batches of it for the GPT.

Letters: B rows, T text tokens, C codes, P components.
"""

import math
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

import vocabulary
from gpt import CLOCK, MOST_CODES, MOST_TEXT
from recordings import Recording, read_shard, shards
from vocabulary import SPACE, START, STOP

LONGEST_TEXT, LONGEST = 300, 430  # of one row: attention's memory grows with the square
PAIRS = 64  # of two sentences, of which a batch is taken
ALIKE_CODES, ALIKE_TEXT = 1.2, 1.25  # lengths that differ by less share a batch: 7 % of it is padding


@dataclass(frozen=True)
class Utterance:
    """One encoded sentence; arrays over its codes."""

    recording: Recording
    speaker: int
    ids: np.ndarray  # [T], the language's token first
    codes: np.ndarray  # [C]
    components: np.ndarray  # [C, P], of deviation 1
    spoken: np.ndarray  # [C], token that is heard, counted with the start token
    ends: np.ndarray  # [C], token after its word


def load(data: Path, speakers: dict[str, int], known: dict[str, int]) -> list[Utterance]:
    """All utterances of training, in the order of the shards; known: ids of the tokens."""
    utterances = []
    for index in shards(data, "train"):
        encoded = np.load(data / "features" / f"{index.stem}.npz")
        columns = {name: encoded[name] for name in ("codes", "components", "spoken", "ends")}
        offset = 0
        for recording, length in zip(read_shard(index), encoded["lengths"], strict=True):
            part = {name: column[offset : offset + length] for name, column in columns.items()}
            ids = np.array(vocabulary.ids(recording.text, recording.language, known), np.int16)
            utterances.append(Utterance(recording, speakers[recording.speaker], ids, **part))
            offset += length
    return utterances


def joined(first: Utterance, second: Utterance) -> Utterance:
    """Two sentences of one speaker as one text, with a space between them."""
    ids = np.concatenate([first.ids, [SPACE], second.ids[1:]])
    shift = len(first.ids)  # of the second's places: the first's characters and the space
    spoken = np.where(second.spoken == 1, shift + 1, second.spoken + shift)  # before its first word: the space
    return Utterance(
        first.recording,
        first.speaker,
        ids,
        np.concatenate([first.codes, second.codes]),
        np.concatenate([first.components, second.components]),
        np.concatenate([np.minimum(first.spoken, shift + 1), spoken]),
        np.concatenate([np.minimum(first.ends, shift + 1), second.ends + shift]),
    )


def fits(utterance: Utterance) -> bool:
    """Whether text with start and stop, and codes with start, are short enough."""
    text, codes = _lengths(utterance)
    return text <= min(LONGEST_TEXT, MOST_TEXT) and codes <= min(LONGEST, MOST_CODES)


def _lengths(utterance: Utterance) -> tuple[int, int]:
    return len(utterance.ids) + 2, len(utterance.codes) + 1


@dataclass(frozen=True)
class Batch:
    """Rows as long as the longest of them. Where a target does not count it is −1."""

    voices: list[int]  # R speakers
    voice: Tensor  # [B], index into voices
    text: Tensor  # [B, T], start … stop
    text_lengths: Tensor  # [B]
    codes: Tensor  # [B, C], start, then what was heard
    next_codes: Tensor  # [B, C]
    targets: Tensor  # [B, C, 2P + CLOCK]: components that come, components just heard, clock
    spoken: Tensor  # [B, C]
    ends: Tensor  # [B, C]

    def to(self, device: str) -> "Batch":
        """The same on a device."""
        moved = {name: part.to(device) for name, part in vars(self).items() if isinstance(part, Tensor)}
        return Batch(self.voices, **moved)


def clock(codes: int) -> Tensor:
    """[C, CLOCK]: which of four frames the vocoder is at is read from how these change between latents."""
    count = torch.arange(codes)
    quarter = count * torch.pi / 2
    return torch.stack([(-1.0) ** count, quarter.cos(), quarter.sin()], 1)


def vocoder_targets(components: Tensor, codes: int) -> Tensor:
    """Components [n, P] → [C, 2P + CLOCK] for latents 0 … n, then nothing."""
    size = components.shape[1]
    targets = torch.zeros(codes, 2 * size + CLOCK)
    count = min(len(components), codes)
    targets[:count, :size] = components[:count]
    targets[count : count + 1, :size] = components[-1]
    targets[1 : count + 1, size : 2 * size] = components[: min(count, codes - 1)]
    targets[0, size : 2 * size] = components[0]
    targets[:, 2 * size :] = clock(codes)
    return targets


def collate(utterances: list[Utterance], codes: int) -> Batch:
    """A batch of given utterances; codes is the number of different codes: start is that, stop one more."""
    longest_text, longest = (max(lengths) for lengths in zip(*map(_lengths, utterances), strict=True))
    rows, start, stop = len(utterances), codes, codes + 1
    voices = sorted({utterance.speaker for utterance in utterances})
    width = 2 * utterances[0].components.shape[1] + CLOCK
    text = torch.full((rows, longest_text), STOP)
    heard = torch.full((rows, longest), stop)
    following, spoken, ends = (torch.full((rows, longest), -1) for _ in range(3))
    targets = torch.zeros(rows, longest, width)
    for row, utterance in enumerate(utterances):
        count, letters = len(utterance.codes), len(utterance.ids)
        text[row, 0] = START
        text[row, 1 : letters + 1] = torch.from_numpy(utterance.ids.astype(np.int64))
        own = torch.from_numpy(utterance.codes.astype(np.int64))
        heard[row, 0] = start
        heard[row, 1 : count + 1] = own
        following[row, :count], following[row, count] = own, stop
        targets[row] = vocoder_targets(torch.from_numpy(utterance.components.astype(np.float32)), longest)
        spoken[row, :count] = torch.from_numpy(utterance.spoken.astype(np.int64))
        ends[row, :count] = torch.from_numpy(utterance.ends.astype(np.int64))
    lengths = torch.tensor([len(utterance.ids) + 2 for utterance in utterances])
    voice = torch.tensor([voices.index(utterance.speaker) for utterance in utterances])
    return Batch(voices, voice, text, lengths, heard, following, targets, spoken, ends)


def with_wrong_codes(batch: Batch, neighbours: Tensor, part: float) -> Batch:
    """The same, a part of what was heard replaced, mostly by similar codes: speech must recover from slips.

    neighbours: [K, n], the codes that are similar to each.
    """
    if part <= 0:
        return batch
    codes = batch.codes.clone()
    count, similar_ones = neighbours.shape
    wrong = (torch.rand(codes.shape) < part) & (codes < count)
    heard = codes[wrong]
    similar = neighbours[heard, torch.randint(0, similar_ones, heard.shape)]
    any_code = torch.randint(0, count, heard.shape)
    codes[wrong] = torch.where(torch.rand(heard.shape) < 0.7, similar, any_code)
    return Batch(**{**vars(batch), "codes": codes})


class Sampler:
    """Draws batches of about so many tokens, of few voices each and of sentences that are alike in length."""

    def __init__(self, utterances: list[Utterance], tokens: int, voices: int) -> None:
        self.tokens, self.voices = tokens, voices
        alike: dict[tuple[int, int], list[Utterance]] = {}
        short = list(filter(fits, utterances))
        for utterance in short:
            text, codes = _lengths(utterance)
            key = round(math.log(text, ALIKE_TEXT)), round(math.log(codes, ALIKE_CODES))
            alike.setdefault(key, []).append(utterance)
        self.by_speaker = _by_speaker(short)
        self.groups = [_by_speaker(group) for group in alike.values()]
        self.weights = [sum(sum(_lengths(utterance)) for utterance in group) for group in alike.values()]

    def draw(self, chance: random.Random, join: bool) -> list[Utterance]:
        """Utterances; with join, each is two sentences."""
        if join:
            return self._pairs(chance)
        group = chance.choices(self.groups, self.weights)[0]
        voices = self._some_voices(chance, group)
        drawn: list[Utterance] = []
        while len(drawn) < 2 or (len(drawn) + 1) * sum(_lengths(drawn[-1])) <= self.tokens:
            drawn.append(chance.choice(group[voices[len(drawn) % len(voices)]]))
        return drawn

    def _pairs(self, chance: random.Random) -> list[Utterance]:
        """Neighbours in length among many pairs."""
        voices = self._some_voices(chance, self.by_speaker)
        of = [self.by_speaker[chance.choice(voices)] for _ in range(PAIRS)]
        pairs = sorted(filter(fits, (joined(chance.choice(one), chance.choice(one)) for one in of)), key=_lengths)
        if not pairs:
            return self.draw(chance, False)
        longest = chance.randrange(len(pairs))
        rows = max(2, self.tokens // sum(_lengths(pairs[longest])))
        return pairs[max(0, longest + 1 - rows) : longest + 1]

    def _some_voices(self, chance: random.Random, of: dict[int, list[Utterance]]) -> list[int]:
        return chance.choices(list(of), [len(utterances) for utterances in of.values()], k=self.voices)


def _by_speaker(utterances: list[Utterance]) -> dict[int, list[Utterance]]:
    speakers: dict[int, list[Utterance]] = {}
    for utterance in utterances:
        speakers.setdefault(utterance.speaker, []).append(utterance)
    return speakers
