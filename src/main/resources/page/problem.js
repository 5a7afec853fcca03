// Says what went wrong and what to do about it; where waiting helps, for how long.

import {adviceOn, titleOf} from './messages.js';

export class Problem {
  #view;

  constructor(view) {
    this.#view = view;
  }

  clear() {
    this.#view.replaceChildren();
  }

  show({title, text, advice = '', code = null, action = null}) {
    const parts = [element('strong', title), element('p', [text, advice].filter(Boolean).join(' '))];
    if (code) {
      parts.push(element('p', code, 'code'));
    }
    if (action) {
      const button = element('button', 'Try again');
      button.type = 'button';
      button.addEventListener('click', action);
      parts.push(button);
    }
    this.#view.classList.remove('waiting');
    this.#view.replaceChildren(...parts);
  }

  /** A refusal, and a way to ask again if there is one. */
  offer(refusal, again) {
    this.show({
      title: titleOf(refusal),
      text: refusal.message,
      advice: adviceOn(refusal),
      code: [refusal.code, refusal.requestId && `request ${refusal.requestId}`].filter(Boolean).join(' · '),
      action: again,
    });
  }

  /** Resolves when the time is over, rejects when it is not waited for any more. */
  countdown(refusal, seconds, signal) {
    this.offer(refusal, null);
    this.#view.classList.add('waiting');
    const left = element('p', '', 'left');
    left.setAttribute('aria-hidden', 'true');   // an alert is read out; each second is not
    this.#view.append(left);
    return new Promise((resolve, reject) => {
      const end = Date.now() + seconds * 1000;
      const tick = () => {
        const rest = Math.max(0, Math.ceil((end - Date.now()) / 1000));
        left.textContent = rest > 0 ? `Again in ${rest} s` : 'Again now';
        if (rest === 0) {
          stop();
          resolve();
        }
      };
      const timer = setInterval(tick, 250);
      const given = () => {
        stop();
        this.clear();
        reject(new DOMException('not waited for', 'AbortError'));
      };
      const stop = () => {
        clearInterval(timer);
        signal.removeEventListener('abort', given);
      };
      signal.addEventListener('abort', given);
      tick();
    });
  }
}

function element(name, text, className = '') {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) {
    made.className = className;
  }
  return made;
}
