/** Starts the demo's doubles of third parties (`demo-doubles.ts`). */
import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { childEnvironment, given } from '#app/context/env.ts'

export interface Doubles {
  child: ChildProcess
  /** What web and worker have to be told; keys of the real services, where somebody gave them, are left alone. */
  variables: Record<string, string>
}

/** Events of third parties say which association they are of: any host takes them. */
function anyHost(): string {
  const file = join('tenants', 'demo-accounts.json')
  const accounts: { tenant: string }[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
  return `${accounts[0]?.tenant ?? 'www'}.localhost`
}

/** @param variables those of the site, `DEMO=1` and `PORT` among them */
export function startDoubles(variables: Record<string, string>): Promise<Doubles> {
  const child = fork('app/cli/demo-doubles.ts', [], {
    env: childEnvironment({ ...variables, DEMO_HOST: anyHost() }),
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((ready, fail) => {
    child.once('message', (told: Record<string, string>) => ready({ child, variables: withoutReal(told) }))
    child.once('exit', (code) => fail(new Error(`the doubles of third parties ended with status ${code}`)))
  })
}

const REAL = { RESEND: 'RESEND_API_KEY', STRIPE: 'STRIPE_SECRET_KEY' } as const

/** With a real key in the environment the real service is asked. */
function withoutReal(told: Record<string, string>): Record<string, string> {
  const real = Object.entries(REAL).flatMap(([service, key]) => (given(key) ? [`${service}_`] : []))
  return Object.fromEntries(Object.entries(told).filter(([name]) => !real.some((service) => name.startsWith(service))))
}
