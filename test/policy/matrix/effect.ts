/** Whether a change of rules matters to anybody, found out without the matrix: by many people of random choices, seen by everyone. */
import { type Ability, compile, may, usableCriteria } from '#app/policy/ability.ts'
import { type JudgedRow, reveal } from '#app/policy/view.ts'
import type { Viewer } from '#app/policy/viewer.ts'
import { AUDIENCES, CHANNELS, CRITERION_IDS, choiceCode, FIELD_IDS, ROLES, type Role } from '#app/policy/vocabulary.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
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
  return Array.from({ length: 80 }, () => {
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

/** @returns true where some viewer reads, finds or may do something else than before. */
export function matters(before: Configs, after: Configs, slug: string, sister: string | undefined): boolean {
  const sistersOf = (configs: Configs) => (sister ? [{ tenantId: sisterId(sister), config: configs.get(sister)! }] : [])
  const contract = (configs: Configs) => JSON.stringify(configs.get(sister ?? '')?.federation?.contract)
  const configsOf = (configs: Configs): TenantConfig => configs.get(slug)!
  return viewers().some((viewer) =>
    CHANNELS.some((channel) => {
      const [old, now] = [before, after].map((configs) =>
        compile({ config: configsOf(configs), viewer, channel, sisters: sistersOf(configs) }),
      ) as [Ability, Ability]
      if (words(old) !== words(now)) return true
      const same =
        JSON.stringify(old.casl.rules) === JSON.stringify(now.casl.rules) && contract(before) === contract(after)
      if (same && old.identity === now.identity) return false
      // A federation has no people of its own.
      const own = configsOf(before).kind !== 'federation'
      const [oldRows, newRows] = [before, after].map((configs) => people(randomFrom(7), configs, sister)) as [
        JudgedRow[],
        JudgedRow[],
      ]
      return oldRows.some(
        (row, i) =>
          (own && seen(old, 'Person', row) !== seen(now, 'Person', newRows[i]!)) ||
          (sister && seen(old, 'SharedPerson', row) !== seen(now, 'SharedPerson', newRows[i]!)),
      )
    }),
  )
}

const words = (ability: Ability) =>
  JSON.stringify([usableCriteria(ability, CRITERION_IDS), may(ability, 'search'), may(ability, 'federation')])

function seen(ability: Ability, type: 'Person' | 'SharedPerson', row: JudgedRow): string {
  return Object.keys(reveal(ability, type, { ...row })?.fields ?? {}).join()
}
