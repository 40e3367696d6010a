/** A letter to whom a search finds (S12; decision 068): by a member's eyes, read anew for each mail, and no oracle. */
import { beforeAll, expect, test } from 'vitest'
import { sql } from '#app/db/sql.ts'
import { updatePeople } from '#app/domain/people/write-people.server.ts'
import { get, post, type Somebody, text } from '../../factories/groups.ts'
import { DESK, draft, pens, people, reached, run, send, words } from '../../factories/letters.ts'
import { staffSeat } from '../../factories/seats.ts'
import { apply, inside, TRACE, tenantFile } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useMails } from '../../setup/mails.ts'

useDatabase()
const mails = useMails()

beforeAll(async () => {
  const config = tenantFile('supmeca')
  const staffRoles = { plume: { name: { fr: 'plume', en: 'pen' }, may: ['letters' as const], reads: [] } }
  await apply({ ...config, staffRoles })
  pens.manager = await staffSeat('supmeca', 'manager')
})

const company = 'Zeppelin'
const told = async (id: string) => {
  const page = await text(pens.manager!, `${DESK}/${id}/envoi`)
  return Number(/(\d+) personnes? l[ae]s? recevrai/.exec(page)?.[1])
}
const kept = async (id: string) => {
  const [row] = await inside('supmeca', (query, scope) =>
    query<{ audience: { search?: object } }>(sql`SELECT "audience" FROM "letter" WHERE "tenantId" = ${scope.id}
      AND "id" = ${id}`),
  )
  return row!.audience.search
}

test('it goes to whom a paid-up member would find, and its count says as many', async () => {
  const [promotion, open] = await people(2, { values: { company } })
  const hidden: Somebody[] = []
  for (const siteChoices of [{ company: 'friends' }, { company: 'nobody' }] as const) {
    const [, made] = await people(1, { values: { company, promotion }, siteChoices } as never)
    hidden.push(...made)
  }
  await people(1, { values: { company: 'Autre', promotion } } as never)
  const form = { ...words('Cherche', promotion), 'search-entreprise': 'zeppelin' }
  const id = await draft(form)
  expect(await kept(id)).toEqual({ entreprise: 'zeppelin' })
  expect(await told(id)).toBe(2)
  expect(await text(pens.manager!, `${DESK}/${id}/envoi`)).toMatch(/Entreprise\s:\szeppelin/)
  expect(await send(id)).toBe('leaves')
  await run()
  // Somebody closes the field between the rule and the mail: the rule is asked anew.
  await inside('supmeca', (query, scope) =>
    query(sql`UPDATE "person" SET "company" = "company", "siteChoices" = (SELECT h."siteChoices" FROM "person" h
      WHERE h."tenantId" = ${scope.id} AND h."id" = ${hidden[0]!.id})
      WHERE "tenantId" = ${scope.id} AND "id" = ${open[1]!.id}`),
  )
  const to = (await reached(mails, 'Cherche')).flatMap((mail) => mail.to)
  expect(to).toEqual([`${open[0]!.name}@exemple.fr`])
})

test('a hidden value moves neither count nor examples, whatever is searched for', async () => {
  const [promotion, [one]] = await people(1, {
    values: { company: 'Secrète' },
    siteChoices: { company: 'friends' },
  } as never)
  await people(1, { values: { company: 'Claire', promotion } } as never)
  const asked = async (value: string) => {
    const id = await draft({ ...words('Sonde', promotion), 'search-entreprise': value })
    return (await text(pens.manager!, `${DESK}/${id}/envoi`))
      .replaceAll(id, '')
      .match(/recevrai\w+[^<]*|data-person="[^"]*"/g)
  }
  const before = [await asked('secrete'), await asked('claire')]
  await inside('supmeca', (query, scope) =>
    updatePeople(query, scope, [{ personId: one!.id, changes: { company: 'Claire' } }], TRACE),
  )
  expect([await asked('secrete'), await asked('claire')]).toEqual(before)
})

test('who only writes letters narrows by no search, and a criterion that nobody may use is dropped', async () => {
  const [promotion] = await people(1)
  const plume = await staffSeat('supmeca', 'plume')
  const id = await draft({ ...words('Plume', promotion), 'search-entreprise': 'zeppelin' }, plume)
  expect((await kept(id)) ?? {}).toEqual({})
  expect(await (await get(plume, `${DESK}/${id}`)).text()).not.toContain('search-entreprise')
  const other = await draft({ ...words('Autre', promotion), 'search-nom': 'x', 'search-remarks': 'x' })
  expect((await kept(other)) ?? {}).toEqual({})
  expect((await post(pens.manager!, `${DESK}/${other}`, { ...words('Autre', promotion), intent: 'save' })).status).toBe(
    303,
  )
})
