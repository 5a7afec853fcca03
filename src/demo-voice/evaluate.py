"""Step 9: how well checkpoints speak, side by side, through our own service.

For each voice of each checkpoint, over held-back English sentences: word error rate of pocketsphinx, texts that stopped
early or went on babbling. For voices that no training heard: how near clones come in pitch and in the embedding of the
new checkpoint's speaker encoder. --ceiling asks the synthesisers themselves.

Writes OUT/report.json and prints tables; recordings stay in OUT.
"""

import argparse
import json
import math
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import torch
import torchaudio
from torch import Tensor

import held_back
from configuration import Run, arguments
from features import median_pitch
from recordings import Recording, read_shard, shards, speakers
from service import SAMPLE_RATE, Service, wav
from speaker_encoder import SpeakerEncoder
from speakers import NAMED, Speaker
from speech import Reader

RECOGNISER = Path(__file__).parents[1] / "test" / "python" / "word_error_rate.py"
# Of the voice's usual seconds a character: below is an early stop, above is babble.
EARLY, BABBLE = 0.6, 1.6
REFERENCE_SECONDS = 8
CLONED_SENTENCES = 3


def recognised(sounds: list[Tensor], sentences: list[str], folder: Path) -> dict[str, Any]:
    """What pocketsphinx hears: "words", "edits", "heard"."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for i, (sound, sentence) in enumerate(zip(sounds, sentences, strict=True)):
        file = folder / f"{i:03d}.wav"
        file.write_bytes(wav(torchaudio.functional.resample(sound, SAMPLE_RATE, 16_000), 16_000))
        lines.append(f"{file}\t{sentence}")
    run = subprocess.run(
        [sys.executable, str(RECOGNISER)], input="\n".join(lines), stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(run.stdout)


def paces(sounds: list[Tensor], sentences: list[str]) -> tuple[int, int]:
    """How many stopped early, and how many babbled."""
    usual = [len(sound) / len(sentence) for sound, sentence in zip(sounds, sentences, strict=True)]
    middle = statistics.median(usual)
    return sum(pace < EARLY * middle for pace in usual), sum(pace > BABBLE * middle for pace in usual)


def of_voice(sounds: list[Tensor], sentences: list[str], folder: Path) -> dict[str, Any]:
    """The row of one voice."""
    report = recognised(sounds, sentences, folder)
    early, babble = paces(sounds, sentences)
    return {
        "word_error_rate": report["edits"] / report["words"],
        "early": early,
        "babble": babble,
        "pitch": median_pitch(torch.cat(sounds)),
        "heard": report["heard"],
    }


class Ears:
    """The speaker encoder of a run, as a judge of likeness."""

    def __init__(self, run: Run, data: Path) -> None:
        self._encoder = SpeakerEncoder(run.speaker.embedding, run.speaker.blocks, run.speaker.filters)
        self._encoder.load_state_dict(torch.load(data / "speaker.pt", weights_only=True)["model"])
        self._encoder.eval()

    @torch.no_grad()
    def embedding(self, sound: Tensor) -> Tensor:
        """Sound [S] at 24 kHz → [E]."""
        return self._encoder(torchaudio.functional.resample(sound, SAMPLE_RATE, 16_000)[None])[0]


def unseen_references(data: Path) -> dict[str, Tensor]:
    """Some seconds of English of each speaker that no training heard."""
    by_name: dict[str, list[Recording]] = {}
    for index in shards(data, "unseen"):
        for recording in read_shard(index):
            if recording.language == "en":
                by_name.setdefault(recording.speaker, []).append(recording)
    references = {}
    for name, recordings in sorted(by_name.items()):
        sound = torch.cat([recording.sound() for recording in recordings])[: REFERENCE_SECONDS * SAMPLE_RATE]
        if len(sound) >= 3 * SAMPLE_RATE:  # what the service asks for
            references[name] = sound
    return references


def clones(service: Service, references: dict[str, Tensor], ears: Ears) -> list[dict[str, Any]]:
    """A row for each reference: pitches, and likeness to it and to the other references."""
    own = {name: ears.embedding(sound) for name, sound in references.items()}
    rows = []
    for name, reference in references.items():
        file = wav(reference, SAMPLE_RATE)
        spoken = [service.clone(text, "en", file, i) for i, text in enumerate(held_back.sentences(CLONED_SENTENCES))]
        sound = torch.cat(spoken)
        heard = ears.embedding(sound)
        likeness = {other: float(heard @ embedding) for other, embedding in own.items()}
        pitch, wanted = median_pitch(sound), median_pitch(reference)
        octaves = abs(math.log2(pitch / wanted)) if pitch and wanted else math.inf
        others = [value for other, value in likeness.items() if other != name]
        rows.append(
            {
                "voice": name,
                "pitch": pitch,
                "wanted": wanted,
                "semitones": 12 * octaves,
                "likeness": likeness[name],
                "likeness_to_others": statistics.mean(others) if others else math.nan,
                "nearest": max(likeness, key=likeness.__getitem__) == name,
            }
        )
    return rows


def ceiling(data: Path, sentences: list[str], out: Path) -> dict[str, Any]:
    """The rows of the named voices as their synthesisers speak."""
    reader, rows = Reader(), {}
    for speaker in speakers(data):
        if speaker.role == NAMED and speaker.speaks("en"):
            rows[speaker.name] = of_voice(read_aloud(reader, speaker, sentences), sentences, out / speaker.name)
    return rows


def read_aloud(reader: Reader, speaker: Speaker, sentences: list[str]) -> list[Tensor]:
    """English sentences as a synthesiser speaks them, [S] each at 24 kHz."""
    read = [reader.read(speaker, {"language": "en", "spoken": text, "text": text}) for text in sentences]
    return [torch.from_numpy(sound.astype("float32") / 32768) for sound, _ in read]


def table(report: dict[str, Any]) -> str:
    """Markdown of the voices, then of the clones."""
    lines = ["| checkpoint | voice | word error rate | early | babble | pitch |", "|---|---|---|---|---|---|"]
    for checkpoint, parts in report.items():
        for voice, row in parts["voices"].items():
            rate, counts = 100 * row["word_error_rate"], f"{row['early']} | {row['babble']}"
            lines.append(f"| {checkpoint} | {voice} | {rate:.1f} % | {counts} | {row['pitch']:.0f} Hz |")
    lines += [
        "",
        "| checkpoint | unseen voices | pitch off by (semitones, median) | likeness | to others | nearest its own |",
        "|---|---|---|---|---|---|",
    ]
    for checkpoint, parts in report.items():
        rows = parts.get("clones", [])
        if rows:
            middle = {k: statistics.median(row[k] for row in rows) for k in ("semitones", "likeness")}
            others = statistics.mean(row["likeness_to_others"] for row in rows)
            nearest = sum(row["nearest"] for row in rows)
            figures = f"{middle['semitones']:.1f} | {middle['likeness']:.2f} | {others:.2f}"
            lines.append(f"| {checkpoint} | {len(rows)} | {figures} | {nearest} of {len(rows)} |")
    return "\n".join(lines)


def _checkpoint(argument: str) -> tuple[str, Path]:
    name, separator, folder = argument.partition("=")
    if not separator:
        raise argparse.ArgumentTypeError(f"{argument}: expected NAME=DIR")
    return name, Path(folder)


def main() -> None:
    """Evaluates each checkpoint in turn."""
    parser = arguments(__doc__)
    parser.add_argument("--checkpoint", type=_checkpoint, action="append", default=[], metavar="NAME=DIR")
    parser.add_argument("--ceiling", action="store_true", help="the synthesisers themselves, too")
    parser.add_argument("--sentences", type=int, default=200, help="1 to 200; default: 200")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--service", default="java -jar target/coqui-camel.jar", help="how to start our service")
    parser.add_argument("--port", type=int, default=8089)
    options = parser.parse_args()
    torch.set_num_threads(options.run.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    sentences = held_back.sentences(options.sentences)
    references, ears = unseen_references(options.data), Ears(options.run, options.data)
    report: dict[str, Any] = {}
    if options.ceiling:
        report["synthesiser"] = {"voices": ceiling(options.data, sentences, options.out / "synthesiser")}
    for name, model in options.checkpoint:
        voices = {}
        with Service(options.service, model, options.port, options.out / f"{name}.log") as service:
            for voice in service.voices():
                sounds = [service.speak(text, "en", voice, i) for i, text in enumerate(sentences)]
                voices[voice] = of_voice(sounds, sentences, options.out / name / voice)
            report[name] = {"voices": voices, "clones": clones(service, references, ears)}
    (options.out / "report.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(table(report))


if __name__ == "__main__":
    main()
