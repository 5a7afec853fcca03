"""Step 8: the checkpoint in Coqui's format, from what was trained.

Writes DATA/model: model.pth (float16), config.json, speakers_xtts.pth, beside the vocab.json of step 1.
"""

import json
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

import vocabulary
from conditioning import MEL_STATISTICS
from configuration import Run, arguments
from corpus import Utterance, load
from finetune_vocoder import trained_gpt
from gpt import MOST_CODES, MOST_TEXT, Gpt
from languages import plain
from recordings import speakers
from speaker_encoder import SpeakerEncoder
from speakers import NAMED
from train_gpt import VALIDATION_FRAMES, References
from train_vocoder import generator

MOST_BYTES = 25_000_000
FEWEST_TWINS, MOST_TWINS = 2, 12
SAMPLING = {"temperature": 0.25, "top_p": 0.8, "top_k": 50, "repetition_penalty": 2.0, "length_penalty": 1.0}
# One sentence at a time is what was learned: longer texts are cut. A Chinese or Korean sign is several letters.
CHUNK_CHARACTERS, CHUNK_SIGNS = 110, {"zh-cn": 30, "ko": 50}
_FLOAT32 = ("torch_spec", "running_", "mel_stats")


def twins(utterances: list[Utterance], codes: int) -> Tensor:
    """[K] how many ids each code gets: about as often as it comes within one sentence.

    A repetition penalty punishes an id that was used; with twins there is one left that was not.
    """
    counts = torch.stack([torch.bincount(torch.from_numpy(u.codes).long(), minlength=codes) for u in utterances])
    often = counts.float().quantile(0.985, dim=0).ceil().long()
    return torch.maximum(often, counts.max(0).values // 4).clamp(FEWEST_TWINS, MOST_TWINS)


def with_twins(state: dict[str, Tensor], counts: Tensor) -> dict[str, Tensor]:
    """The GPT's state with counts[k] equal rows for code k, whose chance they share, then start and stop."""
    codes = len(counts)
    ids = torch.repeat_interleave(torch.arange(codes), counts)
    rows = torch.cat([ids, torch.tensor([codes, codes + 1])])
    bias = state["mel_head.bias"][rows].clone()
    bias[: len(ids)] -= counts[ids].float().log()
    bias[len(ids)] = -30.0  # start is never drawn
    heads = {name: state[name][rows].clone() for name in ("mel_embedding.weight", "mel_head.weight")}
    return {**state, **heads, "mel_head.bias": bias}


def borrowed(embedding: Tensor, heard: Tensor, ids: dict[str, int]) -> Tensor:
    """Text embedding [V, D] where tokens never heard (of heard [V] times) have the row of what they sound like."""
    rows = embedding.clone()
    for token, i in ids.items():
        like = vocabulary.SUBSTITUTES.get(token, plain(token) if len(token) == 1 else token)
        if heard[i] == 0 and like != token and like in ids:
            rows[i] = embedding[ids[like]]
    return rows


def config(run: Run, text_tokens: int, audio_tokens: int) -> dict[str, object]:
    """config.json, as far as XTTS's inference reads it."""
    model_args = {
        "gpt_max_audio_tokens": MOST_CODES,
        "gpt_max_text_tokens": MOST_TEXT,
        "gpt_max_prompt_tokens": 70,
        "gpt_layers": run.gpt.layers,
        "gpt_n_model_channels": run.gpt.width,
        "gpt_n_heads": run.gpt.heads,
        "gpt_number_text_tokens": text_tokens,
        "gpt_start_text_token": vocabulary.START,
        "gpt_stop_text_token": vocabulary.STOP,
        "gpt_num_audio_tokens": audio_tokens,
        "gpt_start_audio_token": audio_tokens - 2,
        "gpt_stop_audio_token": audio_tokens - 1,
        "gpt_code_stride_len": 1024,
        "gpt_use_masking_gt_prompt_approach": True,
        "gpt_use_perceiver_resampler": True,
        "input_sample_rate": 22050,
        "output_sample_rate": 24000,
        "output_hop_length": 256,
        "decoder_input_dim": run.gpt.width,
        "d_vector_dim": run.speaker.embedding,
        "cond_d_vector_in_each_upsampling_layer": True,
        "duration_const": 102400,
    }
    return {
        "run_description": "demo voice",
        "model": "xtts",
        "audio": {"sample_rate": 22050, "output_sample_rate": 24000, "dvae_sample_rate": 22050},
        "model_args": model_args,
        "languages": run.languages,
        **SAMPLING,
        "num_gpt_outputs": 1,
        "gpt_cond_len": 12,
        "gpt_cond_chunk_len": 4,
        "max_ref_len": 10,
        "sound_norm_refs": False,
        "char_limits": {code: CHUNK_SIGNS.get(code, CHUNK_CHARACTERS) for code in run.languages},
    }


def stored(name: str, tensor: Tensor) -> Tensor:
    """float16, but for what needs its range or counts."""
    halved = tensor.is_floating_point() and not any(part in name for part in _FLOAT32)
    return (tensor.half() if halved else tensor).clone().contiguous()


@torch.no_grad()
def voices(data: Path, gpt: Gpt) -> dict[str, dict[str, Tensor]]:
    """speakers_xtts.pth: conditioning latents [1, N, D] and embedding [1, E, 1] of the named voices that were heard."""
    embeddings = torch.load(data / "embeddings.pt", weights_only=True)
    references = torch.load(data / "references.pt", weights_only=True)
    found = {}
    for speaker in speakers(data):
        if speaker.role != NAMED or speaker.name not in embeddings:
            continue
        pieces = [References({0: [mel]}).pieces([0], VALIDATION_FRAMES, None) for mel in references[speaker.name]]
        latents = gpt.conditioning_latents(torch.cat(pieces)).mean(0, keepdim=True)
        embedding = F.normalize(embeddings[speaker.name].mean(0), dim=0)
        found[speaker.name] = {"gpt_cond_latent": latents.clone(), "speaker_embedding": embedding[None, :, None]}
    return found


def main() -> None:
    """Writes the checkpoint; refuses one that is too large for the jar."""
    options = arguments(__doc__).parse_args()
    run, data = options.run, options.data
    torch.set_num_threads(run.threads)
    ids = vocabulary.tokens(run.languages)
    utterances = load(data, {speaker.name: i for i, speaker in enumerate(speakers(data))}, ids)
    heard = torch.zeros(len(ids), dtype=torch.long)
    for utterance in utterances:
        heard += torch.bincount(torch.from_numpy(utterance.ids).long(), minlength=len(ids))
    learner = trained_gpt(run, data, "cpu")
    learner.finish()
    counts = twins(utterances, run.codes.codes)
    gpt = with_twins(learner.gpt.state_dict(), counts)
    gpt["text_embedding.weight"] = borrowed(gpt["text_embedding.weight"], heard, ids)
    encoder = SpeakerEncoder(run.speaker.embedding, run.speaker.blocks, run.speaker.filters)
    encoder.load_state_dict(torch.load(data / "speaker.pt", weights_only=True)["model"])
    vocoder = generator(run, run.gpt.width)
    vocoder.load_state_dict(torch.load(data / "finetuned.pt", weights_only=True)["model"])
    parts = {
        "gpt": gpt,
        "hifigan_decoder.waveform_decoder": vocoder.state_dict(),
        "hifigan_decoder.speaker_encoder": encoder.state_dict(),
    }
    model = {"mel_stats": torch.full((80,), MEL_STATISTICS)}
    for part, state in parts.items():
        model.update({f"{part}.{name}": stored(name, tensor) for name, tensor in state.items()})

    folder = data / "model"
    torch.save({"model": model}, folder / "model.pth")
    torch.save(voices(data, learner.gpt), folder / "speakers_xtts.pth")
    settings = config(run, len(ids), int(counts.sum()) + 2)
    (folder / "config.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
    size = sum(file.stat().st_size for file in folder.iterdir())
    values = sum(tensor.numel() for tensor in model.values()) / 1e6
    print(f"{folder}: {size / 1e6:.1f} MB, {values:.2f} million values, {int(counts.sum())} ids for sound")
    if size > MOST_BYTES:
        raise SystemExit(f"{size} bytes, expected at most {MOST_BYTES}: fewer channels or layers")


if __name__ == "__main__":
    main()
