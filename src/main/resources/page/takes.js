// The takes of this session, the last one first. Bounded: the oldest make room.

import {languageName} from './languages.js';
import {counted} from './plan.js';
import {extension} from './request.js';
import {drawWave} from './waveform.js';

const MOST_TAKES = 24;
const MOST_BYTES = 96 * 1024 * 1024;

export class Takes extends EventTarget {
  #list;
  #template;
  #note;
  #formats;
  #added = 0;
  #items = new Map();   // take → its element, the last one first

  constructor({list, template, note, formats}) {
    super();
    this.#list = list;
    this.#template = template;
    this.#note = note;
    this.#formats = formats;
  }

  add(take) {
    const item = this.#template.content.firstElementChild.cloneNode(true);
    this.#items.set(take, item);
    this.#list.prepend(item);
    const text = item.querySelector('.take-text');
    text.textContent = take.request.text;
    text.lang = take.request.language;
    item.querySelector('.take-meta').textContent = this.#described(take);
    this.#formatMenu(item, take.wasStopped ? ['wav'] : this.#formats);   // the server would speak all of it
    item.addEventListener('click', event => {
      const what = event.target.closest('[data-do]')?.dataset.do;
      if (what === 'remove') {
        this.#remove(take);
        this.#list.querySelector('[data-do=play]')?.focus();
      }
      if (what) {
        const format = item.querySelector('.format').value;
        this.dispatchEvent(new CustomEvent(what, {detail: {take, format, button: event.target.closest('button')}}));
      }
    });
    this.#bound();
    this.redraw();
  }

  #described(take) {
    const {request} = take;
    return [
      take.speaker || 'Your recording',
      languageName(request.language),
      `${take.seconds.toFixed(1)} s`,
      request.speed === 1 ? null : `${request.speed}×`,
      request.temperature === null ? null : `temperature ${request.temperature}`,
      `seed ${request.seed}`,
      take.wasStopped ? 'stopped' : null,
    ].filter(Boolean).join(' · ');
  }

  #formatMenu(item, formats) {
    const menu = item.querySelector('.format');
    menu.id = `format-${++this.#added}`;
    const label = item.querySelector('.take-actions label');
    label.htmlFor = menu.id;
    label.textContent = 'Format of the download and of the command';
    menu.replaceChildren(...formats.map(format => {
      const option = document.createElement('option');
      option.value = format;
      option.textContent = format.toUpperCase();
      return option;
    }));
  }

  #bound() {
    const takes = [...this.#items.keys()];
    let bytes = 0;
    let dropped = 0;
    takes.reverse().forEach((take, index) => {
      bytes += take.bytes;
      if (index > 0 && (index >= MOST_TAKES || bytes > MOST_BYTES)) {
        this.#remove(take);
        dropped++;
      }
    });
    if (dropped > 0) {
      this.#note.textContent = `The last ${counted(this.#items.size, 'take')} are kept here; older ones are gone.`;
    }
  }

  #remove(take) {
    this.#items.get(take)?.remove();
    this.#items.delete(take);
  }

  /** Shows which one plays. */
  mark(playing) {
    for (const [take, item] of this.#items) {
      const isPlaying = take === playing;
      item.classList.toggle('is-playing', isPlaying);
      item.querySelector('[data-do=play]').setAttribute('aria-label', isPlaying ? 'Pause' : 'Play');
    }
  }

  redraw() {
    for (const [take, item] of this.#items) {
      drawWave(item.querySelector('canvas'), take, 0);
    }
  }
}

/** Says who speaks, and the seed: "robert-1234.wav". */
export function fileName(take, format) {
  const speaker = (take.speaker || 'voice').replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase();
  return `${speaker}-${take.request.seed}.${extension(format)}`;
}
