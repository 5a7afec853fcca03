# The same on processors where PyTorch has oneDNN: there each row's result is the same bit for bit, whatever other rows are
# computed beside it, and eight rows cost little more than one. MKL, behind addmm, gives neither. A GPU has products of its
# own.
class Dense(Module):
    __parameters__ = []
    __buffers__ = []
    weight : List[Tensor]
    bias : List[Tensor]
    outputs_first : bool                # weights are [out, in], else [in, out]

    # Once, before the first product
    def pack(self) -> None:
        for layer in range(len(self.weight)):
            weight = self.weight[layer]
            if ops.prim.is_cuda(weight):
                if self.outputs_first:
                    _0 = torch._set_item(self.weight, layer, torch.t(weight))
            else:
                if not self.outputs_first:
                    weight = torch.t(weight)
                packed = ops.mkldnn._reorder_linear_weight(torch.contiguous(weight), 8)
                _1 = torch._set_item(self.weight, layer, packed)
        return None

    # x [rows, in] → [rows, out]
    def of(self, layer: int, x: Tensor) -> Tensor:
        weight = self.weight[layer]
        bias = self.bias[layer]
        if ops.prim.is_cuda(x):
            y = torch.addmm(bias, x, weight)
        else:
            y = ops.mkldnn._linear_pointwise(x, weight, bias, "none", annotate(List[Optional[number]], []), "")
        return y
