/** Integers up to this magnitude travel as varints: doubled twice they are still exact. */
const MAX_INTEGER = 2 ** 51 - 1;
/** Up to this magnitude integers stay 32 bits wide when doubled twice: most do, and bitwise operators are fast. */
const MAX_SMALL = 2 ** 29 - 1;
/** A varint of up to this many bits is read with bitwise operators. */
const SMALL_BITS = 28;

const damaged = () => new RangeError('metric state: truncated or damaged');

/** Appends to a buffer that grows and is reused; {@link take} copies the result out. */
export class ByteWriter {
  private bytes = new Uint8Array(1024);
  private view = new DataView(this.bytes.buffer);
  private length = 0;

  /** A non-negative safe integer, seven bits a byte, lowest first. */
  varint(value: number): void {
    if (this.length + 10 > this.bytes.length) this.grow();
    const { bytes } = this;
    if (value < 0x80) {
      bytes[this.length++] = value;
      return;
    }
    let at = this.length;
    let rest = value;
    // Most values are small; dividing is only needed beyond what bitwise operators hold.
    while (rest > 0x7fffffff) {
      bytes[at++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    while (rest >= 0x80) {
      bytes[at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    bytes[at++] = rest;
    this.length = at;
  }

  /** A signed integer: 0, −1, 1, −2 … become 0, 1, 2, 3 … */
  signed(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** Any number, exactly: an integer as an even varint, else the varint 1 and a little-endian float64. */
  number(value: number): void {
    const small = value | 0;
    if (small === value && small <= MAX_SMALL && small >= -MAX_SMALL) {
      this.varint(small < 0 ? (-2 * small - 1) << 1 : small << 2);
      return;
    }
    if (Number.isInteger(value) && Math.abs(value) <= MAX_INTEGER) {
      this.varint(2 * (value < 0 ? -2 * value - 1 : 2 * value));
      return;
    }
    this.varint(1);
    if (this.length + 8 > this.bytes.length) this.grow();
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  /** Length and UTF-16 units as varints: as short as UTF-8 for Latin and Chinese, and exact for any string. */
  text(value: string): void {
    this.varint(value.length);
    for (let i = 0; i < value.length; i++) this.varint(value.charCodeAt(i));
  }

  take(): Uint8Array {
    const result = this.bytes.slice(0, this.length);
    this.length = 0;
    return result;
  }

  private grow(): void {
    const larger = new Uint8Array(this.bytes.length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }
}

/** Reads what {@link ByteWriter} wrote. Throws RangeError at a premature end. */
export class ByteReader {
  private offset = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length - this.offset;
  }

  varint(): number {
    const { bytes } = this;
    let byte = bytes[this.offset++];
    if (byte === undefined) throw damaged();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let shift = 7; shift < SMALL_BITS; shift += 7) {
      byte = bytes[this.offset++];
      if (byte === undefined) throw damaged();
      if (byte < 0x80) return value | (byte << shift);
      value |= (byte & 0x7f) << shift;
    }
    return this.restOf(value);
  }

  /** The varint that begins with the bits of `value`. */
  private restOf(value: number): number {
    const { bytes } = this;
    let scale = 2 ** SMALL_BITS;
    for (;;) {
      const byte = bytes[this.offset++];
      if (byte === undefined || scale > 2 ** 49) throw damaged();
      if (byte < 0x80) return value + byte * scale;
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
    }
  }

  signed(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  number(): number {
    const tagged = this.varint();
    if (tagged <= 0x7fffffff && (tagged & 1) === 0) {
      const small = tagged >> 1;
      return (small & 1) === 0 ? small >> 1 : -((small + 1) >> 1);
    }
    if (tagged % 2 === 0) {
      const value = tagged / 2;
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
    if (this.left < 8) throw damaged();
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset + this.offset, 8);
    this.offset += 8;
    return view.getFloat64(0, true);
  }

  /** How many items follow, each of at least one byte. */
  count(): number {
    const value = this.varint();
    if (value > this.left) throw damaged();
    return value;
  }

  text(): string {
    const length = this.count();
    let value = '';
    for (let i = 0; i < length; i++) value += String.fromCharCode(this.varint());
    return value;
  }
}
