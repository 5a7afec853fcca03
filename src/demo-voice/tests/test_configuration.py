"""The files of runs/."""

import tempfile
import unittest
from pathlib import Path

import support

from configuration import read
from languages import LANGUAGES
from speakers import NAMED, UNSEEN, casting, roster


def broken(old: str, new: str) -> Path:
    """smoke.toml with one line changed."""
    text = (support.HERE / "runs" / "smoke.toml").read_text(encoding="utf-8")
    assert old in text
    file = Path(tempfile.mkdtemp()) / "broken.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


class Runs(unittest.TestCase):
    def test_everyRun_isReadAndHasLanguagesThatCanBeTaught(self) -> None:
        for file in sorted((support.HERE / "runs").glob("*.toml")):
            with self.subTest(file.name):
                run = read(file)
                self.assertLessEqual(set(run.languages), set(LANGUAGES))
                self.assertEqual(run.gpt.width % run.gpt.heads, 0)

    def test_unknownKey_isRefused(self) -> None:
        with self.assertRaisesRegex(ValueError, "found .*threats"):
            read(broken("threads = 1", "threats = 1"))

    def test_otherType_isRefused(self) -> None:
        with self.assertRaisesRegex(ValueError, "words is '2000', expected"):
            read(broken("words = 2000", 'words = "2000"'))


class Casting(unittest.TestCase):
    def setUp(self) -> None:
        self.run_ = read(support.HERE / "runs" / "smoke.toml")
        self.speakers = roster(self.run_.speech, self.run_.languages, 1)

    def test_unseenSpeakers_readLastSentencesOnly(self) -> None:
        cast = casting(self.speakers, "en", 100, self.run_.speech, 1)
        unseen = [i for speaker, i in cast if speaker.role == UNSEEN]
        self.assertEqual(unseen, list(range(92, 100)))
        self.assertEqual(sorted(i for _, i in cast), list(range(100)))

    def test_flite_readsNoGerman(self) -> None:
        cast = casting(self.speakers, "de", 100, self.run_.speech, 1)
        self.assertEqual({speaker.synthesiser for speaker, _ in cast}, {"espeak"})

    def test_sameSeed_sameSpeakers(self) -> None:
        self.assertEqual(self.speakers, roster(self.run_.speech, self.run_.languages, 1))
        self.assertGreaterEqual(sum(speaker.role == NAMED for speaker in self.speakers), 6)


if __name__ == "__main__":
    unittest.main()
