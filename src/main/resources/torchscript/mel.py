# The mel spectrogram of a reference recording. Coqui: wav_to_mel_cloning, which is torchaudio's MelSpectrogram with
# the HTK scale and Slaney's normalisation.

def mel_of_hertz(hertz: float) -> float:
    return 2595.0 * torch.log10(1.0 + hertz / 700.0)

# Triangles of equal area, evenly spaced on the mel scale from 0 Hz to highest → [bins, bands]
def mel_filters(bins: int, bands: int, sample_rate: int, highest: float) -> Tensor:
    hertz = torch.linspace(0.0, float(sample_rate // 2), bins)
    mels = torch.linspace(0.0, __torch__.mel_of_hertz(highest), bands + 2)
    corners = 700.0 * (torch.pow(10.0, mels / 2595.0) - 1.0)
    left = torch.slice(corners, 0, 0, bands)
    peak = torch.slice(corners, 0, 1, bands + 1)
    right = torch.slice(corners, 0, 2, bands + 2)
    rising = (torch.unsqueeze(hertz, 1) - left) / (peak - left)
    falling = (right - torch.unsqueeze(hertz, 1)) / (right - peak)
    return torch.clamp(torch.minimum(rising, falling), min=0.0) * (2.0 / (right - left))

# audio [S] → power [bins, F], one frame every hop samples, the first and last centred on the ends of the audio
def power_spectrum(audio: Tensor, size: int, hop: int, window: Tensor) -> Tensor:
    spectrum = torch.stft(torch.unsqueeze(audio, 0), size, hop, torch.size(window, 0), window,
                          True, "reflect", False, True, True)
    return torch.pow(torch.abs(torch.squeeze(spectrum, 0)), 2.0)

# power [bins, F], filters [bins, bands] → [bands, F]
def mel_of_power(power: Tensor, filters: Tensor) -> Tensor:
    return torch.transpose(torch.matmul(torch.transpose(power, 0, 1), filters), 0, 1)
