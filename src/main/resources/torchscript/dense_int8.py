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
    of_ones : List[Tensor]              # [1, out], the product of a row of ones
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
            _2 = torch.append(self.of_ones, self.of_parts(layer, torch.ones([1, torch.size(weight, 1)])))
        return None

    # Rows of 0 … 1, in steps of 1/255: a range of their own would be that of all rows together.
    def of_parts(self, layer: int, parts: Tensor) -> Tensor:
        return ops.quantized.linear_with_input_q_dq_qweight_dq_output_fp32(parts, 1. / 255., 0, self.packed[layer])

    # x [rows, in] → [rows, out]. Each row is brought to 0 … 1 by its own least and greatest value, so that it does not depend
    # on its company. In a row of equal values each part is no number, whose product is multiplied by a span of 0.
    def of(self, layer: int, x: Tensor) -> Tensor:
        least, most = torch.aminmax(x, dim=1, keepdim=True)
        span = most - least
        y = self.of_parts(layer, torch.div(x - least, span))
        return torch.addcmul(torch.addcmul(self.bias[layer], least, self.of_ones[layer]), y, span)
