// The wave form of a take as bars, what was heard in another colour. Grows from left to right while the take does.

const BAR = 3;
const GAP = 2;
const SHORTEST_AXIS_SECONDS = 4;   // so that a growing take does not begin as one fat bar
const QUIETEST = 0.02;

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
  const [heard, ahead, rest] = ['--wave-heard', '--wave', '--wave-rest'].map(name => style.getPropertyValue(name).trim());
  const seconds = take?.seconds ?? 0;
  const axis = take?.isWhole ? seconds : Math.max(SHORTEST_AXIS_SECONDS, seconds * 1.15);
  const bars = Math.floor((width + GAP) / (BAR + GAP));
  const peaks = take?.peaks ?? [];
  const loudest = peaks.reduce((most, peak) => Math.max(most, peak), 0.25);
  for (let bar = 0; bar < bars; bar++) {
    const from = Math.floor(bar / bars * axis * 100);
    const to = Math.max(from + 1, Math.floor((bar + 1) / bars * axis * 100));
    const end = Math.min(to, peaks.length);
    let sum = 0;   // the mean, since of long takes every bar has something loud in it
    for (let i = from; i < end; i++) {
      sum += peaks[i];
    }
    const peak = sum / Math.max(1, end - from);
    const isThere = from < peaks.length;
    const tall = isThere ? Math.max(QUIETEST, peak / loudest) * (height - BAR) + BAR : BAR;
    pen.fillStyle = !isThere ? rest : (bar + 0.5) / bars * axis < position ? heard : ahead;
    pen.beginPath();
    pen.roundRect(bar * (BAR + GAP), (height - tall) / 2, BAR, tall, BAR / 2);
    pen.fill();
  }
  return axis;
}
