import { encode } from 'uqr'

/**
 * @param ecc how much of the square may be unreadable: L 7 %, M 15 % (ISO/IEC 18004)
 * @returns the QR code of a text: its dark squares as one path, and how many squares stand in a line
 */
export function qrSquare(text: string, ecc: 'L' | 'M'): { path: string; size: number } {
  const { data, size } = encode(text, { ecc, border: 2 })
  const path = data.flatMap((line, y) => line.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { path, size }
}
