"""Where clarity is lost before any GPT speaks: sentences of the named voices, from the synthesiser's own features and
from their codes alone, through the vocoder of DATA/vocoder.pt.

Prints word error rates of pocketsphinx; recordings stay in OUT. The vocoder was not trained on codes alone, and latents
hold more than they do: the last column is for comparing quantizers.
"""

from pathlib import Path

import torch
from torch import Tensor

import held_back
from configuration import Run, arguments
from corpus import vocoder_targets
from evaluate import read_aloud, recognised
from features import Average
from gpt import CLOCK
from hifigan import spread
from quantizer import Quantizer
from recordings import speakers
from speakers import NAMED
from speech import Reader
from train_vocoder import generator, spoken


class Resynthesis:
    """Quantizer and vocoder of a run."""

    def __init__(self, run: Run, data: Path) -> None:
        self._quantizer = Quantizer(**torch.load(data / "quantizer.pt", weights_only=True))
        self._vocoder = generator(run, 2 * run.codes.dimensions + CLOCK)
        self._vocoder.load_state_dict(torch.load(data / "vocoder.pt", weights_only=True)["model"])
        self._averages = torch.load(data / "averages.pt", weights_only=True)
        self._embeddings = torch.load(data / "embeddings.pt", weights_only=True)

    @torch.no_grad()
    def sounds(self, speaker: str, sound: Tensor) -> tuple[Tensor, Tensor]:
        """[S] at 24 kHz → [S'] from its features, [S'] from its codes."""
        components = self._quantizer.components(Average(*self._averages[speaker]).relative(sound))
        centres = self._quantizer.centres[self._quantizer.codes(components)]
        return self._spoken(components, speaker), self._spoken(centres, speaker)

    def _spoken(self, components: Tensor, speaker: str) -> Tensor:
        targets = vocoder_targets(components / self._quantizer.deviation, len(components) + 1)
        return spoken(self._vocoder, spread(targets)[None], self._embeddings[speaker].mean(0)[None], "cpu")[0]


def main() -> None:
    """A row for each named voice of English."""
    parser = arguments(__doc__)
    parser.add_argument("--sentences", type=int, default=20, help="1 to 200; default: 20")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    options = parser.parse_args()
    torch.set_num_threads(options.run.threads)
    sentences = held_back.sentences(options.sentences)
    resynthesis, reader = Resynthesis(options.run, options.data), Reader()
    print("| voice | synthesiser | its features | its codes |\n|---|---|---|---|")
    for speaker in speakers(options.data):
        if speaker.role == NAMED and speaker.speaks("en"):
            original = read_aloud(reader, speaker, sentences)
            made = zip(*(resynthesis.sounds(speaker.name, sound) for sound in original), strict=True)
            rates = []
            for kind, sounds in zip(("synthesiser", "features", "codes"), [original, *map(list, made)], strict=True):
                report = recognised(sounds, sentences, options.out / speaker.name / kind)
                rates.append(f"{100 * report['edits'] / report['words']:.1f} %")
            print(f"| {speaker.name} | {' | '.join(rates)} |", flush=True)


if __name__ == "__main__":
    main()
