// The school's own files (P1, P2): what importing each must give, to the person and to the cell.
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Decision } from '#app/features/staff/imports/import-plan.ts'
import { type ImportedFile, importRows, MemoryPeople, readAll } from '../factories/memory-people.ts'

// Whole files are read: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const FOLDER = new URL('../../tenants/isep/data/', import.meta.url).pathname
const read = (name: string) => readAll(`${FOLDER}isep-ecole${name}`)
const OFFICIAL = { source: 'official-list', mode: 'lay' } as const

const changesOf = (decisions: Decision[]) =>
  decisions.flatMap((decision) => (decision.kind === 'update' ? decision.changes : []))
const tally = (words: string[]) => {
  const times: Record<string, number> = {}
  for (const word of words) times[word] = (times[word] ?? 0) + 1
  return times
}

describe('the school’s export, on a base without people', () => {
  const people = new MemoryPeople()
  let first: ImportedFile
  beforeAll(async () => {
    first = await importRows(people, await read('.xlsx'))
  })

  it('gives 1,497 people with 1,502 diplomas', () => {
    expect(first.counts).toMatchObject({ created: 1497, updated: 0, unchanged: 0, absent: 0, doubtful: 0 })
    expect(people.people.size).toBe(1497)
    expect([...people.people.values()].flatMap(({ diplomas }) => diplomas)).toHaveLength(1502)
  })

  it('refuses three lines without a first name, merges three repeats, adds five second diplomas', () => {
    const refused = first.decisions.filter((decision) => decision.kind === 'refused')
    expect(refused.map(({ line, reason }) => [line, reason])).toEqual([
      [205, 'no-first-name'],
      [665, 'no-first-name'],
      [1127, 'no-first-name'],
    ])
    expect(first.counts).toMatchObject({ refused: 3, merged: 3, secondDiplomas: 5 })
    const twoDiplomas = [...people.people.values()].filter(({ diplomas }) => diplomas.length === 2)
    expect(twoDiplomas.map(({ diplomas }) => diplomas.map(({ values }) => values.programme))).toEqual(
      twoDiplomas.map(() => ['ING', 'MS']),
    )
  })

  it('reports seven bad e-mails and leaves them empty', () => {
    const issues = first.decisions.flatMap((decision) => ('issues' in decision ? decision.issues : []))
    expect(issues.map(({ field, code, raw }) => `${field} ${code} ${raw}`)).toEqual(
      Array(7).fill('primaryEmail bad-email pas de mail'),
    )
    expect([...people.people.values()].filter(({ values }) => !values.primaryEmail)).toHaveLength(7)
  })

  it('skips the total line and knows the lines by their number in the file', () => {
    expect(first.mapping.headingLine).toBe(3)
    expect(first.decisions.at(-1)).toEqual({ kind: 'skipped', line: 1517, reason: 'total' })
  })

  it('makes French post codes, phones and student numbers whole again and leaves foreign post codes alone', () => {
    for (const { values, diplomas } of people.people.values()) {
      expect(values.studentNumber).toMatch(/^\d{7}$/)
      if (values.homeCountry === 'France') expect(values.homePostcode).toMatch(/^\d{5}$/)
      for (const phone of [values.mobilePhone, values.homePhone]) if (phone) expect(phone).toMatch(/^\+33[1-9]\d{8}$/)
      expect(diplomas[0]!.values.promotion).toBeGreaterThan(1970)
    }
    const abroad = [...people.people.values()].filter(({ values }) => values.homeCountry !== 'France')
    expect([...new Set(abroad.map(({ values }) => values.homePostcode))].sort()).toEqual([
      '018956',
      '1201',
      '20000',
      '80331',
      'H2X 1Y4',
      'SW1A 1AA',
    ])
  })

  it('keeps homonyms with different student numbers apart', () => {
    const names = tally([...people.people.values()].map(({ values }) => `${values.firstName} ${values.lastName}`))
    const homonyms = Object.values(names).filter((times) => times > 1)
    expect(homonyms.length).toBeGreaterThan(0)
    expect(new Set([...people.people.values()].map(({ values }) => values.studentNumber)).size).toBe(1497)
  })
})

describe('the next month’s file, the same as text, and the official list', () => {
  it('change what is new and nothing else, each in turn', async () => {
    const people = new MemoryPeople()
    await importRows(people, await read('.xlsx'))

    const month = await importRows(people, await read('-maj.xlsx'))
    expect(month.counts).toMatchObject({ created: 60, updated: 78, unchanged: 1403, absent: 16, cells: 80, refused: 0 })
    expect(tally(changesOf(month.decisions).map(({ field }) => field))).toEqual({
      mobilePhone: 46,
      diplomaState: 27,
      primaryEmail: 7,
    })
    expect([...people.people.values()].filter(({ diplomas }) => diplomas.length === 2)).toHaveLength(5)
    expect(people.people.size).toBe(1557)

    for (const again of ['-maj.xlsx', '-maj.csv'])
      expect((await importRows(people, await read(again))).counts).toMatchObject({
        ...{ created: 0, updated: 0, unchanged: 1541, absent: 16, cells: 0, merged: 0, refused: 0, doubtful: 0 },
      })

    const list = await importRows(people, await read('-liste-officielle.pdf'), OFFICIAL)
    expect(list.counts).toMatchObject({ created: 0, updated: 219, unchanged: 0, absent: 0, doubtful: 0 })
    expect(tally(changesOf(list.decisions).map(({ field }) => field))).toEqual({
      registrationNumber: 219,
      birthDate: 219,
      birthPlace: 219,
    })
    expect((await importRows(people, await read('-liste-officielle.pdf'), OFFICIAL)).counts).toMatchObject({
      ...{ updated: 0, unchanged: 219, cells: 0 },
    })
  })

  it('on a base without people lists all 219 names of the official list for a person to decide', async () => {
    const { counts, decisions } = await importRows(new MemoryPeople(), await read('-liste-officielle.pdf'), OFFICIAL)
    expect(counts).toMatchObject({ created: 0, updated: 0, doubtful: 219 })
    expect(decisions.filter((decision) => decision.kind === 'doubtful' && decision.reason === 'nobody')).toHaveLength(
      219,
    )
  })

  it('is indifferent to the size of batches', async () => {
    const rows = await read('.xlsx')
    for (const batch of [1, 7, 5_000])
      expect((await importRows(new MemoryPeople(), rows, { batch })).counts).toMatchObject({
        ...{ created: 1497, merged: 3, secondDiplomas: 5 },
      })
  })

  it('decides in the order of the file, whichever look-up is answered first', async () => {
    class SlowAtFirst extends MemoryPeople {
      left = 40
      override async find(...keys: Parameters<MemoryPeople['find']>) {
        const wait = this.left--
        await new Promise((done) => setTimeout(done, Math.max(0, wait)))
        return super.find(...keys)
      }
    }
    const rows = await read('.xlsx')
    const said = ({ decisions }: ImportedFile) => decisions.map(({ kind, line }) => `${line} ${kind}`)
    const late = await importRows(new SlowAtFirst(), rows, { batch: 50, atOnce: true })
    const inTurn = await importRows(new MemoryPeople(), rows, { batch: 50 })
    expect(said(late)).toEqual(said(inTurn))
    expect(late.counts).toEqual(inTurn.counts)
    expect(late.counts).toMatchObject({ merged: 3, secondDiplomas: 5 })
  })
})
