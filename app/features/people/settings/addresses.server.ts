/** « Adresses e-mail »: which are proven, which in error, and where mail to the address for life goes (I4, I5, S13). */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { refused } from '#app/context/form-answer.server.ts'
import { sendMailsTask } from '#app/domain/mail/send.task.ts'
import { chooseRedirects, redirectsOf } from '#app/domain/people/lifetime-addresses.server.ts'
import { foldAddress } from '#app/domain/people/person-tables.ts'
import { emailIn, preferredEmail } from '#app/domain/people/projection.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { type Owner, type OwnRecord, readOwn } from './own-record.server.ts'
import { sendProof } from './prove-email.server.ts'
import { savedAt } from './sections.ts'

export async function readAddresses({ ctx, personId }: Owner, { source }: OwnRecord) {
  const chosen = await ctx.sql((query) => redirectsOf(query, ctx.tenant.id, personId))
  const preferred = preferredEmail(source.emails)
  const own = source.emails
    .filter(({ kind }) => kind !== 'lifetime')
    .toSorted((a, b) => a.kind.localeCompare(b.kind) || a.rank - b.rank)
  return {
    sent: ctx.url.searchParams.get('fait') === 'lien',
    addresses: own.map((email) => ({
      ...{ id: email.id, slot: `${email.kind}${email.rank}`, address: email.address },
      ...{ verified: email.verifiedAt !== null, invalid: email.invalid, preferred: email === preferred },
    })),
    lifetime: source.emails.find(({ kind }) => kind === 'lifetime')?.address ?? null,
    chosen: chosen.map(foldAddress),
  }
}

/** POST `verifier=<id>`: sends the link; POST `intent=redirect`: where mail for life goes. */
export async function saveAddresses(owner: Owner, form: FormData) {
  if (form.get('intent') === 'redirect') return saveRedirects(owner, form)
  const { ctx, personId } = owner
  const { source } = await readOwn(owner)
  const email = source.emails.find(({ id, kind }) => id === form.get('verifier') && kind !== 'lifetime')
  if (!email) return refused(form, { verifier: ['choice'] })
  const proof = {
    ...{ personId, address: email.address, language: ctx.language },
    before: emailIn(source.emails, 'personal')?.address ?? null,
  }
  const sent = await ctx.sql((query) => sendProof(query, ctx.tenant.id, proof, ctx.now))
  if (!sent) return refused(form, { verifier: ['tooManyProofs'] })
  await enqueue(sendMailsTask, { tenantId: ctx.tenant.id })
  return redirect(`${href.ownContact}?fait=lien#adresses`, 303)
}

async function saveRedirects(owner: Owner, form: FormData) {
  const { ctx, personId } = owner
  const { source } = await readOwn(owner)
  const own = source.emails.filter(({ kind, verifiedAt }) => kind !== 'lifetime' && verifiedAt !== null)
  const wanted = form.getAll('redirect').map((one) => foldAddress(String(one)))
  const known = new Set(own.map(({ address }) => foldAddress(address)))
  if (wanted.some((address) => !known.has(address))) return refused(form, { redirect: ['notProven'] })
  await ctx.sql((query) => chooseRedirects(query, ctx.tenant.id, personId, wanted))
  return redirect(savedAt('adresses'), 303)
}
