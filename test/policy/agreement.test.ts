import { prismaQuery } from '@casl/prisma'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile } from '#app/policy/ability.ts'
import type { Ability, SubjectType } from '#app/policy/types.ts'
import {
  isAlwaysReadable,
  type JudgedRow,
  mayEverRead,
  maySortBy,
  reveal,
  whereListed,
  whereReadable,
} from '#app/policy/view.ts'
import { choiceCode } from '#app/vocabulary/audiences.ts'
import { FIELD_IDS, type FieldId, SECRET_FIELDS } from '#app/vocabulary/fields.ts'
import { randomChannel, randomConfig, randomPerson, randomShared, randomViewer } from './random-policy.ts'

const SISTER = '018f0000-0000-7000-9000-000000000001'

const seen = (ability: Ability, type: SubjectType, row: JudgedRow) => reveal(ability, type, { ...row })?.fields
const finds = (ability: Ability, type: SubjectType, row: JudgedRow, field: FieldId) =>
  prismaQuery(whereReadable(ability, type, field) as never)({ ...row } as never)

const own = fc.record({ config: randomConfig, viewer: randomViewer, channel: randomChannel, row: randomPerson })
const shared = fc
  .record({ config: randomConfig, viewer: randomViewer, sister: randomConfig, federation: randomConfig })
  .chain(({ config, viewer, sister }) =>
    fc.record({
      config: fc.constant(config),
      viewer: fc.constant(viewer),
      sisters: fc.constant([{ tenantId: SISTER, config: sister }]),
      row: randomShared(SISTER, [config.identity.field, ...config.identity.with]),
    }),
  )

describe('for any rules, any viewer and any person', () => {
  test('a field is shown exactly where a search on it finds the person', () => {
    fc.assert(
      fc.property(own, ({ config, viewer, channel, row }) => {
        const ability = compile({ config, viewer, channel })
        const fields = seen(ability, 'Person', row)
        for (const field of FIELD_IDS)
          if (row[field] !== null)
            expect(finds(ability, 'Person', row, field), field).toBe(fields?.[field] !== undefined)
      }),
      { numRuns: 400 },
    )
  })

  test('the same over the shared base of a federation', () => {
    fc.assert(
      fc.property(shared, ({ config, viewer, sisters, row }) => {
        const ability = compile({ config, viewer, sisters })
        const fields = seen(ability, 'SharedPerson', row)
        for (const field of FIELD_IDS)
          if (row[field] !== null)
            expect(finds(ability, 'SharedPerson', row, field), field).toBe(fields?.[field] !== undefined)
      }),
      { numRuns: 400 },
    )
  })

  test('nothing at all is shown of somebody whose name is hidden, and half a name never is', () => {
    fc.assert(
      fc.property(own, ({ config, viewer, channel, row }) => {
        const ability = compile({ config, viewer, channel })
        const fields = seen(ability, 'Person', row)
        expect(fields === undefined || fields[config.identity.field] !== undefined).toBe(true)
        for (const companion of config.identity.with) if (fields) expect(fields[companion], companion).toBeDefined()
        if (!fields) for (const field of FIELD_IDS) expect(finds(ability, 'Person', row, field), field).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  test('the same of people of other associations, with contracts that share the name', () => {
    fc.assert(
      fc.property(shared, ({ config, viewer, sisters, row }) => {
        const sister = { ...sisters[0]!, config: { ...sisters[0]!.config, identity: config.identity } }
        const ability = compile({ config, viewer, sisters: [sister] })
        const fields = seen(ability, 'SharedPerson', row)
        expect(fields === undefined || fields[config.identity.field] !== undefined).toBe(true)
        for (const companion of config.identity.with) if (fields) expect(fields[companion], companion).toBeDefined()
      }),
      { numRuns: 400 },
    )
  })

  test('a person reads all of their own page but the secret, which no rule can open on a page', () => {
    fc.assert(
      fc.property(own, shared, (mine, theirs) => {
        const { config, channel, row } = mine
        const own = compile({ config, viewer: { ...mine.viewer, personId: row.id as string }, channel })
        const fields = seen(own, 'Person', row)
        for (const field of FIELD_IDS)
          if (row[field] !== null) expect(fields?.[field] !== undefined, field).toBe(field !== 'iesfCode')
        for (const secret of SECRET_FIELDS) {
          expect(mayEverRead(own, 'Person', secret)).toBe(false)
          const sister = compile({ config: theirs.config, viewer: theirs.viewer, sisters: theirs.sisters })
          expect(mayEverRead(sister, 'SharedPerson', secret)).toBe(false)
        }
      }),
    )
  })

  test('a list may be ordered by a field only where everybody listed shows it', () => {
    fc.assert(
      fc.property(own, fc.array(randomPerson, { maxLength: 20 }), ({ config, viewer, channel }, rows) => {
        const ability = compile({ config, viewer, channel })
        for (const field of FIELD_IDS.filter((id) => maySortBy(ability, 'Person', id)))
          for (const row of rows.filter((one) => one[field] !== null)) {
            const fields = seen(ability, 'Person', row)
            if (fields) expect(fields[field], field).toBeDefined()
          }
      }),
      { numRuns: 200 },
    )
  })

  test('a criterion that needs no condition of its own tells nothing about hidden values', () => {
    fc.assert(
      fc.property(own, ({ config, viewer, channel, row }) => {
        const ability = compile({ config, viewer, channel })
        const listed = prismaQuery(whereListed(ability, 'Person') as never)({ ...row } as never)
        for (const field of FIELD_IDS)
          if (isAlwaysReadable(ability, 'Person', field) && mayEverRead(ability, 'Person', field) && listed)
            expect(finds(ability, 'Person', row, field), field).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('narrowing one’s choice never shows more, to nobody', () => {
    const narrower = fc.tuple(fc.constantFrom(...FIELD_IDS), fc.integer({ min: 0, max: 3 }))
    fc.assert(
      fc.property(own, narrower, ({ config, viewer, channel, row }, [field, rank]) => {
        const ability = compile({ config, viewer, channel })
        const others = (row.siteChoices as number[]).filter(
          (code) => Math.floor(code / 8) !== FIELD_IDS.indexOf(field) + 1,
        )
        const at = (audience: number) => {
          const choices = [
            ...others,
            choiceCode(field, (['public', 'recruiters', 'network', 'friends', 'nobody'] as const)[audience]!),
          ]
          return seen(ability, 'Person', { ...row, siteChoices: choices, printChoices: choices })
        }
        const [wide, narrow] = [at(rank), at(rank + 1)]
        for (const id of FIELD_IDS) if (narrow?.[id] !== undefined) expect(wide?.[id], id).toBeDefined()
      }),
      { numRuns: 300 },
    )
  })
})
