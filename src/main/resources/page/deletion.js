// Takes a saved voice away, after asking whether that is meant: it cannot be had back.

import {toast} from './clipboard.js';
import {adviceOn, titleOf} from './messages.js';
import {VOICES} from './server.js';

const GONE = 'voice_not_found';

const $ = id => document.getElementById(id);

export class Deletion extends EventTarget {
  #server;
  #speaker;
  #keyForm;
  #dialog = $('delete');
  #name = null;   // of the voice that the dialog asks about

  /** speaker: the Combobox whose choice can be deleted, if it is a saved voice. */
  constructor(server, speaker, keyForm) {
    super();
    this.#server = server;
    this.#speaker = speaker;
    this.#keyForm = keyForm;
    speaker.addEventListener('known', () => this.#show());
    $('voice-delete').addEventListener('click', () => this.#ask(speaker.value));
    $('delete-cancel').addEventListener('click', () => this.#dialog.close());
    $('delete-confirm').addEventListener('click', () => this.#delete(this.#name));
    this.#show();
  }

  #show() {
    $('voice-delete').hidden = !this.#speaker.isSaved;
  }

  #ask(name) {
    this.#name = name;
    $('delete-name').textContent = name;
    $('delete-problem').textContent = '';
    this.#dialog.showModal();
  }

  async #delete(name) {
    $('delete-confirm').disabled = true;
    $('delete-problem').textContent = '';
    try {
      await this.#server.ask(`${VOICES}/${encodeURIComponent(name)}`, {method: 'DELETE'});
      this.#deleted(`${name} is deleted.`);
    } catch (refusal) {
      if (refusal.code === GONE) {
        this.#deleted(`${name} was deleted already.`);
      } else if (refusal.code === 'unauthorized') {
        this.#dialog.close();
        this.#keyForm.ask(refusal, () => this.#ask(name));
      } else {
        this.#refused([`${titleOf(refusal)}.`, refusal.message, adviceOn(refusal)].join(' ').trim());
      }
    } finally {
      $('delete-confirm').disabled = false;
    }
  }

  #deleted(told) {
    this.#dialog.close();
    $('speaker').focus();   // the button that opened the dialog is about to go
    toast(told);
    this.dispatchEvent(new Event('deleted'));
  }

  #refused(told) {
    if (this.#dialog.open) {
      $('delete-problem').textContent = told;
      $('delete-cancel').focus();   // a button that was disabled has lost the focus
    } else {
      toast(told);   // nobody waited for it
    }
  }
}
