# The timbre of a voice. Coqui: ResNetSpeakerEncoder (H/ASP) with PreEmphasis and torchaudio's MelSpectrogram, whose
# window and filters the checkpoint carries.
class SpeakerEncoder(Module):
    __parameters__ = []
    __buffers__ = []
    emphasis : Tensor                   # [1, 1, 2]
    window : Tensor
    filters : Tensor                    # [bins, M]
    first_weight : Tensor
    first_bias : Tensor
    first_norm : List[Tensor]           # of a batch norm: weight, bias, running mean, running variance
    blocks : List[int]                  # how many residual blocks each stage has
    conv1 : List[Tensor]                # a list has one tensor for each block of all stages …
    norm1 : List[Tensor]                # … and four for each batch norm
    conv2 : List[Tensor]
    norm2 : List[Tensor]
    squeeze_weight : List[Tensor]
    squeeze_bias : List[Tensor]
    excite_weight : List[Tensor]
    excite_bias : List[Tensor]
    shortcut : List[Tensor]             # one for each stage but the first
    shortcut_norm : List[Tensor]
    attention1_weight : Tensor
    attention1_bias : Tensor
    attention_norm : List[Tensor]
    attention2_weight : Tensor
    attention2_bias : Tensor
    out_weight : Tensor                 # [E, …]
    out_bias : Tensor

    # audio [S] at 16 kHz → power [M, F]
    def mel(self, audio: Tensor) -> Tensor:
        padded = torch.reflection_pad1d(torch.view(audio, [1, 1, -1]), [1, 0])
        emphasised = torch.view(torch.conv1d(padded, self.emphasis), [-1])
        size = 2 * (torch.size(self.filters, 0) - 1)
        return __torch__.mel_of_power(__torch__.power_spectrum(emphasised, size, 160, self.window), self.filters)

    # Batch norm i of a list that holds four tensors for each
    def batch_norm(self, x: Tensor, norms: List[Tensor], i: int) -> Tensor:
        return torch.batch_norm(x, norms[4 * i], norms[4 * i + 1], norms[4 * i + 2], norms[4 * i + 3],
                                False, 0.1, 0.00001, False)

    # Each channel of x [1, channels, rows, F], weighted by what all channels sum up to
    def squeeze_and_excite(self, i: int, x: Tensor) -> Tensor:
        squeezed = torch.mean(x, [2, 3])
        hidden = torch.relu(torch.linear(squeezed, self.squeeze_weight[i], self.squeeze_bias[i]))
        weights = torch.sigmoid(torch.linear(hidden, self.excite_weight[i], self.excite_bias[i]))
        return x * torch.unsqueeze(torch.unsqueeze(weights, -1), -1)

    def residual_block(self, i: int, x: Tensor, shortcut: Tensor, stride: int) -> Tensor:
        out = torch.relu(torch.conv2d(x, self.conv1[i], None, [stride, stride], [1, 1]))
        out = torch.conv2d(self.batch_norm(out, self.norm1, i), self.conv2[i], None, [1, 1], [1, 1])
        out = self.squeeze_and_excite(i, self.batch_norm(out, self.norm2, i))
        return torch.relu(out + shortcut)

    # x [1, 1, M, F] → [1, channels, M/8, F/8]: every stage but the first halves both axes in its first block
    def stages(self, x: Tensor) -> Tensor:
        i = 0
        for stage in range(len(self.blocks)):
            for block in range(self.blocks[stage]):
                if stage > 0 and block == 0:
                    shortcut = torch.conv2d(x, self.shortcut[stage - 1], None, [2, 2])
                    x = self.residual_block(i, x, self.batch_norm(shortcut, self.shortcut_norm, stage - 1), 2)
                else:
                    x = self.residual_block(i, x, x, 1)
                i = i + 1
        return x

    # Mean and deviation over time, both weighted by attention: x [1, rows, F] → [1, 2 rows]
    def attentive_statistics(self, x: Tensor) -> Tensor:
        hidden = torch.relu(torch.conv1d(x, self.attention1_weight, self.attention1_bias))
        hidden = self.batch_norm(hidden, self.attention_norm, 0)
        weights = torch.softmax(torch.conv1d(hidden, self.attention2_weight, self.attention2_bias), 2)
        mean = torch.sum(x * weights, [2])
        variance = torch.sum(x * x * weights, [2]) - mean * mean
        return torch.cat([mean, torch.sqrt(torch.clamp(variance, min=0.00001))], 1)

    # audio [S] at 16 kHz → [E], unit length
    def embedding(self, audio: Tensor) -> Tensor:
        x = torch.unsqueeze(torch.log(self.mel(audio) + 0.000001), 0)
        x = torch.instance_norm(x, None, None, None, None, True, 0.1, 0.00001, False)
        x = torch.relu(torch.conv2d(torch.unsqueeze(x, 1), self.first_weight, self.first_bias, [1, 1], [1, 1]))
        x = self.stages(self.batch_norm(x, self.first_norm, 0))
        x = torch.reshape(x, [1, -1, torch.size(x, 3)])
        embedding = torch.linear(self.attentive_statistics(x), self.out_weight, self.out_bias)
        length = torch.clamp(torch.norm(embedding, 2, [1], True), min=1e-12)
        return torch.squeeze(embedding / length, 0)
