/** `/groupes/:group/envois`: mails of those who run the group to its people (S14; A21). */
import { data, redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import type { Ctx } from '#app/context/open.ts'
import { forbidden, notFound } from '#app/context/refusals.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { FoundGroup } from '#app/domain/groups/find-groups.server.ts'
import { groupMailTask } from '#app/domain/groups/group-mail.task.ts'
import { addMail, changeMail, readMail, readMails, withdrawMail } from '#app/domain/groups/group-mails.server.ts'
import { firstMailState, mailsGroup, runsGroup, seesMembers } from '#app/policy/group.rules.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { mailWordsIn } from './mail-words.ts'
import { groupAt } from './open-group.server.ts'

const groupOf = (ctx: Ctx, slug: string): Promise<FoundGroup> => ctx.sql((query) => groupAt(ctx, query, slug))

export async function readMailsPage(ctx: Ctx, slug: string) {
  const group = await groupOf(ctx, slug)
  if (!seesMembers(ctx.ability, group.id)) throw forbidden()
  return {
    title: ctx.t('groups:mails.of', { name: group.name }),
    group: { slug: group.slug, name: group.name },
    mails: await readMails(ctx, group.id),
    writes: mailsGroup(ctx.ability, group),
    runs: runsGroup(ctx.ability, group.id),
    done: ctx.url.searchParams.get('fait'),
  }
}

/** @throws Response 404 for a mail that this viewer may not read, as for one that is not there */
export async function readMailPage(ctx: Ctx, slug: string, id: string) {
  const group = await groupOf(ctx, slug)
  const mail = await readMail(ctx, group.id, id)
  if (!mail) throw notFound()
  return {
    title: mail.subject,
    formKey: uuidv7(),
    group: { slug: group.slug, name: group.name },
    mail,
    runs: runsGroup(ctx.ability, group.id),
    writes: mailsGroup(ctx.ability, group),
    own: mail.author !== null && ctx.account?.handle === mail.author.handle,
    done: ctx.url.searchParams.get('fait'),
  }
}

/** POST `intent=withdraw`. */
export async function changeMailPage(ctx: Ctx, slug: string, id: string, form: FormData) {
  const { group, mail, runs } = await readMailPage(ctx, slug, id)
  if (!runs || form.get('intent') !== 'withdraw') throw forbidden()
  const done = await ctx.sql((query) => withdrawMail(ctx, query, mail.id))
  return redirect(`${href.groupMail(group.slug, id)}?fait=${done ? 'withdrawn' : 'gone'}`, 303)
}

/**
 * The form of a new mail, or of one's own that nobody received yet.
 * @throws Response 403 for who does not run the group, or of a mail by somebody else
 */
export async function readMailForm(ctx: Ctx, slug: string, id: string | undefined) {
  const group = await groupOf(ctx, slug)
  if (!mailsGroup(ctx.ability, group)) throw forbidden()
  const mail = id ? await readMail(ctx, group.id, id) : undefined
  if (id && !mail?.open) throw notFound()
  if (mail && !mail.rewrites) throw forbidden()
  return {
    title: ctx.t(mail ? 'groups:write.change' : 'groups:mails.write'),
    formKey: uuidv7(),
    group: { slug: group.slug, name: group.name },
    words: mail ? { subject: mail.subject, text: mail.text } : null,
    readFirst: firstMailState(ctx.tenant.config, ctx.ability) === 'pending',
  }
}

/** POST `subject`, `text`. @throws as {@link readMailForm} */
export async function writeMail(ctx: Ctx, { slug, id }: { slug: string; id: string | undefined }, form: FormData) {
  await readMailForm(ctx, slug, id)
  const { typed, errors } = mailWordsIn(form)
  if (Object.keys(errors).length > 0) return data({ errors, typed }, { status: 422 })
  const written = await ctx.sql(async (query) => {
    const group = await groupAt(ctx, query, slug)
    return id ? changeMail(ctx, query, id, typed) : addMail(ctx, query, group, typed)
  })
  if (!written) return redirect(`${href.groupMail(slug, id!)}?fait=gone`, 303)
  if (written.state === 'approved') await enqueue(groupMailTask, { tenantId: ctx.tenant.id })
  return redirect(`${href.groupMail(slug, written.id)}?fait=${written.state === 'pending' ? 'pending' : 'leaves'}`, 303)
}
