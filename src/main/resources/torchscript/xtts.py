# XTTS v2 for inference, in TorchScript. These files are not run by Python: coqui.checkpoint packs them, joined in
# this order, with the tensors of a checkpoint into an archive that PyTorch loads. Every size comes from the tensors.
#
# The letters of all shapes, here and in coqui.xtts:
#   B rows of a batch      T text tokens          P places of a sequence: conditioning, text, audio codes
#   C audio codes          V different codes      L layers       D width        H heads       K width of a head
#   N conditioning latents M mel bands            F frames       S samples      E speaker embedding
#
# What Coqui's classes compute is stated with each class here; the text of the code is our own.
class Xtts(Module):
    __parameters__ = []
    __buffers__ = []
    conditioning : __torch__.Conditioning
    speaker : __torch__.SpeakerEncoder
    gpt : __torch__.Gpt
    vocoder : __torch__.Vocoder

    # Once for each of the parts 0 and 1, before anything else. They are about equally long, and may be prepared side by side.
    def prepare(self, part: int) -> int:
        (self.gpt).pack(part)
        if part == 1:
            (self.vocoder).pack()
        return 0

    # N
    def latent_count(self) -> int:
        return torch.size((self.conditioning).latents, 0)

    # audio [S] at 22.05 kHz → [M, F]
    def mel(self, audio: Tensor) -> Tensor:
        return (self.conditioning).mel(audio)

    # mel [M, F] → [D, F]
    def encoder(self, mel: Tensor) -> Tensor:
        return (self.conditioning).encoder(mel)

    # audio [S] at 22.05 kHz, one chunk of a reference → [N, D]
    def conditioning_latents(self, audio: Tensor) -> Tensor:
        return (self.conditioning).latents_of(audio)

    # audio [S] at 16 kHz → [M, F]
    def speaker_mel(self, audio: Tensor) -> Tensor:
        return (self.speaker).mel(audio)

    # audio [S] at 16 kHz → [E], unit length
    def speaker_embedding(self, audio: Tensor) -> Tensor:
        return (self.speaker).embedding(audio)

    # conditioning [N, D], text T ids, kv [L, 2, H, P, K]: places start … end of N + T + 3 are filled → latent [1, D] and
    # logits [1, V] of the first code, once the end is that of the prefix.
    def prefill(self, conditioning: Tensor, text: List[int], kv: Tensor, start: int, end: int) -> Tuple[Tensor, Tensor]:
        return (self.gpt).prefill(conditioning, text, kv, start, end)

    # What `rows` of step has to be a multiple of
    def row_multiple(self, most: int) -> int:
        return (self.gpt).row_multiple(most)

    # B codes, the one that each row got last, its number (1 for the first after the start code), the row's own kv and
    # how many places of that are filled → latents [rows, D] and logits [rows, V] of the next codes; the first B count.
    def step(self, codes: List[int], numbers: List[int], kv: List[Tensor], filled: List[int],
             rows: int) -> Tuple[Tensor, Tensor]:
        return (self.gpt).step(codes, numbers, kv, filled, rows)

    # The first places of kv as those of a larger one
    def copy_places(self, kv: Tensor, larger: Tensor) -> int:
        places = torch.size(kv, 3)
        _0 = torch.copy_(torch.slice(larger, 3, 0, places), kv)
        return places

    def samples_per_frame(self) -> int:
        return (self.vocoder).samples_per_frame()

    # C latents at this speed → frames
    def frame_count(self, latents: int, speed: float) -> int:
        return (self.vocoder).frame_count(latents, speed)

    # The first C latents at this speed → how many frames will not change, whatever latents follow
    def settled_frames(self, latents: int, speed: float) -> int:
        return (self.vocoder).settled_frames(latents, speed)

    # How many frames to either side of one its samples hear, at most
    def reach(self) -> int:
        return (self.vocoder).reach()

    # 1 where the vocoder computes in less than float32, else 0
    def rounds_sound(self) -> int:
        return int((self.vocoder).bfloat16)

    # latents [C, D], speaker [E] → the samples of the frames from `first` to before `end`
    def vocode(self, latents: Tensor, speaker: Tensor, speed: float, first: int, end: int) -> Tensor:
        return (self.vocoder).samples(latents, speaker, speed, first, end)
