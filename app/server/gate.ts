/** What is decided about a request before any page sees it, from its method, host, path and origin alone. */
import * as href from '#app/addresses.ts'

export interface Asked {
  method: string
  /** The `Host` header as it came, port included; the only header that names a host. */
  host: string
  /** The host alone, as `hostOf` reads it. */
  hostname: string
  path: string
  origin: string | null
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Posted to by machines, which send no Origin: signed (webhooks) or carrying a secret (one-click unsubscribe, RFC
 * 8058). Lists of groups and of years have a colon in their names, which addresses write as a percent sign.
 * The demo's clock is set by scripts; elsewhere there is no such page.
 */
const WITHOUT_ORIGIN = [/^\/webhooks\/[\w-]+$/, /^\/desabonnement\/[\w.:%-]+$/, /^\/demo\/clock$/]

/** True for the demo's and the tests' hosts, where there is no TLS. */
function isLocal(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost')
}

/**
 * Whether the request may change something: its Origin is its own host. Sibling associations are the same site to a
 * browser, so SameSite cookies do not answer this (design §4).
 */
export function comesFromItself({ method, host, hostname, path, origin }: Asked): boolean {
  if (SAFE.has(method) || WITHOUT_ORIGIN.some((pattern) => pattern.test(path))) return true
  const own = host.toLowerCase().replace(/\.(?=:|$)/, '')
  return origin === `https://${own}` || (isLocal(hostname) && origin === `http://${own}`)
}

/**
 * @param host the `Host` header
 * @param path with its query, as the request line has it
 * @returns the address the visitor asked for; production is reached through TLS, which ends before this process
 */
export function addressOf(host: string, path: string): string {
  const own = host.toLowerCase()
  if (!/^[a-z0-9.-]{1,253}(:\d{1,5})?$/.test(own)) return 'http://nowhere.invalid/'
  const hostname = own.replace(/:\d+$/, '')
  const address = `${isLocal(hostname) ? 'http' : 'https'}://${own}${path.startsWith('/') ? path : '/'}`
  // Not every host of the right signs is one: a port of 99999, or 1.2.3.999.
  return URL.canParse(address) ? address : 'http://nowhere.invalid/'
}

/** True for a `Host` whose port no connection can have: the request was meant for no server of ours (421). */
export function hasOddPort(host: string): boolean {
  // Colons within brackets are an address of IPv6, not a port.
  const at = host.indexOf(':', host.indexOf(']') + 1)
  if (at < 0) return false
  const port = host.slice(at + 1)
  return !/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535
}

/**
 * False for a path whose percent signs say nothing: the router would write it, whoever it names, to the log in clear.
 * And for an address with a zero byte, which is part of no name and which the database takes in no text.
 * @param search with its question mark
 */
export function isReadable(path: string, search = ''): boolean {
  try {
    return !decodeURIComponent(path).includes('\0') && !/%00|\0/.test(search)
  } catch {
    return false
  }
}

/** Most that may be sent to a path, in bytes: files where files are expected, forms elsewhere. */
export function bodyLimit(path: string): number {
  if (path.startsWith(href.imports)) return 64 * 1024 * 1024
  if (path.startsWith(href.settings)) return 12 * 1024 * 1024
  if (/^\/admin\/paiements\/banque(\.data)?$/.test(path)) return 6 * 1024 * 1024
  // A picture of what the association publishes.
  if (/^(\/admin\/ecoles\/[^/]+|\/ecoles\/espace\/presentation)(\.data)?$/.test(path)) return 9 * 1024 * 1024
  if (/^\/admin\/(contenus\/actualites|evenements)\/[^/]+(\/modifier)?(\.data)?$/.test(path)) return 9 * 1024 * 1024
  // The logo of a company.
  if (/^\/entreprises\/[^/]+\/modifier(\.data)?$/.test(path)) return 3 * 1024 * 1024
  // One file, and up to four pictures of an article.
  if (/^\/(messagerie\/[^/]+|groupes\/[^/]+\/documents)(\.data)?$/.test(path)) return 6 * 1024 * 1024
  if (/^\/groupes\/[^/]+\/articles\/(nouveau|[^/]+\/modifier)(\.data)?$/.test(path)) return 21 * 1024 * 1024
  // Pictures of a letter, one at a time.
  if (/^\/admin\/lettres\/[^/]+(\.data)?$/.test(path)) return 9 * 1024 * 1024
  // A paper that proves who one is, or that one studies.
  if (/^(\/recruteurs|\/ecoles)?\/(mot-de-passe-oublie\/identite|inscription|adhesion)(\.data)?$/.test(path))
    return 3 * 1024 * 1024
  return 1024 * 1024
}

/** Pages of the demo and nothing else; without `DEMO=1` they are not there. */
export function isDemoPath(path: string): boolean {
  return path === '/demo' || path.startsWith('/demo/')
}
