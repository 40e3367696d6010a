/**
 * `npm start [-- worker]`: a web process (or a worker) in production, from `build` and the environment (.env.example).
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { env, given, setEnvironment } from '#app/context/env.ts'

if (existsSync('.env')) process.loadEnvFile()
setEnvironment({ NODE_ENV: 'production' })

try {
  env()
  const built = join(given('BUILD_DIRECTORY') ?? 'build', 'server', 'index.js')
  if (!existsSync(built)) throw new Error(`There is no ${built}: run “npm run build” first`)
  await import('#app/server.ts')
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
