# The products that a GPT is made of, as any PyTorch computes them.
class Dense(Module):
    __parameters__ = []
    __buffers__ = []

    # weight [in, out] → the layout that products want
    def packed(self, weight: Tensor) -> Tensor:
        return weight

    # x [rows, in], packed weight, bias [out] → [rows, out]
    def of(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        return torch.addmm(bias, x, weight)
