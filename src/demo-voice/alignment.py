"""Which character is spoken when: what the attention of the GPT is guided with while it learns.

A place counts characters of the text; a token's number is its place + 2, after the start token and the language's.
"""

from dataclasses import dataclass

import numpy as np

CODE_SECONDS = 1024 / 22050


@dataclass(frozen=True)
class SpokenWord:
    """A word of the text, from its first character to before its end, and the seconds in which it is heard."""

    first: int
    end: int
    start: float
    stop: float


def word_places(spoken: str, text: str) -> list[tuple[int, int]]:
    """Where each spoken word stands in the text, as (first, end); empty where they do not match.

    Words are the same as in the text, with or without spaces between them; else there are as many of them, as with
    Korean, which is read in Hangul and trained in Latin letters.
    """
    places: list[tuple[int, int]] = []
    place = 0
    for word in spoken.split():
        place += text[place : place + 1] == " "
        if not text.startswith(word, place):
            places = []
            break
        places.append((place, place + len(word)))
        place += len(word)
    if places and place == len(text):
        return places
    words = text.split(" ")
    starts = np.cumsum([0, *(len(word) + 1 for word in words)])
    same = len(words) == len(spoken.split())
    return [(int(start), int(start) + len(word)) for start, word in zip(starts, words, strict=False)] if same else []


def guides(text: str, words: list[SpokenWord], codes: int) -> tuple[np.ndarray, np.ndarray]:
    """The token that each code speaks, and the one that ends its word; both [C] int16.

    Before the first word it is the language's token, after the last one the stop token, between two the space.
    """
    stop_token = len(text) + 2
    spoken = np.zeros(codes, np.int16)
    ends = np.zeros(codes, np.int16)
    current = 0
    for code in range(codes):
        moment = (code + 0.5) * CODE_SECONDS
        while current + 1 < len(words) and moment >= words[current + 1].start:
            current += 1
        word = words[current]
        letters = max(1, len(text[word.first : word.end].rstrip(".,?!;:")))
        ends[code] = word.end + 2
        if moment < words[0].start:
            spoken[code] = 1
        elif moment < word.stop:
            progress = (moment - word.start) / max(word.stop - word.start, 1e-3)
            spoken[code] = word.first + 2 + min(letters - 1, int(progress * letters))
        elif current == len(words) - 1:
            spoken[code] = ends[code] = stop_token
        else:
            spoken[code] = word.end + 2
    return spoken, np.minimum(ends, stop_token)
