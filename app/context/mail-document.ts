/**
 * The Content-Security-Policy of a mail that is shown as a document of its own (W3C CSP 3): it has its styles in
 * itself, pictures of this host, and nothing that runs or is sent. `server/headers.ts` leaves it as it stands.
 */
export const MAIL_DOCUMENT = [
  `default-src 'none'`,
  `style-src 'unsafe-inline'`,
  `img-src 'self'`,
  `form-action 'none'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
].join('; ')
