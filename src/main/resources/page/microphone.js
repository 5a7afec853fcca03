// Records a voice as it is: without the browser's filters, which change how it sounds.

export const LONGEST_SECONDS = 30;

const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const QUIET = 0.03;
const LOUD = 0.95;

export class Microphone {
  #recorder = null;
  #frame = 0;
  #context = null;
  #stream = null;

  get isRecording() {
    return this.#recorder !== null;
  }

  /**
   * Records until stop() or the longest time; the recording as a blob.
   * onLevel hears, many times a second, the peak (0 to 1), the seconds so far, and what could be better.
   */
  async record(onLevel) {
    if (!navigator.mediaDevices?.getUserMedia) {
      throw new DOMException('no microphone for this page', 'InsecureContext');
    }
    this.#stream = await navigator.mediaDevices.getUserMedia(
      {audio: {echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1}});
    const type = TYPES.find(candidate => MediaRecorder.isTypeSupported(candidate));
    const recorder = new MediaRecorder(this.#stream, {mimeType: type, audioBitsPerSecond: 128_000});
    this.#recorder = recorder;
    const parts = [];
    recorder.ondataavailable = event => parts.push(event.data);
    const done = new Promise((resolve, reject) => {
      recorder.onstop = () => resolve(new Blob(parts, {type: recorder.mimeType}));
      recorder.onerror = event => reject(event.error ?? new DOMException('recording failed', 'NotReadableError'));
    });
    this.#watch(onLevel);
    recorder.start();
    try {
      return await done;
    } finally {
      this.#release();
    }
  }

  stop() {
    if (this.#recorder?.state === 'recording') {
      this.#recorder.stop();
    }
  }

  #watch(onLevel) {
    this.#context = new AudioContext();
    const analyser = this.#context.createAnalyser();
    analyser.fftSize = 2048;
    this.#context.createMediaStreamSource(this.#stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const began = performance.now();
    let loudest = 0;
    const look = () => {
      analyser.getFloatTimeDomainData(samples);
      const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      loudest = Math.max(peak, loudest * 0.995);   // forgets within seconds
      const seconds = (performance.now() - began) / 1000;
      onLevel(peak, seconds, hint(loudest, seconds));
      if (seconds >= LONGEST_SECONDS) {
        this.stop();
      } else {
        this.#frame = requestAnimationFrame(look);
      }
    };
    look();
  }

  #release() {
    cancelAnimationFrame(this.#frame);
    this.#stream.getTracks().forEach(track => track.stop());
    this.#context.close();
    this.#recorder = null;
  }
}

function hint(loudest, seconds) {
  if (loudest >= LOUD) {
    return 'Too loud: move away a little.';
  }
  if (loudest < QUIET && seconds > 1) {
    return 'Hardly anything is heard: come closer.';
  }
  if (seconds < 6) {
    return 'Go on for at least six seconds.';
  }
  return 'Good. Stop whenever you like.';
}

/** Of a recording's file. */
export function fileName(blob, number) {
  const kind = blob.type.includes('mp4') ? 'm4a' : blob.type.includes('ogg') ? 'ogg' : 'webm';
  return `recording-${number}.${kind}`;
}
