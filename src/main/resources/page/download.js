const MINUTE_MILLISECONDS = 60_000;

/** Hands something that is in memory to the browser as a file. */
export function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), MINUTE_MILLISECONDS);   // it is read after this returns
}
