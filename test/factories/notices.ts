/** Notices and the mails about them: the rounds come by, and whatever waits leaves. */
import { setClock } from '#app/context/clock.ts'
import { tenantOfSlug } from '#app/context/tenants.ts'
import { type Sql, sql } from '#app/db/sql.ts'
import { fanOut } from '#app/domain/notices/fan-out.task.ts'
import { tellNews, tellNotices } from '#app/domain/notices/tell.task.ts'
import type { Mails } from '../setup/mails.ts'
import { post, type Somebody, somebody } from './groups.ts'
import { inside } from './world.ts'

export const SLUG = 'supmeca'
export const GROUP = 'afterwork'
export const CHOICES = '/parametres/abonnements?partie=notifications'
/** As mails lead to it. */
export const CHOICES_AT = '/parametres/abonnements#notifications'
/** A Wednesday. */
export const START = new Date('2026-03-04T10:00:00Z')
const HOUR = 3_600_000

export const run = (statement: (tenantId: string) => Sql) => inside(SLUG, (query, { id }) => query(statement(id)))
const addressOf = ({ id }: Somebody) => `${id}@exemple.fr`

/** So many hours after the start the rounds come by: mails that are due are put, and none leaves. */
export async function tell(hours: number): Promise<void> {
  const at = new Date(START.getTime() + hours * HOUR)
  setClock(at)
  const tenant = (await tenantOfSlug(SLUG))!
  await fanOut(tenant, at)
  await tellNotices(tenant, at)
  await tellNews(tenant, at)
}

export function tellingTo(mails: Mails) {
  /** Whatever waits leaves. @returns mails about notices to this person, in order */
  async function sent(who: Somebody) {
    return (await mails.send(SLUG))
      .filter(({ to, html }) => [to].flat()[0] === addressOf(who) && String(html).includes(CHOICES_AT))
      .map(({ subject, html }) => ({ subject: subject.replaceAll(/[\u00a0\u202f]/g, ' '), html: String(html) }))
  }
  const later = async (hours: number, who: Somebody) => {
    await tell(hours)
    return sent(who)
  }
  return { later, sent }
}

/** Steps that take a reader’s rights away. */
export const LEFT = (id: string, { id: who }: Somebody) => sql`DELETE FROM "group_member"
  WHERE "tenantId" = ${id} AND "personId" = ${who}`
export const KEPT_AWAY = (id: string, { id: who }: Somebody, author: Somebody) => sql`INSERT INTO "person_block"
  ("tenantId", "personId", "otherId", "at") VALUES (${id}, ${author.id}, ${who}, now()) RETURNING 1`

export async function pair(): Promise<[Somebody, Somebody]> {
  const people = [await somebody(SLUG), await somebody(SLUG)] as [Somebody, Somebody]
  for (const who of people) await post(who, `/groupes/${GROUP}`, { intent: 'join' })
  return people
}

export const choose = (who: Somebody, form: Record<string, string>) => post(who, CHOICES, form)
