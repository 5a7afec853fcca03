# The products that a GPT is made of, as oneDNN computes them: each row's result is the same bit for bit, whatever other
# rows are computed beside it, and several rows cost little more than one. MKL, behind addmm, gives neither.
class Dense(Module):
    __parameters__ = []
    __buffers__ = []

    # weight [in, out] → the layout that oneDNN wants
    def packed(self, weight: Tensor) -> Tensor:
        return ops.mkldnn._reorder_linear_weight(torch.contiguous(torch.t(weight)), 8)

    # x [rows, in], packed weight, bias [out] → [rows, out]
    def of(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        return ops.mkldnn._linear_pointwise(x, weight, bias, "none", annotate(List[Optional[number]], []), "")
