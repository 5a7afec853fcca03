# The convolutions of the vocoder, as any PyTorch computes them. Sound is [1, channels, 1, S] there; every length is
# kept, with zeros beyond both ends. It is float32 or bfloat16, as it comes; so are weights and biases, but for
# processors, which compute in float32: there bfloat16 is what sound is rounded to.
class Convolution(Module):
    __parameters__ = []
    __buffers__ = []

    # [1, channels, S] → sound
    def sound(self, x: Tensor) -> Tensor:
        return torch.unsqueeze(x, 2)

    # A weight or bias in numbers that are computed in here
    def computed(self, values: Tensor) -> Tensor:
        if not ops.prim.is_cuda(values):
            values = torch.to(values, 6)
        return values

    # weight [out, in, K], or [in, out, K] of an up-sampling → the layout that convolutions want
    def packed(self, weight: Tensor) -> Tensor:
        return torch.unsqueeze(self.computed(weight), 2)

    # leaky_relu of the convolution of x
    def activated(self, x: Tensor, weight: Tensor, bias: Tensor, dilation: int) -> Tensor:
        reach = torch.size(weight, 3) // 2 * dilation
        y = torch.conv2d(torch.to(x, ops.prim.dtype(weight)), weight, bias, [1, 1], [0, reach], [1, dilation])
        return torch.to(torch.leaky_relu_(y, 0.1), ops.prim.dtype(x))

    # other, to which the convolution of x is added
    def added_to(self, other: Tensor, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        x = torch.to(x, ops.prim.dtype(weight))
        return torch.add_(other, torch.conv2d(x, weight, bias, [1, 1], [0, torch.size(weight, 3) // 2]))

    # x [1, in, 1, S] → [1, out, 1, S × stride]
    def upsampled(self, x: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
        y = torch.conv_transpose2d(torch.to(x, ops.prim.dtype(weight)), weight, bias, [1, stride],
                                   [0, (torch.size(weight, 3) - stride) // 2])
        return torch.to(y, ops.prim.dtype(x))
