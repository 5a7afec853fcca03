# Latents to sound. Coqui: HifiDecoder.forward and HifiganGenerator with its ResBlock1, weight norm folded in.
class Vocoder(Module):
    __parameters__ = []
    __buffers__ = []
    convolution : __torch__.Convolution
    bfloat16 : bool                     # after the first stage, sound and the weights of convolutions; but for the last one
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

    # 1, 3, 5: fixed in Coqui's HifiDecoder, as is their number
    def dilation(self, j: int) -> int:
        return 2 * j + 1

    # Once, before the first call
    def pack(self) -> None:
        for i in range(len(self.conv1_weight)):
            _0 = torch._set_item(self.conv1_weight, i, (self.convolution).packed(self.conv1_weight[i]))
            _1 = torch._set_item(self.conv1_bias, i, (self.convolution).computed(self.conv1_bias[i]))
            _2 = torch._set_item(self.conv2_weight, i, (self.convolution).packed(self.conv2_weight[i]))
            _3 = torch._set_item(self.conv2_bias, i, (self.convolution).computed(self.conv2_bias[i]))
        for i in range(len(self.up_weight)):
            _4 = torch._set_item(self.up_weight, i, (self.convolution).packed(self.up_weight[i]))
            _5 = torch._set_item(self.up_bias, i, (self.convolution).computed(self.up_bias[i]))
        return None

    # x [1, channels, 1, S], which becomes the result, and leaky_relu of it
    def residual_block(self, block: int, x: Tensor, activated: Tensor) -> Tensor:
        for j in range(3):
            i = 3 * block + j
            if j > 0:
                activated = torch.leaky_relu(x, 0.1)
            y = (self.convolution).activated(activated, self.conv1_weight[i], self.conv1_bias[i], self.dilation(j))
            x = (self.convolution).added_to(x, y, self.conv2_weight[i], self.conv2_bias[i])
        return x

    # Coqui's rates 8, 8, 2, 2 go with kernels of 16, 16, 4, 4.
    def stride(self, i: int) -> int:
        return torch.size(self.up_weight[i], -1) // 2

    def blocks_per_stage(self) -> int:
        return len(self.conv1_weight) // (3 * len(self.up_weight))

    # What the speaker adds, [1, E, 1] → [1, channels, 1, 1]
    def of_speaker(self, speaker: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        return torch.unsqueeze(torch.conv1d(speaker, weight, bias), 2)

    # x [1, channels, 1, S] → [1, channels / 2, 1, S × stride]: up-sampled, told who speaks, and smoothed
    def stage(self, i: int, x: Tensor, speaker: Tensor) -> Tensor:
        x = (self.convolution).upsampled(torch.leaky_relu(x, 0.1), self.up_weight[i], self.up_bias[i], self.stride(i))
        if len(self.up_speaker_weight) > 0:
            x = torch.add_(x, self.of_speaker(speaker, self.up_speaker_weight[i], self.up_speaker_bias[i]))
        activated = torch.leaky_relu(x, 0.1)
        blocks = self.blocks_per_stage()
        total = self.residual_block(i * blocks, torch.clone(x), activated)
        for j in range(1, blocks):
            total = torch.add_(total, self.residual_block(i * blocks + j, torch.clone(x), activated))
        return torch.div_(total, float(blocks))

    # frames [1, D, F] → samples of all but the first `before` and the last `after` of them. Those are context: it is left
    # out as soon as nothing that is wanted hears it.
    def generated(self, frames: Tensor, speaker: Tensor, before: int, after: int) -> Tensor:
        x = torch.conv1d(frames, self.pre_weight, self.pre_bias, [1], [torch.size(self.pre_weight, 2) // 2])
        x = torch.add_((self.convolution).sound(x), self.of_speaker(speaker, self.speaker_weight, self.speaker_bias))
        for i in range(len(self.up_weight)):
            heard = self.reach_into(i)
            x = self.stage(i, torch.slice(x, 3, ops.prim.max(0, before - heard),
                                          torch.size(x, 3) - ops.prim.max(0, after - heard)), speaker)
            if self.bfloat16:
                x = torch.to(x, 15)
            before = ops.prim.min(before, heard) * self.stride(i)
            after = ops.prim.min(after, heard) * self.stride(i)
        x = torch.to(torch.contiguous(torch.squeeze(torch.leaky_relu(x, 0.01), 2)), 6)
        x = torch.conv1d(x, self.post_weight, None, [1], [torch.size(self.post_weight, 2) // 2])
        return torch.tanh(torch.slice(torch.view(x, [-1]), 0, before, torch.size(x, 2) - after))

    # How far a residual block hears to either side, in its samples
    def block_reach(self, block: int) -> int:
        reach = 0
        for j in range(3):
            reach = reach + torch.size(self.conv1_weight[3 * block + j], -1) // 2 * self.dilation(j)
            reach = reach + torch.size(self.conv2_weight[3 * block + j], -1) // 2
        return reach

    # How many samples of what stage `first` gets are heard to either side, at most. From the last samples back: a stage
    # adds what its blocks reach, and its up-sampling makes one of stride, with half a kernel beyond.
    def reach_into(self, first: int) -> int:
        reach = torch.size(self.post_weight, 2) // 2
        for n in range(len(self.up_weight) - first):
            i = len(self.up_weight) - 1 - n
            furthest = 0
            for j in range(self.blocks_per_stage()):
                furthest = ops.prim.max(furthest, self.block_reach(i * self.blocks_per_stage() + j))
            stride = self.stride(i)
            reach = (reach + furthest + stride // 2) // stride + 1
        return reach

    # How many frames to either side of one its samples hear, at most
    def reach(self) -> int:
        return self.reach_into(0) + torch.size(self.pre_weight, 2) // 2

    def stretched(self, x: Tensor, factor: float) -> Tensor:
        return torch.upsample_linear1d(x, None, False, [factor])

    # latents [C, D] → frames [1, D, F]
    def frames(self, latents: Tensor, speed: float) -> Tensor:
        x = torch.unsqueeze(torch.transpose(latents, 0, 1), 0)
        # A single latent cannot be made shorter
        if speed != 1.0 and float(torch.size(latents, 0)) / speed >= 1.0:
            x = self.stretched(x, 1.0 / speed)
        x = self.stretched(x, self.frames_per_latent)
        if self.rate_ratio != 1.0:
            x = self.stretched(x, self.rate_ratio)
        return x

    def samples_per_frame(self) -> int:
        samples = 1
        for i in range(len(self.up_weight)):
            samples = samples * self.stride(i)
        return samples

    def frame_count(self, latents: int, speed: float) -> int:
        return torch.size(self.frames(torch.zeros([latents, 1]), speed), 2)

    # How many outputs of a stretching hear nothing beyond the first n inputs, however many follow: output i hears the
    # inputs before and after (i + 0.5) / factor - 0.5. None, where so few inputs become as many outputs: PyTorch copies
    # those, and stretches from the number on that becomes another.
    def stretched_alike(self, n: int, factor: float) -> int:
        outputs = ops.prim.max(0, int((float(n) - 0.5) * factor - 0.5))
        if int(float(n) * factor) == n:
            outputs = 0
        return outputs

    # How many frames the first latents settle, whatever latents follow
    def settled_frames(self, latents: int, speed: float) -> int:
        n = latents
        if speed != 1.0:
            n = self.stretched_alike(n, 1.0 / speed)
        n = self.stretched_alike(n, self.frames_per_latent)
        if self.rate_ratio != 1.0:
            n = self.stretched_alike(n, self.rate_ratio)
        return n

    # latents [C, D], speaker [E] → the samples of the frames from `first` to before `end`: what the whole would give there,
    # since as many frames as they hear to their sides are generated with them. What is live inside takes 200 times the
    # memory of the samples.
    def samples(self, latents: Tensor, speaker: Tensor, speed: float, first: int, end: int) -> Tensor:
        frames = self.frames(latents, speed)
        start = ops.prim.max(0, first - self.reach())
        stop = ops.prim.min(torch.size(frames, 2), end + self.reach())
        return self.generated(torch.slice(frames, 2, start, stop), torch.view(speaker, [1, -1, 1]),
                              first - start, stop - end)
