/** Pages of the demo, each with its first version (S3, E7). */
import { type BulkTable, insertRows } from '#app/db/bulk.ts'
import type { Query } from '#app/db/transaction.ts'
import { uuidv7 } from '#app/db/uuid.ts'
import type { Scope } from '#app/domain/people/shared-entries.server.ts'
import { NO_END } from '#app/vocabulary/things.ts'
import { pagesOf } from './pages.data.ts'

const PAGES: BulkTable = {
  name: 'site_page',
  columns: {
    ...{ tenantId: 'uuid', id: 'uuid', slug: 'text', section: 'text', position: 'integer', title: 'text' },
    ...{ shown: 'integer', state: 'text', audience: 'text', visibleFrom: 'timestamptz', visibleUntil: 'timestamptz' },
    createdAt: 'timestamptz',
  },
  key: ['tenantId', 'id'],
}
const VERSIONS: BulkTable = {
  name: 'site_page_version',
  columns: { tenantId: 'uuid', pageId: 'uuid', n: 'integer', title: 'text', text: 'text', at: 'timestamptz' },
  key: ['tenantId', 'pageId', 'n'],
}
const DAY = 86_400_000

/** Writes the association's pages as they were published some months ago. */
export async function addPages(query: Query, scope: Scope, now: Date): Promise<void> {
  const at = new Date(now.getTime() - 120 * DAY)
  const times = { visibleFrom: at, visibleUntil: NO_END, createdAt: at }
  const pages = pagesOf(scope).map(({ text, ...page }, i) => ({
    row: { audience: 'public', ...page, tenantId: scope.id, id: uuidv7(at.getTime()), position: (i + 1) * 10 },
    text,
  }))
  const rows = pages.map(({ row }) => ({ ...row, ...times, shown: 1, state: 'published' }))
  await query(insertRows(PAGES, rows))
  const versions = pages.map(({ row, text }) => ({
    tenantId: scope.id,
    pageId: row.id,
    n: 1,
    title: row.title,
    text,
    at,
  }))
  await query(insertRows(VERSIONS, versions))
}
