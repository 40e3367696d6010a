/** Statistics of tables, by which the database plans its searches. */
import pg from 'pg'

/** Counts what tables hold, so that the first searches after much was written are planned well. */
export async function countTables(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('ANALYZE')
  } finally {
    await client.end()
  }
}
