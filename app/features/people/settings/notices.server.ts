/**
 * « Notifications »: how one hears of what concerns one, by kind, by group, by article; each closer choice
 * goes before the others (A23).
 */
import { redirect } from '@remix-run/node'
import { refused } from '#app/context/form-answer.server.ts'
import { type Args, type Ctx, open } from '#app/context/open.ts'
import { forbidden } from '#app/context/refusals.ts'
import { toSql } from '#app/db/condition.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { type FoundGroup, findGroup, findGroups } from '#app/domain/groups/find-groups.server.ts'
import { lockGroup, stepIn } from '#app/domain/groups/places.server.ts'
import { applyChoices, type Choices, choose, readChoices } from '#app/domain/notices/choices.server.ts'
import { may } from '#app/policy/ability.ts'
import { entersGroups, isIn } from '#app/policy/group.rules.ts'
import { whereVisible } from '#app/policy/thing.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { NOTICE_CHOICES, type NoticeChoice, USUAL_VOLUMES, VOLUMES, type Volume } from '#app/vocabulary/notices.ts'
import { savedAt } from './sections.ts'

export interface Chooser {
  ctx: Ctx
  accountId: string
}

/** @throws Response 302 for who is signed out */
export async function openChooser(args: Args): Promise<Chooser> {
  const ctx = await open(args, { needs: 'account' })
  if (!ctx.account) throw forbidden()
  return { ctx, accountId: ctx.account.accountId }
}

/** Kinds that may ever be told to this viewer. */
function choicesFor({ ability, viewer }: Ctx): NoticeChoice[] {
  const groups = entersGroups(ability) && viewer.personId !== undefined
  const isFor: Record<NoticeChoice, boolean> = {
    ...{ mention: groups, comment: groups, post: groups, answer: groups },
    ...{ document: viewer.personId !== undefined, 'association-news': viewer.personId !== undefined },
    ...{ 'contact-asked': viewer.personId !== undefined, 'contact-accepted': viewer.personId !== undefined },
    ...{ news: viewer.personId !== undefined, 'join-asked': (viewer.leads ?? []).length > 0 },
    waiting: may(ability, 'moderation') || may(ability, 'groups'),
  }
  return NOTICE_CHOICES.filter((one) => isFor[one])
}

/** Articles with a choice of their own, as far as the viewer reads them. */
function itemsOf({ tenant, ability, now }: Ctx, query: Query, { item }: Choices) {
  return query<RowOf<'post', 'id' | 'title'>>(sql`SELECT x."id", x."title" FROM "post" x
    WHERE x."tenantId" = ${tenant.id} AND x."id" = ANY(${[...item.keys()]}::uuid[])
      AND x."state" = 'published' AND ${toSql(whereVisible({ ability, now }, 'Post'), 'x')}
    ORDER BY x."visibleFrom" DESC LIMIT 50`)
}

async function refusesMails({ tenant, viewer }: Ctx, query: Query): Promise<boolean> {
  const rows = await query(sql`SELECT 1 AS "one" FROM "person" WHERE "tenantId" = ${tenant.id}
    AND "id" = ${viewer.personId ?? null}::uuid AND "emailingConsent" IS FALSE`)
  return rows.length > 0
}

const inGroups = (groups: readonly FoundGroup[]) => groups.filter(({ mine }) => isIn(mine))

export async function readNoticeChoices({ ctx, accountId }: Chooser) {
  const { tenant, ability } = ctx
  const read = await ctx.sql(async (query) => {
    const choices = await readChoices({ query, tenant }, accountId)
    const groups = entersGroups(ability) ? inGroups(await findGroups(ctx, query)) : []
    return { choices, groups, items: await itemsOf(ctx, query, choices), refuses: await refusesMails(ctx, query) }
  })
  const { choices, groups, items, refuses } = read
  const usual = (kind: NoticeChoice): Volume => (refuses && kind !== 'contact-asked' ? 'site' : USUAL_VOLUMES[kind])
  return {
    formKey: uuidv7(),
    refuses,
    kinds: choicesFor(ctx).map((kind) => ({ kind, volume: choices.kind.get(kind) ?? usual(kind) })),
    groups: groups.map(({ id, slug, name, mine }) => {
      return { id, slug, name, volume: mine.muted ? ('never' as const) : (choices.group.get(id) ?? null) }
    }),
    items: items.map(({ id, title }) => ({ id, title, volume: choices.item.get(id)! })),
  }
}

/** POST `kind.<kind>`, `group.<slug>`, `item.<article>`: a volume; of groups and articles empty for « as above ». */
export async function saveNoticeChoices({ ctx, accountId }: Chooser, form: FormData) {
  const sent = [...form].flatMap(([name, value]) => {
    const [scope, about] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)]
    return scope === 'kind' || scope === 'group' || scope === 'item' ? [{ scope, about, value: String(value) }] : []
  })
  if (sent.some(({ scope, value }) => !isOneOf(VOLUMES, value) && (scope === 'kind' || value !== '')))
    return refused(form, { notifications: ['choice'] })
  await ctx.sql(async (query) => {
    const unit = { query, tenant: ctx.tenant, now: ctx.now }
    const before = await readChoices(unit, accountId)
    const [kinds, refuses] = [choicesFor(ctx), await refusesMails(ctx, query)]
    for (const { scope, about, value } of sent) {
      const volume = isOneOf(VOLUMES, value) ? value : null
      if (scope === 'kind' && isOneOf(kinds, about)) {
        // What was usual and stays so is no choice: it follows the usual.
        const usual = refuses && about !== 'contact-asked' ? 'site' : USUAL_VOLUMES[about]
        if (before.kind.has(about) || volume !== usual) await choose(unit, accountId, { scope, about, volume })
      }
      if (scope === 'group') await chooseForGroup(ctx, query, accountId, { slug: about, volume })
      if (scope === 'item' && before.item.has(about)) await choose(unit, accountId, { scope, about, volume })
    }
    await applyChoices(unit, accountId)
  })
  return redirect(savedAt('notifications'), 303)
}

/** A group of which one wants to hear nothing is the one that its own page calls muted. */
async function chooseForGroup(
  ctx: Ctx,
  query: Query,
  accountId: string,
  { slug, volume }: { slug: string; volume: Volume | null },
): Promise<void> {
  const group = await findGroup(ctx, query, slug)
  if (!group || !isIn(group.mine)) return
  const silent = volume === 'never'
  if (silent !== group.mine.muted) {
    await lockGroup(ctx, query, group)
    await stepIn(ctx, query, group, { step: silent ? 'mute' : 'unmute', note: null })
  }
  const unit = { query, tenant: ctx.tenant, now: ctx.now }
  await choose(unit, accountId, { scope: 'group', about: group.id, volume: silent ? null : volume })
}
