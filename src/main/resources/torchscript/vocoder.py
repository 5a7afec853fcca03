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

    # 1, 3, 5: fixed in Coqui's HifiDecoder, as is their number
    def dilation(self, j: int) -> int:
        return 2 * j + 1

    # x [1, channels, S] → the same
    def residual_block(self, block: int, x: Tensor) -> Tensor:
        for j in range(3):
            i = 3 * block + j
            reach = torch.size(self.conv1_weight[i], 2) // 2
            dilation = self.dilation(j)
            y = torch.conv1d(torch.leaky_relu(x, 0.1), self.conv1_weight[i], self.conv1_bias[i],
                             [1], [reach * dilation], [dilation])
            # y is ours alone, so that writing in place saves memory
            y = torch.conv1d(torch.leaky_relu_(y, 0.1), self.conv2_weight[i], self.conv2_bias[i], [1], [reach])
            x = torch.add_(y, x)
        return x

    # Coqui's rates 8, 8, 2, 2 go with kernels of 16, 16, 4, 4.
    def stride(self, i: int) -> int:
        return torch.size(self.up_weight[i], 2) // 2

    def blocks_per_stage(self) -> int:
        return len(self.conv1_weight) // (3 * len(self.up_weight))

    # x [1, channels, S] → [1, channels / 2, S × stride]: up-sampled, told who speaks, and smoothed
    def stage(self, i: int, x: Tensor, speaker: Tensor) -> Tensor:
        stride = self.stride(i)
        x = torch.conv_transpose1d(torch.leaky_relu(x, 0.1), self.up_weight[i], self.up_bias[i],
                                   [stride], [(torch.size(self.up_weight[i], 2) - stride) // 2])
        if len(self.up_speaker_weight) > 0:
            x = torch.add_(x, torch.conv1d(speaker, self.up_speaker_weight[i], self.up_speaker_bias[i]))
        blocks = self.blocks_per_stage()
        total = self.residual_block(i * blocks, x)
        for j in range(1, blocks):
            total = torch.add_(total, self.residual_block(i * blocks + j, x))
        return torch.div_(total, float(blocks))

    # frames [1, D, F] → samples [F × all strides]
    def generated(self, frames: Tensor, speaker: Tensor) -> Tensor:
        x = torch.conv1d(frames, self.pre_weight, self.pre_bias, [1], [torch.size(self.pre_weight, 2) // 2])
        x = torch.add_(x, torch.conv1d(speaker, self.speaker_weight, self.speaker_bias))
        for i in range(len(self.up_weight)):
            x = self.stage(i, x, speaker)
        x = torch.conv1d(torch.leaky_relu(x, 0.01), self.post_weight, None, [1], [torch.size(self.post_weight, 2) // 2])
        return torch.view(torch.tanh(x), [-1])

    # How far a residual block hears to either side, in its samples
    def block_reach(self, block: int) -> int:
        reach = 0
        for j in range(3):
            reach = reach + torch.size(self.conv1_weight[3 * block + j], 2) // 2 * self.dilation(j)
            reach = reach + torch.size(self.conv2_weight[3 * block + j], 2) // 2
        return reach

    # How many frames to either side of one its samples hear, at most. From the last samples back to the frames: a stage
    # adds what its blocks reach, and its up-sampling makes one of stride, with half a kernel beyond.
    def reach(self) -> int:
        reach = torch.size(self.post_weight, 2) // 2
        stages = len(self.up_weight)
        for n in range(stages):
            i = stages - 1 - n
            furthest = 0
            for j in range(self.blocks_per_stage()):
                furthest = ops.prim.max(furthest, self.block_reach(i * self.blocks_per_stage() + j))
            stride = self.stride(i)
            reach = (reach + furthest + stride // 2) // stride + 1
        return reach + torch.size(self.pre_weight, 2) // 2

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

    # latents [C, D], speaker [E] → the samples of the frames from `done` on, as many as one window gives. What is live
    # inside takes 200 times the memory of the samples, and others wait for the device, hence windows. All are of one size,
    # which lets the allocator and the kernels reuse what the last one needed; neighbours overlap by as much as samples
    # hear to their sides, so what is kept of each is what the whole would give.
    def window(self, latents: Tensor, speaker: Tensor, speed: float, done: int) -> Tensor:
        frames = self.frames(latents, speed)
        count = torch.size(frames, 2)
        context = self.reach()
        hop = self.samples_per_frame()
        size = ops.prim.min(count, ops.prim.max(192, 4 * context))
        start = ops.prim.max(0, ops.prim.min(done - context, count - size))
        kept = start + size - context
        if start + size == count:
            kept = count
        samples = self.generated(torch.slice(frames, 2, start, start + size), torch.view(speaker, [1, -1, 1]))
        return torch.slice(samples, 0, (done - start) * hop, (kept - start) * hop)
