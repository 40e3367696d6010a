/** What a process checks before it answers anybody. */
import { sql } from '#app/db/sql.ts'
import { outsideTenants } from '#app/db/transaction.ts'

interface RoleFacts {
  name: string
  superuser: boolean
  bypasses: boolean
  owns: boolean
}

/**
 * @returns `current_user`, for the log
 * @throws where the role of DATABASE_URL could step over row level security: superuser, BYPASSRLS, or owner of a table
 */
export async function checkDatabaseRole(): Promise<string> {
  const [role] = await outsideTenants((query) =>
    query<RoleFacts>(sql`
      SELECT current_user::text AS name, r.rolsuper AS superuser, r.rolbypassrls AS bypasses,
        EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
          AND pg_has_role(current_user, c.relowner, 'MEMBER')) AS owns
      FROM pg_roles r WHERE r.rolname = current_user`),
  )
  const fault = role?.superuser
    ? 'a superuser'
    : role?.bypasses
      ? 'BYPASSRLS'
      : role?.owns
        ? 'an owner of the tables'
        : ''
  if (!role || fault)
    throw new Error(`DATABASE_URL: the role ${role?.name ?? ''} is ${fault}; the site runs as the role app only`)
  return role.name
}

/** @returns names of the migrations that the database has finished; {@link checkDatabaseRole}'s role may read them. */
export async function appliedMigrations(): Promise<string[]> {
  const rows = await outsideTenants((query) =>
    query<{ migration_name: string }>(sql`
      SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`),
  )
  return rows.map((row) => row.migration_name)
}
