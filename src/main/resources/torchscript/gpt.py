# Text and voice to audio codes. Coqui: GPT and GPT2InferenceModel around Hugging Face's GPT2Model, whose own position
# embedding is switched off.
class Gpt(Module):
    __parameters__ = []
    __buffers__ = []
    heads : int
    start_text : int
    stop_text : int
    start_audio : int
    text_embedding : Tensor             # [text ids, D]
    text_position : Tensor
    mel_embedding : Tensor              # [V, D]
    mel_position : Tensor
    norm1_weight : List[Tensor]         # a list has one tensor for each layer
    norm1_bias : List[Tensor]
    qkv : __torch__.Dense               # D → 3D
    out : __torch__.Dense               # D → D
    norm2_weight : List[Tensor]
    norm2_bias : List[Tensor]
    inner : __torch__.Dense             # D → 4D
    outer : __torch__.Dense             # 4D → D
    last_norm_weight : Tensor           # GPT-2's own, before final_norm
    last_norm_bias : Tensor
    final_norm_weight : Tensor
    final_norm_bias : Tensor
    mel_head : __torch__.Dense          # D → V, one layer

    # Once for each of the parts 0 and 1, before the first call
    def pack(self, part: int) -> None:
        if part == 0:
            (self.inner).pack()
            (self.out).pack()
            (self.mel_head).pack()
        else:
            (self.outer).pack()
            (self.qkv).pack()
        return None

    # Rows of numbers of both signs
    def rows_to_try(self, rows: int, width: int) -> Tensor:
        return torch.view(torch.sin(torch.mul(torch.arange(rows * width, device=self.mel_position.device), 0.7)), [rows, -1])

    # Whether each row's product is the same bit for bit in the company of multiple − 1, 2 × multiple − 1, … others
    def is_steady(self, dense: __torch__.Dense, width: int, multiple: int, most: int) -> bool:
        x = self.rows_to_try(most, width)
        all = (dense).of(0, x)
        steady = True
        for i in range(most // multiple):
            rows = (i + 1) * multiple
            first = (dense).of(0, torch.slice(x, 0, 0, rows))
            last = (dense).of(0, torch.slice(x, 0, most - rows, most))
            steady = (steady and torch.equal(first, torch.slice(all, 0, 0, rows))
                      and torch.equal(last, torch.slice(all, 0, most - rows, most)))
        return steady

    # What the number of rows has to be a multiple of so that none depends on its company, up to about `most` rows. Where
    # nothing less will do, all steps have as many rows.
    def row_multiple(self, most: int) -> int:
        width = torch.size(self.last_norm_weight, 0)
        inner = torch.size((self.inner).bias[0], 0)
        found = 0
        for multiple in [1, 2, 4, 8, 16]:
            tried = (most + multiple - 1) // multiple * multiple
            if (found == 0 and self.is_steady(self.qkv, width, multiple, tried)
                    and self.is_steady(self.out, width, multiple, tried)
                    and self.is_steady(self.inner, width, multiple, tried)
                    and self.is_steady(self.outer, inner, multiple, tried)
                    and self.is_steady(self.mel_head, width, multiple, tried)):
                found = multiple
        if found == 0:
            found = most
        return found

    def norm(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        return torch.layer_norm(x, [torch.size(weight, 0)], weight, bias, 0.00001)

    # x [rows, D] → query, key and value, each [rows, H, K]
    def query_key_value(self, layer: int, x: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
        normed = self.norm(x, self.norm1_weight[layer], self.norm1_bias[layer])
        qkv = (self.qkv).of(layer, normed)
        apart = torch.view(qkv, [torch.size(x, 0), 3, self.heads, -1])
        return (torch.select(apart, 1, 0), torch.select(apart, 1, 1), torch.select(apart, 1, 2))

    # What a layer adds once its attention, heard [rows, D], is known: x [rows, D] → [rows, D]
    def after_attention(self, layer: int, x: Tensor, heard: Tensor) -> Tensor:
        x = x + (self.out).of(layer, heard)
        normed = self.norm(x, self.norm2_weight[layer], self.norm2_bias[layer])
        inner = (self.inner).of(layer, normed)
        inner = torch.gelu(inner, approximate="tanh")
        return x + (self.outer).of(layer, inner)

    # x [B, D] → latents [B, D], which the vocoder speaks, and logits [B, V]
    def latents_and_logits(self, x: Tensor) -> Tuple[Tensor, Tensor]:
        normed = self.norm(x, self.last_norm_weight, self.last_norm_bias)
        latents = self.norm(normed, self.final_norm_weight, self.final_norm_bias)
        return (latents, (self.mel_head).of(0, latents))

    # conditioning [N, D], T text ids → [N + T + 3, D]: conditioning, start, text, stop, start of audio
    def prefix(self, conditioning: Tensor, text: List[int]) -> Tensor:
        ids = torch.tensor([self.start_text] + text + [self.stop_text], device=conditioning.device)
        spoken = torch.embedding(self.text_embedding, ids) + torch.slice(self.text_position, 0, 0, len(text) + 2)
        start = torch.select(self.mel_embedding, 0, self.start_audio) + torch.select(self.mel_position, 0, 0)
        return torch.cat([conditioning, spoken, torch.unsqueeze(start, 0)])

    # Places start … end of the prefix, written to the sequence's region, kv [L, 2, H, P, K]. What is told of the next code
    # counts once the end is that of the prefix.
    def prefill(self, conditioning: Tensor, text: List[int], kv: Tensor, start: int, end: int) -> Tuple[Tensor, Tensor]:
        x = torch.slice(self.prefix(conditioning, text), 0, start, end)
        places = torch.arange(end, device=kv.device)
        seen = torch.le(torch.unsqueeze(places, 0), torch.unsqueeze(torch.slice(places, 0, start, end), 1))
        for layer in range(len(self.norm1_weight)):
            query, key, value = self.query_key_value(layer, x)
            region = torch.select(kv, 0, layer)
            self.remember(region, start, torch.transpose(key, 0, 1), torch.transpose(value, 0, 1))
            heard = self.attention(torch.transpose(query, 0, 1), region, end, seen)
            x = self.after_attention(layer, x, torch.reshape(torch.transpose(heard, 0, 1), [end - start, -1]))
        return self.latents_and_logits(torch.slice(x, 0, end - start - 1, end - start))

    # key and value [H, places, K] go to those places of region [2, H, P, K] that begin with start
    def remember(self, region: Tensor, start: int, key: Tensor, value: Tensor) -> None:
        here = torch.slice(region, 2, start, start + torch.size(key, 1))
        _0 = torch.copy_(torch.select(here, 0, 0), key)
        _1 = torch.copy_(torch.select(here, 0, 1), value)
        return None

    # query [H, places, K] hears the first `end` places of region, or of those what seen [places, end] says → the same
    def attention(self, query: Tensor, region: Tensor, end: int, seen: Optional[Tensor]) -> Tensor:
        past = torch.slice(region, 2, 0, end)
        heard = torch.scaled_dot_product_attention(torch.unsqueeze(query, 0), torch.slice(past, 0, 0, 1),
                                                   torch.slice(past, 0, 1, 2), seen)
        return torch.squeeze(heard, 0)

    # A row sees its own region only, as long as that is: no mask, and nothing of its neighbours. Rows of zeros are added up
    # to `rows`, for products that depend on how many there are.
    def step(self, codes: List[int], numbers: List[int], kv: List[Tensor], filled: List[int],
             rows: int) -> Tuple[Tensor, Tensor]:
        device = self.mel_position.device
        x = (torch.embedding(self.mel_embedding, torch.tensor(codes, device=device))
             + torch.embedding(self.mel_position, torch.tensor(numbers, device=device)))
        padding = torch.zeros([rows - len(codes), torch.size(x, 1)], device=device)
        x = torch.cat([x, padding])
        for layer in range(len(self.norm1_weight)):
            query, key, value = self.query_key_value(layer, x)
            heard = annotate(List[Tensor], [])
            for b in range(len(kv)):
                region = torch.select(kv[b], 0, layer)
                self.remember(region, filled[b], torch.unsqueeze(torch.select(key, 0, b), 1),
                              torch.unsqueeze(torch.select(value, 0, b), 1))
                mine = self.attention(torch.unsqueeze(torch.select(query, 0, b), 1), region, filled[b] + 1, None)
                _0 = torch.append(heard, torch.view(mine, [1, -1]))
            _1 = torch.append(heard, padding)
            x = self.after_attention(layer, x, torch.cat(heard))
        return self.latents_and_logits(torch.slice(x, 0, 0, rows))
