# The same on processors where PyTorch has oneDNN: the channels of a sample side by side, and what follows a convolution
# done while its results are in registers. A GPU has convolutions of its own.
class Convolution(Module):
    __parameters__ = []
    __buffers__ = []

    # Whether oneDNN convolves: not on a GPU, and not sound of one channel, which it takes for another layout and refuses.
    def fuses(self, x: Tensor) -> bool:
        return not ops.prim.is_cuda(x) and torch.size(x, 1) > 1

    # Channels side by side: PyTorch's channels_last has the number 2.
    def side_by_side(self, x: Tensor) -> Tensor:
        if not ops.prim.is_cuda(x):
            x = torch.contiguous(x, memory_format=2)
        return x

    # [1, channels, S] → sound
    def sound(self, x: Tensor) -> Tensor:
        return self.side_by_side(torch.unsqueeze(x, 2))

    # A weight or bias in numbers that are computed in here. oneDNN takes bfloat16 where the processor has AVX-512, and
    # refuses it elsewhere: there products are float32, and bfloat16 is what sound is rounded to.
    def computed(self, values: Tensor) -> Tensor:
        if not (ops.prim.is_cuda(values) or ops.mkldnn._is_mkldnn_bf16_supported()):
            values = torch.to(values, 6)
        return values

    # weight [out, in, K], or [in, out, K] of an up-sampling → the layout that convolutions want. oneDNN has layouts of its
    # own too, but which one depends on the length of the sound, and putting weights in order anew costs more than the right
    # one gains.
    def packed(self, weight: Tensor) -> Tensor:
        return self.side_by_side(torch.unsqueeze(self.computed(weight), 2))

    # leaky_relu of the convolution of x
    def activated(self, x: Tensor, weight: Tensor, bias: Tensor, dilation: int) -> Tensor:
        reach = torch.size(weight, 3) // 2 * dilation
        input = torch.to(x, ops.prim.dtype(weight))
        if self.fuses(x):
            slope = annotate(List[Optional[number]], [0.1])
            y = ops.mkldnn._convolution_pointwise(input, weight, bias, [0, reach], [1, 1], [1, dilation], 1, "leaky_relu",
                                                  slope, "")
        else:
            y = torch.leaky_relu_(torch.conv2d(input, weight, bias, [1, 1], [0, reach], [1, dilation]), 0.1)
        return torch.to(y, ops.prim.dtype(x))

    # other, to which the convolution of x is added
    def added_to(self, other: Tensor, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        reach = torch.size(weight, 3) // 2
        type = ops.prim.dtype(other)
        other = torch.to(other, ops.prim.dtype(weight))
        x = torch.to(x, ops.prim.dtype(weight))
        if self.fuses(x):
            other = ops.mkldnn._convolution_pointwise_(other, x, weight, bias, [0, reach], [1, 1], [1, 1], 1, "add", 1.0,
                                                       None, annotate(List[Optional[number]], []), None)
        else:
            other = torch.add_(other, torch.conv2d(x, weight, bias, [1, 1], [0, reach]))
        return torch.to(other, type)

    # x [1, in, 1, S] → [1, out, 1, S × stride]
    def upsampled(self, x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
        y = torch.conv_transpose2d(torch.to(x, ops.prim.dtype(weight)), weight, bias, [1, stride],
                                   [0, (torch.size(weight, 3) - stride) // 2])
        return torch.to(y, ops.prim.dtype(x))
