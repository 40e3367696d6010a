/** What transactions announce (NOTIFY), heard on one connection of its own that comes back when it was lost. */
import { listener } from './client.ts'

/** Milliseconds before another try, at first and at most. */
const AGAIN = { first: 500, most: 10_000 }

export interface Listening {
  stop(): Promise<void>
}

type Hear = (payload: string | null) => void

async function connect(channel: string, hear: Hear) {
  const client = listener()
  client.on('notification', ({ payload }) => hear(payload ?? null))
  // Its end is told besides, and heard below.
  client.on('error', () => {})
  await client.connect()
  await client.query(`LISTEN "${channel}"`)
  return client
}

/**
 * @param channel a plain identifier
 * @param hear each payload; `null` when the connection was away meanwhile and something may have been missed
 * @returns once it listens; rejects where the first connection fails
 */
export async function listenTo(channel: string, hear: Hear): Promise<Listening> {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let client = await connect(channel, hear)
  const comeBack = (wait: number) => {
    if (stopped) return
    timer = setTimeout(async () => {
      const again = await connect(channel, hear).catch(() => undefined)
      // Away still: every page that asks for something says so; the next try is longer off.
      if (!again) return comeBack(Math.min(wait * 2, AGAIN.most))
      client = again
      client.once('end', () => comeBack(AGAIN.first))
      if (stopped) await client.end()
      else hear(null)
    }, wait).unref()
  }
  client.once('end', () => comeBack(AGAIN.first))
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await client.end()
    },
  }
}
