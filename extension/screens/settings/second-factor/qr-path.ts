/** The dark modules of a QR code as one SVG path, a module to a unit; `size` of its square. */
export function qrPath(rows: boolean[][]): { path: string; size: number } {
  const runs = rows.flatMap((row, y) => {
    const text = row.map((dark) => (dark ? '#' : ' ')).join('');
    return [...text.matchAll(/#+/g)].map(
      ({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`,
    );
  });
  return { path: runs.join(''), size: rows.length };
}
