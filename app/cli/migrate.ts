/**
 * `npm run db:migrate`: applies the migrations as the owner, to DATABASE_OWNER_URL or else to the embedded database.
 */
import { existsSync } from 'node:fs'
import { given } from '#app/context/env.ts'
import { migrate, prepareEmbedded } from './database.ts'
import { stopAll, stopLater, untilStopped } from './until-stopped.ts'

/** The role that the queue's tables are opened to: that of DATABASE_URL. */
function appRole(): string | undefined {
  const url = given('DATABASE_URL')
  return url === undefined ? undefined : decodeURIComponent(new URL(url).username)
}

untilStopped(async () => {
  if (existsSync('.env')) process.loadEnvFile()
  const ownerUrl = given('DATABASE_OWNER_URL')
  if (ownerUrl) {
    const applied = await migrate(ownerUrl, appRole())
    console.log(applied.length > 0 ? applied.join('\n') : 'Nothing to apply')
  } else {
    await prepareEmbedded((server) => stopLater(() => server.stop()))
    console.log('The embedded database is up to date')
  }
  await stopAll(0)
})
