/** Names of addresses and the routes that answer them are one list. */
import type { RouteConfigEntry } from '@remix-run/route-config'
import { expect, test } from 'vitest'
import * as href from '#app/addresses.ts'
import routes from '#app/routes.ts'

const PART = 'x y/é'

/** Every address that a file answers, parameters as they are encoded. */
function answered(entries: readonly RouteConfigEntry[], base = ''): string[] {
  return entries.flatMap(({ path, index, children = [] }) => {
    const here = index || !path ? base : `${base}/${path.replace(/:\w+/g, encodeURIComponent(PART))}`
    return [...(children.length > 0 ? [] : [here || '/']), ...answered(children, here)]
  })
}

const named = Object.values(href).flatMap((value) =>
  typeof value === 'function'
    ? [(value as (...parts: string[]) => string)(PART, PART)]
    : typeof value === 'string'
      ? [value]
      : [],
)

test('every address that is answered has a name, and every name is answered', () => {
  const all = answered(routes as RouteConfigEntry[]).filter((path) => path !== '/*')
  expect(all.length).toBeGreaterThan(140)
  expect([...new Set(named)].sort()).toEqual([...new Set(all)].sort())
  expect(new Set(named).size).toBe(named.length)
})

test('what a person is called stays one part of the address', () => {
  expect(href.profile('a/b?c#d')).toBe('/profil/a%2Fb%3Fc%23d')
})
