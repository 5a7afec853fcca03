"""The models: Coqui's keys and shapes, and what the training relies on."""

import dataclasses
import math
import random
import tempfile
import unittest
from pathlib import Path

import support
import torch

from conditioning import LATENTS
from configuration import read
from corpus import Sampler, Utterance, collate, fits, joined, vocoder_targets
from export import borrowed, config, stored, twins, with_twins
from features import Average, frame_count, median_pitch
from gpt import CLOCK, Learner
from hifigan import HOP, Generator, spread
from quantizer import fit
from recordings import Recording
from speaker_encoder import SpeakerEncoder
from training import Checkpoint, Log, Progress, learning_rate, record

DEMO = support.HERE.parent / "main" / "resources" / "demo" / "model.pth"
RUN = read(support.HERE / "runs" / "smoke.toml")


def tone(hertz: float, seconds: float) -> torch.Tensor:
    """A voice of sorts: a tone with falling harmonics."""
    time = torch.arange(int(seconds * 24_000)) / 24_000
    return sum((2 * math.pi * hertz * k * time).sin() / k for k in range(1, 20)) * 0.1


def utterance(codes: int, speaker: int = 0) -> Utterance:
    """Text "ab", spoken by so many codes of two components."""
    sound = Recording(support.HERE, 0, codes * 1115, "a", "en", "ab", [])
    codes_of = torch.arange(codes).numpy() % 5
    places = torch.full((codes,), 2).numpy()
    ids = torch.tensor([4, 40, 41]).numpy()
    return Utterance(sound, speaker, ids, codes_of, torch.ones(codes, 2).numpy(), places, places)


def learner(codes: int = 5) -> Learner:
    torch.manual_seed(0)
    return Learner(
        width=96, layers=3, heads=4, text_tokens=60, codes=codes, components=2, codes_per_token=1.5, speakers=2
    )


class Keys(unittest.TestCase):
    def test_trainedParts_haveTheNamesOfTheShippedCheckpoint(self) -> None:
        shipped = torch.load(DEMO, weights_only=False, map_location="cpu")["model"]
        model = Learner(
            width=192, layers=6, heads=4, text_tokens=60, codes=5, components=2, codes_per_token=1.5, speakers=2
        )
        ours = {
            "mel_stats": torch.ones(80),
            **{f"gpt.{name}": t for name, t in model.gpt.state_dict().items()},
            **{
                f"hifigan_decoder.waveform_decoder.{name}": t
                for name, t in Generator(192, 128, 64, [3, 2, 1, 1]).state_dict().items()
            },
            **{
                f"hifigan_decoder.speaker_encoder.{name}": t
                for name, t in SpeakerEncoder(64, [1, 1, 1, 1], [8, 16, 16, 32]).state_dict().items()
            },
        }
        self.assertEqual(sorted(ours), sorted(shipped))
        sized_by_tokens = ("text_embedding", "text_head", "mel_embedding", "mel_head")
        for name, tensor in ours.items():
            if not any(part in name for part in sized_by_tokens):
                self.assertEqual(tensor.shape, shipped[name].shape, name)
            self.assertEqual(stored(name, tensor).dtype, shipped[name].dtype, name)


class Exported(unittest.TestCase):
    def test_twins_shareTheChanceOfTheirCode(self) -> None:
        state = learner().gpt.state_dict()
        counts = torch.tensor([2, 3, 2, 2, 4])
        more = with_twins(state, counts)
        latent = torch.randn(96)
        before = latent @ state["mel_head.weight"].T + state["mel_head.bias"]
        after = latent @ more["mel_head.weight"].T + more["mel_head.bias"]
        self.assertEqual(len(after), 15)
        self.assertTrue(torch.allclose(after[2:5].logsumexp(0), before[1], atol=1e-4))
        self.assertTrue(torch.allclose(after[-1], before[-1], atol=1e-4))

    def test_everyCode_hasATwin(self) -> None:
        self.assertEqual(twins([utterance(10)], 6).tolist(), [2] * 6)

    def test_letterThatWasNeverHeard_borrowsThePlainOne(self) -> None:
        rows = borrowed(torch.eye(3), torch.tensor([5, 0, 5]), {"e": 0, "é": 1, "a": 2})
        self.assertEqual(rows[1].tolist(), [1, 0, 0])

    def test_config_namesTheLastTwoCodes(self) -> None:
        told = config(RUN, 60, 1000)["model_args"]
        self.assertEqual((told["gpt_start_audio_token"], told["gpt_stop_audio_token"]), (998, 999))


class Features(unittest.TestCase):
    def test_pitch_isThatOfTheTone(self) -> None:
        for hertz in (80.0, 130.0, 220.0, 300.0):
            self.assertAlmostEqual(median_pitch(tone(hertz, 1)) / hertz, 1, delta=0.01)

    def test_silence_hasNoPitch(self) -> None:
        self.assertEqual(median_pitch(torch.zeros(24_000)), 0)

    def test_relativeFeatures_sayNothingOfLoudnessAndPitch(self) -> None:
        low, high = tone(120, 1), 0.5 * tone(130, 1)
        relative = [Average.of([sound]).relative(sound) for sound in (low, high)]
        middle = slice(5, 15)
        pitch = [features[middle].unflatten(1, (4, -1))[..., -2] for features in relative]
        self.assertLess((pitch[0] - pitch[1]).abs().max(), 0.3)
        loudness = [features[middle].unflatten(1, (4, -1))[..., 0] for features in relative]
        self.assertLess((loudness[0] - loudness[1]).abs().max(), 1.5)

    def test_frames_fillWholeCodes(self) -> None:
        self.assertEqual(frame_count(24_000) % 4, 0)


class Quantizing(unittest.TestCase):
    def test_clusters_areFoundAgain(self) -> None:
        torch.manual_seed(0)
        centres = torch.randn(8, 20) * 10
        rows = centres.repeat(50, 1) + 0.01 * torch.randn(400, 20)
        quantizer, missed = fit(rows, 8, 30, 5, 1)
        self.assertLess(missed, 0.1)
        codes = quantizer.codes(quantizer.components(rows))
        self.assertTrue(torch.equal(codes, quantizer.codes(quantizer.components(rows))))


class Corpus(unittest.TestCase):
    def test_batch_shiftsWhatIsHeardByOne(self) -> None:
        batch = collate([utterance(7), utterance(8)], 5)
        self.assertEqual(batch.codes[0].tolist(), [5, 0, 1, 2, 3, 4, 0, 1, 6])
        self.assertEqual(batch.next_codes[0].tolist(), [0, 1, 2, 3, 4, 0, 1, 6, -1])
        self.assertEqual(batch.text[0].tolist(), [3, 4, 40, 41, 0])

    def test_batches_areOfFewVoicesAndAlikeInLength(self) -> None:
        everything = [utterance(codes, speaker) for codes in range(5, 60) for speaker in range(9)]
        sampler = Sampler(everything, 200, 3)
        for seed in range(40):
            drawn = sampler.draw(random.Random(seed), join=False)
            lengths = [len(u.codes) + len(u.ids) + 3 for u in drawn]
            self.assertLessEqual(len({u.speaker for u in drawn}), 3)
            self.assertLessEqual(max(lengths), 1.3 * min(lengths))
            self.assertLess(max(lengths) * len(drawn), 300)

    def test_joinedBatches_areOfPairsThatFit(self) -> None:
        sampler = Sampler([utterance(codes) for codes in range(100, 300, 5)], 1000, 3)
        for seed in range(20):
            drawn = sampler.draw(random.Random(seed), join=True)
            self.assertTrue(all(fits(u) and len(u.codes) >= 200 for u in drawn))

    def test_joinedTexts_keepTheirGuides(self) -> None:
        pair = joined(utterance(3), utterance(4))
        self.assertEqual(pair.ids.tolist(), [4, 40, 41, 2, 40, 41])
        self.assertEqual(pair.spoken.tolist(), [2, 2, 2, 5, 5, 5, 5])

    def test_vocoderTargets_holdTheCodeThatComesAndTheOneHeard(self) -> None:
        components = torch.arange(6.0).view(3, 2)
        targets = vocoder_targets(components, 5)
        self.assertEqual(targets[1, :4].tolist(), [2, 3, 0, 1])
        self.assertEqual(targets[3, :4].tolist(), [4, 5, 4, 5])


class Learning(unittest.TestCase):
    def test_padding_changesNothing(self) -> None:
        model = learner().eval()
        short, long = collate([utterance(7)], 5), collate([utterance(7), utterance(30)], 5)
        latents = model.gpt.conditioning_latents(torch.randn(1, 80, 60))
        self.assertEqual(latents.shape, (1, LATENTS, 96))
        heard = [model(latents, b.voice, b.text, b.text_lengths, b.codes).codes[0, :8] for b in (short, long)]
        self.assertTrue(torch.allclose(*heard, atol=1e-4))

    def test_laterCodes_areNotSeen(self) -> None:
        model = learner().eval()
        batch = collate([utterance(7)], 5)
        latents = model.gpt.conditioning_latents(torch.randn(1, 80, 60))
        changed = batch.codes.clone()
        changed[0, 5] = 2
        heard = [model(latents, batch.voice, batch.text, batch.text_lengths, c).codes for c in (batch.codes, changed)]
        self.assertTrue(torch.allclose(heard[0][0, :5], heard[1][0, :5], atol=1e-5))
        self.assertFalse(torch.allclose(heard[0][0, 5], heard[1][0, 5], atol=1e-3))

    def test_finish_writesThePositionsIntoTheTables(self) -> None:
        model = learner()
        model.finish()
        self.assertTrue(torch.equal(model.gpt.mel_pos_embedding.emb.weight, model.code_places.table()))


class Vocoding(unittest.TestCase):
    def test_frame_isOneHop(self) -> None:
        frames = spread(torch.randn(10, 7))
        self.assertEqual(frames.shape, (7, 43))
        sound = Generator(7, 32, 16, [1, 1, 1, 1])(frames[None], torch.randn(1, 16))
        self.assertEqual(sound.shape, (1, 43 * HOP))

    def test_generatorOfLatents_saysTheSameAsThatOfTargets(self) -> None:
        torch.manual_seed(0)
        model = learner()
        before = Generator(2 * 2 + CLOCK, 32, 16, [1, 1, 1, 1])
        after = Generator(96, 32, 16, [1, 1, 1, 1])
        after.load_state_dict(before.reading_latents(model.targets))
        latents, speaker = torch.randn(1, 96, 20), torch.randn(1, 16)
        told = model.targets(latents.transpose(1, 2)).transpose(1, 2)
        inner = slice(4 * HOP, -4 * HOP)
        sounds = [after(latents, speaker)[:, inner], before(told, speaker)[:, inner]]
        self.assertTrue(torch.allclose(*sounds, atol=1e-3))


class Schedule(unittest.TestCase):
    def test_training_endsWithItsStepsOrItsMinutes(self) -> None:
        self.assertEqual(Progress(RUN.gpt.steps, 0).part(RUN.gpt), 1)
        self.assertEqual(Progress(0, 1e9).part(RUN.gpt), 0)

    def test_rate_risesStaysAndFalls(self) -> None:
        rates = [learning_rate(1.0, step, step / 1000) for step in (0, 60, 300, 700, 1000)]
        self.assertLess(rates[0], 0.1)
        self.assertEqual(rates[1:3], [1, 1])
        self.assertLess(rates[4], rates[3])

    def test_state_isSavedAsOftenAsTheRunWantsAndAtTheEnd(self) -> None:
        training = dataclasses.replace(RUN.vocoder, steps=7, minutes=0, report_every=10, save_every=3)
        with tempfile.TemporaryDirectory() as folder:
            checkpoint = Checkpoint(Path(folder) / "state.pt")
            saved = []
            for step in range(1, 8):
                record(Progress(step, 0), training, Log(Path(folder) / "log.jsonl"), checkpoint)
                if checkpoint.path.exists():
                    saved.append(step)
                    checkpoint.path.unlink()
        self.assertEqual(saved, [3, 6, 7])


if __name__ == "__main__":
    unittest.main()
