// A text field with a list that it filters: the "editable combobox with list autocomplete" of the ARIA Authoring
// Practices. The focus stays in the field; aria-activedescendant tells which option is meant.

export class Combobox extends EventTarget {
  #input;
  #list;
  #button;
  #found;
  #voices = [];
  #shown = [];
  #active = -1;
  #usual = null;

  value = null;   // the name that is chosen; null for none

  constructor({input, list, button, found}) {
    super();
    this.#input = input;
    this.#list = list;
    this.#button = button;
    this.#found = found;
    input.addEventListener('input', () => this.#open(input.value));
    input.addEventListener('click', () => this.#isOpen || this.#open(''));
    input.addEventListener('focus', () => input.select());
    input.addEventListener('keydown', event => this.#key(event));
    input.addEventListener('blur', () => this.#leave());
    button.addEventListener('mousedown', event => {
      event.preventDefault();   // the focus stays in the field
      input.focus();
      if (this.#isOpen) {
        this.#close();
      } else {
        this.#open('');
      }
    });
    list.addEventListener('mousedown', event => event.preventDefault());
    list.addEventListener('click', event => {
      const option = event.target.closest('[role=option]');
      if (option) {
        this.#choose(option.dataset.name);
      }
    });
  }

  /** Whether what is chosen is a voice that somebody saved. */
  get isSaved() {
    return this.#voices.some(voice => voice.name === this.value && voice.saved);
  }

  /** What there is to choose from, as {name, saved}. What was chosen stays, unless it is gone. */
  offer(voices) {
    const saved = voices.filter(voice => voice.saved);   // one's own first, not below all those of the model
    this.#voices = [...saved, ...voices.filter(voice => !voice.saved)];
    const isThere = name => voices.some(voice => voice.name === name);
    const chosen = [this.value, this.#usual].find(isThere) ?? null;
    if (chosen === this.value) {
      this.dispatchEvent(new Event('known'));   // what somebody types meanwhile is left alone
    } else {
      this.set(chosen);
    }
  }

  /** Who it is where nobody is chosen, and where who was chosen is gone. */
  fallBackTo(name) {
    this.#usual = name;
    if (this.value === null) {
      this.set(name);
    }
  }

  /** Chooses as the program wants it; a person's choice is a 'choose' besides the 'known'. */
  set(name) {
    this.value = name;
    this.#input.value = name ?? '';
    this.dispatchEvent(new Event('known'));
  }

  get #isOpen() {
    return !this.#list.hidden;
  }

  #open(typed) {
    const wanted = plain(typed);
    const shown = this.#voices.filter(({name}) => plain(name).includes(wanted));
    // Those that begin with it first: "an" is rather Angus than Claribel Dervla's neighbour
    shown.sort((one, other) => Number(starts(other.name, wanted)) - Number(starts(one.name, wanted)));
    this.#list.replaceChildren(...shown.map((voice, index) => this.#option(voice, index)));
    this.#shown = shown.map(({name}) => name);
    if (this.#shown.length === 0) {
      const none = document.createElement('li');
      none.className = 'none';
      none.setAttribute('role', 'option');
      none.setAttribute('aria-disabled', 'true');
      none.textContent = this.#voices.length === 0 ? 'The speakers are not known yet.' : 'No speaker has such a name.';
      this.#list.append(none);
    }
    this.#list.hidden = false;
    this.#list.scrollIntoView({block: 'nearest'});   // all of it, where the page has room
    this.#expanded(true);
    this.#found.textContent = shown.length === 1 ? '1 speaker' : `${shown.length} speakers`;
    this.#activate(typed === '' ? this.#shown.indexOf(this.value) : this.#shown.length > 0 ? 0 : -1);
  }

  #option({name, saved}, index) {
    const option = document.createElement('li');
    option.id = `${this.#list.id}-${index}`;
    option.dataset.name = name;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', String(name === this.value));
    const shown = document.createElement('bdi');   // a name may be written from right to left, its mark is not
    shown.textContent = name;
    option.append(shown);
    if (saved) {
      const mark = document.createElement('span');
      mark.className = 'saved';
      mark.textContent = 'saved';
      option.append(' ', mark);
    }
    return option;
  }

  #close() {
    this.#list.hidden = true;
    this.#expanded(false);
    this.#activate(-1);
    this.#found.textContent = '';
  }

  #expanded(isExpanded) {
    this.#input.setAttribute('aria-expanded', String(isExpanded));
    this.#button.setAttribute('aria-expanded', String(isExpanded));
  }

  #activate(index) {
    this.#list.querySelector('.active')?.classList.remove('active');
    this.#active = index;
    if (index < 0) {
      this.#input.removeAttribute('aria-activedescendant');
      return;
    }
    const option = this.#list.children[index];
    option.classList.add('active');
    option.scrollIntoView({block: 'nearest'});
    this.#input.setAttribute('aria-activedescendant', option.id);
  }

  #key(event) {
    const last = this.#shown.length - 1;
    if (event.ctrlKey || event.metaKey) {
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const isDown = event.key === 'ArrowDown';
      if (!this.#isOpen) {
        this.#open('');
        if (this.#active < 0) {
          this.#activate(isDown ? 0 : this.#shown.length - 1);
        }
      } else if (last >= 0) {
        const next = this.#active + (isDown ? 1 : -1);
        this.#activate(next > last ? 0 : next < 0 ? last : next);
      }
    } else if ((event.key === 'PageDown' || event.key === 'PageUp') && this.#isOpen && last >= 0) {
      event.preventDefault();
      const page = Math.max(1, Math.floor(this.#list.clientHeight / this.#list.firstElementChild.offsetHeight) - 1);
      const next = this.#active + (event.key === 'PageDown' ? page : -page);
      this.#activate(Math.min(last, Math.max(0, next)));   // unlike the arrows, not around
    } else if (event.key === 'Enter' && this.#isOpen) {
      event.preventDefault();
      if (this.#active >= 0) {
        this.#choose(this.#shown[this.#active]);
      }
    } else if (event.key === 'Escape' && this.#isOpen) {
      event.preventDefault();
      event.stopPropagation();   // here it closes the list, elsewhere it stops the voice
      this.#close();
      this.#input.value = this.value ?? '';
    } else if (event.key === 'Tab' && this.#isOpen && this.#active >= 0 && this.#input.value !== (this.value ?? '')) {
      this.#choose(this.#shown[this.#active]);
    }
  }

  #choose(name) {
    this.set(name);
    this.#close();
    this.dispatchEvent(new Event('choose'));
  }

  /** A name that was typed as it is counts; anything else was no choice. */
  #leave() {
    const names = this.#voices.map(({name}) => name);
    const typed = names.find(name => name === this.#input.value)   // Zoe and Zoé may be two voices
      ?? names.find(name => plain(name) === plain(this.#input.value));
    if (this.#input.value === '' || typed === undefined) {
      this.#input.value = this.value ?? '';
    } else if (typed !== this.value) {
      this.set(typed);
      this.dispatchEvent(new Event('choose'));
    }
    this.#close();
  }
}

/** Without case and accents, so that "mataraci" finds Mataracı. */
function plain(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i').replaceAll('ł', 'l').trim();
}

function starts(name, wanted) {
  return plain(name).split(' ').some(part => part.startsWith(wanted));
}
