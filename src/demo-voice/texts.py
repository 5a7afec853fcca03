"""Step 1: sentences of random words, and what our own normaliser and tokenizer make of them.

Reads nothing but wordfreq's lists. Writes DATA/model/vocab.json and DATA/texts/LANGUAGE.jsonl: "spoken" is what the
synthesiser is given, "text" what the model reads, word for word the same.
"""

import json
import random
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import wordfreq

import vocabulary
from alignment import word_places
from configuration import arguments
from languages import LANGUAGES, Language

LONGEST_WORD = 14
MOST_CHARACTERS = 300  # of a text: the position table ends at 404
# How many of a hundred sentences have 1, 2, … words.
LENGTHS = (3, 4, 5, 6, 6, 6, 6, 6, 6, 6, 5.5, 5, 4.5, 4, 3.5, 3, 2.5, 2, 1.8, 1.6, 1.4, 1.2, 1, 1, 1)
PAUSES = (",", ",", ",", ",", ";", ":")
ENDS, END_WEIGHTS = (".", "?", "!", ""), (72, 10, 8, 10)


class Words:
    """Draws words of one language: as often as they are used, or flatter, so that rare spellings are heard, too."""

    def __init__(self, language: Language, most: int) -> None:
        letters = set(language.letters)
        listed = wordfreq.get_frequency_dict(language.wordfreq)
        common = sorted(listed, key=lambda word: (-listed[word], word))
        self.words = [word for word in common if set(word) <= letters and len(word) <= LONGEST_WORD][:most]
        self.usual = [listed[word] ** 0.85 for word in self.words]
        self.flat = [listed[word] ** 0.45 for word in self.words]

    def draw(self, chance: random.Random, count: int) -> list[str]:
        """Runs of one to four words, of either kind; 45 of 100 sentences are of the usual kind alone."""
        if chance.random() < 0.45:
            return chance.choices(self.words, self.usual, k=count)
        drawn: list[str] = []
        while len(drawn) < count:
            drawn += chance.choices(self.words, chance.choice((self.usual, self.flat)), k=chance.randint(1, 4))
        return drawn[:count]


def number(chance: random.Random) -> str:
    """Digits, for the normaliser to spell."""
    return chance.choices(
        (str(chance.randint(0, 19)), str(chance.randint(20, 99)), str(chance.randint(100, 2100)),
         f"{chance.randint(2, 99)}%", f"{chance.randint(2, 90)} €"), (40, 30, 15, 8, 7))[0]  # fmt: skip


def sentences(code: str, count: int, most_words: int, seed: int) -> Iterator[str]:
    """The sentences of one language as someone would write them; the same for the same seed."""
    language = LANGUAGES[code]
    chance = random.Random(f"{seed} {code}")
    words = Words(language, most_words)
    digits = language.reads_normalized and code != "zh-cn"
    for length in chance.choices(range(1, len(LENGTHS) + 1), LENGTHS, k=count):
        sentence = words.draw(chance, length)
        if digits and chance.random() < 0.12:
            sentence.insert(chance.randint(0, len(sentence)), number(chance))
        for i in range(1, len(sentence) - 1):
            if chance.random() < 0.07:
                sentence[i] += chance.choice(PAUSES)
        yield language.separator.join(sentence) + chance.choices(ENDS, END_WEIGHTS)[0]


def explained(command: str, model: Path, code: str, written: list[str]) -> Iterator[tuple[str, list[int]]]:
    """Our service's command explain: what it normalises each text to, and the ids of that."""
    lines = (json.dumps({"text": text, "language": code, "max_chars": MOST_CHARACTERS}) for text in written)
    run = subprocess.run(
        [*shlex.split(command), "explain", "--jsonl", "--model", str(model)],
        input="\n".join(lines) + "\n",
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=True,
    )
    for line in run.stdout.splitlines():
        chunks = json.loads(line)["chunks"]
        whole = len(chunks) == 1
        yield (chunks[0]["normalized"], chunks[0]["ids"]) if whole else ("", [])


def usable(spoken: str, text: str, ids: list[int], expected: list[int]) -> bool:
    """Whether our tokenizer gives the ids that training will, all known, and each spoken word is in the text."""
    return ids == expected and vocabulary.UNKNOWN not in ids and bool(word_places(spoken, text))


def main() -> None:
    """Writes the vocabulary, then the texts of each language."""
    parser = arguments(__doc__)
    parser.add_argument("--service", default="java -jar target/coqui-camel.jar", help="how to start our service")
    options = parser.parse_args()
    run = options.run
    vocabulary.write(options.data / "model" / "vocab.json", run.languages)
    known = vocabulary.tokens(run.languages)
    for code, count in run.texts.sentences.items():
        written = list(dict.fromkeys(sentences(code, count, run.texts.words, run.seed)))
        file = options.data / "texts" / f"{code}.jsonl"
        file.parent.mkdir(exist_ok=True)
        kept = 0
        with file.open("w", encoding="utf-8") as out:
            told = explained(options.service, options.data / "model", code, written)
            for text, (normalized, ids) in zip(written, told, strict=True):
                spoken = LANGUAGES[code].spoken(text, normalized)
                if set(normalized) - {" "} <= set(known) and usable(
                    spoken, normalized, ids, vocabulary.ids(normalized, code, known)
                ):
                    kept += 1
                    line = {"language": code, "spoken": spoken, "text": normalized}
                    out.write(json.dumps(line, ensure_ascii=False) + "\n")
        print(f"{code}: {kept} of {count} sentences", flush=True)


if __name__ == "__main__":
    main()
