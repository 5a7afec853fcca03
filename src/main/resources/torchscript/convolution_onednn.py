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

    # weight [out, in, K] → the layout that convolutions want. oneDNN has layouts of its own too, but which one depends on the
    # length of the sound, and putting weights in order anew costs more than the right one gains.
    def packed(self, weight: Tensor) -> Tensor:
        return self.side_by_side(torch.unsqueeze(weight, 2))

    # weight [in, out, K] of an up-sampling → the layout that it wants
    def packed_upsampling(self, weight: Tensor) -> Tensor:
        return self.side_by_side(torch.unsqueeze(weight, 2))

    # leaky_relu of the convolution of x
    def activated(self, x: Tensor, weight: Tensor, bias: Tensor, dilation: int) -> Tensor:
        reach = torch.size(weight, 3) // 2 * dilation
        if self.fuses(x):
            slope = annotate(List[Optional[number]], [0.1])
            y = ops.mkldnn._convolution_pointwise(x, weight, bias, [0, reach], [1, 1], [1, dilation], 1, "leaky_relu",
                                                  slope, "")
        else:
            y = torch.leaky_relu_(torch.conv2d(x, weight, bias, [1, 1], [0, reach], [1, dilation]), 0.1)
        return y

    # other, to which the convolution of x is added
    def added_to(self, other: Tensor, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        reach = torch.size(weight, 3) // 2
        if self.fuses(x):
            other = ops.mkldnn._convolution_pointwise_(other, x, weight, bias, [0, reach], [1, 1], [1, 1], 1, "add", 1.0,
                                                       None, annotate(List[Optional[number]], []), None)
        else:
            other = torch.add_(other, torch.conv2d(x, weight, bias, [1, 1], [0, reach]))
        return other
