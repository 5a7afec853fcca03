// A request for speech, as the server takes it and as a shell would send it.
//
// request: {text, language, speed, seed, temperature (null: the model's own), normalize,
//           voice: {speaker: name or null} or {recordings: [{name, blob}]}}

/** What both ways of asking have in common, without what is as the server does it anyway. */
function fields(request, format) {
  const asked = {text: request.text};
  if (request.voice.speaker) {
    asked.speaker_id = request.voice.speaker;
  }
  if (request.language) {
    asked.language = request.language;
  }
  if (request.speed !== 1) {
    asked.speed = request.speed;
  }
  if (request.temperature !== null) {
    asked.temperature = request.temperature;
  }
  if (!request.normalize) {
    asked.normalize = false;
  }
  asked.seed = request.seed;
  asked.sample_rate = request.sampleRate;
  asked.output_format = format;
  return asked;
}

/** Path and options for Server.ask. */
export function asked(request, {format, stream}) {
  const all = fields(request, format);
  if (stream) {
    all.stream = true;
  }
  if (!request.voice.recordings) {
    return ['tts', {method: 'POST', json: all}];
  }
  const form = new FormData();
  for (const [name, value] of Object.entries(all)) {
    form.append(name, String(value));
  }
  for (const recording of request.voice.recordings) {
    form.append('reference_audio', recording.blob, recording.name);
  }
  return ['voice-clone', {method: 'POST', form}];
}

/** A POSIX shell's word for any text. */
export function quoted(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The value of curl's -F for a file, whatever its name: curl has quotes of its own inside the shell's. */
function fileField(name) {
  return `reference_audio=@"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/**
 * The command that asks for the same recording. A key is not in it but named: commands end up in histories.
 * For a cloned voice, the recordings are expected in the folder it runs in.
 */
export function curl(request, {format, base, needsKey}) {
  const all = fields(request, format);
  const address = new URL(request.voice.recordings ? 'voice-clone' : 'tts', base).href;
  const lines = [`curl -sS --fail-with-body ${quoted(address)}`];
  if (needsKey) {
    lines.push('-H "X-API-Key: $COQUI_API_KEY"');
  }
  if (request.voice.recordings) {
    for (const [name, value] of Object.entries(all)) {
      lines.push(`--form-string ${quoted(`${name}=${value}`)}`);   // unlike -F, takes @ and < and ; as they are
    }
    for (const recording of request.voice.recordings) {
      lines.push(`-F ${quoted(fileField(recording.name))}`);
    }
  } else {
    lines.push("-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(all))}`);
  }
  lines.push(`-o ${quoted(`speech.${extension(format)}`)}`);
  return lines.join(' \\\n  ');
}

/** Of a file in that format. */
export function extension(format) {
  return {opus: 'ogg', pcm: 'raw'}[format] ?? format;
}
