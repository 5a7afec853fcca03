// How the page is written and looked at: directions, widths, and axe in light, dark and as wide as a phone.
import assert from 'node:assert/strict';
import {join} from 'node:path';
import {test} from 'node:test';
import {AXE, OPEN, REFERENCES, browsing, close, crowd, open, speak} from './stage.mjs';

const VOICE = join(REFERENCES, 'voice-a-22k.wav');

const stage = browsing();

test('right-to-left text is written so, and no width needs a sideways scroll', async () => {
  const page = await open(stage.browser, OPEN);
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
        && part.getBoundingClientRect().right > part.closest('.card').getBoundingClientRect().right)
      .map(part => part.outerHTML));
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
    const page = await open(stage.browser, OPEN, {...options, bypassCSP: true});   // for axe, no part of the page
    await page.addScriptTag({path: AXE});
    const check = async what => {
      const {violations} = await page.evaluate(() => window.axe.run());
      const found = violations.map(({id, impact, nodes}) => ({id, impact, nodes: nodes.map(node => node.html)}));
      assert.deepEqual(found, [], what);
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
    await crowd(page, ['Anna of the lighthouse']);
    await page.addScriptTag({path: AXE});
    await page.check('input[value=speaker]', {force: true});
    await page.fill('#speaker', 'an');
    await check('with speakers that were found, a saved one among them');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#voice-delete:visible');
    await check('with a saved voice');
    await page.click('#voice-delete');
    await check('with the question whether to delete it');
    await close(page);
  });
}
