/** When a person hears of unread messages by mail, and whether the mail says what was written (S12). */
import type { Scoped, Unit } from '#app/context/unit.ts'
import type { RowOf } from '#app/db/rows.ts'
import { sql } from '#app/db/sql.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { MESSAGE_DELAYS, type MessageDelay, USUAL_DELAY } from '#app/vocabulary/message-delays.ts'

export interface MessageSetting {
  delay: MessageDelay
  withText: boolean
}

/** @returns what the person chose; a quarter of an hour and no text where they never did */
export async function messageSettingOf(
  { query, tenant }: Scoped<{ id: string }>,
  personId: string,
): Promise<MessageSetting> {
  const [row] = await query<
    RowOf<'message_setting', 'delay' | 'withText'>
  >(sql`SELECT "delay", "withText" FROM "message_setting"
    WHERE "tenantId" = ${tenant.id} AND "personId" = ${personId}`)
  return { delay: isOneOf(MESSAGE_DELAYS, row?.delay) ? row.delay : USUAL_DELAY, withText: row?.withText ?? false }
}

/** Holds for messages to come; what is due already leaves as it was. */
export async function chooseMessageSetting(
  { query, tenant, now }: Unit<{ id: string }>,
  personId: string,
  { delay, withText }: MessageSetting,
): Promise<void> {
  await query(sql`INSERT INTO "message_setting" ("tenantId", "personId", "delay", "withText", "at")
    VALUES (${tenant.id}, ${personId}, ${delay}, ${withText}, ${now})
    ON CONFLICT ("tenantId", "personId") DO UPDATE SET "delay" = EXCLUDED."delay", "withText" = EXCLUDED."withText",
      "at" = EXCLUDED."at"`)
}
