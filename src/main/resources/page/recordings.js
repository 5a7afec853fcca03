// The recordings that a voice is taken from: chosen, dropped or recorded here; and that voice saved under a name.

import {LONGEST_SECONDS, Microphone, fileName} from './microphone.js';
import {download} from './download.js';
import {adviceOn, microphoneProblem, titleOf} from './messages.js';
import {VOICES} from './server.js';

const SHORT_SECONDS = 6;
const MOST_BYTES = 10 * 1024 * 1024;
const MOST_RECORDINGS = 8;

const $ = id => document.getElementById(id);

export class Recordings extends EventTarget {
  #server;
  #microphone = new Microphone();
  #numbered = 0;
  #audio = new Map();     // recording → an audio element that plays it, from the memory of this page

  #own = new Set();       // files that were recorded here, and are nowhere else

  all = [];               // {name, blob, seconds: null where the browser cannot read it}

  constructor(server) {
    super();
    this.#server = server;
    $('files').addEventListener('change', event => {
      this.add([...event.target.files]);
      event.target.value = '';
    });
    $('record').addEventListener('click', () => this.#record());
    $('save').addEventListener('submit', event => {
      event.preventDefault();
      this.#save();
    });
    const drop = $('drop');
    drop.addEventListener('dragover', event => {
      event.preventDefault();
      drop.classList.add('over');
    });
    drop.addEventListener('dragleave', () => drop.classList.remove('over'));
    drop.addEventListener('drop', event => {
      event.preventDefault();
      drop.classList.remove('over');
      this.add([...event.dataTransfer.files]);
    });
    this.#show();
  }

  async add(files) {
    for (const file of files) {
      if (this.all.length === MOST_RECORDINGS) {
        this.#advise(`${MOST_RECORDINGS} recordings are the most that a voice is taken from.`);
        return;
      }
      if (file.size > MOST_BYTES) {
        this.#advise(`${file.name} has more than 10 MB; a part of it will do.`);
        continue;
      }
      this.all.push({name: file.name, blob: file, seconds: await seconds(file)});
      this.#show();
    }
  }

  /** They were set from outside. */
  refresh() {
    this.#show();
  }

  /** What X-Reference-Warnings or a refusal said of them. */
  tell(text) {
    this.#advise(text);
  }

  /** Whether voices can be saved here: the server says so itself, by its answer. */
  async offerSaving() {
    try {
      const answer = await this.#server.ask(VOICES, {method: 'OPTIONS'});
      this.canSave = (answer.headers.get('Allow') ?? '').includes('POST');
    } catch {
      this.canSave = false;   // no such path, or no key yet
    }
    this.#show();
  }

  stop() {
    this.#microphone.stop();
  }

  get isRecording() {
    return this.#microphone.isRecording;
  }

  async #record() {
    if (this.#microphone.isRecording) {
      this.#microphone.stop();
      return;
    }
    this.#advise('');
    try {
      const recording = this.#microphone.record((peak, at, hint) => this.#meter(peak, at, hint));
      $('record-label').textContent = 'Stop';
      $('record').classList.add('recording');
      const blob = await recording;
      const file = new File([blob], fileName(blob, ++this.#numbered), {type: blob.type});
      this.#own.add(file);
      await this.add([file]);
    } catch (failure) {
      this.#advise(microphoneProblem(failure));
    } finally {
      $('record-label').textContent = 'Record';
      $('record').classList.remove('recording');
      $('meter').hidden = true;
    }
  }

  #meter(peak, at, hint) {
    $('meter').hidden = false;
    $('level').value = peak;
    $('recorded').textContent = `${at.toFixed(0)} of ${LONGEST_SECONDS} s`;
    if ($('level-hint').textContent !== hint) {
      $('level-hint').textContent = hint;
    }
  }

  async #save() {
    const told = $('save-told');
    const name = $('save-name').value.trim();
    if (name === '') {
      told.textContent = 'Give the voice a name.';
      $('save-name').focus();
      return;
    }
    if (!$('save-consent').checked) {
      told.textContent = 'A voice is saved only if the person whose it is agrees.';
      $('save-consent').focus();
      return;
    }
    const form = new FormData();
    form.append('name', name);
    form.append('consent', 'true');
    for (const recording of this.all) {
      form.append('audio_sample', recording.blob, recording.name);
    }
    $('save-button').disabled = true;
    told.textContent = 'Saving…';
    try {
      await this.#server.ask(VOICES, {method: 'POST', form});
      told.textContent = `${name} is saved and among the speakers now.`;
      this.dispatchEvent(new CustomEvent('saved', {detail: name}));
    } catch (refusal) {
      told.textContent = [titleOf(refusal) + '.', refusal.message, adviceOn(refusal)].join(' ').trim();
    } finally {
      $('save-button').disabled = false;
    }
  }

  #advise(text) {
    $('recordings-advice').textContent = text;
  }

  #show() {
    $('recordings').replaceChildren(...this.all.map(recording => this.#row(recording)));
    $('save').hidden = !this.canSave || this.all.length === 0;
    const total = this.all.reduce((sum, recording) => sum + (recording.seconds ?? SHORT_SECONDS), 0);
    this.#advise(this.all.length > 0 && total < SHORT_SECONDS
      ? `That is ${total.toFixed(1)} s. From ${SHORT_SECONDS} s on, the likeness is closer.` : '');
    this.dispatchEvent(new Event('change'));
  }

  #row(recording) {
    const item = document.createElement('li');
    const name = document.createElement('span');
    name.className = 'name';
    name.textContent = recording.name;
    const length = document.createElement('span');
    length.className = 'faint';
    length.textContent = recording.seconds === null ? '' : `${recording.seconds.toFixed(1)} s`;
    const listen = button('Listen', `Listen to ${recording.name}`, () => this.#listen(recording));
    const keep = button('Keep', `Download ${recording.name}`, () => download(recording.blob, recording.name));
    const remove = button('Remove', `Remove ${recording.name}`, () => this.#remove(recording));
    item.append(name, length, listen, ...(this.#own.has(recording.blob) ? [keep] : []), remove);
    return item;
  }

  #remove(recording) {
    this.all = this.all.filter(other => other !== recording);
    const audio = this.#audio.get(recording);
    if (audio) {
      audio.pause();
      URL.revokeObjectURL(audio.src);
      this.#audio.delete(recording);
    }
    this.#show();
    $('record').focus();
  }

  #listen(recording) {
    let audio = this.#audio.get(recording);
    if (audio && !audio.paused) {
      audio.pause();
      return;
    }
    if (!audio) {
      audio = new Audio(URL.createObjectURL(recording.blob));
      this.#audio.set(recording, audio);
    }
    audio.currentTime = 0;
    audio.play().catch(() => this.#advise('This browser cannot play that file; the server may still read it.'));
  }
}

function button(text, label, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'quiet';
  made.textContent = text;
  made.setAttribute('aria-label', label);
  made.addEventListener('click', act);
  return made;
}

/** How long a recording is, if this browser can read it at all. */
async function seconds(blob) {
  try {
    const context = new OfflineAudioContext(1, 1, 24_000);
    return (await context.decodeAudioData(await blob.arrayBuffer())).duration;
  } catch {
    return null;
  }
}
