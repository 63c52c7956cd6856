import { crc32 } from 'node:zlib';
import { isRecord, parseJson, Unusable } from './read-row.ts';
import { CHECKSUM_MEMBER } from './snapshot.ts';
import { type Snapshot, SnapshotParts, verifyChecksum } from './snapshot-parts.ts';

const NEWLINE = 10;
/** Bytes; what begins with a longer line is laid out otherwise. */
const LONGEST_FIRST_LINE = 1_000;

/**
 * Reads a snapshot that is laid out as `writeSnapshot` does it, block by block, so that
 * the text is never whole in memory. Throws `Unusable` also where the layout is another
 * one: then `parseSnapshot` can tell more.
 */
export class SnapshotLines {
  readonly #isTrusting: boolean;
  #expects: 'head' | 'table' | 'row' | 'end of tables' | 'audit' = 'head';
  /** Of the line that has begun, or of all that comes after the tables. */
  #rest: Buffer[] = [];
  #restLength = 0;
  /** Of what comes before that. */
  #crc = 0;
  #lines = 0;
  #parts: SnapshotParts | null = null;

  /** `isTrusting`: no row is looked into, since the checksum tells, which there must be then. */
  constructor(isTrusting: boolean) {
    this.#isTrusting = isTrusting;
  }

  /** How many have been read. */
  get lines(): number {
    return this.#lines;
  }

  /** The block may be used again afterwards. */
  add(block: Buffer): void {
    let start = 0;
    while (this.#expects !== 'audit') {
      const end = block.indexOf(NEWLINE, start);
      if (end === -1) break;
      this.#readLine(this.#lineIn(block, start, end));
      start = end + 1;
    }
    const rest = block.subarray(start);
    this.#crc = crc32(this.#expects === 'audit' ? block.subarray(0, start) : block, this.#crc);
    this.#rest.push(Buffer.from(rest));
    this.#restLength += rest.length;
    if (this.#expects === 'head' && this.#restLength > LONGEST_FIRST_LINE) throw otherLayout();
  }

  end(): Snapshot {
    if (this.#expects !== 'audit') throw new Unusable('ends too early');
    const rest = Buffer.concat(this.#rest);
    const { audit, checksum, ...others } = recordIn(`{${rest}`);
    if (Object.keys(others).length > 0) throw otherLayout();
    // Its rows were taken as they are: only a checksum says that they are as we wrote them.
    if (checksum === undefined && this.#isTrusting) throw new Unusable('has no checksum');
    const covered = rest.subarray(0, rest.lastIndexOf(CHECKSUM_MEMBER));
    verifyChecksum(checksum, crc32(covered, this.#crc));
    return this.#begun().end(audit);
  }

  #lineIn(block: Buffer, start: number, end: number): string {
    if (this.#restLength === 0) return block.toString('utf8', start, end);
    const line = Buffer.concat([...this.#rest, block.subarray(start, end)]);
    this.#rest = [];
    this.#restLength = 0;
    return line.toString();
  }

  #readLine(line: string): void {
    this.#lines += 1;
    switch (this.#expects) {
      case 'head':
        this.#readHead(line);
        break;
      case 'table':
        this.#readTable(line);
        break;
      case 'row':
        this.#readRow(line);
        break;
      default:
        if (line !== '},') throw otherLayout();
        this.#expects = 'audit';
    }
  }

  #readHead(line: string): void {
    const { tables, ...head } = recordIn(`${line}}}`);
    if (!line.endsWith(',"tables":{') || !isRecord(tables)) throw otherLayout();
    this.#parts = new SnapshotParts(head);
    this.#expects = 'table';
  }

  #readTable(line: string): void {
    const [, name, end] = /^"(\w+)":\[(\],?)?$/.exec(line) ?? [];
    if (name === undefined) throw otherLayout();
    this.#begun().beginTable(name);
    this.#expects = end === undefined ? 'row' : afterTable(end);
  }

  #readRow(line: string): void {
    // Nearly every line ends like that, and the expression goes through all of it.
    const end = line.endsWith('},') ? ',' : /(?:,|\],?)$/.exec(line)?.[0];
    if (end === undefined) throw otherLayout();
    const row = recordIn(line.slice(0, -end.length));
    if (this.#isTrusting) this.#begun().addOwnRow(row);
    else this.#begun().addRow(row);
    if (end !== ',') this.#expects = afterTable(end);
  }

  #begun(): SnapshotParts {
    if (!this.#parts) throw otherLayout();
    return this.#parts;
  }
}

function afterTable(end: string) {
  return end === '],' ? 'table' : 'end of tables';
}

function recordIn(text: string): Record<string, unknown> {
  const value = parseJson(text);
  if (!isRecord(value)) throw otherLayout();
  return value;
}

function otherLayout(): Unusable {
  return new Unusable('is not laid out as Keyturn writes it');
}
