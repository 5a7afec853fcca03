// The server that this page came from. Every refusal, whatever its shape, becomes a Refusal.

/** Where voices are listed, saved and, by name below it, deleted. */
export const VOICES = 'v1/audio/voices';

export class Refusal extends Error {
  /** code: as the server has it, or 'unreachable', 'broken_off' where there is no answer to read. */
  constructor({code, message, status = 0, field = null, requestId = null, retryAfter = null}) {
    super(message);
    Object.assign(this, {code, status, field, requestId, retryAfter});
  }
}

const USABLE_KEY = /^[!-~]{16,256}$/;
const KEPT_KEY = 'coqui.key';

export class Server {
  constructor() {
    this.key = sessionStorage.getItem(KEPT_KEY);
    this.remaining = null;   // requests for speech that may still be made at once; null where nothing limits them
    this.limit = null;
  }

  /** Says what is wrong with a key, or null and uses it from now on. */
  use(key, keep) {
    if (!USABLE_KEY.test(key)) {
      return 'A key has 16 to 256 characters of ASCII, without spaces.';
    }
    this.key = key;
    if (keep) {
      sessionStorage.setItem(KEPT_KEY, key);
    } else {
      sessionStorage.removeItem(KEPT_KEY);
    }
    return null;
  }

  /** Whether automatic requests would leave enough of what the server allows for those that a person makes. */
  get hasPlenty() {
    return this.remaining === null || this.remaining * 2 > this.limit;
  }

  async ask(path, {method = 'GET', json, form, signal, headers = {}} = {}) {
    const sent = new Headers(headers);
    if (this.key) {
      sent.set('X-API-Key', this.key);
    }
    if (json) {
      sent.set('Content-Type', 'application/json');
    }
    let answer;
    try {
      answer = await fetch(path, {method, headers: sent, body: json ? JSON.stringify(json) : form, signal});
    } catch (failure) {
      if (failure.name === 'AbortError') {
        throw failure;
      }
      throw new Refusal({code: 'unreachable', message: 'The server does not answer.'});
    }
    this.#heedLimits(answer.headers);
    if (!answer.ok) {
      throw await refusal(answer);
    }
    return answer;
  }

  #heedLimits(headers) {
    const remaining = /r=(\d+)/.exec(headers.get('RateLimit') ?? '');
    const limit = /q=(\d+)/.exec(headers.get('RateLimit-Policy') ?? '');
    if (remaining && limit) {
      this.remaining = Number(remaining[1]);
      this.limit = Number(limit[1]);
    }
  }
}

async function refusal(answer) {
  let told = {};
  try {
    told = (await answer.json()).error ?? {};
  } catch {
    // a proxy's own page, or nothing: the status has to do
  }
  return new Refusal({
    code: told.code ?? told.type ?? `http_${answer.status}`,
    message: told.message ?? `The server answered with status ${answer.status}.`,
    status: answer.status,
    field: told.field ?? told.param ?? null,
    requestId: told.request_id ?? answer.headers.get('X-Request-Id'),
    retryAfter: Number(answer.headers.get('Retry-After')) || null,
  });
}
