/** An exact decimal number: coefficient × 10^exponent. */
export interface ExactDecimal {
  coefficient: bigint;
  exponent: number;
}

/** Reads `-12.5E+3` as printed by Decimal128 and Long. Not for NaN or infinities. */
export function parseDecimal(text: string): ExactDecimal {
  const [mantissa = '', power = '0'] = text.split('E');
  const point = mantissa.indexOf('.');
  const digits = mantissa.replace('.', '');
  const decimals = point < 0 ? 0 : mantissa.length - point - 1;
  return { coefficient: BigInt(digits), exponent: Number(power) - decimals };
}

/** The exact value of a finite double: its binary fraction written as a decimal one. */
export function exactDouble(value: number): ExactDecimal {
  if (Number.isSafeInteger(value)) return { coefficient: BigInt(value), exponent: 0 };
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  const power = (biased === 0 ? 1 : biased) - 1075;
  const signed = bits >> 63n === 1n ? -mantissa : mantissa;
  if (power >= 0) return { coefficient: signed << BigInt(power), exponent: 0 };
  return { coefficient: signed * 5n ** BigInt(-power), exponent: power };
}

/** −1, 0 or 1. */
export function compareExact(a: ExactDecimal, b: ExactDecimal): number {
  const shift = a.exponent - b.exponent;
  const left = shift > 0 ? a.coefficient * 10n ** BigInt(shift) : a.coefficient;
  const right = shift < 0 ? b.coefficient * 10n ** BigInt(-shift) : b.coefficient;
  return left < right ? -1 : left > right ? 1 : 0;
}
