# What the GPT hears of a voice. Coqui: Xtts.get_gpt_cond_latents (one chunk of its loop), ConditioningEncoder with its
# AttentionBlocks, PerceiverResampler.
class Conditioning(Module):
    __parameters__ = []
    __buffers__ = []
    heads : int
    mel_stats : Tensor                  # [M]
    init_weight : Tensor                # [D, M, 1]
    init_bias : Tensor
    norm_weight : List[Tensor]          # a list has one tensor for each attention block
    norm_bias : List[Tensor]
    qkv_weight : List[Tensor]           # [3D, D, 1]: query, key and value of a head lie together
    qkv_bias : List[Tensor]
    out_weight : List[Tensor]
    out_bias : List[Tensor]
    latents : Tensor                    # [N, D], where the resampler starts
    to_q : List[Tensor]                 # a list has one tensor for each layer of the resampler
    to_kv : List[Tensor]
    to_out : List[Tensor]
    inner_weight : List[Tensor]
    inner_bias : List[Tensor]
    outer_weight : List[Tensor]
    outer_bias : List[Tensor]
    gamma : Tensor

    # audio [S] at 22.05 kHz → [M, F]: log power over the statistics of the training data
    def mel(self, audio: Tensor) -> Tensor:
        size = 2048
        bands = torch.size(self.mel_stats, 0)
        filters = torch.to(__torch__.mel_filters(size // 2 + 1, bands, 22050, 8000.0), audio.device)
        window = torch.hann_window(1024, device=audio.device)
        power = __torch__.power_spectrum(audio, size, 256, window)
        mel = torch.log(torch.clamp(__torch__.mel_of_power(power, filters), min=0.00001))
        return mel / torch.unsqueeze(self.mel_stats, 1)

    # The number of groups is Coqui's: a rule on the width, not a setting.
    def groups(self, width: int) -> int:
        groups = 32
        if width <= 16:
            groups = 8
        elif width <= 64:
            groups = 16
        while width % groups != 0:
            groups = groups // 2
        return groups

    # x [1, D, F] → [1, D, F]. The residual is the normalised input, as XTTS was trained.
    def attention_block(self, i: int, x: Tensor) -> Tensor:
        d = torch.size(x, 1)
        f = torch.size(x, 2)
        k = d // self.heads
        x = torch.group_norm(x, self.groups(d), self.norm_weight[i], self.norm_bias[i], 0.00001)
        qkv = torch.view(torch.conv1d(x, self.qkv_weight[i], self.qkv_bias[i]), [self.heads, 3 * k, f])
        query, key, value = torch.split_with_sizes(qkv, [k, k, k], 1)
        # Both factors are scaled before the product, which is the same and keeps it small.
        scale = 1.0 / torch.sqrt(torch.sqrt(float(k)))
        weights = torch.softmax(torch.bmm(torch.transpose(query * scale, 1, 2), key * scale), -1)
        heard = torch.view(torch.bmm(value, torch.transpose(weights, 1, 2)), [1, d, f])
        return x + torch.conv1d(heard, self.out_weight[i], self.out_bias[i])

    # mel [M, F] → [D, F]
    def encoder(self, mel: Tensor) -> Tensor:
        x = torch.conv1d(torch.unsqueeze(mel, 0), self.init_weight, self.init_bias)
        for i in range(len(self.qkv_weight)):
            x = self.attention_block(i, x)
        return torch.squeeze(x, 0)

    # rows [R, heads × k] → [heads, R, k]
    def split_heads(self, rows: Tensor, k: int) -> Tensor:
        return torch.transpose(torch.view(rows, [torch.size(rows, 0), -1, k]), 0, 1)

    # latents [N, D] look at themselves and at heard [F, D] → [N, D]
    def cross_attention(self, i: int, latents: Tensor, heard: Tensor) -> Tensor:
        k = 64                          # a head's width is fixed in Coqui's GPT; how many there are shows in to_q
        query = self.split_heads(torch.linear(latents, self.to_q[i]), k)
        keys, values = torch.chunk(torch.linear(torch.cat([latents, heard]), self.to_kv[i]), 2, -1)
        key = self.split_heads(keys, k)
        value = self.split_heads(values, k)
        weights = torch.softmax(torch.matmul(query, torch.transpose(key, 1, 2)) * (1.0 / torch.sqrt(float(k))), -1)
        together = torch.reshape(torch.transpose(torch.matmul(weights, value), 0, 1), [torch.size(latents, 0), -1])
        return torch.linear(together, self.to_out[i])

    # [N, D] → [N, D], gated by GELU
    def feed_forward(self, i: int, latents: Tensor) -> Tensor:
        inner, gate = torch.chunk(torch.linear(latents, self.inner_weight[i], self.inner_bias[i]), 2, -1)
        return torch.linear(inner * torch.gelu(gate), self.outer_weight[i], self.outer_bias[i])

    # encoded [D, F] → [N, D]
    def resampled(self, encoded: Tensor) -> Tensor:
        heard = torch.transpose(encoded, 0, 1)
        latents = self.latents
        for i in range(len(self.to_q)):
            latents = self.cross_attention(i, latents, heard) + latents
            latents = self.feed_forward(i, latents) + latents
        lengths = torch.clamp(torch.norm(latents, 2, [-1], True), min=1e-12)
        return latents / lengths * torch.sqrt(float(torch.size(latents, 1))) * self.gamma

    # audio [S] at 22.05 kHz → [N, D]
    def latents_of(self, audio: Tensor) -> Tensor:
        return self.resampled(self.encoder(self.mel(audio)))
