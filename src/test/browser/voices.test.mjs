// Whose voice it is: chosen, cloned, recorded, saved.
import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {
  OPEN, REFERENCES, DEMO_SPEAKERS, browsing, close, cut, downloaded, launch, open, shell, speak, until, wav,
} from './stage.mjs';

const VOICE = join(REFERENCES, 'voice-a-22k.wav');

const stage = browsing(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-audio-capture=${VOICE}`]);

test('speakers: filtered, chosen by keys; Escape closes the list alone', async () => {
  const page = await open(stage.browser, OPEN);
  const box = page.locator('#speaker');
  await until(page, () => document.getElementById('speaker').value === 'Robert');
  await box.click();
  assert.deepEqual(await page.locator('#speakers [role=option]').allTextContents(), DEMO_SPEAKERS);
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

test('cloned from a file: heard, its warnings told, copied as curl whatever the file is called', async () => {
  const page = await open(stage.browser, OPEN);
  const name = `it's "me", a;b\\c.wav`;
  const file = join(stage.folder, name);
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
  await shell(await page.evaluate(() => navigator.clipboard.readText()), stage.folder);
  const spoken = wav(await readFile(join(stage.folder, 'speech.wav')));
  assert.equal(spoken.samples.length, take.samples.length);
  await close(page);
});

test('a voice is saved with consent alone, and can be spoken with from then on', async () => {
  const page = await open(stage.browser, OPEN);
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
  const page = await open(stage.browser, OPEN);
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
  const page = await open(stage.browser, OPEN, {permissions: ['microphone']});
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
