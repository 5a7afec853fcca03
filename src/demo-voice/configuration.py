"""One run of the recipe: a TOML file of runs/, checked while it is read."""

import argparse
import dataclasses
import tomllib
import typing
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Texts:
    """What is read aloud."""

    sentences: dict[str, int]  # how many, by language code
    words: int  # how many of a language's most frequent words are drawn from


@dataclass(frozen=True)
class Speech:
    """Who reads it."""

    variants: int  # speakers beside the named ones, each a synthesiser's voice with a pitch and formants of its own
    unseen: int  # speakers that no training hears: what cloning is measured with
    unseen_sentences: int  # how many sentences of each of those are made, for references
    named_share: float  # of the sentences, read by the named voices
    processes: int


@dataclass(frozen=True)
class Codes:
    """How sound becomes codes: principal components of stacked frames, then k-means."""

    codes: int
    dimensions: int
    fit_utterances: int
    iterations: int


@dataclass(frozen=True)
class Training:
    """What every training has. It ends with its steps, or earlier once its minutes are over (0: no such limit)."""

    steps: int
    minutes: float
    batch: int
    learning_rate: float
    report_every: int
    save_every: int


@dataclass(frozen=True)
class Speaker(Training):
    """The speaker encoder."""

    embedding: int
    blocks: list[int]
    filters: list[int]


@dataclass(frozen=True)
class Gpt(Training):
    """The GPT with its conditioning encoder; a batch is a number of tokens, of text and audio together."""

    width: int
    layers: int
    heads: int
    speakers: int  # how many conditionings a step encodes
    processes: int  # on the CPU, each with a thread of its own


@dataclass(frozen=True)
class Vocoder(Training):
    """HiFi-GAN on features, before it knows the GPT."""

    channels: int
    active_blocks: list[int]  # how many residual blocks of each stage are trained; the others stay identities
    frames: int  # of 256 samples, heard in one step of one row


@dataclass(frozen=True)
class Finetuning(Training):
    """HiFi-GAN on latents of the GPT, with discriminators after a part of the steps."""

    utterances: int
    adversarial_from: float  # as a part of the whole, 0 to 1


@dataclass(frozen=True)
class Run:
    """All of it."""

    seed: int
    threads: int  # of one process on the CPU
    workers: int  # processes that prepare batches; 0: the training does so itself
    texts: Texts
    speech: Speech
    codes: Codes
    speaker: Speaker
    gpt: Gpt
    vocoder: Vocoder
    finetuning: Finetuning

    @property
    def languages(self) -> list[str]:
        """Codes of the languages, in the order of the file."""
        return list(self.texts.sentences)


def read(path: str | Path) -> Run:
    """The run that a TOML file tells; ValueError names what is missing, unknown or of another type."""
    return _record(Run, tomllib.loads(Path(path).read_text(encoding="utf-8")), str(path))


def _record(kind: type, values: dict[str, typing.Any], where: str) -> typing.Any:
    types = typing.get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]
    if sorted(names) != sorted(values):
        raise ValueError(f"{where}: found {sorted(values)}, expected {sorted(names)}")
    return kind(**{name: _value(types[name], values[name], f"{where}: {name}") for name in names})


def _value(kind: typing.Any, value: typing.Any, where: str) -> typing.Any:
    if dataclasses.is_dataclass(kind):
        return _record(kind, value, where)
    expected = (int, float) if kind is float else (typing.get_origin(kind) or kind)
    if not isinstance(value, expected) or isinstance(value, bool):
        raise ValueError(f"{where} is {value!r}, expected {kind}")
    return value


def arguments(description: str | None) -> argparse.ArgumentParser:
    """The arguments that every step has: the run and the folder of its data."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=read, required=True, metavar="TOML", help="what to make, such as runs/smoke.toml")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder of everything that is made")
    return parser
