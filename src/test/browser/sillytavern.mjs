// SillyTavern's own XTTS client against a live server: node sillytavern.mjs XTTS_JS ENDPOINT. What of a browser and of
// SillyTavern it needs around it is staged here. Prints what it got as JSON; fails with what it threw.
import {cp, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

const [client, endpoint] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'sillytavern-'));
const tts = join(folder, 'scripts', 'extensions', 'tts');
await mkdir(tts, {recursive: true});
await writeFile(join(folder, 'package.json'), '{"type": "module"}');
await writeFile(join(folder, 'scripts', 'extensions.js'), `
  export const modules = [];
  export const getApiUrl = () => 'http://localhost:5100';
  export const doExtrasFetch = (endpoint, args = {}) => fetch(endpoint, {method: 'GET', ...args});`);
await writeFile(join(tts, 'index.js'), 'export function saveTtsProviderSettings() {}');
await cp(client, join(tts, 'xtts.js'));

const inputs = {};   // by selector, as jQuery would know them
globalThis.$ = (selector) => {
  const input = inputs[selector] ??= {value: '', checked: false};
  return {
    val: (value) => (value === undefined ? input.value : (input.value = String(value))),
    prop: (name, value) => (input[name] = value),
    is: () => input.checked,
    text: () => {},
    on: () => {},
  };
};
globalThis.toastr = {error: (message) => { throw new Error(message); }};

const sound = async (response) => {
  const bytes = Buffer.from(await response.arrayBuffer());
  return {status: response.status, type: response.headers.get('content-type'), bytes: bytes.length,
    head: bytes.toString('latin1', 0, 4), speaker: response.headers.get('x-speaker')};
};

try {
  const {XTTSTtsProvider} = await import(pathToFileURL(join(tts, 'xtts.js')));
  const provider = new XTTSTtsProvider();
  await provider.loadSettings({provider_endpoint: endpoint});
  const voices = await provider.fetchTtsVoiceObjects();
  const voice = await provider.getVoice(voices[0].name);
  const spoken = await sound(await provider.generateTts(provider.processText('“Hello…” there.'), voice.voice_id));
  const settings = (await provider.changeTTSSettings()).status;
  inputs['#xtts_speed'].value = '2';   // a slider at its end
  inputs['#xtts_top_p'].value = '0';
  provider.onSettingsChange();
  const moved = (await provider.changeTTSSettings()).status;
  provider.settings.streaming = true;
  const streamed = await sound(await fetch(await provider.generateTts('Hello there.', voice.voice_id)));
  const sample = await sound(await fetch(voice.preview_url));
  console.log(JSON.stringify({voices, spoken, settings, moved, streamed, sample}));
} finally {
  await rm(folder, {recursive: true});
}
process.exit(0);   // the client looks every two seconds for another server, for ever
