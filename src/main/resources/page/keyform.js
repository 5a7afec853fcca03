// Asks for an API key where the server does, and goes on with what had to wait for it.

const $ = id => document.getElementById(id);

export class KeyForm {
  #server;
  #learn;
  #again = null;   // what waits for a key

  /** learn finds out with the new key what could not be known without. */
  constructor(server, learn) {
    this.#server = server;
    this.#learn = learn;
    $('key-form').addEventListener('submit', event => {
      event.preventDefault();
      this.#use();
    });
  }

  /** Shows the form; again is what a person asked for and will have, or null. */
  ask(refusal, again) {
    $('key-error').textContent = this.#server.key ? refusal.message : '';
    $('key-form').hidden = false;
    if (again) {
      this.#again = again;
      $('key').focus();
    }
  }

  async #use() {
    const wrong = this.#server.use($('key').value.trim(), $('key-keep').checked);
    $('key-error').textContent = wrong ?? '';
    if (wrong) {
      $('key').focus();
      return;
    }
    $('key-form').hidden = true;
    $('key').value = '';
    await this.#learn();
    if ($('key-form').hidden && this.#again) {
      const again = this.#again;
      this.#again = null;
      again();
    }
  }
}
