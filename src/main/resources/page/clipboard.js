// Copies a command, or shows it where the browser lets no page copy: off https, or not allowed.

const TOAST_MILLISECONDS = 4_000;

const $ = id => document.getElementById(id);

let toasted = 0;

/** A word in passing. */
export function toast(text) {
  clearTimeout(toasted);
  $('toast').textContent = text;
  toasted = setTimeout(() => {
    $('toast').textContent = '';
  }, TOAST_MILLISECONDS);
}

/** hint: what to mind when it is run. */
export async function copy(command, hint) {
  try {
    await navigator.clipboard.writeText(command);
    toast(`Copied. ${hint}`);
  } catch {
    $('command-hint').textContent = hint;
    $('command-text').value = command;
    $('command').showModal();
    $('command-text').select();
  }
}
