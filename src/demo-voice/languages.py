"""The languages that can be taught: those of XTTS's 17 that espeak-ng reads from words.

Japanese is not among them: espeak-ng reads kana, not kanji, and its words cannot be told from those of the romaji that
XTTS is given.
"""

import re
import unicodedata
from dataclasses import dataclass

XTTS_CODES = ("en", "es", "fr", "de", "it", "pt", "pl", "tr", "ru", "nl", "cs", "ar", "zh-cn", "ja", "hu", "ko", "hi")

PUNCTUATION = ".,?!;:'-"

# All languages of Latin script know each other's letters; those never heard borrow the plain letter's row.
_LATIN = "abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœßğışčďěňřšťůžąćęłńśźżőű"
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_ARABIC = "".join(chr(c) for c in (*range(0x0621, 0x063B), *range(0x0641, 0x0653)))
_DEVANAGARI = "".join(chr(c) for c in range(0x0901, 0x094E) if unicodedata.category(chr(c)) != "Cn")


@dataclass(frozen=True)
class Language:
    """How one language is read by espeak-ng and looked up in wordfreq."""

    espeak: str  # the voice of espeak-ng
    wordfreq: str
    letters: str  # what its words are made of, before our normaliser
    tokens: str  # what the normaliser's output is made of, beside PUNCTUATION
    reads_normalized: bool = True  # else the synthesiser reads the words as written, one for each normalised one
    separator: str = " "

    def spoken(self, written: str, normalized: str) -> str:
        """What the synthesiser is given; pinyin has no spaces, so syllables are told apart by their tones."""
        if self.espeak == "cmn-latn-pinyin":
            return re.sub(r"([1-5])(?=[a-z])", r"\1 ", normalized)
        return normalized if self.reads_normalized else written


LANGUAGES = {
    "en": Language("en-us", "en", "abcdefghijklmnopqrstuvwxyz'", _LATIN),
    "es": Language("es", "es", "abcdefghijklmnopqrstuvwxyzáéíñóúü", _LATIN),
    "fr": Language("fr", "fr", "abcdefghijklmnopqrstuvwxyzàâæçèéêëîïôœùûü", _LATIN),
    "de": Language("de", "de", "abcdefghijklmnopqrstuvwxyzäöüß", _LATIN),
    "it": Language("it", "it", "abcdefghijklmnopqrstuvwxyzàèéìòù", _LATIN),
    "pt": Language("pt", "pt", "abcdefghijklmnopqrstuvwxyzáâãàçéêíóôõú", _LATIN),
    "pl": Language("pl", "pl", "abcdefghijklmnopqrstuvwxyząćęłńóśźż", _LATIN),
    "tr": Language("tr", "tr", "abcçdefgğhıijklmnoöprsştuüvyz", _LATIN),
    "ru": Language("ru", "ru", _CYRILLIC, _CYRILLIC),
    "nl": Language("nl", "nl", "abcdefghijklmnopqrstuvwxyzéëïó", _LATIN),
    "cs": Language("cs", "cs", "abcdefghijklmnopqrstuvwxyzáčďéěíňóřšťúůýž", _LATIN),
    "ar": Language("ar", "ar", _ARABIC, _ARABIC),
    "zh-cn": Language(
        "cmn-latn-pinyin", "zh", "".join(chr(c) for c in range(0x4E00, 0x9FA6)), _LATIN + "12345", separator=""
    ),
    "hu": Language("hu", "hu", "abcdefghijklmnopqrstuvwxyzáéíóöőúüű", _LATIN),
    "ko": Language("ko", "ko", "".join(chr(c) for c in range(0xAC00, 0xD7A4)), _LATIN, reads_normalized=False),
    "hi": Language("hi", "hi", _DEVANAGARI, _DEVANAGARI),
}


def plain(letter: str) -> str:
    """The letter without what is above or below it: é → e; itself where there is nothing to take away."""
    return unicodedata.normalize("NFD", letter)[0]
