/**
 * A test for texts that contain what was searched for, whatever the case, in any script.
 * Upper case is compared, not lower: it folds ß with SS and both forms of the small sigma
 * (Unicode 5.18, default case algorithms). An empty search finds every text.
 */
export function contains(searched: string): (text: string) => boolean {
  const wanted = fold(searched.trim());
  return (text) => fold(text).includes(wanted);
}

function fold(text: string): string {
  return text.normalize('NFKC').toUpperCase();
}
