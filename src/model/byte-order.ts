/**
 * Compares two texts by their UTF-8 bytes, as Go compares strings: `B` < `a`, `b10` < `b9`. JavaScript
 * compares UTF-16 units, which differs above U+FFFF only: there a surrogate stands for something larger
 * than U+E000 to U+FFFF.
 */
export function compareBytes(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const difference = weight(a.charCodeAt(i)) - weight(b.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function weight(unit: number): number {
  const surrogate = unit >= 0xd800 && unit < 0xe000;
  return surrogate ? unit + 0x10000 : unit;
}
