// What the tests of the page share: a browser that listens to what it plays, and the page in it.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {createServer} from 'node:http';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before} from 'node:test';

const require = createRequire(`${process.env.NODE_MODULES}/`);
const {chromium} = require('playwright-core');

export const AXE = require.resolve('axe-core/axe.min.js');
export const {OPEN, KEYED, KEY, LIMITED, REFERENCES} = process.env;
export const DEMO_SPEAKERS = process.env.DEMO_SPEAKERS.split(',');

const PATIENCE = 60_000;

export function launch(args = []) {
  return chromium.launch({executablePath: process.env.CHROMIUM, args: ['--no-sandbox', ...args]});
}

/** A browser and a folder for the tests of a file, gone after them. */
export function browsing(args = []) {
  const stage = {};
  before(async () => {
    stage.browser = await launch(args);
    stage.folder = await mkdtemp(join(tmpdir(), 'page-'));
  });
  after(async () => {
    await stage.browser.close();
    await rm(stage.folder, {recursive: true});
  });
  return stage;
}

/** Runs in the page before its own scripts: hears all that goes to the loudspeaker, and when it is to sound. */
function listen() {
  window.heard = {loudest: 0, pieces: []};
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to instanceof AudioDestinationNode) {
      const ear = this.context.createAnalyser();
      const samples = new Float32Array(ear.fftSize);
      connect.call(this, ear);
      setInterval(() => {
        ear.getFloatTimeDomainData(samples);
        window.heard.loudest = Math.max(window.heard.loudest, ...samples.map(Math.abs));
      }, 50);
    }
    return connect.call(this, to, ...rest);
  };
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (when, ...rest) {
    window.heard.pieces.push({when, seconds: this.buffer.duration});
    return start.call(this, when, ...rest);
  };
}

/** The page, ready to speak; what goes wrong in it fails the test in the end. */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext(
    {permissions: ['clipboard-read', 'clipboard-write'], viewport: {width: 1280, height: 900}, ...options});
  await context.addInitScript(listen);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.trouble = [];
  page.foreign = [];
  page.on('pageerror', error => page.trouble.push(error.message));
  page.on('dialog', dialog => page.trouble.push(`a dialog: ${dialog.message()}`));
  page.on('console', message => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      page.trouble.push(message.text());
    }
  });
  page.on('request', request => {
    if (!request.url().startsWith(url) && !request.url().startsWith('blob:')) {
      page.foreign.push(request.url());
    }
  });
  await page.goto(url);
  await page.waitForSelector('#status[data-state=ready]');
  return page;
}

export async function close(page) {
  assert.deepEqual(page.trouble, [], 'scripts fail nowhere, and nothing breaks the content security policy');
  assert.deepEqual(page.foreign, [], 'no other server is asked for anything');
  await page.context().close();
}

/** Types and speaks; returns when the take is there. */
export async function speak(page, text) {
  const before = await page.locator('#takes > li').count();
  await page.fill('#text', text);
  await page.click('#speak');
  await taken(page, before + 1);
}

export async function taken(page, number) {
  await page.waitForFunction(wanted => document.querySelectorAll('#takes > li').length === wanted, number);
  await page.waitForSelector('#speak:visible');
}

/** Waits until a condition in the page holds. */
export function until(page, condition, argument) {
  return page.waitForFunction(condition, argument);
}

/** What a button of the last take downloads. */
export async function downloaded(page, {format} = {}) {
  if (format) {
    await page.locator('#takes > li').first().locator('select').selectOption(format);
  }
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('#takes > li').first().getByRole('button', {name: 'Download'}).click(),
  ]);
  const parts = [];
  for await (const part of await download.createReadStream()) {
    parts.push(part);
  }
  return {name: download.suggestedFilename(), bytes: Buffer.concat(parts)};
}

/** Rate and samples of a WAV file as this service writes them. */
export function wav(bytes) {
  assert.equal(bytes.toString('latin1', 0, 4) + bytes.toString('latin1', 8, 16), 'RIFFWAVEfmt ');
  assert.equal(bytes.toString('latin1', 36, 40), 'data');
  const rate = bytes.readUInt32LE(24);
  const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44, bytes.byteOffset + bytes.length));
  return {rate, samples, seconds: samples.length / rate};
}

/** The first seconds of a WAV file with 16 bits, mono, and a header of 44 bytes. */
export async function cut(file, seconds) {
  const whole = await readFile(file);
  const {rate} = wav(whole);
  const part = Buffer.from(whole.subarray(0, 44 + 2 * rate * seconds));
  part.writeUInt32LE(part.length - 8, 4);
  part.writeUInt32LE(part.length - 44, 40);
  return part;
}

/** Runs a command as a person would who pasted it into a terminal. */
export async function shell(command, folder) {
  const running = spawn('sh', ['-c', command], {cwd: folder, env: {...process.env, COQUI_API_KEY: KEY}});
  let told = '';
  running.stdout.on('data', part => told += part);
  running.stderr.on('data', part => told += part);
  const [status] = await once(running, 'exit');
  assert.equal(status, 0, `${command}\n${told}`);
}

/** The same service, but its speech breaks off after so many bytes. */
export async function proxy(url, bytes) {
  const server = createServer(async (request, response) => {
    const asked = [];
    for await (const part of request) {
      asked.push(part);
    }
    const answer = await fetch(new URL(request.url, url), {
      method: request.method,
      headers: {'Content-Type': request.headers['content-type'] ?? 'text/plain'},
      body: asked.length > 0 ? Buffer.concat(asked) : undefined,
    });
    response.writeHead(answer.status, Object.fromEntries(
      [...answer.headers].filter(([name]) => !['connection', 'content-length', 'transfer-encoding'].includes(name))));
    let sent = 0;
    for await (const part of answer.body ?? []) {
      response.write(part);
      sent += part.length;
      if (request.url === '/tts' && sent > bytes) {
        response.destroy();
        return;
      }
    }
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close()};
}

const SPEAKERS = `Claribel Dervla, Daisy Studious, Gracie Wise, Tammie Ema, Alison Dietlinde, Ana Florence, Annmarie Nele,
  Asya Anara, Brenda Stern, Gitta Nikolina, Henriette Usha, Sofia Hellen, Tammy Grit, Tanja Adelina, Vjollca Johnnie,
  Andrew Chipper, Badr Odhiambo, Dionisio Schuyler, Royston Min, Viktor Eka, Abrahan Mack, Adde Michal, Baldur Sanjin,
  Craig Gutsy, Damien Black, Gilberto Mathias, Ilkin Urbano, Kazuhiko Atallah, Ludvig Milivoj, Suad Qasim,
  Torcull Diarmuid, Viktor Menelaos, Zacharie Aimilios, Nova Hogarth, Maja Ruoho, Uta Obando, Lidiya Szekeres,
  Chandra MacFarland, Szofi Granger, Camilla Holmström, Lilya Stainthorpe, Zofija Kendrick, Narelle Moon,
  Barbora MacLean, Alexandra Hisakawa, Alma María, Rosemary Okafor, Ige Behringer, Filip Traverse, Damjan Chapman,
  Wulf Carlevaro, Aaron Dreschner, Kumar Dahl, Eugenio Mataracı, Ferran Simen, Xavier Hayasaka, Luis Moray,
  Marcos Rudaski`.split(/,\s+/);

/** The page again, of a server with the speakers of the published XTTS v2 and saved voices, the first one chosen. */
export async function crowd(page, saved) {
  const voices = [...SPEAKERS, ...saved].map(name => ({id: name, name, saved: saved.includes(name)}));
  await page.route('**/v1/audio/voices', (route, request) =>
    request.method() === 'GET' ? route.fulfill({json: {voices}}) : route.continue());
  await page.evaluate(speaker => {
    const kept = JSON.parse(sessionStorage.getItem('coqui.settings'));
    sessionStorage.setItem('coqui.settings', JSON.stringify({...kept, voice: {speaker}}));
  }, saved[0]);
  await page.reload();
  await page.waitForSelector('#voice-delete:not([hidden])', {state: 'attached'});   // the list is known
  return voices;
}

export async function health(url) {
  return (await fetch(new URL('health', url))).json();
}
