// The form: what a request is made of, and back. It outlives a reload of the tab; recordings and keys do not.

import {Combobox} from './combobox.js';
import {LANGUAGES, RIGHT_TO_LEFT, example, isExample} from './languages.js';

const KEPT = 'coqui.settings';
const MODEL_RATE = 24_000;         // what XTTS speaks; anything else would be resampled
const SEEDS = 2 ** 31;

const $ = id => document.getElementById(id);

export class Settings extends EventTarget {
  #text = $('text');
  #language = $('language');
  #speed = $('speed');
  #seed = $('seed');
  #temperature = $('temperature');
  #normalize = $('normalize');
  #hasTemperature = false;
  #sources = [...document.querySelectorAll('input[name=source]')];

  speaker = new Combobox(
    {input: $('speaker'), list: $('speakers'), button: $('speaker-open'), found: $('speaker-found')});

  constructor() {
    super();
    this.languages(Object.keys(LANGUAGES));
    this.#restore();
    this.#text.addEventListener('input', () => this.#changed('text'));
    this.#language.addEventListener('change', () => this.#languageChosen());
    this.#speed.addEventListener('input', () => this.#changed());
    this.#seed.addEventListener('input', () => this.#changed());
    this.#temperature.addEventListener('input', () => this.#setTemperature(Number(this.#temperature.value)));
    this.#normalize.addEventListener('change', () => this.#changed());
    this.speaker.addEventListener('choose', () => this.#changed());
    this.#sources.forEach(source => source.addEventListener('change', () => this.#changed()));
    $('dice').addEventListener('click', () => {
      this.#seed.value = String(drawn());
      this.#changed();
    });
    $('temperature-reset').addEventListener('click', () => {
      this.#setTemperature(null);
      this.#temperature.focus();
    });
    $('example').addEventListener('click', () => {
      this.text = example(this.language, this.text);
      this.#text.focus();
    });
    this.#show();
  }

  get text() {
    return this.#text.value;
  }

  set text(text) {
    this.#text.value = text;
    this.#changed('text');
  }

  get language() {
    return this.#language.value;
  }

  get usesRecordings() {
    return this.#sources.find(source => source.checked).value === 'recordings';
  }

  /** Those that the checkpoint speaks. */
  languages(codes) {
    const chosen = this.#language.value;
    this.#language.replaceChildren(...codes.map(code => {
      const [own, english] = LANGUAGES[code] ?? [code, code];
      const option = document.createElement('option');
      option.value = code;
      option.textContent = own === english ? own : `${own} · ${english}`;
      return option;
    }));
    this.#language.value = codes.includes(chosen) ? chosen : codes.includes('en') ? 'en' : codes[0];
    this.#show();
  }

  /** What is wrong with the form, and where; null if nothing is. */
  problem() {
    if (!/[\p{L}\p{N}]/u.test(this.text)) {
      return {field: this.#text, message: 'Type something with at least one letter or digit.'};
    }
    if (!/^\d*$/.test(this.#seed.value.trim())) {
      return {field: this.#seed, message: 'A seed is a whole number; leave it empty for another one each time.'};
    }
    return null;
  }

  /** With a seed in any case, so that every take can be had again. */
  request(recordings) {
    const seed = this.#seed.value.trim();
    return {
      text: this.text,
      language: this.language,
      speed: Number(this.#speed.value),
      seed: seed === '' ? drawn() : Number(seed),
      temperature: this.#hasTemperature ? Number(this.#temperature.value) : null,
      normalize: this.#normalize.checked,
      sampleRate: MODEL_RATE,
      voice: this.usesRecordings ? {recordings} : {speaker: this.speaker.value},
    };
  }

  /** Sets everything as it was for a take. */
  reuse(request) {
    this.#text.value = request.text;
    this.#language.value = request.language;
    this.#speed.value = String(request.speed);
    this.#seed.value = String(request.seed);
    this.#normalize.checked = request.normalize;
    this.#choose(request.voice.recordings ? 'recordings' : 'speaker');
    if (!request.voice.recordings) {
      this.speaker.set(request.voice.speaker);
    }
    this.#setTemperature(request.temperature);
    this.#changed('text');
  }

  useSpeaker(name) {
    this.#choose('speaker');
    this.speaker.set(name);
    this.#changed();
  }

  #choose(kind) {
    this.#sources.forEach(source => {
      source.checked = source.value === kind;
    });
  }

  #languageChosen() {
    if (this.text === '' || isExample(this.text)) {
      this.#text.value = example(this.language, '');
    }
    this.#changed('text');
  }

  #setTemperature(temperature) {
    this.#hasTemperature = temperature !== null;
    if (this.#hasTemperature) {
      this.#temperature.value = String(temperature);
    }
    this.#changed();
  }

  #changed(kind = 'other') {
    this.#show();
    sessionStorage.setItem(KEPT, JSON.stringify({
      ...this.request(null), voice: {speaker: this.speaker.value}, seed: this.#seed.value}));
    this.dispatchEvent(new CustomEvent('change', {detail: kind}));
  }

  #show() {
    const speed = Number(this.#speed.value);
    $('speed-shown').textContent = `${speed.toFixed(2).replace(/0$/, '')}×`;
    this.#speed.setAttribute('aria-valuetext', `${speed.toFixed(2)} times the usual speed`);
    $('temperature-shown').textContent =
      this.#hasTemperature ? Number(this.#temperature.value).toFixed(2) : 'the model’s own';
    this.#temperature.setAttribute('aria-valuetext', $('temperature-shown').textContent);
    $('temperature-reset').hidden = !this.#hasTemperature;
    this.#text.lang = this.language;
    this.#text.dir = this.text === '' && RIGHT_TO_LEFT.has(this.language) ? 'rtl' : 'auto';
    $('from-speaker').hidden = this.usesRecordings;
    $('from-recordings').hidden = !this.usesRecordings;
  }

  #restore() {
    let kept = {};
    try {
      kept = JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
    } catch {
      // of another version, perhaps: begin afresh
    }
    this.#language.value = kept.language in LANGUAGES ? kept.language : 'en';
    this.#text.value = typeof kept.text === 'string' ? kept.text : example(this.language, '');
    this.#speed.value = String(kept.speed ?? 1);
    this.#seed.value = String(kept.seed ?? '');
    this.#normalize.checked = kept.normalize ?? true;
    this.speaker.set(kept.voice?.speaker ?? null);
    this.#hasTemperature = typeof kept.temperature === 'number';
    this.#temperature.value = String(kept.temperature ?? 0.75);
  }
}

function drawn() {
  return Math.floor(Math.random() * SEEDS);
}
