/**
 * Who objected to being listed (GDPR, article 21) exists for the staff and for themselves: no role, friend, pass or
 * channel sees more.
 */
import { prismaQuery } from '@casl/prisma'
import { describe, expect, test } from 'vitest'
import { compile } from '#app/policy/ability.ts'
import { explain } from '#app/policy/explain.ts'
import { type JudgedRow, reveal, whereReadable } from '#app/policy/view.ts'
import { CHANNELS, choiceCode } from '#app/vocabulary/audiences.ts'
import { FIELD_IDS } from '#app/vocabulary/fields.ts'
import { ROLES } from '#app/vocabulary/roles.ts'
import { configs, IDS } from './random-policy.ts'

const open = FIELD_IDS.map((field) => choiceCode(field, 'public'))
const row = (listed: boolean): JudgedRow => ({
  ...Object.fromEntries(FIELD_IDS.map((field) => [field, 'a value'])),
  ...{ id: IDS[0], handle: 'ada', status: 'en activité', listed, siteChoices: open, printChoices: open },
  ...{ consentSchool: true, consentRecruiters: true, consentFederation: true },
})

describe.each(configs.filter(({ kind }) => kind !== 'federation').map((config) => [config.slug, config] as const))(
  '%s',
  (_, config) => {
    test('everything opened to everybody, and nobody but staff sees anything', () => {
      let seen = 0
      for (const role of ROLES.filter((one) => config.roles[one]))
        for (const channel of CHANNELS)
          for (const friendIds of [[], [IDS[0]!]]) {
            const viewer = { roles: [role], personId: IDS[1]!, friendIds, contactIds: friendIds, hasPass: true }
            const ability = compile({ config, viewer, channel })
            const isStaff = config.roles[role]!.relation === 'all'
            if (reveal(ability, 'Person', row(true))) seen++
            expect(reveal(ability, 'Person', row(false)) !== undefined, `${role} ${channel}`).toBe(isStaff)
            for (const field of FIELD_IDS)
              if (!isStaff)
                expect(prismaQuery(whereReadable(ability, 'Person', field) as never)(row(false) as never)).toBe(false)
          }
      expect(seen).toBeGreaterThan(1)
    })

    test('they see themselves, and the page of rules says why others do not', () => {
      const own = compile({ config, viewer: { roles: ['member'], personId: IDS[0]!, friendIds: [], hasPass: false } })
      expect(reveal(own, 'Person', row(false))?.handle).toBe('ada')
      const role = ROLES.find((one) => config.roles[one]?.relation !== 'all' && config.roles[one]?.sees.length)!
      const why = explain(config, { role, relation: 'stranger', hasPass: true }, row(false))
      expect(why.some(({ open: isOpen }) => isOpen)).toBe(false)
      expect(why.some(({ closedBy }) => closedBy === 'objection')).toBe(
        explain(config, { role, relation: 'stranger', hasPass: true }, row(true)).some(({ open: isOpen }) => isOpen),
      )
    })
  },
)
