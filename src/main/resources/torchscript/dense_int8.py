# Products in whole numbers: weights of −64 … 64 times a step for each output, inputs of 0 … 255 between the least and the
# greatest of each row. A product reads a quarter of the bytes, and those are what a step of few rows waits for.
#
# Why not weights of −127 … 127: processors without VNNI add two products in 16 bits, and 2 · 255 · 64 just fits. Taking the
# bit from the inputs costs more: they have outliers, weights have none (src/docs/precision.md).
class Dense(Module):
    __parameters__ = []
    __buffers__ = []
    weight : List[Tensor]               # int8, empty once packed
    step : List[Tensor]                 # [out]
    bias : List[Tensor]
    packed : List[__torch__.torch.classes.quantized.LinearPackedParamsBase]
    outputs_first : bool                # weights are [out, in], else [in, out]

    # Once, before the first product
    def pack(self) -> None:
        for layer in range(len(self.weight)):
            weight = self.weight[layer]
            if not self.outputs_first:
                weight = torch.t(weight)
            outputs = torch.size(weight, 0)
            steps = torch.to(self.step[layer], 7)
            quantized = torch._make_per_channel_quantized_tensor(torch.contiguous(weight), steps,
                                                                 torch.zeros([outputs], dtype=4), 0)
            _0 = torch.append(self.packed, ops.quantized.linear_prepack(quantized, None))
            _1 = torch._set_item(self.weight, layer, torch.empty([0]))
        return None

    # x [rows, in] → [rows, out]. PyTorch takes the range of all rows together, so rows would depend on their company: here
    # each is brought to 0 … 1 first. A row of ones makes that the range even of rows of equal values, and its own product
    # is what the least value of each row has to be multiplied by. What is no number stays in its row.
    def of(self, layer: int, x: Tensor) -> Tensor:
        rows = torch.size(x, 0)
        least, most = torch.aminmax(x, dim=1, keepdim=True)
        span = most - least
        parts = torch.nan_to_num(torch.div(x - least, torch.clamp_min(span, 0.000000000000000000000000000001)), 0.)
        y = ops.quantized.linear_dynamic(torch.constant_pad_nd(parts, [0, 0, 0, 1], 1), self.packed[layer], False)
        beside = torch.addcmul(self.bias[layer], least, torch.slice(y, 0, rows, rows + 1))
        return torch.addcmul(beside, torch.slice(y, 0, 0, rows), span)
