/** A letter leaves as it was looked at (B18): words or readers changed by a colleague meanwhile are looked at again. */
import { beforeAll, expect, test } from 'vitest'
import { post } from '../../factories/groups.ts'
import { DESK, draft, pens, people, seenOn, send, stateOf, words } from '../../factories/letters.ts'
import { staffSeat } from '../../factories/seats.ts'
import { apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'

useDatabase()

beforeAll(async () => {
  await apply('supmeca')
  pens.manager = await staffSeat('supmeca', 'manager')
})

test('leak: a rule widened after the look sends nothing; looked at again, it leaves (twin)', async () => {
  const [promotion] = await people(1)
  const id = await draft(words('Pour une année', promotion))
  const seen = await seenOn(id)
  const wide = { ...words('Pour une année', promotion), from: '', until: '' }
  expect((await post(await staffSeat('supmeca', 'manager'), `${DESK}/${id}`, { ...wide, intent: 'save' })).status).toBe(
    303,
  )
  expect(await send(id, '', { seen })).toBe('gone')
  expect(await stateOf(id)).toBe('draft')
  expect(await send(id, '', { seen: await seenOn(id) })).toBe('leaves')
})
