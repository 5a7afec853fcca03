// The player as it is seen and used: button, wave form to seek in, figures, and what is said of its progress.

import {drawWave} from './waveform.js';

const STEP_SECONDS = 1;

const $ = id => document.getElementById(id);

export class PlayerView {
  #player;
  #wave = $('wave');
  #canvas = $('canvas');
  #axis = 0;         // seconds that the wave form is wide
  #timer = 0;
  #isWorking = false;

  constructor(player) {
    this.#player = player;
    player.addEventListener('move', () => this.#draw());
    player.addEventListener('change', () => this.#changed());
    $('play').addEventListener('click', () => this.#toggle());
    this.#wave.addEventListener('keydown', event => this.#key(event));
    this.#wave.addEventListener('pointerdown', event => {
      if (player.take?.length > 0) {
        this.#wave.setPointerCapture(event.pointerId);
        this.#seekTo(event);
      }
    });
    this.#wave.addEventListener('pointermove', event => {
      if (this.#wave.hasPointerCapture(event.pointerId)) {
        this.#seekTo(event);
      }
    });
    new ResizeObserver(() => this.#draw()).observe(this.#canvas);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#draw());
  }

  /** A request is on its way. */
  working(take) {
    const began = performance.now();
    this.#isWorking = true;
    this.#figures(take);
    this.#changed();
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      $('figure-took').textContent = seconds((performance.now() - began) / 1000);
      $('figure-length').textContent = take.length > 0 ? seconds(take.seconds) : '…';
      this.#draw();
    }, 100);
    $('player').classList.add('working');
    this.#say('Waiting for the first sound…');
  }

  /** More of it is there. */
  sound(take) {
    if ($('figure-first').textContent === '…') {
      $('figure-first').textContent = seconds(take.firstSound);
      $('figure-speaker').textContent = take.speaker || '–';
      this.#say('Speaking…');
      this.#changed();
    }
  }

  done(take) {
    this.#say(`Done: ${take.seconds.toFixed(1)} seconds of speech.`);
  }

  stopped(take) {
    this.#say(take.length > 0 ? `Stopped after ${take.seconds.toFixed(1)} seconds of speech.` : 'Stopped.');
  }

  failed() {
    this.#say('');
  }

  /** Nothing more will come of this take. */
  settle(take) {
    if (take !== this.#player.take) {
      return;
    }
    this.#isWorking = false;
    clearInterval(this.#timer);
    $('player').classList.remove('working');
    this.#figures(take);
    this.#changed();
  }

  #figures(take) {
    $('figures').hidden = take.length === 0 && !this.#isWorking;
    $('figure-first').textContent = take.firstSound === null ? '…' : seconds(take.firstSound);
    $('figure-length').textContent = take.length === 0 ? '…' : seconds(take.seconds);
    $('figure-took').textContent = take.took === null ? '–' : seconds(take.took);
    $('figure-speaker').textContent = take.speaker || (take.request.voice.recordings ? 'Your recording' : '…');
    $('figure-seed').textContent = String(take.request.seed);
  }

  #changed() {
    const {take, isActive} = this.#player;
    $('play').disabled = !take || take.length === 0;
    $('play').setAttribute('aria-label', isActive ? 'Pause' : 'Play');
    $('player').classList.toggle('is-playing', isActive && take.length > 0);
    this.#wave.setAttribute('aria-disabled', String($('play').disabled));
    $('empty').hidden = take?.length > 0 || this.#isWorking;
    if (this.#player.state === 'waiting') {
      this.#say('Waiting for more sound…');
    } else if (this.#player.state === 'playing' && $('progress').textContent === 'Waiting for more sound…') {
      this.#say('Speaking…');
    }
    this.#draw();
  }

  #draw() {
    const {take, position} = this.#player;
    this.#axis = drawWave(this.#canvas, take, position);
    const length = take?.seconds ?? 0;
    $('time').textContent = take?.length > 0 ? `${clock(position)} / ${clock(length)}` : '';
    this.#wave.setAttribute('aria-valuemax', length.toFixed(1));
    this.#wave.setAttribute('aria-valuenow', position.toFixed(1));
    this.#wave.setAttribute('aria-valuetext',
      length > 0 ? `${position.toFixed(1)} of ${length.toFixed(1)} seconds` : 'nothing spoken yet');
  }

  #toggle() {
    if (this.#player.isActive) {
      this.#player.pause();
    } else {
      this.#player.play();
    }
  }

  #key(event) {
    const {position, take} = this.#player;
    const to = {
      ArrowLeft: position - STEP_SECONDS,
      ArrowDown: position - STEP_SECONDS,
      ArrowRight: position + STEP_SECONDS,
      ArrowUp: position + STEP_SECONDS,
      PageDown: position - 5 * STEP_SECONDS,
      PageUp: position + 5 * STEP_SECONDS,
      Home: 0,
      End: take?.seconds,
    }[event.key];
    if (!take || take.length === 0) {
      return;
    }
    if (event.key === ' ') {
      event.preventDefault();
      this.#toggle();
    } else if (to !== undefined) {
      event.preventDefault();
      this.#player.seek(to);
      this.#draw();
    }
  }

  #seekTo(event) {
    const box = this.#canvas.getBoundingClientRect();
    this.#player.seek((event.clientX - box.left) / box.width * this.#axis);
    this.#draw();
  }

  #say(text) {
    $('progress').textContent = text;
  }
}

function seconds(value) {
  return `${value.toFixed(value < 10 ? 2 : 1)} s`;
}

function clock(value) {
  const whole = Math.floor(value);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
