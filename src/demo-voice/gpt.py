"""Text and voice to codes, with the module tree of Coqui's GPT (Hugging Face's GPT-2 inside), for training.

Letters: B rows, R voices of a batch, T text tokens, C codes, D width, H heads, N conditioning latents, Q training-only
targets.
"""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from conditioning import LATENTS, MEL_STATISTICS, ConditioningEncoder, PerceiverResampler

MOST_TEXT, MOST_CODES = 402, 605
TEXT_PLACES, CODE_PLACES = MOST_TEXT + 2, MOST_CODES + 3
GUIDED_LAYERS, GUIDED_HEADS = (1, 2, 3, 4), 2  # the first heads of these layers learn where the text is
_WAVES = 64
CLOCK = 3


class _Linear(nn.Module):
    """GPT-2's Conv1D: a linear layer whose weight is [in, out]."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(inputs, outputs) * 0.02)
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x: Tensor) -> Tensor:
        return x @ self.weight + self.bias


def _parts(**modules: nn.Module) -> nn.ModuleDict:
    return nn.ModuleDict(modules)


class Block(nn.Module):
    """One layer of GPT-2, where rows share the prefix of their voice."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.ln_1 = nn.LayerNorm(width)
        self.attn = _parts(c_attn=_Linear(width, 3 * width), c_proj=_Linear(width, width))
        self.ln_2 = nn.LayerNorm(width)
        self.mlp = _parts(c_fc=_Linear(width, 4 * width), c_proj=_Linear(4 * width, width))

    def _query_key_value(self, x: Tensor) -> list[Tensor]:
        qkv = self.attn["c_attn"](self.ln_1(x))
        return [part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in qkv.chunk(3, -1)]

    def _after(self, x: Tensor, heard: Tensor) -> Tensor:
        x = x + self.attn["c_proj"](heard.transpose(1, 2).flatten(2))
        return x + self.mlp["c_proj"](F.gelu(self.mlp["c_fc"](self.ln_2(x)), approximate="tanh"))

    def forward(
        self, x: Tensor, prefix: Tensor, voice: Tensor, mask: Tensor, guided: bool
    ) -> tuple[Tensor, Tensor, Tensor | None]:
        """x [B, T + C, D], prefix [R, N, D], voice [B] of R, mask [B, 1, T + C, N + T + C], additive.

        Result: both after this layer, and the attention [B, GUIDED_HEADS, T + C, N + T + C] if it is guided.
        """
        query, key, value = self._query_key_value(x)
        prefix_query, prefix_key, prefix_value = self._query_key_value(prefix)
        prefix_heard = F.scaled_dot_product_attention(prefix_query, prefix_key, prefix_value, is_causal=True)
        key = torch.cat([prefix_key[voice], key], 2)
        value = torch.cat([prefix_value[voice], value], 2)
        if not guided:
            heard = F.scaled_dot_product_attention(query, key, value, attn_mask=mask.to(query.dtype))
            return self._after(x, heard), self._after(prefix, prefix_heard), None
        attention = (query @ key.transpose(2, 3) / math.sqrt(query.shape[-1]) + mask).softmax(-1)
        heard = attention.to(value.dtype) @ value
        return self._after(x, heard), self._after(prefix, prefix_heard), attention[:, :GUIDED_HEADS]


class _Places(nn.Module):
    """A table of positions, under the name that XTTS gives it; filled from a Clockwork when it is exported."""

    def __init__(self, places: int, width: int) -> None:
        super().__init__()
        self.emb = nn.Embedding(places, width)
        self.emb.weight.requires_grad_(False)


class _Transformer(nn.Module):
    def __init__(self, width: int, layers: int, heads: int) -> None:
        super().__init__()
        self.h = nn.ModuleList(Block(width, heads) for _ in range(layers))
        self.ln_f = nn.LayerNorm(width)


class Gpt(nn.Module):
    """Every parameter of a checkpoint's gpt.*; positions come from outside while it is trained."""

    def __init__(self, width: int, layers: int, heads: int, text_tokens: int, codes: int) -> None:
        """codes counts those of sound; start and stop follow them."""
        super().__init__()
        self.start, self.stop = codes, codes + 1
        self.conditioning_encoder = ConditioningEncoder(80, width, heads)
        self.text_embedding = nn.Embedding(text_tokens, width)
        self.mel_embedding = nn.Embedding(codes + 2, width)
        self.gpt = _Transformer(width, layers, heads)
        self.mel_pos_embedding = _Places(CODE_PLACES, width)
        self.text_pos_embedding = _Places(TEXT_PLACES, width)
        self.final_norm = nn.LayerNorm(width)
        self.text_head = nn.Linear(width, text_tokens)
        self.mel_head = nn.Linear(width, codes + 2)
        self.conditioning_perceiver = PerceiverResampler(width)
        nn.init.normal_(self.text_embedding.weight, std=0.3)
        nn.init.normal_(self.mel_embedding.weight, std=0.3)

    def conditioning_latents(self, mel: Tensor) -> Tensor:
        """Log mels [R, M, F], not divided → [R, N, D]."""
        return self.conditioning_perceiver(self.conditioning_encoder(mel / MEL_STATISTICS).transpose(1, 2))


def _waves(moments: Tensor) -> Tensor:
    """[P] → [P, 64]: sines and cosines with periods of 5 to 900."""
    turns = moments[:, None] * (2 * math.pi / torch.logspace(math.log10(5), math.log10(900), _WAVES // 2))
    return torch.cat([turns.sin(), turns.cos()], 1)


class Clockwork(nn.Module):
    """Positions while training: fixed waves through a learned map, and the parity of the place.

    Text and codes start with the same map and run on one scale, text `rate` places a place: attention finds the
    character of a code by distance before it has learned anything.
    """

    def __init__(self, places: int, width: int, rate: float, shift: float) -> None:
        super().__init__()
        count = torch.arange(places)
        self.register_buffer("waves", _waves(count * rate + shift), persistent=False)
        quarter = count * math.pi / 2
        parity = torch.stack([(-1.0) ** count, quarter.cos(), quarter.sin()], 1)
        self.register_buffer("parity", parity, persistent=False)
        self.of_waves = nn.Parameter(torch.zeros(_WAVES, width))
        with torch.no_grad():
            self.of_waves[:, :_WAVES] = torch.eye(_WAVES) * 0.6
        self.of_parity = nn.Parameter(torch.randn(CLOCK, width) * 0.05)

    def table(self) -> Tensor:
        """[places, D]."""
        return self.waves @ self.of_waves + self.parity @ self.of_parity


@dataclass(frozen=True)
class Heard:
    """What a forward pass gives: hidden states of text [B, T, D] and codes [B, C, D]; guided attention [B, 2, C, T]."""

    text: Tensor
    codes: Tensor
    attention: list[Tensor]


class Learner(nn.Module):
    """The GPT and what only training needs."""

    def __init__(
        self,
        *,
        width: int,
        layers: int,
        heads: int,
        text_tokens: int,
        codes: int,
        components: int,
        codes_per_token: float,
        speakers: int,
    ) -> None:
        super().__init__()
        self.gpt = Gpt(width, layers, heads, text_tokens, codes)
        self.text_places = Clockwork(TEXT_PLACES, width, 1.0, 0.0)
        self.code_places = Clockwork(CODE_PLACES, width, 1 / codes_per_token, 2.0)
        # [components of the code that comes | of the one just heard | clock]; the vocoder learns to speak from these.
        self.targets = nn.Linear(width, 2 * components + CLOCK)
        self.whose = nn.Linear(width, speakers)  # keeps the conditioning latents about the voice
        self._guide(width, heads)

    @torch.no_grad()
    def _guide(self, width: int, heads: int) -> None:
        """Guided heads begin with what positions say: the same waves in query and key."""
        size, half = width // heads, _WAVES // 2
        for i in GUIDED_LAYERS:
            if i >= len(self.gpt.gpt.h):
                continue
            weight = self.gpt.gpt.h[i].attn["c_attn"].weight
            for head in range(GUIDED_HEADS):
                for part in (0, width):
                    first = part + head * size
                    weight[:, first : first + size] *= 0.3
                    for k in range(min(size // 2, half)):
                        weight[k, first + k] += 0.9
                        weight[half + k, first + size // 2 + k] += 0.9

    def forward(self, latents: Tensor, voice: Tensor, text: Tensor, text_lengths: Tensor, codes: Tensor) -> Heard:
        """latents [R, N, D], voice [B] of R, text [B, T] with start and stop, codes [B, C] with start."""
        gpt = self.gpt
        count, places = text.shape[1], text.shape[1] + codes.shape[1]
        x = torch.cat(
            [
                gpt.text_embedding(text) + self.text_places.table()[:count],
                gpt.mel_embedding(codes) + self.code_places.table()[: codes.shape[1]],
            ],
            1,
        )
        place = torch.arange(places, device=text.device)
        real = (place[None] < text_lengths[:, None]) | (place[None] >= count)
        seen = (place[None, :] <= place[:, None])[None] & (real[:, None] | torch.eye(places, device=text.device).bool())
        mask = torch.zeros(len(text), 1, places, LATENTS + places, device=text.device)
        mask[..., LATENTS:].masked_fill_(~seen[:, None], -1e4)
        attention = []
        for i, block in enumerate(gpt.gpt.h):
            x, latents, looked = block(x, latents, voice, mask, i in GUIDED_LAYERS)
            if looked is not None:
                attention.append(looked[:, :, count:, LATENTS : LATENTS + count])
        x = gpt.final_norm(gpt.gpt.ln_f(x))
        return Heard(x[:, :count], x[:, count:], attention)

    @torch.no_grad()
    def finish(self) -> None:
        """Writes the positions into the tables of the checkpoint."""
        self.gpt.text_pos_embedding.emb.weight.copy_(self.text_places.table())
        self.gpt.mel_pos_embedding.emb.weight.copy_(self.code_places.table())
