# The same on processors where PyTorch has oneDNN: there each row's result is the same bit for bit, whatever other rows are
# computed beside it, and eight rows cost little more than one. MKL, behind addmm, gives neither. A GPU has products of its
# own.
class Dense(Module):
    __parameters__ = []
    __buffers__ = []

    # weight [in, out] → the layout that products want
    def packed(self, weight: Tensor) -> Tensor:
        if ops.prim.is_cuda(weight):
            packed = weight
        else:
            packed = ops.mkldnn._reorder_linear_weight(torch.contiguous(torch.t(weight)), 8)
        return packed

    # x [rows, in], packed weight, bias [out] → [rows, out]
    def of(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        if ops.prim.is_cuda(x):
            y = torch.addmm(bias, x, weight)
        else:
            y = ops.mkldnn._linear_pointwise(x, weight, bias, "none", annotate(List[Optional[number]], []), "")
        return y
