import { crc32 } from 'node:zlib';

/*
 * A journal is its first line, then records of the form
 *
 *   "\nkt1 " length " " CRC-32 of the payload " " CRC-32 of the 22 bytes before " " payload
 *
 * with the numbers as 8 hexadecimal digits and the payload as one line of JSON. The
 * header has a checksum of its own so that a flipped bit in the length is not taken for
 * a record that the end of the file has cut short.
 */
const MAGIC = Buffer.from('\nkt1 ');
const CHECKED_LENGTH = 22;
const HEADER_LENGTH = 32;
/** Zeros that no record contains and that no single flipped bit makes. */
const ZEROS = Buffer.alloc(2);

export function encodeRecord(payload: string): Buffer {
  const body = Buffer.from(payload);
  const checked = `${MAGIC}${hex(body.length)} ${hex(crc32(body))}`;
  return Buffer.concat([Buffer.from(`${checked} ${hex(crc32(checked))} `), body]);
}

export type Reading =
  | { is: 'record'; payload: string; end: number }
  | { is: 'end' }
  /** A write that the end of the process or of the power cut short. */
  | { is: 'torn' }
  | { is: 'damaged' };

/** What stands at `offset`. */
export function readRecord(bytes: Buffer, offset: number): Reading {
  if (offset === bytes.length) return { is: 'end' };
  const length = payloadLength(bytes, offset);
  const start = offset + HEADER_LENGTH;
  if (length === null) return isTornHeader(bytes, offset) ? { is: 'torn' } : { is: 'damaged' };
  if (start + length > bytes.length) return { is: 'torn' };
  const body = bytes.subarray(start, start + length);
  if (crc32(body) === number(bytes, offset + 14)) {
    return { is: 'record', payload: body.toString(), end: start + length };
  }
  // One write is under way at a time: what has something after it was acknowledged.
  const isLast = start + length === bytes.length;
  return isLast && isUnwritten(bytes, offset) ? { is: 'torn' } : { is: 'damaged' };
}

/** Null where no header with a right checksum stands. */
function payloadLength(bytes: Buffer, offset: number): number | null {
  if (offset + HEADER_LENGTH > bytes.length) return null;
  if (!bytes.subarray(offset, offset + MAGIC.length).equals(MAGIC)) return null;
  const checked = bytes.subarray(offset, offset + CHECKED_LENGTH);
  if (crc32(checked) !== number(bytes, offset + CHECKED_LENGTH + 1)) return null;
  return number(bytes, offset + MAGIC.length);
}

function isTornHeader(bytes: Buffer, offset: number): boolean {
  const rest = bytes.subarray(offset);
  if (rest.length < HEADER_LENGTH) {
    const magic = rest.subarray(0, MAGIC.length);
    if (MAGIC.subarray(0, magic.length).equals(magic)) return true;
  }
  return isUnwritten(bytes, offset);
}

/**
 * After a power cut a file can have its new length while blocks of its last write are
 * still zeros. A flipped bit leaves no zeros, and a block that was acknowledged was
 * written, so without zeros, or with a whole record further on, it is damage.
 */
function isUnwritten(bytes: Buffer, offset: number): boolean {
  const rest = bytes.subarray(offset);
  // JSON ends in a bracket, which no single flipped bit makes a zero.
  if (!rest.includes(ZEROS) && rest.at(-1) !== 0) return false;
  for (let at = rest.indexOf(MAGIC, 1); at !== -1; at = rest.indexOf(MAGIC, at + 1)) {
    const length = payloadLength(rest, at);
    if (length !== null) return false;
  }
  return true;
}

/** A checksum or a length as it stands in the files. */
export function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}

/** NaN, which equals nothing, where there are no 8 lower-case hexadecimal digits. */
function number(bytes: Buffer, offset: number): number {
  const digits = bytes.toString('latin1', offset, offset + 8);
  return /^[0-9a-f]{8}$/.test(digits) ? Number.parseInt(digits, 16) : Number.NaN;
}
