# The convolutions of the vocoder, as any PyTorch computes them. Sound is [1, channels, 1, S] there; every length is
# kept, with zeros beyond both ends.
class Convolution(Module):
    __parameters__ = []
    __buffers__ = []

    # [1, channels, S] → sound
    def sound(self, x: Tensor) -> Tensor:
        return torch.unsqueeze(x, 2)

    # weight [out, in, K] → the layout that convolutions want
    def packed(self, weight: Tensor) -> Tensor:
        return torch.unsqueeze(weight, 2)

    # weight [in, out, K] of an up-sampling → the layout that it wants
    def packed_upsampling(self, weight: Tensor) -> Tensor:
        return torch.unsqueeze(weight, 2)

    # leaky_relu of the convolution of x
    def activated(self, x: Tensor, weight: Tensor, bias: Tensor, dilation: int) -> Tensor:
        reach = torch.size(weight, 3) // 2 * dilation
        return torch.leaky_relu_(torch.conv2d(x, weight, bias, [1, 1], [0, reach], [1, dilation]), 0.1)

    # other, to which the convolution of x is added
    def added_to(self, other: Tensor, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        return torch.add_(other, torch.conv2d(x, weight, bias, [1, 1], [0, torch.size(weight, 3) // 2]))
