// What the page says when something does not work.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {KEY, KEYED, LIMITED, OPEN, browsing, close, open, proxy, shell, speak, taken, until} from './stage.mjs';

const LONG = 'The lighthouse keeper poured two cups of tea, and nobody came to drink the other one. '.repeat(60);

const stage = browsing();

test('a voice that still loads, and a server that is full, are waited for', async () => {
  const page = await open(stage.browser, OPEN);
  const refusals = ['model_loading', 'overloaded'];
  await page.route('**/tts', (route, request) => {
    const code = request.method() === 'POST' ? refusals.shift() : undefined;
    return code
      ? route.fulfill(
        {status: 503, headers: {'Retry-After': '1'}, json: {error: {code, message: 'Not yet.', request_id: 'x'}}})
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
  const page = await open(stage.browser, LIMITED);
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
  assert.equal(await page.textContent('#problem'), '', 'nobody waits any more');
  await close(page);
});

test('a server that is gone, and a text that is too long, are told', async () => {
  const page = await open(stage.browser, OPEN);
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
  const page = await open(stage.browser, breaking.url);
  await page.fill('#text', LONG);
  await page.click('#speak');
  await until(page, () => document.getElementById('problem').textContent.includes('The voice broke off'));
  await taken(page, 1);
  await page.waitForSelector('#player.is-playing, #play[aria-label=Play]');
  await close(page);
  breaking.close();
});

test('a key is asked for where one is needed, and kept only if wished', async () => {
  const page = await open(stage.browser, KEYED);
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
  await shell(command, stage.folder);
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
