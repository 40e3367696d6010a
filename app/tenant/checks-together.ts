/**
 * What one tenant file cannot know of the others: federations answer each other, hosts and suffixes are distinct. Pure.
 */
import type { TenantProblem } from './checks.ts'
import type { TenantConfig } from './schema.ts'

/** A problem and the association in whose file it is to be mended. */
export type ProblemAmongTenants = TenantProblem & { slug: string }

/** @returns every contradiction between the files of one folder. */
export function checkTogether(configs: readonly TenantConfig[]): ProblemAmongTenants[] {
  const bySlug = new Map(configs.map((config) => [config.slug, config]))
  return [
    ...checkHosts(configs),
    ...checkMailDomains(configs),
    ...configs.flatMap((config) => checkMembers(config, bySlug)),
    ...configs.flatMap((config) => checkMembership(config, bySlug)),
    ...checkSuffixes(configs),
  ]
}

function checkHosts(configs: readonly TenantConfig[]): ProblemAmongTenants[] {
  const taken = new Map<string, string>()
  return configs.flatMap((config) =>
    config.domains.flatMap((host, i) => {
      const owner = taken.get(host.toLowerCase())
      taken.set(host.toLowerCase(), config.slug)
      return owner ? [{ slug: config.slug, path: ['domains', i], message: `${host} already belongs to ${owner}` }] : []
    }),
  )
}

/** A mail to an address for life names no association: its domain does (I5). */
function checkMailDomains(configs: readonly TenantConfig[]): ProblemAmongTenants[] {
  const taken = new Map<string, string>()
  return configs.flatMap(({ slug, lifetimeMail }) => {
    const domain = lifetimeMail?.domain.toLowerCase()
    const owner = domain && taken.get(domain)
    if (domain) taken.set(domain, slug)
    const path = ['lifetimeMail', 'domain']
    return owner ? [{ slug, path, message: `${domain} already belongs to ${owner}` }] : []
  })
}

function checkMembers(config: TenantConfig, bySlug: Map<string, TenantConfig>): ProblemAmongTenants[] {
  return config.members.flatMap((member, i) => {
    const message = !bySlug.has(member)
      ? `there is no association “${member}”`
      : bySlug.get(member)!.federation?.of !== config.slug
        ? `${member} does not say that it belongs to ${config.slug} (federation.of)`
        : undefined
    return message ? [{ slug: config.slug, path: ['members', i], message }] : []
  })
}

/**
 * The federation exists and names the member back; readers of the contract are roles that exist there (rules.md,
 * "Federation").
 */
function checkMembership(config: TenantConfig, bySlug: Map<string, TenantConfig>): ProblemAmongTenants[] {
  if (!config.federation) return []
  const { slug } = config
  const federation = bySlug.get(config.federation.of)
  const path = ['federation', 'of']
  if (federation?.kind !== 'federation')
    return [{ slug, path, message: `there is no federation “${config.federation.of}”` }]
  if (!federation.members.includes(slug))
    return [{ slug, path, message: `${federation.slug} does not name ${slug} among its members` }]
  const sisters = federation.members.flatMap((member) => bySlug.get(member) ?? [])
  const { readers, federationReaders } = config.federation.contract
  return [
    ...readers.map((role, i) => ({ key: 'readers', i, role, there: sisters.some((sister) => sister.roles[role]) })),
    ...federationReaders.map((role, i) => ({ key: 'federationReaders', i, role, there: federation.roles[role] })),
  ].flatMap(({ key, i, role, there }) =>
    there
      ? []
      : [{ slug, path: ['federation', 'contract', key, i], message: `no association over there has the role ${role}` }],
  )
}

/** I1: two associations of one federation never share a login suffix. */
function checkSuffixes(configs: readonly TenantConfig[]): ProblemAmongTenants[] {
  const taken = new Map<string, string>()
  return configs.flatMap(({ slug, login, federation }) => {
    if (!federation || !login.suffix) return []
    const key = `${federation.of} ${login.suffix}`
    const owner = taken.get(key)
    taken.set(key, slug)
    return owner
      ? [{ slug, path: ['login', 'suffix'], message: `${owner} already uses the suffix “${login.suffix}”` }]
      : []
  })
}
