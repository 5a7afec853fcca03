# Products of inputs and weights of 16 bits with the range of float32, for processors and GPUs that have them.
class Dense(Module):
    __parameters__ = []
    __buffers__ = []
    weight : List[Tensor]               # bfloat16
    bias : List[Tensor]                 # float32
    outputs_first : bool                # weights are [out, in], else [in, out]

    # Once, before the first product
    def pack(self) -> None:
        for layer in range(len(self.weight)):
            if not self.outputs_first:
                _0 = torch._set_item(self.weight, layer, torch.contiguous(torch.t(self.weight[layer])))
        return None

    # x [rows, in] → [rows, out]
    def of(self, layer: int, x: Tensor) -> Tensor:
        return torch.to(torch.linear(torch.to(x, 15), self.weight[layer]), 6) + self.bias[layer]
