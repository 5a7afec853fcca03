# The same on processors where PyTorch has oneDNN: weights in its own layout, the channels of a sample side by side, and
# what follows a convolution done while its results are in registers. A GPU has convolutions of its own.
class Convolution(Module):
    __parameters__ = []
    __buffers__ = []

    # Channels side by side: PyTorch's channels_last has the number 2.
    def side_by_side(self, x: Tensor) -> Tensor:
        if not ops.prim.is_cuda(x):
            x = torch.contiguous(x, memory_format=2)
        return x

    # [1, channels, S] → sound
    def sound(self, x: Tensor) -> Tensor:
        return self.side_by_side(torch.unsqueeze(x, 2))

    # weight [out, in, K] → the layout that convolutions want
    def packed(self, weight: Tensor, dilation: int) -> Tensor:
        wide = self.side_by_side(torch.unsqueeze(weight, 2))
        if not ops.prim.is_cuda(weight):
            reach = torch.size(weight, 2) // 2 * dilation
            wide = ops.mkldnn._reorder_convolution_weight(wide, [0, reach], [1, 1], [1, dilation], 1,
                                                          [1, torch.size(weight, 1), 1, 8192])
        return wide

    # weight [in, out, K] of an up-sampling → the layout that it wants
    def packed_upsampling(self, weight: Tensor) -> Tensor:
        return self.side_by_side(torch.unsqueeze(weight, 2))

    # leaky_relu of the convolution of x
    def activated(self, x: Tensor, weight: Tensor, bias: Tensor, dilation: int) -> Tensor:
        reach = torch.size(weight, 3) // 2 * dilation
        if ops.prim.is_cuda(x):
            y = torch.leaky_relu_(torch.conv2d(x, weight, bias, [1, 1], [0, reach], [1, dilation]), 0.1)
        else:
            slope = annotate(List[Optional[number]], [0.1])
            y = ops.mkldnn._convolution_pointwise(x, weight, bias, [0, reach], [1, 1], [1, dilation], 1, "leaky_relu",
                                                  slope, "")
        return y

    # other + the convolution of x
    def added(self, x: Tensor, weight: Tensor, bias: Tensor, other: Tensor) -> Tensor:
        reach = torch.size(weight, 3) // 2
        if ops.prim.is_cuda(x):
            y = torch.add_(torch.conv2d(x, weight, bias, [1, 1], [0, reach]), other)
        else:
            y = ops.mkldnn._convolution_pointwise(x, other, weight, bias, [0, reach], [1, 1], [1, 1], 1, "add", 1.0,
                                                  None, annotate(List[Optional[number]], []), None)
        return y
