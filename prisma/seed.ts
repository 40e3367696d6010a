/** The demo's content. Run at each start of the demo: what is there already stays. */
import { applyTenant } from '#app/context/tenant-versions.ts'
import { closeDatabase, openDatabase } from '#app/db/client.ts'
import { tenantErrorText, tenantsIn } from '#app/tenant/load.ts'
import type { TenantConfig } from '#app/tenant/schema.ts'

export interface SeedOptions {
  appUrl: string
  platformUrl: string
  /** The database was made anew. */
  reset: boolean
}

/** Federations first: their members name them. */
function inOrder(configs: TenantConfig[]): TenantConfig[] {
  return [...configs].sort((a, b) => Number(b.kind === 'federation') - Number(a.kind === 'federation'))
}

/** Puts every association of `tenants/` in force on its local host. */
export async function seedDemo({ appUrl, platformUrl }: SeedOptions): Promise<void> {
  openDatabase({ appUrl, platformUrl, max: 4 })
  try {
    const loaded = tenantsIn('tenants')
    if (!loaded.ok) throw new Error(loaded.errors.map(tenantErrorText).join('\n'))
    for (const config of inOrder(loaded.configs))
      await applyTenant({ config, author: 'demo', diff: '', hosts: [`${config.slug}.localhost`] })
  } finally {
    await closeDatabase()
  }
}
