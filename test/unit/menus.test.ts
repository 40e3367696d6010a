/** Words of the navigation, as an association's file gathers them (S3). */
import { expect, test } from 'vitest'
import { gatherPlaces, type OpenPlace } from '#app/features/site/frame/menus.ts'
import { menusSchema } from '#app/tenant/menus.schema.ts'
import { tenantFile } from '../factories/world.ts'

const place = (id: OpenPlace['id'], tabs: OpenPlace['tabs'] = []): OpenPlace => ({ id, to: `/${id}`, tabs })
const MENUS = menusSchema.parse([
  { id: 'news', entries: ['news', 'agenda'] },
  { id: 'community', entries: ['directory', 'groups'] },
  { id: 'association', entries: ['association'] },
])
const PLACES = [
  place('directory', [
    { id: 'directory', to: '/directory' },
    { id: 'map', to: '/map' },
  ]),
  place('agenda'),
  place('groups'),
  place('career'),
  place('news'),
]

test('words stand in the file’s order, with the pages of their places as tabs; what it names nowhere follows', () => {
  const words = gatherPlaces(PLACES, MENUS)
  expect(words.map(({ id, to }) => [id, to])).toEqual([
    ['news', '/news'],
    ['community', '/directory'],
    ['career', '/career'],
  ])
  expect(words[1]!.tabs.map(({ id }) => id)).toEqual(['people', 'map', 'groups'])
})

test('a word leads to the first place that is open, and is absent where none is, whatever pages stand beside', () => {
  const beside = menusSchema.parse([...MENUS, { id: 'career', entries: ['careerPages', 'career'] }])
  const words = gatherPlaces([place('agenda'), place('careerPages'), place('profiles')], beside)
  expect(words.map(({ id, to }) => [id, to])).toEqual([
    ['news', '/agenda'],
    ['profiles', '/profiles'],
  ])
})

test('without menus every place is a word of its own; a place in two menus, or a menu twice, is refused', () => {
  expect(gatherPlaces(PLACES, [])).toEqual(PLACES)
  const says = (menus: object[]) => menusSchema.safeParse(menus).error?.issues.map(({ message }) => message)
  expect(
    says([
      { id: 'news', entries: ['news'] },
      { id: 'community', entries: ['news'] },
    ]),
  ).toEqual(['news stands in two menus'])
  expect(
    says([
      { id: 'news', entries: ['news'] },
      { id: 'news', entries: ['agenda'] },
    ]),
  ).toEqual(['the menu news is there twice'])
  expect(tenantFile('supmeca').menus.map(({ id }) => id)).toEqual([
    ...(['news', 'community', 'career', 'services', 'association'] as const),
  ])
})
