"""vocab.json in XTTS's format: special tokens, then single characters, without merges."""

import json
from pathlib import Path

from languages import LANGUAGES, PUNCTUATION, XTTS_CODES

STOP, UNKNOWN, SPACE, START = 0, 1, 2, 3
_SPECIAL = ["[STOP]", "[UNK]", "[SPACE]", "[START]", *(f"[{code}]" for code in XTTS_CODES)]
# Characters that a text may bring; they borrow the rows of what they sound like (export.py).
SUBSTITUTES = {"’": "'", "…": ".", "–": "-", "—": "-", "(": ",", ")": ",", '"': "'", "¿": ",", "¡": ","}
FIRST_LANGUAGE = len(_SPECIAL) - len(XTTS_CODES)


def tokens(languages: list[str]) -> dict[str, int]:
    """Ids by token, for what these languages are written with."""
    characters = PUNCTUATION + "".join(sorted({c for code in languages for c in LANGUAGES[code].tokens}))
    latin = LANGUAGES["en"].tokens
    return {t: i for i, t in enumerate(dict.fromkeys([*_SPECIAL, *characters, *latin, *SUBSTITUTES]))}


def ids(text: str, language: str, known: dict[str, int]) -> list[int]:
    """What the model reads: the language's token, then one for each character. KeyError for a character without one."""
    return [known[f"[{language}]"], *(SPACE if character == " " else known[character] for character in text)]


def write(path: Path, languages: list[str]) -> None:
    """Writes vocab.json as Hugging Face's tokenizers library reads it."""
    known = tokens(languages)
    flags = {"special": True, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    model = {
        "type": "BPE",
        "dropout": None,
        "unk_token": "[UNK]",
        "continuing_subword_prefix": None,
        "end_of_word_suffix": None,
        "fuse_unk": False,
        "vocab": known,
        "merges": [],
    }
    vocabulary = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [{"id": known[token], "content": token, **flags} for token in _SPECIAL],
        "normalizer": None,
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None,
        "decoder": None,
        "model": model,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(vocabulary, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
