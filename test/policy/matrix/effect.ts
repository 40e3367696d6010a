/**
 * Whether a change of rules matters to anybody, found out without the matrix: by many people of random choices, seen by
 * everyone.
 */
import { compile, may, usableCriteria } from '#app/policy/ability.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'
import type { Viewer } from '#app/policy/viewer.ts'
import { ruleOf } from '#app/tenant/staff-roles.ts'
import { AUDIENCES, CHANNELS, type Channel, choiceCode } from '#app/vocabulary/audiences.ts'
import { CRITERION_IDS } from '#app/vocabulary/criteria.ts'
import { FIELD_IDS } from '#app/vocabulary/fields.ts'
import { ROLES, type Role } from '#app/vocabulary/roles.ts'
import { type Configs, sisterId } from './judge.ts'
import { pick, type Random, randomFrom } from './mutations.ts'

const SOMEBODY = '018f0000-0000-7000-8000-000000000001'

function viewers(): Viewer[] {
  return ROLES.flatMap((role): Viewer[] => {
    const plain: Viewer = { roles: [role], friendIds: [], hasPass: false }
    const others = [plain, { ...plain, hasPass: true }, { ...plain, contactIds: [SOMEBODY] }]
    const isPerson = (['member', 'adherent', 'manager', 'admin'] as Role[]).includes(role)
    return isPerson ? [...others, { ...plain, friendIds: [SOMEBODY] }, { ...plain, personId: SOMEBODY }] : others
  })
}

function people(random: Random, configs: Configs, sister: string | undefined): JudgedRow[] {
  return Array.from({ length: 60 }, () => {
    const choices = () =>
      FIELD_IDS.flatMap((field) => {
        const open = (field === 'lastName' || field === 'pseudonym') && random() < 0.7
        const audience = open ? 'public' : pick(random, [...AUDIENCES, undefined])
        return audience ? [choiceCode(field, audience)] : []
      })
    // The matrix knows people who agreed to everything and people who refused everything.
    const agreed = random() < 0.6
    const contract = sister ? configs.get(sister)!.federation!.contract : undefined
    return {
      ...Object.fromEntries(FIELD_IDS.map((field) => [field, 'a value'])),
      id: SOMEBODY,
      handle: 'ada.lovelace98',
      status: pick(random, ['en activité', 'décédé']),
      consentSchool: agreed,
      consentRecruiters: agreed,
      consentFederation: agreed,
      listed: true,
      siteChoices: choices(),
      printChoices: choices(),
      ...(sister ? { tenantId: sisterId(sister) } : {}),
      ...(contract
        ? {
            contractColumns: contract.columns,
            contractReaders: contract.readers,
            contractFederationReaders: contract.federationReaders,
          }
        : {}),
    }
  })
}

type Seen = { own: string[]; shared: string[] }

/** What one viewer may do and see of many people under some rules; the people are drawn only when asked for. */
interface Outlook {
  words: string
  rules: string
  identity: string
  seen(): Seen
}

function outlook(
  configs: Configs,
  slug: string,
  sister: string | undefined,
  viewer: Viewer,
  channel: Channel,
): Outlook {
  const sisters = sister ? [{ tenantId: sisterId(sister), config: configs.get(sister)! }] : []
  const config = configs.get(slug)!
  const ability = compile({ config, viewer, channel, sisters })
  const among = (type: 'Person' | 'SharedPerson') =>
    people(randomFrom(7), configs, sister).map((row) => Object.keys(reveal(ability, type, row)?.fields ?? {}).join())
  let known: Seen | undefined
  return {
    words: JSON.stringify([usableCriteria(ability, CRITERION_IDS), may(ability, 'search'), may(ability, 'federation')]),
    rules: JSON.stringify([ability.casl.rules, sisters[0]?.config.federation?.contract]),
    identity: ability.identity,
    seen: () => {
      // A federation has no people of its own.
      known ??= {
        own: config.kind === 'federation' ? [] : among('Person'),
        shared: sister ? among('SharedPerson') : [],
      }
      return known
    },
  }
}

/**
 * @param before the rules in force, asked about again and again
 * @returns a question: does some viewer read, find or may do something else under the changed rules?
 */
export function makeMatters(before: Configs, slug: string, sister: string | undefined): (after: Configs) => boolean {
  const cases = viewers()
    .filter(({ roles }) => ruleOf(before.get(slug)!, roles[0]!))
    .flatMap((viewer) =>
      CHANNELS.map((channel) => ({ viewer, channel, old: outlook(before, slug, sister, viewer, channel) })),
    )
  return (after) =>
    cases.some(({ viewer, channel, old }) => {
      const now = outlook(after, slug, sister, viewer, channel)
      if (old.words !== now.words) return true
      if (old.rules === now.rules && old.identity === now.identity) return false
      return JSON.stringify(old.seen()) !== JSON.stringify(now.seen())
    })
}
