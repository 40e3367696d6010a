/** Which of our sites a request is for; pages that exist on several ask here. */
import { env } from './env.ts'
import { hostOf, type Site, siteOf } from './hosts.ts'

/** @returns the site of the request's `Host`. */
export function siteOfRequest(request: Request): Promise<Site> {
  return siteOf(hostOf(request), env().BASE_DOMAIN)
}
