/** Milliseconds that the browser has to begin reading what it downloads. */
const KEPT_FOR = 60_000;

/** Gives a text to the browser's downloads. */
export function download(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_FOR);
}
