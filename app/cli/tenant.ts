/**
 * `npm run tenant -- check [slug] | diff <slug> [other file] | apply <slug> | schema`: tenant files from the command
 * line (interface.md, "Commands"). Exit status 0 when all is well, 1 when a file is wrong, 2 when the command is.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { sql } from '#app/db/sql.ts'
import { onPlatform } from '#app/db/transaction.ts'
import { diffTenants } from '#app/tenant/diff.ts'
import { diffText } from '#app/tenant/diff-words.ts'
import { tenantJsonSchema } from '#app/tenant/json-schema.ts'
import { loadTenantFile, parseTenant, type TenantFileError, tenantErrorText, tenantsIn } from '#app/tenant/load.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'
import { applyPending, pendingChange } from './apply-tenant.ts'
import { connect } from './connect.ts'
import { stopAll, untilStopped } from './until-stopped.ts'

const FOLDER = 'tenants'
const USAGE = `npm run tenant -- check [slug]              validates one association, or all of them together
npm run tenant -- diff <slug>               what applying its file would change
npm run tenant -- diff <slug> <file>        what <file>, an earlier tenant.yaml, would become
npm run tenant -- apply <slug>              puts its file in force as a new version
npm run tenant -- stripe <slug> <acct_…> [live]  whose connected account of Stripe it is
npm run tenant -- schema                    writes ${FOLDER}/tenant.schema.json for editors`

/** @returns the exit status; everything it has to say goes to the console. */
export function runTenantCommand([command, slug, file]: string[]): number {
  if (command === 'check') return check(slug)
  if (command === 'diff' && slug && file) return diff(slug, file)
  if (command === 'schema') {
    writeFileSync(join(FOLDER, 'tenant.schema.json'), `${JSON.stringify(tenantJsonSchema(), null, 2)}\n`)
    return 0
  }
  console.error(USAGE)
  return 2
}

/** One file is checked with all the others in view: a federation is wrong or right as a whole. */
function check(slug?: string): number {
  const loaded = tenantsIn(FOLDER)
  if (!loaded.ok) {
    const mine = slug ? loaded.errors.filter((error) => error.file.startsWith(join(FOLDER, slug, ''))) : loaded.errors
    if (mine.length) return complain(mine)
  }
  if (slug && loaded.ok && !loaded.configs.some((config) => config.slug === slug)) {
    const alone = loadTenantFile(join(FOLDER, slug))
    return alone.ok ? 0 : complain(alone.errors)
  }
  console.log(slug ? `${slug}: valid` : `${loaded.ok ? loaded.configs.length : 0} associations: valid`)
  return 0
}

function diff(slug: string, file: string): number {
  const [before, after] = [parseTenant(readFileSync(file, 'utf8'), file), loadTenantFile(join(FOLDER, slug))]
  if (!before.ok) return complain(before.errors)
  if (!after.ok) return complain(after.errors)
  printDiff(before.config, after.config)
  return 0
}

/** Prints what applying `to` over `from` would change; also what `apply` shows before it writes a version. */
export function printDiff(from: TenantConfig, to: TenantConfig): void {
  const lines = diffText(diffTenants(from, to), 'en')
  console.log(lines.length ? lines.join('\n') : 'nothing changes')
}

function complain(errors: TenantFileError[]): number {
  for (const error of errors) console.error(tenantErrorText(error))
  return 1
}

/** Shows what the file changes against the version in force and, to apply it, does so. */
async function againstDatabase(slug: string, wanted: 'diff' | 'apply'): Promise<void> {
  await connect()
  const pending = await pendingChange(slug)
  const { before, lines } = pending
  console.log(before ? lines.join('\n') || 'nothing changes' : `${slug} is new here`)
  if (wanted === 'diff') return
  const { version, changed } = await applyPending(pending)
  console.log(changed ? `${slug}: version ${version} is in force` : `${slug}: version ${version} stays in force`)
}

/** Says whose connected account of Stripe it is; again, it replaces the association's account. */
async function connectStripe(slug: string, account: string, livemode: boolean): Promise<void> {
  if (!/^acct_\w+$/.test(account)) throw new Error(`“${account}” is no account of Stripe, such as acct_1A2b3C`)
  await connect()
  const tenant = await tenantOfSlug(slug)
  if (!tenant) throw new Error(`there is no association “${slug}” here`)
  await onPlatform(async (query) => {
    await query(sql`DELETE FROM "stripe_account" WHERE "tenantId" = ${tenant.id}`)
    await query(
      sql`INSERT INTO "stripe_account" ("id", "tenantId", "livemode") VALUES (${account}, ${tenant.id}, ${livemode})`,
    )
  })
  console.log(`${slug}: payments on line go to ${account}${livemode ? '' : ' (test mode)'}`)
}

function main([command, slug, file, mode]: string[]): void {
  if (command === 'stripe' && slug && file)
    untilStopped(async () => {
      await connectStripe(slug, file, mode === 'live')
      await stopAll(0)
    })
  else if (slug && ((command === 'diff' && !file) || command === 'apply'))
    untilStopped(async () => {
      await againstDatabase(slug, command)
      await stopAll(0)
    })
  else process.exitCode = runTenantCommand(process.argv.slice(2))
}

if (import.meta.main) main(process.argv.slice(2))
