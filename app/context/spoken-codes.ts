/** Codes that people read out and type: of signs none of which is taken for another (Crockford's base 32). Pure. */

/** Without what reads like something else: i l o u. */
const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz'

/** @returns one sign of five bits for each byte */
export const codeFrom = (bytes: Uint8Array): string => [...bytes].map((byte) => SIGNS[byte % SIGNS.length]).join('')

/** @returns the form in which typed codes are compared: groups, capitals and look-alikes do not count */
export const plainCode = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1')
