/** « Abonnements »: the association's lists, each on or off, and how one wants to be written to (S12). */
import { redirect } from '@remix-run/node'
import { refused } from '#app/context/form-answer.server.ts'
import type { Query } from '#app/db/transaction.ts'
import { findGroups } from '#app/domain/groups/find-groups.server.ts'
import { groupListId } from '#app/domain/groups/group-list.server.ts'
import {
  CHANNELS,
  type Channel,
  choicesOf,
  chooseCorrespondence,
  chooseList,
  correspondenceOf,
} from '#app/domain/mail/subscriptions.server.ts'
import { chooseMessageSetting, messageSettingOf } from '#app/domain/messages/settings.server.ts'
import { isLanguage } from '#app/i18n/language.ts'
import { isIn } from '#app/policy/group.rules.ts'
import { isPaidUp } from '#app/policy/money.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { MESSAGE_DELAYS } from '#app/vocabulary/message-delays.ts'
import { type Owner, readOwn } from './own-record.server.ts'
import { savedAt } from './sections.ts'

export async function readSubscriptions(owner: Owner) {
  const { ctx, personId } = owner
  const { config, id } = ctx.tenant
  const { source, values } = await readOwn(owner)
  const { choices, correspondence, messages, groups } = await ctx.sql(async (query) => ({
    choices: await choicesOf(query, id, personId),
    correspondence: await correspondenceOf(query, id, personId),
    groups: await findGroups(ctx, query),
    messages: await messageSettingOf({ query, tenant: { id } }, personId),
  }))
  const paidUp = isPaidUp(ctx.viewer)
  const has = (channel: Channel) =>
    channel === 'preferred' ||
    (channel === 'paper' ? values.homeAddress !== null : source.emails.some(({ kind }) => kind === channel))
  return {
    ...correspondence,
    ...{ messages, sendsTexts: config.messages.text === 'chosen' },
    channels: CHANNELS.filter((channel) => has(channel) || channel === correspondence.channel),
    refusesMails: values.emailingConsent === false,
    asksSchool: config.consents.school?.asked ?? false,
    groups: groups
      .filter(({ mine }) => isIn(mine))
      .map(({ slug, name, mine }) => ({ slug, name, on: mine.mailed, muted: mine.muted })),
    lists: config.mailingLists.map((list) => ({
      ...{ id: list.id, name: list.name[ctx.language], paper: list.channel === 'paper' },
      ...{ on: choices.get(list.id) ?? list.on, waits: list.paidOnly && !paidUp, paidOnly: list.paidOnly },
    })),
  }
}

/**
 * POST: `list` for each list wanted, `group` for each group whose mails are (with `groups`, which older forms lack),
 * `channel`, `language`, `messageDelay`, `messageText`. Of lists only what differs from before is kept as a decision.
 */
export async function saveSubscriptions(owner: Owner, form: FormData) {
  const { ctx, personId } = owner
  const { config, id } = ctx.tenant
  const channel = CHANNELS.find((one) => one === form.get('channel'))
  const language = form.get('language')
  if (!channel || !isLanguage(language)) return refused(form, { [channel ? 'language' : 'channel']: ['choice'] })
  // A form of before this choice was there keeps what was chosen.
  const delay = form.get('messageDelay') ?? undefined
  if (delay !== undefined && !isOneOf(MESSAGE_DELAYS, delay)) return refused(form, { messageDelay: ['choice'] })
  const wanted = new Set(form.getAll('list').map(String))
  await ctx.sql(async (query) => {
    const choices = await choicesOf(query, id, personId)
    for (const list of config.mailingLists) {
      const on = wanted.has(list.id)
      if (on === (choices.get(list.id) ?? list.on)) continue
      await chooseList({ query, tenant: { id }, now: ctx.now }, personId, { listId: list.id, on, source: 'page' })
    }
    const unit = { query, tenant: { id }, now: ctx.now }
    if (form.has('groups')) await chooseGroups(owner, query, new Set(form.getAll('group').map(String)))
    await chooseCorrespondence(unit, personId, { channel, language })
    if (delay) await chooseMessageSetting(unit, personId, { delay, withText: form.get('messageText') === 'yes' })
  })
  return redirect(savedAt('abonnements'), 303)
}

/** Of one's groups only what differs from before is kept. @param wanted their names in addresses */
async function chooseGroups({ ctx, personId }: Owner, query: Query, wanted: ReadonlySet<string>): Promise<void> {
  const unit = { query, tenant: ctx.tenant, now: ctx.now }
  for (const { id, slug, mine } of await findGroups(ctx, query)) {
    const on = wanted.has(slug)
    if (isIn(mine) && on !== mine.mailed)
      await chooseList(unit, personId, { listId: groupListId(id), on, source: 'page' })
  }
}
