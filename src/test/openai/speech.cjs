// OpenAI's package for JavaScript against this service: speech.cjs BASE_URL speech, or speech.cjs BASE_URL patience
const assert = require('node:assert');
const OpenAI = require('openai');
const { VERSION } = require('openai/version');

const BEGINNINGS = { mp3: 'fff3', opus: '4f676753', aac: 'fff1', flac: '664c6143', wav: '52494646' };
const USUAL = { model: 'gpt-4o-mini-tts', voice: 'alloy', input: 'Hello there.' };

async function formats(client) {
  for (const [name, beginning] of Object.entries(BEGINNINGS)) {
    const answer = await client.audio.speech.create({ ...USUAL, response_format: name });
    const file = Buffer.from(await answer.arrayBuffer());
    assert.ok(file.toString('hex').startsWith(beginning), name);
  }
}

async function streaming(client) {
  const answer = await client.audio.speech.create({ ...USUAL, response_format: 'pcm' });
  let bytes = 0;
  for await (const piece of answer.body) bytes += piece.length;
  assert.strictEqual(answer.headers.get('content-type'), 'audio/pcm');
  assert.strictEqual(bytes, 24000);
}

async function events(client) {
  const answer = await client.audio.speech.create({ ...USUAL, response_format: 'pcm', stream_format: 'sse' });
  const told = (await answer.text()).trim().split('\n\n').map((event) => JSON.parse(event.slice('data: '.length)));
  const done = told.pop();
  const audio = Buffer.concat(told.map((event) => Buffer.from(event.audio, 'base64')));
  assert.strictEqual(done.type, 'speech.audio.done');
  assert.ok(done.usage.input_tokens > 0 && done.usage.output_tokens > 0);
  assert.strictEqual(audio.length, 24000);
}

async function extensions(client) {
  const answer = await client.audio.speech.create({
    ...USUAL, seed: 7, language: 'en', instructions: 'Loud!', stream: false,
  });
  assert.strictEqual(answer.headers.get('x-cache'), 'miss');
  assert.strictEqual(answer.headers.get('x-ignored-fields'), 'instructions');
}

async function errors(client) {
  await assert.rejects(client.audio.speech.create({ ...USUAL, voice: 'nobody' }), (refused) =>
    refused instanceof OpenAI.BadRequestError && refused.code === 'invalid_speaker' && refused.param === 'voice'
      && refused.type === 'invalid_request_error' && Boolean(refused.requestID));
  await assert.rejects(client.models.retrieve('nobody'), OpenAI.NotFoundError);
  const names = [];
  for await (const model of client.models.list()) names.push(model.id);
  assert.ok(names.includes('tts-1'));
}

/** Refused first, spoken in the end. */
async function patience(client) {
  for (let i = 0; i < 3; i++) {
    const answer = await client.audio.speech.create(USUAL, { maxRetries: 8 });
    assert.ok((await answer.arrayBuffer()).byteLength > 0);
  }
}

async function run([baseURL, what]) {
  const client = new OpenAI({ baseURL, apiKey: 'none-needed', maxRetries: 0 });
  for (const part of what === 'patience' ? [patience] : [formats, streaming, events, extensions, errors]) {
    await part(client);
  }
  console.log(`openai ${VERSION} Node ${process.version}`);
}

run(process.argv.slice(2)).catch((failure) => {
  console.error(failure);
  process.exit(1);
});
