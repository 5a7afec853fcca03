"""Texts, vocabulary and the times of words: the parts that need neither synthesisers nor our service.

All tests: python -W error -m unittest discover -s src/demo-voice/tests
"""

import json
import tempfile
import unittest
from pathlib import Path

import support  # noqa: F401, first: it finds the steps
from numpy import int16, zeros

import texts
import vocabulary
from alignment import CODE_SECONDS, SpokenWord, guides, word_places
from espeak import word_times
from languages import LANGUAGES, plain


class Sentences(unittest.TestCase):
    def test_sameSeed_sameSentences(self) -> None:
        self.assertEqual(list(texts.sentences("de", 20, 500, 1)), list(texts.sentences("de", 20, 500, 1)))

    def test_otherSeed_otherSentences(self) -> None:
        self.assertNotEqual(list(texts.sentences("de", 20, 500, 1)), list(texts.sentences("de", 20, 500, 2)))

    def test_everyLanguage_isWrittenWithItsLetters(self) -> None:
        for code, language in LANGUAGES.items():
            words = texts.Words(language, 100).words
            self.assertEqual(len(words), 100, code)
            self.assertLessEqual(set("".join(words)), set(language.letters), code)


class Usable(unittest.TestCase):
    def setUp(self) -> None:
        self.known = vocabulary.tokens(["en"])

    def test_serviceAndTraining_readTheSame(self) -> None:
        ids = vocabulary.ids("ab c", "en", self.known)
        self.assertEqual(ids, [self.known[token] for token in ("[en]", "a", "b", "[SPACE]", "c")])
        self.assertTrue(texts.usable("ab c", "ab c", ids, ids))

    def test_unknownCharacterOrLostWord_isNotUsable(self) -> None:
        ids = vocabulary.ids("ab c", "en", self.known)
        self.assertFalse(texts.usable("ab c", "ab c", [*ids[:-1], vocabulary.UNKNOWN], ids))
        self.assertFalse(texts.usable("ab c d", "ab c", ids, ids))


class Vocabulary(unittest.TestCase):
    def test_file_hasAnIdForEachSignOfItsLanguages(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "vocab.json"
            vocabulary.write(file, ["ru"])
            ids = json.loads(file.read_text(encoding="utf-8"))["model"]["vocab"]
        self.assertEqual(sorted(ids.values()), list(range(len(ids))))
        self.assertLessEqual(set(LANGUAGES["ru"].tokens), set(ids))
        self.assertEqual((ids["[STOP]"], ids["[SPACE]"], ids["[START]"]), (0, 2, 3))

    def test_plain_takesAccentsAway(self) -> None:
        self.assertEqual("".join(map(plain, "éüşa")), "eusa")


class WordPlaces(unittest.TestCase):
    def test_sameWords_areFound(self) -> None:
        self.assertEqual(word_places("so it is.", "so it is."), [(0, 2), (3, 5), (6, 9)])

    def test_syllablesWithoutSpaces_areFound(self) -> None:
        self.assertEqual(word_places("ni3 hao3, ma5", "ni3hao3, ma5"), [(0, 3), (3, 8), (9, 12)])

    def test_otherScript_goesByTheNumberOfWords(self) -> None:
        self.assertEqual(word_places("기 수", "gi su"), [(0, 2), (3, 5)])

    def test_otherNumberOfWords_isEmpty(self) -> None:
        self.assertEqual(word_places("기수", "gi su"), [])


class Guides(unittest.TestCase):
    def test_codes_followTheLettersOfEachWord(self) -> None:
        second = 4 * CODE_SECONDS
        words = [SpokenWord(0, 2, second, 2 * second), SpokenWord(3, 6, 3 * second, 4 * second)]
        spoken, ends = guides("ab cd.", words, 20)
        self.assertEqual(spoken.tolist(), [1] * 4 + [2, 2, 3, 3] + [4] * 4 + [5, 5, 6, 6] + [8] * 4)
        self.assertEqual(ends.tolist(), [4] * 12 + [8] * 8)


class WordTimes(unittest.TestCase):
    def test_wordWithoutAnEvent_sharesTheTimeOfItsNeighbour(self) -> None:
        sound = zeros(4000, int16)
        sound[:] = 1000
        times = word_times("of the day", [(0, 0.0), (7, 2.8)], sound, 1000)
        self.assertEqual([round(start, 2) for start, _ in times], [0.0, 1.2, 2.8])

    def test_pause_belongsToNoWord(self) -> None:
        sound = zeros(4000, int16)
        sound[:1000] = sound[2000:3000] = 1000
        self.assertEqual(word_times("a b", [(0, 0.0), (2, 2.0)], sound, 1000), [(0.0, 1.0), (2.0, 3.0)])


if __name__ == "__main__":
    unittest.main()
