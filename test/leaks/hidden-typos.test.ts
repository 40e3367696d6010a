import { beforeAll, describe, expect, test } from 'vitest'
import { addPeople, apply } from '../factories/world.ts'
import { useDatabase } from '../setup/database.ts'
import { become, NONE, populate, search } from './hidden-world.ts'

useDatabase()

beforeAll(async () => {
  await apply('supmeca')
  await populate('supmeca')
})

describe('one typo corrects by what the viewer may know, and says nothing else', () => {
  test('a hidden word near the one typed is not said to be near (closed: “corrected” with nobody found)', async () => {
    await become('supmeca', { ...NONE, homeCity: 'Vladivostok' }, 'nobody')
    const near = await search('supmeca', 'member', 'ville=vladivostoq')
    await become('supmeca', NONE, 'nobody')
    expect(near).toEqual(await search('supmeca', 'member', 'ville=vladivostoq'))
    await become('supmeca', { ...NONE, homeCity: 'Vladivostok' }, 'network')
    expect(await search('supmeca', 'member', 'ville=vladivostoq')).toMatchObject({ total: 1, corrected: true })
  })

  test('a hidden word near a beginning does not take away who begins so (closed: the whole word in place of its beginning)', async () => {
    await become('supmeca', NONE, 'nobody')
    const before = await search('supmeca', 'member', 'q=watt+jeam')
    expect(before).toMatchObject({ corrected: true })
    expect(before.total).toBeGreaterThan(0)
    await become('supmeca', { ...NONE, diplomaName: 'Watts' }, 'nobody')
    expect(await search('supmeca', 'member', 'q=watt+jeam')).toEqual(before)
  })

  test('many hidden words near the one typed do not push out a visible one (closed: the first 200 candidates)', async () => {
    const letters = [...'abcdefghijklmnoprstuvwxyz0123456789']
    const word = 'mqrt'
    const near = Array.from({ length: word.length + 1 }, (_, at) =>
      letters.flatMap((letter) => [
        word.slice(0, at) + letter + word.slice(at),
        word.slice(0, at) + letter + word.slice(at + 1),
      ]),
    ).flat()
    // `mqrt` itself begins what is added at its end.
    const words = [...new Set(near)].filter((one) => !one.startsWith(word) && one !== 'murt')
    expect(words.length).toBeGreaterThan(250)
    await become('supmeca', { ...NONE, company: words.join(' ') }, 'nobody')
    await addPeople('supmeca', [
      { values: { lastName: 'Visible', firstName: 'Vera', promotion: 2001, company: 'Murt' } },
    ])
    expect(await search('supmeca', 'member', `entreprise=${word}`)).toMatchObject({ total: 1, corrected: true })
  })
})
