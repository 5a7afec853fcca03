# The products that a GPT is made of, as any PyTorch computes them. A list has one entry for each layer.
class Dense(Module):
    __parameters__ = []
    __buffers__ = []
    weight : List[Tensor]
    bias : List[Tensor]
    outputs_first : bool                # weights are [out, in], else [in, out]

    # Once, before the first product
    def pack(self) -> None:
        for layer in range(len(self.weight)):
            if self.outputs_first:
                _0 = torch._set_item(self.weight, layer, torch.t(self.weight[layer]))
        return None

    # x [rows, in] → [rows, out]
    def of(self, layer: int, x: Tensor) -> Tensor:
        return torch.addmm(self.bias[layer], x, self.weight[layer])
