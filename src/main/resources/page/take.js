// One text as it was spoken once: 16 bit samples as they arrive, and what a wave form needs of them.

import {Refusal} from './server.js';

export const PEAKS_A_SECOND = 100;

export class Take {
  constructor(request) {
    this.request = request;
    this.rate = request.sampleRate;
    this.speaker = null;
    this.warnings = [];
    this.firstSound = null;   // seconds from the request to the first samples
    this.took = null;         // seconds from the request to the last ones
    this.isWhole = false;
    this.length = 0;          // samples
    this.peaks = [];          // of 1/100 s each, 0 to 1
  }

  #pieces = [];   // Int16Array, in order
  #peak = 0;
  #peaked = 0;    // samples in the peak that is not full yet

  get seconds() {
    return this.length / this.rate;
  }

  get bytes() {
    return this.length * 2;
  }

  add(samples) {
    this.#pieces.push(samples);
    this.length += samples.length;
    const full = Math.round(this.rate / PEAKS_A_SECOND);
    for (const sample of samples) {
      this.#peak = Math.max(this.#peak, Math.abs(sample));
      if (++this.#peaked === full) {
        this.peaks.push(this.#peak / 32768);
        this.#peak = 0;
        this.#peaked = 0;
      }
    }
  }

  /** The samples from one on, as the audio API has them. */
  read(from, to) {
    const read = new Float32Array(to - from);
    let start = 0;
    for (const piece of this.#pieces) {
      const end = start + piece.length;
      if (end > from && start < to) {
        const first = Math.max(from, start);
        const last = Math.min(to, end);
        for (let i = first; i < last; i++) {
          read[i - from] = piece[i - start] / 32768;
        }
      }
      start = end;
    }
    return read;
  }

  /** As a WAV file. */
  wav() {
    const header = new DataView(new ArrayBuffer(44));
    const ascii = (at, text) => [...text].forEach((letter, i) => header.setUint8(at + i, letter.charCodeAt(0)));
    ascii(0, 'RIFF');
    header.setUint32(4, 36 + this.bytes, true);
    ascii(8, 'WAVEfmt ');
    header.setUint32(16, 16, true);
    header.setUint16(20, 1, true);               // PCM
    header.setUint16(22, 1, true);               // mono
    header.setUint32(24, this.rate, true);
    header.setUint32(28, this.rate * 2, true);
    header.setUint16(32, 2, true);
    header.setUint16(34, 16, true);
    ascii(36, 'data');
    header.setUint32(40, this.bytes, true);
    return new Blob([header, ...this.#pieces], {type: 'audio/wav'});
  }
}

/** Speaks a request; the take that it fills is handed over before its first samples and grows from then on. */
export async function speak(server, take, {path, options, signal, elapsed, onSound}) {
  const answer = await server.ask(path, {...options, signal});
  take.rate = Number(answer.headers.get('X-Sample-Rate')) || take.rate;
  take.speaker = decoded(answer.headers.get('X-Speaker') ?? '');
  const warnings = answer.headers.get('X-Reference-Warnings') ?? '';
  take.warnings = warnings.split(',').map(item => item.trim()).filter(Boolean);
  const reader = answer.body.getReader();
  let odd = new Uint8Array(0);   // half a sample that the network cut off
  for (;;) {
    const {done, value} = await reader.read().catch(failure => {
      throw failure.name === 'AbortError' ? failure : brokenOff(take);
    });
    if (done) {
      break;
    }
    const bytes = new Uint8Array(odd.length + value.length);
    bytes.set(odd);
    bytes.set(value, odd.length);
    const whole = bytes.length - bytes.length % 2;
    odd = bytes.slice(whole);
    if (whole > 0) {
      take.firstSound ??= elapsed();
      take.add(samples(bytes, whole));
      onSound();
    }
  }
  take.took = elapsed();
  take.isWhole = true;
}

/** The connection ended before the answer did: what the server does when it fails in the middle of one. */
function brokenOff(take) {
  return new Refusal({code: 'broken_off', message: `${take.seconds.toFixed(1)} s arrived.`});
}

/** A name beyond ASCII is percent-encoded; one that only looks so is taken as it is. */
function decoded(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Little-endian on the wire, whatever the machine is. */
function samples(bytes, length) {
  const view = new DataView(bytes.buffer, 0, length);
  return Int16Array.from({length: length / 2}, (_, i) => view.getInt16(2 * i, true));
}
