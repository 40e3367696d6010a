/** People who edit and read while something happens to the site: what was answered to whom, and what of it is kept. */
import { sql } from '#app/db/sql.ts'
import { type Editor, HOST, somebody } from './editor.ts'
import { askSite } from './site-processes.ts'
import { inside } from './world.ts'

const SLUG = 'supmeca'

interface Writer {
  editor: Editor
  /** The last number that was sent, and the last one whose answer said that it was saved. */
  sent: number
  saved: number
}

export interface Traffic {
  /** Answers by status; -1 for a connection that broke before its answer. */
  counts: Map<number, number>
  /** Answers 503 without a Retry-After. */
  silent: number
  /** The longest that an answer took, in milliseconds. */
  slowest: number
  stop(): Promise<void>
  /** @returns writers whose row holds less than what was answered as saved, or what they never sent */
  lost(): Promise<string[]>
}

/**
 * @param ports of the web processes; asked for anew each time, as a balancer would
 * @param writers how many people save one number after another; each has somebody reading beside
 */
export async function startTraffic(ports: () => readonly number[], writers: number): Promise<Traffic> {
  const all: Writer[] = []
  for (let i = 0; i < writers; i += 1) all.push({ editor: await somebody(), sent: 0, saved: 0 })
  const traffic = { counts: new Map<number, number>(), silent: 0, slowest: 0 }
  let isOn = true
  let turn = 0
  const hear = async (wish: Parameters<typeof askSite>[2]) => {
    const open = ports()
    // Whose door is shut has taken nothing: the next one is asked, as a balancer does.
    for (let tries = 0; tries < Math.max(open.length, 1); tries += 1) {
      const answer = await askSite(open[turn++ % open.length]!, HOST, wish)
      if (answer.status === 0 && tries + 1 < open.length) continue
      traffic.counts.set(answer.status, (traffic.counts.get(answer.status) ?? 0) + 1)
      if (answer.status === 503 && !answer.headers['retry-after']) traffic.silent += 1
      traffic.slowest = Math.max(traffic.slowest, answer.ms)
      return answer.status
    }
    return 0
  }
  const write = async (writer: Writer) => {
    while (isOn) {
      const { cookie } = writer.editor
      writer.sent += 1
      const value = writer.sent
      const form = { firstName: 'Alix', lastName: 'Trafic', civility: '', birthDate: '', birthPlace: `Ville ${value}` }
      if ((await hear({ path: '/parametres/fiche?partie=identite', cookie, form })) === 303) writer.saved = value
    }
  }
  const read = async ({ editor: { cookie } }: Writer) => {
    while (isOn) await hear({ path: '/parametres/fiche', cookie })
  }
  const loops = all.flatMap((writer) => [write(writer), read(writer)])
  const stop = async () => {
    isOn = false
    await Promise.all(loops)
  }
  return Object.assign(traffic, { stop, lost: () => lostOf(all) })
}

async function lostOf(writers: readonly Writer[]): Promise<string[]> {
  const rows = await inside(SLUG, (query, { id }) =>
    query<{ id: string; place: string | null }>(
      sql`SELECT "id", "birthPlace" AS "place" FROM "person" WHERE "tenantId" = ${id}`,
    ),
  )
  return writers.flatMap(({ editor, sent, saved }) => {
    const held = Number(rows.find(({ id }) => id === editor.id)?.place?.replace('Ville ', '') ?? 0)
    return saved > 0 && held >= saved && held <= sent ? [] : [`saved ${saved}, sent ${sent}, holds ${held}`]
  })
}
