// The page at /: brings its parts together. Nothing that comes from the server or the user is ever taken for HTML.

import {copy, toast} from './clipboard.js';
import {Deletion} from './deletion.js';
import {download} from './download.js';
import {KeyForm} from './keyform.js';
import {adviceOn, titleOf, warningText} from './messages.js';
import {counted, Plan} from './plan.js';
import {Player} from './player.js';
import {PlayerView} from './playerview.js';
import {Problem} from './problem.js';
import {Recordings} from './recordings.js';
import {asked, curl} from './request.js';
import {Server, VOICES} from './server.js';
import {Settings} from './settings.js';
import {ServerState} from './state.js';
import {Take, speak} from './take.js';
import {Takes, fileName} from './takes.js';

const $ = id => document.getElementById(id);

const FORMATS = ['wav', 'mp3', 'opus', 'aac', 'flac'];
const WORTH_WAITING = new Set(['model_loading', 'overloaded', 'shutting_down']);

const server = new Server();
const settings = new Settings();
const recordings = new Recordings(server);
const player = new Player();
const view = new PlayerView(player);
const problem = new Problem($('problem'));
const plan = new Plan(server, {details: $('plan'), summary: $('plan-summary'), bar: $('plan-bar'), list: $('chunks')});
const takes = new Takes({list: $('takes'), template: $('take'), note: $('takes-note'), formats: FORMATS});
const state = new ServerState(server, $('status'));
const keyForm = new KeyForm(server, learn);
const deletion = new Deletion(server, settings.speaker, keyForm);

let work = null;          // AbortController of what is being spoken

// ---- Speaking ----

async function begin() {
  const wrong = settings.problem() ?? (settings.usesRecordings && recordings.all.length === 0
    ? {field: $('record'), message: 'Record the voice first, or choose a file.'} : null);
  if (wrong) {
    problem.show({title: 'Something is missing', text: wrong.message});
    wrong.field.focus();
    return;
  }
  stopWork();
  problem.clear();
  $('warnings').textContent = '';
  const take = new Take(settings.request([...recordings.all]));
  const controller = new AbortController();
  work = controller;
  player.unlock(take.rate);   // while the click or key is being handled
  player.load(take);
  player.play();
  busy(true);
  view.working(take);
  const began = performance.now();
  const [path, options] = asked(take.request, {format: 'pcm', stream: true});
  try {
    const elapsed = () => (performance.now() - began) / 1000;
    await untilSpoken(take, {path, options, signal: controller.signal, elapsed});
    view.done(take);
  } catch (failure) {
    await ended(take, failure, controller);
  } finally {
    if (work === controller) {
      work = null;
      busy(false);
    }
    if (take.length > 0) {
      take.isWhole = true;
      player.feed();
      takes.add(take);
      mark();
    }
    view.settle(take);
  }
}

/** Speaks; waits and asks again while the server says that it will be able to soon. */
async function untilSpoken(take, asking) {
  for (;;) {
    try {
      await speak(server, take, {...asking, onSound: () => {
        view.sound(take);
        player.feed();
      }});
      warn(take);
      return;
    } catch (failure) {
      if (!WORTH_WAITING.has(failure.code)) {
        throw failure;
      }
      await problem.countdown(failure, failure.retryAfter ?? 2, asking.signal);
      problem.clear();
    }
  }
}

async function ended(take, failure, controller) {
  if (failure.name === 'AbortError') {
    take.wasStopped = true;
    take.took = null;
    if (player.take === take) {   // not where another one was begun instead
      view.stopped(take);
    }
    return;
  }
  view.failed();
  if (failure.code === 'unauthorized') {
    keyForm.ask(failure, begin);
    return;
  }
  if (failure.field === 'text') {
    $('text').setAttribute('aria-invalid', 'true');
    $('text').focus();
  }
  if (failure.code === 'rate_limited') {
    try {
      await problem.countdown(failure, failure.retryAfter ?? 1, controller.signal);
      problem.offer(failure, begin);
    } catch {
      // nobody waits for it any more
    }
    return;
  }
  if (settings.usesRecordings && failure.field === 'reference_audio') {
    recordings.tell(`${titleOf(failure)}. ${adviceOn(failure)}`.trim());
  }
  const again = failure.status >= 500 || ['unreachable', 'broken_off'].includes(failure.code);
  problem.offer(failure, again ? begin : null);
  state.look();
}

function warn(take) {
  const text = take.warnings.map(warningText).join(' ');
  $('warnings').textContent = text;
  if (text !== '') {
    recordings.tell(text);
  }
}

function stopWork() {
  work?.abort();
  work = null;
  busy(false);
}

function stop() {
  stopWork();
  recordings.stop();
  player.pause();
}

function busy(isBusy) {
  const hadFocus = [$('speak'), $('stop')].includes(document.activeElement);
  $('speak').hidden = isBusy;
  $('stop').hidden = !isBusy;
  $('hint').hidden = isBusy;
  if (hadFocus) {
    $(isBusy ? 'stop' : 'speak').focus();
  }
}

$('speak').addEventListener('click', begin);
$('stop').addEventListener('click', stop);
document.addEventListener('keydown', event => {
  if (event.isComposing) {
    return;   // these keys are the input method's
  }
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    begin();
  } else if (event.key === 'Escape' && !document.querySelector('dialog[open]')) {
    stop();
  }
});

// ---- The plan, and what is known of the server ----

function count() {
  const characters = [...settings.text].length;
  const most = plan.maxCharacters;
  $('count').textContent = most ? `${characters.toLocaleString('en')} of ${counted(most, 'character')}`
    : counted(characters, 'character');
  $('count').classList.toggle('wrong', most !== null && characters > most);
}

function planned() {
  count();
  if (state.isReady) {
    plan.want(settings.text, settings.language);
  }
}

settings.addEventListener('change', event => {
  if (event.detail === 'text') {
    $('text').removeAttribute('aria-invalid');
    planned();
  }
});
plan.addEventListener('planned', ({detail}) => {
  count();
  if (detail.chunks.length > 0) {
    settings.speaker.fallBackTo(detail.chunks[0].speaker);   // who would speak anyway
  }
});
plan.addEventListener('refused', ({detail}) => {
  if (detail.code === 'unauthorized') {
    keyForm.ask(detail, null);
  } else if (detail.status === 400) {
    $('plan-summary').textContent = detail.message;
  }
});

state.addEventListener('ready', ({detail}) => {
  settings.languages(detail.languages);
  learn();
});

async function learn() {
  planned();
  recordings.offerSaving();
  try {
    settings.speaker.offer((await (await server.ask(VOICES)).json()).voices);
  } catch (refusal) {
    if (refusal.code === 'unauthorized') {
      keyForm.ask(refusal, null);
    } else {
      problem.offer(refusal, learn);
    }
  }
}

recordings.addEventListener('saved', async ({detail}) => {
  await learn();
  settings.useSpeaker(detail);
});
deletion.addEventListener('deleted', learn);

// ---- Takes ----

takes.addEventListener('play', ({detail: {take}}) => {
  if (player.take === take && player.isActive) {
    player.pause();
    return;
  }
  if (player.take !== take) {
    stopWork();
    player.load(take);
    view.settle(take);
  }
  player.play();
});
takes.addEventListener('reuse', ({detail: {take}}) => {
  if (take.request.voice.recordings) {
    recordings.all = [...take.request.voice.recordings];
    recordings.refresh();
  }
  settings.reuse(take.request);
  toast('The settings of that take are back.');
  $('text').focus();
});
takes.addEventListener('curl', ({detail: {take, format}}) => copy(
  curl(take.request, {format, base: document.baseURI, needsKey: server.key !== null}),
  [server.key && 'It expects your key in COQUI_API_KEY.',
    take.request.voice.recordings && 'Run it where the recordings are.'].filter(Boolean).join(' ')));
takes.addEventListener('download', async ({detail: {take, format, button}}) => {
  if (format === 'wav') {
    download(take.wav(), fileName(take, format));
    return;
  }
  // The samples are here, an encoder is not: with its seed, the server speaks the very same again.
  const [path, options] = asked(take.request, {format, stream: false});
  button.disabled = true;
  toast(`The server speaks it again, as ${format.toUpperCase()}…`);
  try {
    download(await (await server.ask(path, options)).blob(), fileName(take, format));
  } catch (refusal) {
    problem.offer(refusal, null);
  } finally {
    button.disabled = false;
  }
});
player.addEventListener('change', mark);
function mark() {
  takes.mark(player.isActive ? player.take : null);
}

// ---- The beginning ----

$('hint-key').textContent = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';
window.addEventListener('resize', () => takes.redraw());
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => takes.redraw());
count();
state.look();
