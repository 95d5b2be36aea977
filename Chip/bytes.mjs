// Numbers as bytes, and back, in network order and in the radio's, which is the other one.

export const be16 = (value) => [(value >> 8) & 255, value & 255];
export const be32 = (value) => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
export const le16 = (value) => be16(value).reverse();
export const le32 = (value) => be32(value).reverse();

export const readBe16 = (bytes, at) => (bytes[at] << 8) | bytes[at + 1];
export const readBe32 = (bytes, at) => ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
export const readLe32 = (bytes, at) => ((bytes[at + 3] << 24) | (bytes[at + 2] << 16) | (bytes[at + 1] << 8) | bytes[at]) >>> 0;

/** The checksum of IP, ICMP, UDP and TCP. */
export function checksum(bytes) {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) sum += (bytes[i] << 8) | (bytes[i + 1] ?? 0);
  while (sum >>> 16) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

/** Adds bytes to a list; a call with each of them as an argument would be too long for the stack. */
export function append(list, bytes) {
  for (const byte of bytes) list.push(byte);
}
