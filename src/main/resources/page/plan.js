// What the text will become, asked for while it is typed: one question at a time, the last one counts.

const PAUSE_MILLISECONDS = 400;
const NOTHING = 'What it becomes appears here as you type.';

export class Plan extends EventTarget {
  #server;
  #view;
  #timer = 0;
  #asking = null;
  #notBefore = 0;      // the server asked to be left alone until then
  #wanted = null;

  maxCharacters = null;

  constructor(server, view) {
    super();
    this.#server = server;
    this.#view = view;
  }

  /** Text or language have changed. */
  want(text, language) {
    this.#wanted = {text, ...(language && {language})};
    this.#asking?.abort();
    clearTimeout(this.#timer);
    if (text.trim() === '') {
      this.#say(NOTHING);
      this.#show([]);
      return;
    }
    const wait = Math.max(PAUSE_MILLISECONDS, this.#notBefore - Date.now());
    this.#timer = setTimeout(() => this.#ask(), wait);
  }

  async #ask() {
    if (!this.#server.hasPlenty) {
      this.#say('Not shown: what this server allows a minute is kept for speaking.');
      this.#show([]);
      return;
    }
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const answer = await this.#server.ask('tts/plan', {method: 'POST', json: this.#wanted, signal: asking.signal});
      const plan = await answer.json();
      if (asking.signal.aborted) {
        return;
      }
      this.maxCharacters = plan.max_characters;
      this.#show(plan.chunks);
      this.#say(summary(plan));
      this.dispatchEvent(new CustomEvent('planned', {detail: plan}));
    } catch (refusal) {
      if (asking.signal.aborted) {
        return;
      }
      this.#show([]);
      this.#say(NOTHING);
      if (refusal.retryAfter) {
        this.#notBefore = Date.now() + refusal.retryAfter * 1000;
        this.want(this.#wanted.text, this.#wanted.language);
      }
      this.dispatchEvent(new CustomEvent('refused', {detail: refusal}));
    }
  }

  #say(text) {
    this.#view.summary.textContent = text;
  }

  #show(chunks) {
    this.#view.details.classList.toggle('bare', chunks.length === 0);
    if (chunks.length === 0) {
      this.#view.details.open = false;
    }
    this.#view.bar.replaceChildren(...chunks.slice(0, 60).map(chunk => {
      const part = document.createElement('i');
      part.style.flexGrow = String(chunk.tokens);
      return part;
    }));
    this.#view.list.replaceChildren(...chunks.map(row));
  }
}

function row(chunk) {
  const item = document.createElement('li');
  const text = document.createElement('p');
  text.dir = 'auto';
  text.lang = chunk.language;
  text.textContent = chunk.text;
  const tokens = document.createElement('span');
  tokens.className = 'tokens';
  tokens.textContent = `${chunk.tokens} tokens`;
  item.append(text, tokens);
  if (chunk.normalized !== chunk.text.toLowerCase()) {
    const said = document.createElement('p');
    said.className = 'said';
    said.dir = 'auto';
    said.textContent = chunk.normalized;
    item.append(said);
  }
  return item;
}

function summary(plan) {
  const tokens = plan.chunks.reduce((sum, chunk) => sum + chunk.tokens, 0);
  return `${counted(plan.sentences.length, 'sentence')} in ${counted(plan.chunks.length, 'chunk')}, `
    + counted(tokens, 'token');
}

export function counted(number, noun) {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
