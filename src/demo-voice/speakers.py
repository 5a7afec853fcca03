"""Who speaks: named voices, many variants for training, and unseen ones that only the evaluation hears.

A variant is a synthesiser's voice with a pitch, a size of the vocal tract and a pace of its own. The tract is changed
by playing the sound faster or slower, for which pitch and pace make up beforehand.
"""

import random
from dataclasses import dataclass

from configuration import Speech
from languages import LANGUAGES

NAMED, VARIANT, UNSEEN = "named", "variant", "unseen"


@dataclass(frozen=True)
class Speaker:
    """One voice of the corpus. Factors are of the synthesiser's own voice; above 1: higher, smaller, slower."""

    name: str
    role: str
    synthesiser: str  # flite or espeak
    voice: str  # of flite, or a variant of espeak-ng
    pitch: float = 1.0
    tract: float = 1.0
    stretch: float = 1.0

    def speaks(self, language: str) -> bool:
        """Flite's voices are English."""
        return self.synthesiser == "espeak" or language == "en"

    def voice_for(self, language: str) -> str:
        """What the synthesiser calls the voice in this language."""
        return self.voice if self.synthesiser == "flite" else f"{LANGUAGES[language].espeak}+{self.voice}"


# The best understood of those tried: the README has the figures.
NAMED_VOICES = [
    Speaker("Robert", NAMED, "flite", "rms", stretch=1.1),
    Speaker("Angus", NAMED, "flite", "awb", stretch=1.1),
    Speaker("Sally", NAMED, "flite", "slt", stretch=1.1),
    Speaker("Martha", NAMED, "flite", "slt", 0.9, 0.97, 1.15),
    Speaker("Victor", NAMED, "flite", "rms", 0.93, 0.93, 1.15),
    Speaker("Oliver", NAMED, "flite", "rms", 1.08, 1.08, 1.15),
    Speaker("Emma", NAMED, "flite", "slt", 1.1, 1.04, 1.1),
    Speaker("Conrad", NAMED, "espeak", "m1", stretch=1.15),
    Speaker("Clara", NAMED, "espeak", "f2", stretch=1.15),
]

# Voices of espeak-ng 1.51 that sound like people; those kept back are heard by the evaluation alone.
_FLITE = ("rms", "awb", "slt")
_ESPEAK = (
    "m2", "m3", "m4", "m5", "m7", "f1", "f3", "f4", "Alex", "Andy", "Annie", "Denis", "Gene", "Hugo", "Lee", "Marco",
    "Michael", "anika", "belinda", "linda", "john", "max", "rob", "steph", "victor", "pablo", "sandro", "miguel",
)  # fmt: skip
_UNSEEN_ESPEAK = ("m6", "f5", "Henrique", "Alicia", "david", "shelby")


def roster(speech: Speech, languages: list[str], seed: int) -> list[Speaker]:
    """All speakers of a run, the named ones first; the same for the same seed."""
    chance = random.Random(f"{seed} speakers")
    flites = _FLITE if "en" in languages else ()
    variants = [_variant(chance, f"variant{i:03d}", VARIANT, flites, _ESPEAK) for i in range(speech.variants)]
    unseen_flites = ("kal16", *_FLITE) if flites else ()
    unseen = [_variant(chance, f"unseen{i:03d}", UNSEEN, unseen_flites, _UNSEEN_ESPEAK) for i in range(speech.unseen)]
    named = [speaker for speaker in NAMED_VOICES if any(speaker.speaks(language) for language in languages)]
    return named + variants + unseen


def _variant(chance: random.Random, name: str, role: str, flite: tuple[str, ...], espeak: tuple[str, ...]) -> Speaker:
    synthesiser = chance.choice(("flite", "espeak")) if flite else "espeak"
    voice = chance.choice(flite if synthesiser == "flite" else espeak)
    tract = round(chance.uniform(0.86, 1.16), 3)
    pitch = round(tract**0.5 * 2 ** chance.uniform(-0.35, 0.35), 3)
    return Speaker(name, role, synthesiser, voice, pitch, tract, round(chance.uniform(0.95, 1.3), 3))


def casting(
    speakers: list[Speaker], language: str, sentences: int, speech: Speech, seed: int
) -> list[tuple[Speaker, int]]:
    """Who reads which sentence of a language; the unseen read the last ones, as many each as the run says."""
    chance = random.Random(f"{seed} casting {language}")
    by_role = {
        role: [speaker for speaker in speakers if speaker.role == role and speaker.speaks(language)]
        for role in (NAMED, VARIANT, UNSEEN)
    }
    for_unseen = min(sentences // 4, len(by_role[UNSEEN]) * speech.unseen_sentences)
    cast: list[tuple[Speaker, int]] = []
    for i in range(sentences - for_unseen):
        named = chance.random() < speech.named_share or not by_role[VARIANT]
        cast.append((chance.choice(by_role[NAMED] if named and by_role[NAMED] else by_role[VARIANT]), i))
    for i in range(sentences - for_unseen, sentences):
        cast.append((by_role[UNSEEN][i % len(by_role[UNSEEN])], i))
    return cast
