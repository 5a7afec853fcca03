// Takes the pictures of the page: a service with the demo voice, and Chromium, light, dark and as wide as a phone.
//
//   java -jar target/coqui-camel.jar                                        (in another terminal)
//   (cd DIR && npm install playwright-core) && pip install pillow
//   NODE_MODULES=DIR/node_modules CHROMIUM=/usr/bin/chromium node src/docs/page.mjs http://localhost:8080/
//
// PYTHON names another interpreter than python3. Its Pillow reduces each picture to 256 colours, which nobody sees.
import {execFileSync} from 'node:child_process';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const {chromium} = createRequire(`${process.env.NODE_MODULES}/`)('playwright-core');

const FOLDER = dirname(fileURLToPath(import.meta.url));
const TEXT = 'The lighthouse keeper poured two cups of tea, one for himself and one for the sea. '
  + 'It was 7:42, and Dr. Finch would arrive on the 3rd of May.';
const SEED = '20261123';
const HEARD_SECONDS = 4;
const REDUCE = 'import sys; from PIL import Image; p = sys.argv[1]; '
  + 'Image.open(p).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(p, optimize=True)';

const browser = await chromium.launch({executablePath: process.env.CHROMIUM, args: ['--no-sandbox']});
for (const [name, options] of Object.entries({
  light: {colorScheme: 'light', viewport: {width: 1240, height: 1048}},
  dark: {colorScheme: 'dark', viewport: {width: 1240, height: 1048}},
  phone: {colorScheme: 'light', viewport: {width: 390, height: 844}, deviceScaleFactor: 2},
})) {
  const page = await browser.newPage(options);
  await page.goto(process.argv[2]);
  await page.waitForSelector('#status[data-state=ready]');
  await page.fill('#text', TEXT);
  await page.fill('#seed', SEED);
  await page.waitForFunction(() => document.querySelectorAll('#chunks li').length === 2);
  if (name !== 'phone') {
    await page.click('#plan summary');
  }
  await page.click('#speak');
  await page.waitForSelector('#takes > li');
  await page.focus('#wave');
  await page.waitForFunction(
    seconds => Number(document.getElementById('wave').getAttribute('aria-valuenow')) > seconds, HEARD_SECONDS);
  await page.evaluate(() => {
    document.activeElement.blur();
    scrollTo(0, 0);
  });
  const path = join(FOLDER, `page-${name}.png`);
  await page.mouse.move(0, 0);
  await page.screenshot({path});
  execFileSync(process.env.PYTHON ?? 'python3', ['-c', REDUCE, path]);
  await page.close();
}
await browser.close();
