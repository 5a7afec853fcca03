# Latents to sound. Coqui: HifiDecoder.forward and HifiganGenerator with its ResBlock1, weight norm folded in.
class Vocoder(Module):
    __parameters__ = []
    __buffers__ = []
    frames_per_latent : float           # latents are spread over the frames of the output's hop length
    rate_ratio : float                  # output over input sample rate
    pre_weight : Tensor                 # [channels, D, 7]
    pre_bias : Tensor
    speaker_weight : Tensor             # [channels, E, 1]
    speaker_bias : Tensor
    up_weight : List[Tensor]            # a list has one tensor for each up-sampling stage
    up_bias : List[Tensor]
    up_speaker_weight : List[Tensor]    # empty where config.json says so (cond_d_vector_in_each_upsampling_layer)
    up_speaker_bias : List[Tensor]
    conv1_weight : List[Tensor]         # for each stage, each of its residual blocks, each of their three dilations
    conv1_bias : List[Tensor]
    conv2_weight : List[Tensor]
    conv2_bias : List[Tensor]
    post_weight : Tensor

    # x [1, channels, S] → the same
    def residual_block(self, block: int, x: Tensor) -> Tensor:
        dilations = [1, 3, 5]           # fixed in Coqui's HifiDecoder, as is their number
        for j in range(3):
            i = 3 * block + j
            reach = torch.size(self.conv1_weight[i], 2) - 1
            y = torch.conv1d(torch.leaky_relu(x, 0.1), self.conv1_weight[i], self.conv1_bias[i],
                             [1], [reach * dilations[j] // 2], [dilations[j]])
            # y is ours alone: writing in place halves the memory of a long text
            y = torch.conv1d(torch.leaky_relu_(y, 0.1), self.conv2_weight[i], self.conv2_bias[i], [1], [reach // 2])
            x = torch.add_(y, x)
        return x

    # x [1, channels, S] → [1, channels / 2, S × stride]: up-sampled, told who speaks, and smoothed
    def stage(self, i: int, x: Tensor, speaker: Tensor) -> Tensor:
        kernel = torch.size(self.up_weight[i], 2)
        stride = kernel // 2            # Coqui's rates 8, 8, 2, 2 go with kernels of 16, 16, 4, 4
        x = torch.conv_transpose1d(torch.leaky_relu(x, 0.1), self.up_weight[i], self.up_bias[i],
                                   [stride], [(kernel - stride) // 2])
        if len(self.up_speaker_weight) > 0:
            x = torch.add_(x, torch.conv1d(speaker, self.up_speaker_weight[i], self.up_speaker_bias[i]))
        blocks = len(self.conv1_weight) // (3 * len(self.up_weight))
        total = self.residual_block(i * blocks, x)
        for j in range(1, blocks):
            total = torch.add_(total, self.residual_block(i * blocks + j, x))
        return torch.div_(total, float(blocks))

    def stretched(self, x: Tensor, factor: float) -> Tensor:
        return torch.upsample_linear1d(x, None, False, [factor])

    # latents [C, D] → frames [1, D, F]
    def frames(self, latents: Tensor, speed: float) -> Tensor:
        x = torch.unsqueeze(torch.transpose(latents, 0, 1), 0)
        if speed != 1.0:
            x = self.stretched(x, 1.0 / speed)
        x = self.stretched(x, self.frames_per_latent)
        if self.rate_ratio != 1.0:
            x = self.stretched(x, self.rate_ratio)
        return x

    # latents [C, D], speaker [E] → samples [S]
    def waveform(self, latents: Tensor, speaker: Tensor, speed: float) -> Tensor:
        who = torch.view(speaker, [1, -1, 1])
        x = torch.conv1d(self.frames(latents, speed), self.pre_weight, self.pre_bias, [1],
                         [torch.size(self.pre_weight, 2) // 2])
        x = torch.add_(x, torch.conv1d(who, self.speaker_weight, self.speaker_bias))
        for i in range(len(self.up_weight)):
            x = self.stage(i, x, who)
        x = torch.conv1d(torch.leaky_relu(x, 0.01), self.post_weight, None, [1], [torch.size(self.post_weight, 2) // 2])
        return torch.view(torch.tanh(x), [-1])
