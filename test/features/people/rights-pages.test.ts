/**
 * The privacy policy and the register are a press away from every page, refusals and absences among them (P7, S17,
 * N10).
 */
import { beforeAll, expect, test } from 'vitest'
import { apply } from '../../factories/world.ts'
import { attackWorld, HOST, type Target } from '../../leaks/attack-world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()
const SYSTEMS = ['isep', 'supmeca', 'ece', 'insa-lyon', 'sepro'] as const
let target: Target

beforeAll(async () => {
  target = await attackWorld()
  await apply('insa', ...SYSTEMS)
})

test.each(['visitor', 'member', 'recruiter', 'admin'] as const)('as %s', async (role) => {
  const cookie = role === 'visitor' ? '' : target.seats[role].cookie
  const without: string[] = []
  let pages = 0
  for (const path of [...target.paths, '/adresse/inconnue']) {
    const answer = await request(HOST, path, { cookie })
    if (!answer.headers.get('Content-Type')?.startsWith('text/html')) continue
    const html = await answer.text()
    if (!html.includes('<body')) continue
    pages += 1
    for (const link of ['/confidentialite', '/registre'])
      if (!html.includes(`href="${link}"`)) without.push(`${answer.status} ${path}: ${link}`)
  }
  expect(without).toEqual([])
  expect(pages).toBeGreaterThan(role === 'admin' ? 60 : 20)
})

test.each(SYSTEMS)('%s: both are there for everybody, in its own words', async (slug) => {
  for (const path of ['/confidentialite', '/registre']) {
    const answer = await request(`${slug}.localhost`, path)
    expect(answer.status).toBe(200)
    const html = await answer.text()
    for (const word of ['session', 'Base légale', '10 ans']) expect(html, `${path} ${word}`).toContain(word)
  }
})
