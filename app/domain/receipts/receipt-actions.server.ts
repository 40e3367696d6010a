/** What the page of tax receipts asks for: issue one, all, void, void and issue anew. */
import type { Ctx } from '#app/context/open.ts'
import { sql } from '#app/db/sql.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import { audit } from '#app/domain/audit/audit.server.ts'
import { enqueue } from '#app/tasks/queue.ts'
import { type Issuer, issueReceipt, type ReceiptFault } from './tax-receipts.server.ts'
import { issueReceiptsTask } from './tax-receipts.task.ts'
import { voidReceipt } from './void-receipt.server.ts'

/** Undoes the transaction, number and all. */
class Refused extends Error {
  readonly fault: ReceiptFault
  constructor(fault: ReceiptFault) {
    super(fault)
    this.fault = fault
  }
}

function checked<T extends object>(answer: T | { fault: ReceiptFault }): T {
  if ('fault' in answer) throw new Refused(answer.fault as ReceiptFault)
  return answer
}

/** @returns why not, or undefined once it is done */
export async function changeReceipts(ctx: Ctx, form: FormData): Promise<ReceiptFault | undefined> {
  const year = Number(form.get('year'))
  if (!Number.isInteger(year) || year < 2000 || year > 2200) return 'gone'
  const intent = String(form.get('intent') ?? '')
  if (intent === 'batch') return startBatch(ctx, year)
  const issuer = issuerOf(ctx)
  try {
    await ctx.sql(async (query) => {
      if (intent === 'issue') {
        const { id } = checked(await issueReceipt(query, issuer, { key: String(form.get('donor') ?? ''), year }))
        await audit(query, ctx, 'books.tax-receipts', { subjectId: id, detail: { count: 1 } })
        return
      }
      const id = String(form.get('receipt') ?? '')
      const reason = String(form.get('reason') ?? '')
      const freed = checked(await voidReceipt(query, issuer, { id, reason }))
      await audit(query, ctx, 'books.tax-receipt-voided', { subjectId: id, detail: { reason } })
      if (intent === 'reissue') {
        const made = checked(await issueReceipt(query, issuer, freed))
        await audit(query, ctx, 'books.tax-receipts', { subjectId: made.id, detail: { count: 1 } })
      }
    })
  } catch (error) {
    if (error instanceof Refused) return error.fault
    throw error
  }
  return undefined
}

function issuerOf({ tenant, viewer, now }: Ctx): Issuer {
  return { tenant, accountId: viewer.accountId ?? null, now }
}

async function startBatch(ctx: Ctx, year: number): Promise<undefined> {
  const id = uuidv7(ctx.now.getTime())
  const isNew = await ctx.sql(async (query) => {
    await query(sql`SELECT pg_advisory_xact_lock(hashtext(${`receipts ${year}`}), hashtext(${ctx.tenant.id}))`)
    // One that is under way issues all there are: a second beside it would find nothing.
    const [under] = await query(sql`SELECT 1 FROM "tax_receipt_batch"
      WHERE "tenantId" = ${ctx.tenant.id} AND "giftYear" = ${year} AND "state" = 'asked'`)
    if (under) return false
    await query(sql`
      INSERT INTO "tax_receipt_batch" ("tenantId", "id", "giftYear", "accountId", "createdAt")
      VALUES (${ctx.tenant.id}, ${id}, ${year}, ${ctx.viewer.accountId ?? null}::uuid, ${ctx.now})`)
    await audit(query, ctx, 'books.tax-receipts', { subjectId: id, detail: { year: String(year) } })
    return true
  })
  if (!isNew) return undefined
  await enqueue(issueReceiptsTask, { tenantId: ctx.tenant.id, batchId: id })
  return undefined
}
