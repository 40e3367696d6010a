/**
 * Opens the database that a command works on: the one that `DATABASE_URL` names, or else the embedded one of demo and
 * development.
 */
import { existsSync } from 'node:fs'
import { env, given, setEnvironment } from '#app/context/env.ts'
import { closeDatabase, openDatabase } from '#app/db/client.ts'
import { prepareEmbedded } from './database.ts'
import { stopLater } from './until-stopped.ts'

/**
 * For commands run by `untilStopped`: what is opened is closed when they stop. An embedded server that runs already,
 * the demo's for instance, is joined and left running.
 * @throws naming the variables that are missing beside DATABASE_URL
 */
export async function connect(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile()
  if (given('DATABASE_URL') === undefined) {
    const { variables } = await prepareEmbedded((server) => stopLater(() => server.stop()))
    setEnvironment(variables)
  }
  const { DATABASE_URL: appUrl, DATABASE_PLATFORM_URL: platformUrl } = env()
  openDatabase({ appUrl, platformUrl, max: 4 })
  stopLater(closeDatabase)
}
