// The wave form of a take as bars, what was heard in another colour. Grows from left to right while the take does.

import {PEAKS_A_SECOND} from './take.js';

const BAR = 3;
const GAP = 2;
const SHORTEST_AXIS_SECONDS = 4;   // so that a growing take does not begin as one fat bar
const LOUD = 0.15;                 // what fills the height at least, so that silence stays low

/** Draws it into all of the canvas; the seconds that the canvas is wide now. */
export function drawWave(canvas, take, position = 0) {
  const {clientWidth: width, clientHeight: height} = canvas;
  const scale = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
  }
  const pen = canvas.getContext('2d');
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  const style = getComputedStyle(canvas);
  const [heard, ahead, rest] =
    ['--wave-heard', '--wave', '--wave-rest'].map(name => style.getPropertyValue(name).trim());
  const seconds = take?.seconds ?? 0;
  const axis = take?.isWhole ? seconds : Math.max(SHORTEST_AXIS_SECONDS, seconds * 1.15);
  const bars = Math.floor((width + GAP) / (BAR + GAP));
  const peaks = take?.peaks ?? [];
  const levels = Array.from({length: bars}, (_, bar) => {
    const from = Math.floor(bar / bars * axis * PEAKS_A_SECOND);
    const to = Math.max(from + 1, Math.floor((bar + 1) / bars * axis * PEAKS_A_SECOND));
    return mean(peaks.slice(from, to));
  });
  const loudest = levels.reduce((most, level) => Math.max(most, level ?? 0), LOUD);
  levels.forEach((level, bar) => {
    const tall = level === null ? BAR : level / loudest * (height - BAR) + BAR;
    pen.fillStyle = level === null ? rest : (bar + 0.5) / bars * axis < position ? heard : ahead;
    pen.beginPath();
    pen.roundRect(bar * (BAR + GAP), (height - tall) / 2, BAR, tall, BAR / 2);
    pen.fill();
  });
  return axis;
}

/** Not the largest: in a long take, every bar has something loud in it. */
function mean(peaks) {
  return peaks.length === 0 ? null : peaks.reduce((sum, peak) => sum + peak, 0) / peaks.length;
}
