#!/usr/bin/env bash
# All steps of one run, in order; steps that a file says are done go on where they stopped.
#   src/demo-voice/run.sh src/demo-voice/runs/smoke.toml /tmp/demo-voice-smoke
# PYTHON names the interpreter, DEVICE cpu or cuda (default: cuda where there is one).
set -euo pipefail
here=$(dirname "$0")
arguments=(--run "$1" --data "$2")
mkdir -p "$2"
step() {
  local began=$SECONDS
  echo "== $*"
  "${PYTHON:-python3}" "$here/$1.py" "${arguments[@]}" "${@:2}"
  echo "== $1: $((SECONDS - began)) s"
}
device=(${DEVICE:+--device "$DEVICE"})
[ -e "$2/texts/en.jsonl" ] || step texts
step speech
step codes
step train_speaker "${device[@]}"
step train_gpt "${device[@]}"
step train_vocoder "${device[@]}"
step finetune_vocoder "${device[@]}"
step export
