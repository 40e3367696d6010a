/** `npm run db:diff`: fails, with the missing SQL, where prisma/schema says what the migrations do not. */
import { rmSync } from 'node:fs'
import { given } from '#app/context/env.ts'
import { scratchFolder, startEmbedded } from '#app/db/embedded.ts'
import { missingSql } from '../../prisma/engine.ts'
import { stopAll, stopLater, untilStopped } from './until-stopped.ts'

/** A server for the comparison alone: the migrations run in a database that is dropped afterwards. */
async function scratchUrl(): Promise<string> {
  const folder = scratchFolder('alumni-diff-')
  const server = await startEmbedded({ folder, settings: ['fsync=off'] })
  stopLater(() => rmSync(folder, { recursive: true, force: true }))
  stopLater(() => server.stop())
  return server.url('owner', 'postgres')
}

untilStopped(async () => {
  const missing = await missingSql(given('DATABASE_OWNER_URL') ?? (await scratchUrl()))
  if (missing !== '') console.error(`The migrations lack this:\n\n${missing}`)
  else console.log('Schema and migrations agree')
  await stopAll(missing === '' ? 0 : 1)
})
