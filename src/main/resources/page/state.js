// How the server is: looked at again and again until its voice is there.

const SECONDS_BETWEEN_LOOKS = 2;

const TOLD = {
  loading: 'The voice is loading…',
  ready: 'Ready',
  failed: 'The voice could not be loaded',
  unreachable: 'The server does not answer',
};

export class ServerState extends EventTarget {
  #server;
  #view;
  #timer = 0;
  #told = null;

  constructor(server, view) {
    super();
    this.#server = server;
    this.#view = view;
  }

  get isReady() {
    return this.#told === 'ready';
  }

  async look() {
    clearTimeout(this.#timer);
    let state = 'unreachable';
    let health = null;
    try {
      health = await (await this.#server.ask('health')).json();
      state = health.model.state;
    } catch {
      // told as unreachable
    }
    this.#tell(state, health);
    if (state !== 'ready') {
      this.#timer = setTimeout(() => this.look(), SECONDS_BETWEEN_LOOKS * 1000);
    }
  }

  #tell(state, health) {
    const isNew = state !== this.#told;
    this.#told = state;
    this.#view.dataset.state = state;
    this.#view.title = health?.model.problem ?? '';
    if (isNew) {
      this.#view.textContent = TOLD[state] ?? state;
      if (state === 'ready') {
        this.dispatchEvent(new CustomEvent('ready', {detail: health.model}));
      }
    }
  }
}
