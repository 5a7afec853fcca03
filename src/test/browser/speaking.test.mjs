// Typed, spoken, heard, stopped, downloaded, copied.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {OPEN, browsing, close, downloaded, health, open, shell, speak, taken, until, wav} from './stage.mjs';

const LONG = 'The lighthouse keeper poured two cups of tea, and nobody came to drink the other one. '.repeat(60);
const HOSTILE = `It's "5 $HOME" \`id\` $(id) \\ !! 'x' <img src=x onerror=alert(1)> & ; | % done.\nThe end.`;

const stage = browsing();

test('opening: languages, speakers and the plan are those of the server', async () => {
  const page = await open(stage.browser, OPEN);
  assert.deepEqual(await page.locator('#language option').allTextContents(), ['English']);
  await until(page, () => document.getElementById('speaker').value === 'Robert');   // who would speak
  await page.fill('#text', 'Dr. Finch paid $20.50.');
  await until(page, () => document.querySelector('#chunks .said')?.textContent.includes('doctor finch paid twenty'));
  assert.match(await page.textContent('#count'), /^22 of 20,000 characters$/);
  await close(page);
});

test('speaking: it is heard, without gaps, while it is spoken; the download is what was heard', async () => {
  const page = await open(stage.browser, OPEN);
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
  const page = await open(stage.browser, OPEN);
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
  const page = await open(stage.browser, OPEN);
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

test('downloaded in another format: the server speaks the same again', async () => {
  const page = await open(stage.browser, OPEN);
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
  const page = await open(stage.browser, OPEN);
  await page.click('#dice');
  await speak(page, HOSTILE);
  const take = wav((await downloaded(page)).bytes);
  await page.getByRole('button', {name: 'Copy as curl'}).click();
  await until(page, () => document.getElementById('toast').textContent.startsWith('Copied'));
  const command = await page.evaluate(() => navigator.clipboard.readText());
  await shell(command, stage.folder);
  const spoken = wav(await readFile(join(stage.folder, 'speech.wav')));
  assert.equal(spoken.samples.length, take.samples.length, command);
  assert.equal(await page.textContent('#takes .take-text'), HOSTILE);
  await close(page);
});

test('the player is used by keys', async () => {
  const page = await open(stage.browser, OPEN);
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
  const page = await open(stage.browser, OPEN);
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

test('where nothing may be copied, the command is shown', async () => {
  const page = await open(stage.browser, OPEN);
  await speak(page, 'Hello.');
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', {value: undefined}));
  await page.getByRole('button', {name: 'Copy as curl'}).click();
  await page.waitForSelector('#command[open]');
  assert.match(await page.inputValue('#command-text'), /^curl -sS/);
  await page.getByRole('button', {name: 'Close'}).click();
  await page.waitForSelector('#command', {state: 'hidden'});
  await close(page);
});
