// The list of speakers when it is long, and the saved voices in it: marked, and deleted.
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {test} from 'node:test';
import {OPEN, REFERENCES, DEMO_SPEAKERS, browsing, close, crowd, open, until} from './stage.mjs';

const NAME = "Zoé's (calm) + slow, 2";

const stage = browsing();

async function save() {
  const form = new FormData();
  form.append('name', NAME);
  form.append('consent', 'true');
  form.append('audio_sample', new Blob([await readFile(join(REFERENCES, 'voice-a-22k.wav'))]), 'zoe.wav');
  assert.equal((await fetch(new URL('v1/audio/voices', OPEN), {method: 'POST', body: form})).status, 200);
}

function deleted() {
  return fetch(new URL(`v1/audio/voices/${encodeURIComponent(NAME)}`, OPEN), {method: 'DELETE'});
}

/** The page with the saved voice chosen. */
async function choosing() {
  await save();
  const page = await open(stage.browser, OPEN);
  await until(page, () => document.getElementById('speaker').value === 'Robert');
  await page.fill('#speaker', 'zoe');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#voice-delete:visible');
  return page;
}

async function offered(page) {
  await page.click('#speaker');
  const names = await page.locator('#speakers [role=option]').allTextContents();
  await page.keyboard.press('Escape');
  return names;
}

test('a saved voice comes first and is marked, and is deleted when that is confirmed', async () => {
  const page = await choosing();
  assert.deepEqual(await offered(page), [`${NAME} saved`, ...DEMO_SPEAKERS]);
  await page.click('#voice-delete');
  assert.equal(await page.textContent('#delete-heading'), `Delete ${NAME}?`);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'delete-cancel', 'Enter does no harm');
  await page.keyboard.press('Escape');
  await page.waitForSelector('#delete', {state: 'hidden'});
  assert.equal(await page.evaluate(() => document.activeElement.id), 'voice-delete');
  assert.equal((await offered(page)).length, DEMO_SPEAKERS.length + 1);
  await page.click('#voice-delete');
  await page.click('#delete-confirm');
  await until(page, () => document.getElementById('speaker').value === 'Robert');
  assert.equal(await page.isVisible('#delete'), false);
  assert.equal(await page.isVisible('#voice-delete'), false, "the model's own speakers stay");
  assert.equal(await page.evaluate(() => document.activeElement.id), 'speaker');
  assert.equal(await page.textContent('#toast'), `${NAME} is deleted.`);
  assert.deepEqual(await offered(page), DEMO_SPEAKERS);
  assert.equal((await deleted()).status, 404);
  await close(page);
});

test('a voice that cannot be deleted is told; one that somebody else deleted goes', async () => {
  const page = await choosing();
  const failing = route => route.fulfill({status: 503, json: {error: {
    message: 'The folder is in the way.', type: 'server_error', param: null, code: 'voice_storage', request_id: 'x'}}});
  await page.route('**/v1/audio/voices/*', failing);
  await page.click('#voice-delete');
  await page.click('#delete-confirm');
  await until(page, () => document.getElementById('delete-problem').textContent.includes('The folder is in the way.'));
  assert.ok(await page.isVisible('#delete'));
  assert.equal(await page.inputValue('#speaker'), NAME);
  await page.unroute('**/v1/audio/voices/*', failing);
  assert.equal((await deleted()).status, 200);
  await page.click('#delete-confirm');
  await until(page, () => document.getElementById('speaker').value === 'Robert');
  assert.match(await page.textContent('#toast'), /was deleted already/);
  await close(page);
});

test('a key that is needed to delete is asked for, then the question again', async () => {
  const page = await choosing();
  const closed = route => route.fulfill({status: 401, json: {error: {
    message: 'A key is needed.', type: 'invalid_request_error', param: null, code: 'unauthorized', request_id: 'x'}}});
  await page.route('**/v1/audio/voices/*', closed);
  await page.click('#voice-delete');
  await page.click('#delete-confirm');
  await page.waitForSelector('#key-form:visible');
  assert.equal(await page.isVisible('#delete'), false);
  await page.unroute('**/v1/audio/voices/*', closed);
  await page.fill('#key', 'a-key-for-everything');
  await page.click('#key-form button');
  await page.waitForSelector('#delete:visible');
  await page.click('#delete-confirm');
  await until(page, () => document.getElementById('speaker').value === 'Robert');
  assert.equal((await deleted()).status, 404);
  await close(page);
});

test('of two names that differ in an accent alone, the one that was chosen stays', async () => {
  const page = await open(stage.browser, OPEN);
  await crowd(page, ['Zoe', 'Zoé']);
  await page.fill('#speaker', 'zoe');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(await page.inputValue('#speaker'), 'Zoé');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'voice-delete');
  await close(page);
});

for (const [width, height] of [[1280, 900], [390, 844], [844, 390]]) {
  test(`sixty speakers at ${width} by ${height}: paged through and filtered, and what is meant is in sight`, async () => {
    const page = await open(stage.browser, OPEN, {viewport: {width, height}});
    const long = 'The one who reads the weather report on the coast, before sunrise';
    const voices = await crowd(page, ['Grandmother', long]);
    const active = () => page.evaluate(() => {
      const option = document.getElementById(document.getElementById('speaker').getAttribute('aria-activedescendant'));
      const {left, right, top, bottom} = option.getBoundingClientRect();
      const at = [[left + 12, top + 4], [right - 12, bottom - 4]].map(([x, y]) => document.elementFromPoint(x, y));
      return {name: option.dataset.name, isSeen: at.every(seen => option.contains(seen))};
    });
    const press = async (key, expected) => {
      await page.keyboard.press(key);
      const {name, isSeen} = await active();
      assert.equal(name, expected, key);
      assert.ok(isSeen, `${name} is in sight after ${key}`);
    };
    await page.focus('#speaker');
    await press('ArrowDown', 'Grandmother');
    await press('ArrowDown', long);
    await press('ArrowDown', 'Claribel Dervla');
    await press('PageUp', 'Grandmother');
    await press('PageUp', 'Grandmother');
    await press('ArrowUp', 'Marcos Rudaski');
    await press('PageDown', 'Marcos Rudaski');
    await press('ArrowDown', 'Grandmother');
    await page.keyboard.press('PageDown');
    const paged = await active();
    assert.ok(paged.isSeen && voices.some(({name}) => name === paged.name) && paged.name !== long, paged.name);
    await page.keyboard.type('holmstrom');
    assert.deepEqual(await page.locator('#speakers [role=option]').allTextContents(), ['Camilla Holmström']);
    assert.equal(await page.textContent('#speaker-found'), '1 speaker');
    await page.keyboard.press('Enter');
    assert.equal(await page.inputValue('#speaker'), 'Camilla Holmström');
    await page.click('#speaker-open');
    const reopened = await active();
    assert.deepEqual(reopened, {name: 'Camilla Holmström', isSeen: true}, 'the one that is chosen');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scroll');
    await close(page);
  });
}
