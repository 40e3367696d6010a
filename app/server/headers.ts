/** The headers of every answer (OWASP Secure Headers; W3C CSP 3). */
import { MAIL_DOCUMENT } from '#app/context/mail-document.ts'
import { CAMERA, NO_DEVICES } from '#app/context/permissions.ts'

/** Scripts and styles are files of our own host, none stands in the page; nothing from elsewhere. */
const PAGE_POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `img-src 'self' data:`,
  `font-src 'self'`,
  `connect-src 'self'`,
  `manifest-src 'self'`,
  `form-action 'self'`,
  `frame-ancestors 'none'`,
  `base-uri 'none'`,
].join('; ')

/** A picture or a file may not run anything even when opened by itself. */
const FILE_POLICY = `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox`

const SHARING = 'Cross-Origin-Resource-Policy'

/** Headers that do not depend on the request, but for HSTS: not on plain-http local hosts. */
export function plainHeaders(local: boolean): Record<string, string> {
  return {
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Permissions-Policy': NO_DEVICES,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(local ? {} : { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }),
  }
}

interface Dressing {
  local: boolean
  /** Development's own scripts and styles stand in the page. */
  strict: boolean
}

/** Adds them to an answer of the site; what says nothing about caching is personal and kept nowhere. */
export function dress(headers: Headers, { local, strict }: Dressing): void {
  const isOpen = headers.get(SHARING) === 'cross-origin'
  const isDoor = headers.get('Permissions-Policy') === CAMERA
  for (const [name, value] of Object.entries(plainHeaders(local))) headers.set(name, value)
  // Pictures of letters, which mail programs in a browser show on pages of theirs.
  if (isOpen) headers.set(SHARING, 'cross-origin')
  if (isDoor) headers.set('Permissions-Policy', CAMERA)
  const isPage = headers.get('Content-Type')?.startsWith('text/html')
  if (strict && headers.get('Content-Security-Policy') !== MAIL_DOCUMENT)
    headers.set('Content-Security-Policy', isPage ? PAGE_POLICY : FILE_POLICY)
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
  headers.delete('ETag')
}
