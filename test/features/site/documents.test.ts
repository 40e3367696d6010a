/** Documents of the association (S3, I17): who finds which, each reading authorised; what is taken in, what is not. */
import { beforeAll, expect, test } from 'vitest'
import { get, post, somebody, text } from '../../factories/groups.ts'
import { organisationSeat, type Seat, staffSeat } from '../../factories/seats.ts'
import { apply } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { request } from '../../setup/site.ts'

useDatabase()

const HOST = 'supmeca.localhost'
const DESK = '/admin/contenus/documents'
const PDF = Buffer.from('%PDF-1.4\n%âãÏÓ\ntrailer\n%%EOF')
let manager: Seat

beforeAll(async () => {
  await apply('supmeca', 'isep')
  manager = await staffSeat('supmeca', 'manager')
})

function send(who: Seat, more: Record<string, string> = {}, bytes: Buffer = PDF): Promise<Response> {
  const form = new FormData()
  const fields = { title: 'Statuts', folder: 'Association', audience: 'public', ...more }
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new File([new Uint8Array(bytes)], 'a.pdf', { type: 'application/pdf' }))
  return request(HOST, DESK, { cookie: who.cookie, form })
}

const idOf = (page: string, title: string) =>
  new RegExp(`href="/documents/([\\w-]+)"[^>]*>[^<]*${title}`).exec(page)?.[1]

test('by audience, the list and each file say the same; others’ files are answered as no file at all', async () => {
  for (const audience of ['public', 'network', 'paid-up', 'staff'])
    expect((await send(manager, { title: `Pour ${audience}`, audience })).status).toBe(303)
  const all = await text(manager, '/documents')
  const readers: [Seat | undefined, string[]][] = [
    [undefined, ['public']],
    [await organisationSeat('supmeca', 'company'), ['public']],
    [await somebody('supmeca', { paidUp: false }), ['public', 'network']],
    [await somebody('supmeca'), ['public', 'network', 'paid-up']],
    [manager, ['public', 'network', 'paid-up', 'staff']],
  ]
  for (const [seat, finds] of readers) {
    const read = (path: string) => request(HOST, path, seat ? { cookie: seat.cookie } : {})
    const list = await (await read('/documents')).text()
    expect(list).toContain(`data-total="${finds.length}"`)
    for (const audience of ['public', 'network', 'paid-up', 'staff']) {
      const found = finds.includes(audience)
      expect(list.includes(`Pour ${audience}`)).toBe(found)
      const answer = await read(`/documents/${idOf(all, `Pour ${audience}`)}`)
      expect(answer.status).toBe(found ? 200 : 404)
      if (!found) continue
      expect(Buffer.from(await answer.arrayBuffer()).equals(PDF)).toBe(true)
      expect(answer.headers.get('Content-Disposition')).toBe(`attachment; filename="pour-${audience}.pdf"`)
      expect(answer.headers.get('Cache-Control')).toBe('no-store')
    }
  }
  const id = idOf(all, 'Pour public')
  expect((await request('isep.localhost', `/documents/${id}`)).status).toBe(404)
  expect((await request(HOST, '/documents/x')).status).toBe(404)
})

test('who has not the task adds and deletes nothing; deleted, a file is gone at once', async () => {
  const member = await somebody('supmeca')
  expect((await send(member, { title: 'Intrus' })).status).toBe(403)
  await send(manager, { title: 'Passager' })
  const id = idOf(await text(manager, '/documents'), 'Passager')!
  expect((await post(member, DESK, { intent: 'remove', id })).status).toBe(403)
  expect((await get(member, `/documents/${id}`)).status).toBe(200)
  await post(manager, DESK, { intent: 'remove', id })
  expect((await get(manager, `/documents/${id}`)).status).toBe(404)
  expect(await text(manager, '/documents')).not.toContain('Intrus')
})

test('a zero byte in a form with a file is the visitor’s mistake, and adds nothing', async () => {
  expect((await send(manager, { title: 'Avant\0après' })).status).toBe(422)
  expect(await text(manager, DESK)).not.toContain('Avant')
})

test('what is no PDF, or has no name, is refused with its reason', async () => {
  const wrong = await send(manager, { title: '' }, Buffer.from('<html><script>1</script></html>'))
  expect(wrong.status).toBe(422)
  const body = await wrong.text()
  for (const said of ['Ce fichier n’est pas un PDF', 'Saisissez un titre']) expect(body).toContain(said)
})
