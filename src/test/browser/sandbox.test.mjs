// The page in a real browser, against the real service. PageInChromiumTest starts both; src/docs/contributing.md has how.
import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {
  AXE, KEY, KEYED, LIMITED, OPEN, REFERENCES, close, cut, downloaded, health, launch, open, proxy, shell, speak, taken, until, wav,
} from './stage.mjs';

const VOICE = join(REFERENCES, 'voice-a-22k.wav');
const LONG = 'The lighthouse keeper poured two cups of tea, and nobody came to drink the other one. '.repeat(60);
const HOSTILE = `It's "5 $HOME" \`id\` $(id) \\ !! 'x' <img src=x onerror=alert(1)> & ; | % done.\nThe end.`;

let browser;
let folder;

before(async () => {
  browser = await launch(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${VOICE}`]);
  folder = await mkdtemp(join(tmpdir(), 'page-'));
});

after(async () => {
  await browser.close();
  await rm(folder, {recursive: true});
});

test('opening: languages, speakers and the plan are those of the server', async () => {
  const page = await open(browser, OPEN);
  assert.deepEqual(await page.locator('#language option').allTextContents(), ['English']);
  await until(page, () => document.getElementById('speaker').value === 'Robert');   // who would speak
  await page.fill('#text', 'Dr. Finch paid $20.50.');
  await until(page, () => document.querySelector('#chunks .said')?.textContent.includes('doctor finch paid twenty'));
  assert.match(await page.textContent('#count'), /^22 of 20,000 characters$/);
  await close(page);
});

test('speaking: it is heard, without gaps, while it is spoken; the download is what was heard', async () => {
  const page = await open(browser, OPEN);
  await page.fill('#text', 'One is heard first. Two is heard next. Three is the end of it.');
  await page.focus('#text');
  await page.keyboard.press('Control+Enter');
  await until(page, () => window.heard.loudest > 0.05);
  await taken(page, 1);
  await until(page, () => document.getElementById('play').getAttribute('aria-label') === 'Play');   // to its end
  const {rate, samples, seconds} = wav((await downloaded(page)).bytes);
  const pieces = await page.evaluate(() => window.heard.pieces);
  assert.equal(rate, 24_000);
  assert.ok(pieces.length > 1, 'came in pieces');
  const scheduled = pieces.reduce((sum, piece) => sum + piece.seconds, 0);
  assert.ok(Math.abs(scheduled - seconds) < 1e-3, `${scheduled} s were scheduled of ${seconds} s`);
  assert.ok(samples.some(sample => Math.abs(sample) > 3_000));
  const starved = await page.evaluate(() => document.querySelector('#progress').textContent);
  assert.match(starved, /^Done: [\d.]+ seconds of speech\.$/);
  pieces.slice(1).forEach((piece, i) => {
    const gap = piece.when - (pieces[i].when + pieces[i].seconds);
    assert.ok(gap > -1e-6, `piece ${i + 1} begins ${gap} s after the one before`);
  });
  await close(page);
});

test('the same seed gives the same samples', async () => {
  const page = await open(browser, OPEN);
  await page.click('#dice');
  await speak(page, 'Again and again.');
  const first = await downloaded(page);
  await speak(page, 'Again and again.');
  const second = await downloaded(page);
  await page.fill('#seed', '');
  await speak(page, 'Again and again.');
  const third = await downloaded(page);
  assert.deepEqual(second.bytes, first.bytes);
  assert.notDeepEqual(third.bytes, first.bytes);
  await close(page);
});

test('Escape stops the sound and the work of the server; what came is kept', async () => {
  const page = await open(browser, OPEN);
  await page.fill('#text', LONG);
  await page.click('#speak');
  await until(page, () => window.heard.loudest > 0.05);
  assert.equal((await health(OPEN)).requests.in_work, 1);
  await page.keyboard.press('Escape');
  await taken(page, 1);
  assert.match(await page.textContent('#takes .take-meta'), /stopped$/);
  assert.equal(await page.getAttribute('#play', 'aria-label'), 'Play');
  const deadline = Date.now() + 20_000;
  while ((await health(OPEN)).requests.in_work > 0) {
    assert.ok(Date.now() < deadline, 'the server works on');
  }
  await close(page);
});

test('speakers: filtered, chosen by keys; Escape closes the list alone', async () => {
  const page = await open(browser, OPEN);
  const box = page.locator('#speaker');
  await until(page, () => document.getElementById('speaker').value === 'Robert');
  await box.click();
  assert.deepEqual(await page.locator('#speakers [role=option]').allTextContents(), ['Sally', 'Robert', 'Angus']);
  await page.keyboard.type('an');
  assert.deepEqual(await page.locator('#speakers [role=option]').allTextContents(), ['Angus']);
  const active = await box.getAttribute('aria-activedescendant');
  assert.equal(await page.textContent(`#${active}`), 'Angus');
  await page.keyboard.press('Escape');
  assert.equal(await box.getAttribute('aria-expanded'), 'false');
  assert.equal(await box.inputValue(), 'Robert');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await box.inputValue(), 'Angus');
  await box.fill('nobody');
  assert.match(await page.textContent('#speakers'), /No speaker/);
  await page.keyboard.press('Tab');
  assert.equal(await box.inputValue(), 'Angus', 'what is no speaker is no choice');
  await speak(page, 'Hello.');
  assert.match(await page.textContent('#takes .take-meta'), /^Angus · English/);
  await close(page);
});

test('downloaded in another format: the server speaks the same again', async () => {
  const page = await open(browser, OPEN);
  await speak(page, 'Hello.');
  const mp3 = await downloaded(page, {format: 'mp3'});
  assert.match(mp3.name, /^robert-\d+\.mp3$/);
  assert.ok(mp3.bytes.toString('latin1', 0, 3) === 'ID3' || mp3.bytes[0] === 0xff, 'is an MP3');
  const opus = await downloaded(page, {format: 'opus'});
  assert.match(opus.name, /\.ogg$/);
  assert.equal(opus.bytes.toString('latin1', 0, 4), 'OggS');
  await close(page);
});

test('copied as curl: any text comes through a shell unharmed', async () => {
  const page = await open(browser, OPEN);
  await page.click('#dice');
  await speak(page, HOSTILE);
  const take = wav((await downloaded(page)).bytes);
  await page.getByRole('button', {name: 'Copy as curl'}).click();
  await until(page, () => document.getElementById('toast').textContent.startsWith('Copied'));
  const command = await page.evaluate(() => navigator.clipboard.readText());
  await shell(command, folder);
  const spoken = wav(await readFile(join(folder, 'speech.wav')));
  assert.equal(spoken.samples.length, take.samples.length, command);
  assert.equal(await page.textContent('#takes .take-text'), HOSTILE);
  await close(page);
});

test('cloned from a file: heard, its warnings told, copied as curl whatever the file is called', async () => {
  const page = await open(browser, OPEN);
  const name = `it's "me", a;b\\c.wav`;
  const file = join(folder, name);
  await writeFile(file, await cut(VOICE, 4));
  await page.check('input[value=recordings]', {force: true});
  await page.click('#speak');
  assert.match(await page.textContent('#problem'), /Record the voice first/);
  await page.setInputFiles('#files', file);
  await page.waitForSelector('#recordings li');
  await speak(page, 'This is my voice.');
  await until(page, () => window.heard.loudest > 0.02);
  assert.match(await page.textContent('#warnings'), /Recording 1 is short/);
  const take = wav((await downloaded(page)).bytes);
  await page.getByRole('button', {name: 'Copy as curl'}).click();
  await until(page, () => document.getElementById('toast').textContent.startsWith('Copied'));
  await shell(await page.evaluate(() => navigator.clipboard.readText()), folder);
  const spoken = wav(await readFile(join(folder, 'speech.wav')));
  assert.equal(spoken.samples.length, take.samples.length);
  await close(page);
});

test('a voice is saved with consent alone, and can be spoken with from then on', async () => {
  const page = await open(browser, OPEN);
  await page.check('input[value=recordings]', {force: true});
  await page.setInputFiles('#files', VOICE);
  await page.fill('#save-name', 'Anna of the lighthouse');
  await page.click('#save-button');
  await until(page, () => document.getElementById('save-told').textContent.includes('agrees'));
  await page.check('#save-consent');
  await page.click('#save-button');
  await until(page, () => document.getElementById('speaker').value === 'Anna of the lighthouse');
  assert.ok(await page.isVisible('#from-speaker'));
  await speak(page, 'This is my voice.');
  assert.match(await page.textContent('#takes .take-meta'), /^Anna of the lighthouse · English/);
  await page.check('input[value=recordings]', {force: true});
  await page.click('#save-button');
  await until(page, () => document.getElementById('save-told').textContent.startsWith('There is a voice of that name'));
  await close(page);
});

test('cloned from what was dropped; a recording that will not do is told in plain words', async () => {
  const page = await open(browser, OPEN);
  await page.check('input[value=recordings]', {force: true});
  const data = await page.evaluateHandle(content => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(content), letter => letter.charCodeAt(0))], 'second.wav'));
    return transfer;
  }, (await cut(VOICE, 1)).toString('base64'));
  await page.dispatchEvent('#drop', 'drop', {dataTransfer: data});
  await page.waitForSelector('#recordings li');
  await page.fill('#text', 'Too short.');
  await page.click('#speak');
  await until(page, () => document.getElementById('problem').textContent.includes('The recording is too short'));
  assert.match(await page.textContent('#recordings-advice'), /at least three seconds/);
  await page.getByRole('button', {name: 'Remove second.wav'}).click();
  assert.equal(await page.locator('#recordings li').count(), 0);
  await close(page);
});

test('cloned from the microphone, with its level', async () => {
  const page = await open(browser, OPEN, {permissions: ['microphone']});
  await page.check('input[value=recordings]', {force: true});
  await page.click('#record');
  await until(page, () => document.getElementById('level').value > 0.05);
  await until(page, () => parseInt(document.getElementById('recorded').textContent, 10) >= 5);
  await page.click('#record');
  await page.waitForSelector('#recordings li');
  assert.match(await page.textContent('#recordings li'), /recording-1\.webm/);
  await speak(page, 'This is my voice.');
  assert.equal(await page.textContent('#problem'), '');
  await close(page);
});

test('a microphone that is not allowed is explained', async () => {
  const plain = await launch(['--use-fake-device-for-media-stream', '--deny-permission-prompts']);
  const page = await open(plain, OPEN);
  await page.check('input[value=recordings]', {force: true});
  await page.click('#record');
  await until(page, () => document.getElementById('recordings-advice').textContent.includes('Allow it'));
  await close(page);
  await plain.close();
});

test('the player is used by keys', async () => {
  const page = await open(browser, OPEN);
  await speak(page, 'One is heard first. Two is heard next. Three is the end of it.');
  const wave = page.locator('#wave');
  await wave.focus();
  await page.keyboard.press('Home');
  if (await page.getAttribute('#play', 'aria-label') === 'Play') {
    await page.keyboard.press('Space');
  }
  await page.keyboard.press('Space');
  assert.equal(await page.getAttribute('#play', 'aria-label'), 'Play');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  assert.equal(await wave.getAttribute('aria-valuenow'), '1.0');
  await page.keyboard.press('End');
  assert.equal(await wave.getAttribute('aria-valuenow'), await wave.getAttribute('aria-valuemax'));
  await page.evaluate(() => window.heard.loudest = 0);
  await page.keyboard.press('Space');   // from the beginning
  await until(page, () => window.heard.loudest > 0.05);
  await close(page);
});

test('takes: played again, their settings used again, removed; a reload keeps the settings alone', async () => {
  const page = await open(browser, OPEN);
  await page.fill('#seed', '7');
  await page.locator('#speed').fill('1.2');
  await speak(page, 'The first.');
  await page.fill('#seed', '');
  await page.locator('#speed').fill('1');
  await speak(page, 'The second.');
  await page.locator('#takes > li').nth(1).getByRole('button', {name: 'Use these settings'}).click();
  assert.equal(await page.inputValue('#text'), 'The first.');
  assert.equal(await page.inputValue('#seed'), '7');
  assert.equal(await page.inputValue('#speed'), '1.2');
  await page.locator('#takes > li').nth(1).locator('[data-do=play]').click();
  await until(page, () => document.querySelectorAll('#takes > li')[1].classList.contains('is-playing'));
  await page.locator('#takes > li').first().getByRole('button', {name: 'Remove'}).click();
  assert.deepEqual(await page.locator('#takes .take-text').allTextContents(), ['The first.']);
  await page.reload();
  await page.waitForSelector('#status[data-state=ready]');
  assert.equal(await page.inputValue('#text'), 'The first.');
  assert.equal(await page.locator('#takes > li').count(), 0);
  await close(page);
});

test('a voice that still loads, and a server that is full, are waited for', async () => {
  const page = await open(browser, OPEN);
  const refusals = ['model_loading', 'overloaded'];
  await page.route('**/tts', (route, request) => {
    const code = request.method() === 'POST' ? refusals.shift() : undefined;
    return code
      ? route.fulfill({status: 503, headers: {'Retry-After': '1'}, json: {error: {code, message: 'Not yet.', request_id: 'x'}}})
      : route.continue();
  });
  await page.fill('#text', 'Hello.');
  await page.click('#speak');
  await until(page, () => document.getElementById('problem').textContent.includes('still loading'));
  await until(page, () => document.getElementById('problem').textContent.includes('Again in'));
  await taken(page, 1);
  assert.equal(await page.textContent('#problem'), '');
  await close(page);
});

test('too often: told until when', async () => {
  const page = await open(browser, LIMITED);
  await page.fill('#text', 'Hello.');
  while (!(await page.textContent('#problem')).includes('rate_limited')) {
    const before = await page.locator('#takes > li').count();
    await page.click('#speak');
    await until(page, takes => document.querySelectorAll('#takes > li').length > takes
      || document.getElementById('problem').textContent !== '', before);
  }
  assert.match(await page.textContent('#problem'), /Again in \d+ s/);
  await page.keyboard.press('Escape');
  await page.waitForSelector('#speak:visible');
  await close(page);
});

test('a server that is gone, and a text that is too long, are told', async () => {
  const page = await open(browser, OPEN);
  await page.route('**/tts', route => route.abort());
  await page.fill('#text', 'Hello.');
  await page.click('#speak');
  await until(page, () => document.getElementById('problem').textContent.includes('does not answer'));
  await page.unroute('**/tts');
  await page.getByRole('button', {name: 'Try again'}).click();
  await taken(page, 1);
  await page.fill('#text', 'a '.repeat(10_001));
  await page.click('#speak');
  await until(page, () => document.getElementById('problem').textContent.includes('The text is too long'));
  assert.equal(await page.getAttribute('#text', 'aria-invalid'), 'true');
  await close(page);
});

test('a stream that breaks off is told, and what came is kept', async () => {
  const breaking = await proxy(OPEN, 60_000);
  const page = await open(browser, breaking.url);
  await page.fill('#text', LONG);
  await page.click('#speak');
  await until(page, () => document.getElementById('problem').textContent.includes('The voice broke off'));
  await taken(page, 1);
  await page.waitForSelector('#player.is-playing, #play[aria-label=Play]');
  await close(page);
  breaking.close();
});

test('where nothing may be copied, the command is shown', async () => {
  const page = await open(browser, OPEN);
  await speak(page, 'Hello.');
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', {value: undefined}));
  await page.getByRole('button', {name: 'Copy as curl'}).click();
  await page.waitForSelector('#command[open]');
  assert.match(await page.inputValue('#command-text'), /^curl -sS/);
  await page.getByRole('button', {name: 'Close'}).click();
  await page.waitForSelector('#command', {state: 'hidden'});
  await close(page);
});

test('a key is asked for where one is needed, and kept only if wished', async () => {
  const page = await open(browser, KEYED);
  await page.waitForSelector('#key-form:visible');
  await page.fill('#key', 'none-of-this-servers');
  await page.click('#key-form button');
  await until(page, () => document.getElementById('key-error').textContent.includes("none of this server's"));
  await page.fill('#key', KEY);
  await page.click('#key-form button');
  await page.waitForSelector('#key-form', {state: 'hidden'});
  await speak(page, 'Hello.');
  assert.equal(await page.evaluate(() => sessionStorage.getItem('coqui.key')), null);
  await page.getByRole('button', {name: 'Copy as curl'}).click();
  await until(page, () => document.getElementById('toast').textContent.startsWith('Copied'));
  const command = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(!command.includes(KEY), command);
  await shell(command, folder);
  await page.reload();
  await page.waitForSelector('#key-form:visible');
  await page.fill('#key', KEY);
  await page.check('#key-keep');
  await page.click('#key-form button');
  await page.waitForSelector('#key-form', {state: 'hidden'});
  await page.reload();
  await until(page, () => document.getElementById('plan-summary').textContent.includes('token'));
  assert.equal(await page.isVisible('#key-form'), false);
  await close(page);
});

test('right-to-left text is written so, and no width needs a sideways scroll', async () => {
  const page = await open(browser, OPEN);
  await page.fill('#text', 'صباح الخير');
  assert.equal(await page.evaluate(() => getComputedStyle(document.getElementById('text')).direction), 'rtl');
  await page.check('input[value=recordings]', {force: true});
  await page.setInputFiles('#files', VOICE);
  await page.waitForSelector('#recordings li');
  for (const width of [320, 390, 620, 1000]) {
    await page.setViewportSize({width, height: 800});
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${over} pixels too wide at ${width}`);
    const outside = await page.evaluate(() => [...document.querySelectorAll('.card :is(button, input, select, p)')]
      .filter(part => part.offsetParent && !part.closest('.visually-hidden, .combo ul')
        && part.getBoundingClientRect().right > part.closest('.card').getBoundingClientRect().right).map(part => part.outerHTML));
    assert.deepEqual(outside, [], `out of their cards at ${width}`);
  }
  await close(page);
});

for (const [name, options] of Object.entries({
  light: {colorScheme: 'light'},
  dark: {colorScheme: 'dark'},
  phone: {colorScheme: 'light', viewport: {width: 390, height: 844}},
})) {
  test(`accessibility, ${name}: axe finds nothing`, async () => {
    const page = await open(browser, OPEN, {...options, bypassCSP: true});   // for axe, which is no part of the page
    await page.addScriptTag({path: AXE});
    const check = async what => {
      const {violations} = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map(({id, impact, nodes}) => ({id, impact, nodes: nodes.map(node => node.html)})), [], what);
    };
    await check('at first');
    await speak(page, 'Dr. Finch paid $20.50. He left.');
    await page.click('#plan summary');
    await page.locator('.advanced summary').click();
    await check('with a take and everything unfolded');
    await page.locator('#speaker').click();
    await check('with the list of speakers');
    await page.keyboard.press('Escape');
    await page.check('input[value=recordings]', {force: true});
    await page.click('#speak');
    await check('with a problem, and recordings');
    await page.setInputFiles('#files', VOICE);
    await page.waitForSelector('#recordings li');
    await check('with a recording');
    await close(page);
  });
}
