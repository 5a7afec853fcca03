// Plays a take, also one that is still growing, without gaps: pieces are scheduled one after the other on the clock of
// the audio API, sample by sample. Where the sound comes slower than it is played, it waits until some is there again.

const LEAD_SECONDS = 0.06;           // from scheduling to sounding, at the start
const SHORTEST_RESERVE_SECONDS = 0.3;
const LONGEST_RESERVE_SECONDS = 3;

export class Player extends EventTarget {
  #context = null;
  #take = null;
  #sources = new Set();
  #scheduled = 0;      // samples of the take that are with the audio API
  #start = 0;          // where the clock would have to stand for sample 0
  #next = 0;           // when the next piece begins, by that clock
  #position = 0;       // seconds; where it stood when it stopped
  #reserve = SHORTEST_RESERVE_SECONDS;
  #isStarving = false;
  #frame = 0;

  state = 'empty';     // 'empty', 'playing', 'waiting' (for more sound), 'paused', 'ended'

  get take() {
    return this.#take;
  }

  get isActive() {
    return this.state === 'playing' || this.state === 'waiting';
  }

  /** Seconds of the take that were heard. */
  get position() {
    if (this.state !== 'playing') {
      return this.#position;
    }
    return Math.min(Math.max(this.#context.currentTime - this.#start, 0), this.#take.seconds);
  }

  /**
   * To be called while a click or a key is being handled: browsers let no page make a sound otherwise. A context of the
   * take's own rate needs no resampling, which would be heard at the seams of the pieces.
   */
  unlock(rate) {
    if (this.#context?.sampleRate !== rate) {
      this.#halt();
      this.#context?.close();
      this.#context = new AudioContext({sampleRate: rate, latencyHint: 'interactive'});
    }
    this.#context.resume();
  }

  /** Another take, from its beginning as soon as there is some of it. */
  load(take) {
    this.#halt();
    this.#take = take;
    this.#position = 0;
    this.#reserve = SHORTEST_RESERVE_SECONDS;
    this.#become('paused');
  }

  play() {
    if (!this.#take) {
      return;
    }
    this.unlock(this.#take.rate);
    if (this.#take.isWhole && this.#position >= this.#take.seconds - 0.01) {
      this.#position = 0;
    }
    this.#begin();
  }

  pause() {
    if (this.isActive) {
      this.#position = this.position;
      this.#halt();
      this.#become('paused');
    }
  }

  seek(seconds) {
    if (!this.#take) {
      return;
    }
    const wasActive = this.isActive;
    this.#halt();
    this.#position = Math.min(Math.max(seconds, 0), this.#take.seconds);
    if (wasActive) {
      this.#begin();
    } else {
      this.#become('paused');
    }
  }

  /** The take has grown, or is whole now. */
  feed() {
    if (this.isActive) {
      this.#schedule();
    }
  }

  #begin() {
    this.#halt();
    this.#scheduled = Math.round(this.#position * this.#take.rate);
    this.#next = 0;
    this.#isStarving = false;
    this.#become('playing');
    this.#schedule();
    this.#tick();
  }

  #schedule() {
    const {rate, length, isWhole} = this.#take;
    const there = length - this.#scheduled;
    if (there === 0 || this.#isStarving && !isWhole && there < this.#reserve * rate) {
      return;
    }
    const now = this.#context.currentTime;
    if (this.#next < now) {   // the beginning, or it went hungry
      this.#next = Math.ceil((now + LEAD_SECONDS) * rate) / rate;
      this.#start = this.#next - this.#scheduled / rate;
    }
    const buffer = this.#context.createBuffer(1, there, rate);
    buffer.copyToChannel(this.#take.read(this.#scheduled, length), 0);
    const source = this.#context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.#context.destination);
    source.onended = () => this.#sources.delete(source);
    source.start(this.#next);
    this.#sources.add(source);
    this.#scheduled = length;
    this.#next = this.#start + length / rate;
    this.#isStarving = false;
    this.#become('playing');
  }

  #tick() {
    this.#frame = requestAnimationFrame(() => this.#tick());
    const isOver = this.#next > 0 && this.#context.currentTime >= this.#next || this.#next === 0;
    if (this.state === 'playing' && isOver && this.#scheduled === this.#take.length) {
      this.#position = this.#scheduled / this.#take.rate;
      if (this.#take.isWhole) {
        this.#halt();
        this.#become('ended');
      } else if (this.#next > 0) {
        this.#isStarving = true;
        this.#reserve = Math.min(2 * this.#reserve, LONGEST_RESERVE_SECONDS);
        this.#become('waiting');
      }
    }
    this.dispatchEvent(new Event('move'));
  }

  #halt() {
    cancelAnimationFrame(this.#frame);
    for (const source of this.#sources) {
      source.onended = null;
      source.stop();
    }
    this.#sources.clear();
  }

  #become(state) {
    if (this.state !== state) {
      this.state = state;
      this.dispatchEvent(new Event('change'));
    }
  }
}
