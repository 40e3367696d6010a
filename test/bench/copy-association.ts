/**
 * The same people once more under another association: many times faster than writing them, and every index grows as it
 * would.
 */
import type { EmbeddedServer } from '#app/db/embedded.ts'

/** What an association's people are made of. */
const TABLES = [
  ...['person', 'diploma', 'company', 'position', 'person_email', 'family_tie', 'friendship', 'search_token'],
  ...['token_deletion', 'organisation', 'account', 'account_login', 'membership_period', 'pass_period', 'role_grant'],
]

/** As the superuser, and with foreign keys unchecked: the rows are whole already. */
export function copyAssociation(server: EmbeddedServer, database: string, from: string, to: string): Promise<void> {
  const list = TABLES.map((table) => `'${table}'`).join(', ')
  return server.run(
    `DO $$ DECLARE one record; BEGIN
      SET LOCAL session_replication_role = replica;
      FOR one IN SELECT table_name AS name, string_agg(quote_ident(column_name), ', ') AS columns
        FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name IN (${list}) AND column_name <> 'tenantId' AND is_generated = 'NEVER'
        GROUP BY 1
      LOOP
        EXECUTE format('INSERT INTO %I ("tenantId", %s) SELECT %L, %s FROM %I WHERE "tenantId" = %L',
          one.name, one.columns, '${to}', one.columns, one.name, '${from}');
      END LOOP;
    END $$`,
    database,
  )
}
