// What went wrong, in plain words. The server's own message follows; it names the value and the limit.

const TITLES = {
  unreachable: 'The server does not answer',
  broken_off: 'The voice broke off',
  model_loading: 'The voice is still loading',
  model_load_failed: 'The voice could not be loaded',
  overloaded: 'Many people are speaking right now',
  shutting_down: 'The server is being restarted',
  rate_limited: 'That was a little too often',
  unauthorized: 'This server asks for an API key',
  request_timeout: 'It took too long',
  upload_timeout: 'The upload took too long',
  receive_timeout: 'The upload took too long',
  text_too_long: 'The text is too long',
  invalid_text: 'This text cannot be spoken',
  invalid_speaker: 'There is no such speaker any more',
  unsupported_language: 'This voice does not speak that language',
  file_too_large: 'The recording is too large',
  body_too_large: 'That is too much at once',
  too_many_files: 'There are too many recordings',
  invalid_audio: 'This is no recording that can be read',
  audio_too_long: 'The recording is too long',
  audio_decoding_timeout: 'The recording took too long to read',
  reference_too_short: 'The recording is too short',
  reference_silent: 'Nothing can be heard in the recording',
  reference_heavily_clipped: 'The recording is overdriven',
  reference_mostly_noise: 'There is more noise than voice in the recording',
  missing_reference_audio: 'There is no recording yet',
  voice_exists: 'There is a voice of that name already',
  built_in_voice: 'A built-in voice has that name',
  voice_quota_exceeded: 'This server keeps no more voices',
  invalid_name: 'A voice cannot be called that',
  invalid_consent: 'A voice is saved only with consent',
  encoding_failed: 'The recording could not be written in that format',
  inference_failed: 'The voice failed',
  out_of_memory: 'The server ran out of memory',
  internal_error: 'Something went wrong on the server',
};

const ADVICE = {
  unreachable: 'Is it still running, and are you online?',
  broken_off: 'What arrived can be heard and downloaded. Speak it again for the rest.',
  overloaded: 'Your turn will come.',
  shutting_down: 'It will be back in a moment.',
  inference_failed: 'Try once more, or with another seed.',
  out_of_memory: 'Try a shorter text, or in a moment.',
  reference_too_short: 'Record at least three seconds, better six to thirty.',
  reference_silent: 'Is the right microphone chosen, and not muted?',
  reference_heavily_clipped: 'Speak from further away, or turn the microphone down.',
  reference_mostly_noise: 'Find a quiet room and come closer to the microphone.',
};

export function titleOf(refusal) {
  return TITLES[refusal.code] ?? 'That did not work';
}

export function adviceOn(refusal) {
  return ADVICE[refusal.code] ?? '';
}

const WARNINGS = {
  reference_short: 'is short; six seconds or more make a closer likeness',
  reference_long: 'is long; only its first thirty seconds are heard',
  reference_quiet: 'is quiet; come closer to the microphone',
  reference_noisy: 'has noise in it; a quiet room helps',
  reference_clipped: 'is overdriven in places; turn the microphone down',
};

/** "Recording 1 is short; …" of one item of X-Reference-Warnings. */
export function warningText(item) {
  const [code, ...parameters] = item.split(';').map(part => part.trim());
  const index = parameters.find(parameter => parameter.startsWith('index='));
  return `Recording ${Number(index?.slice(6) ?? 0) + 1} ${WARNINGS[code] ?? `could be better (${code})`}.`;
}

/** Why there is no microphone. */
export function microphoneProblem(failure) {
  switch (failure.name) {
    case 'NotAllowedError':
      return 'The browser does not let this page use the microphone. Allow it beside the address, then try again.';
    case 'NotFoundError':
      return 'There is no microphone. Connect one, or choose a file.';
    case 'NotReadableError':
      return 'Another program uses the microphone. Close that, then try again.';
    case 'InsecureContext':
      return 'Browsers give the microphone only to pages from https:// or from this machine. Choose a file instead.';
    default:
      return `The microphone cannot be used (${failure.name}). Choose a file instead.`;
  }
}
