# Products with weights of 16 bits. On a GPU the inputs are as short, too; a processor computes in float32.
class Dense(Module):
    __parameters__ = []
    __buffers__ = []
    weight : List[Tensor]               # float16, empty once packed
    bias : List[Tensor]                 # float32
    packed : List[__torch__.torch.classes.quantized.LinearPackedParamsBase]
    outputs_first : bool                # weights are [out, in], else [in, out]

    # Once, before the first product
    def pack(self) -> None:
        for layer in range(len(self.weight)):
            weight = self.weight[layer]
            if not self.outputs_first:
                weight = torch.t(weight)
            if ops.prim.is_cuda(weight):
                _0 = torch._set_item(self.weight, layer, torch.contiguous(weight))
            else:
                whole = torch.contiguous(torch.to(weight, 6))
                _1 = torch.append(self.packed, ops.quantized.linear_prepack_fp16(whole, None))
                _2 = torch._set_item(self.weight, layer, torch.empty([0]))
        return None

    # x [rows, in] → [rows, out]
    def of(self, layer: int, x: Tensor) -> Tensor:
        if ops.prim.is_cuda(x):
            y = torch.to(torch.linear(torch.to(x, 5), self.weight[layer]), 6)
        else:
            y = ops.quantized.linear_dynamic_fp16(x, self.packed[layer])
        return y + self.bias[layer]
