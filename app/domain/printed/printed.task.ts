/** The printed directory as queued work: a worker that dies is replaced, and the next one goes on. */
import { now } from '#app/context/clock.ts'
import { tenantOfId } from '#app/context/tenants.ts'
import { defineTask } from '#app/tasks/registry.ts'

type RunIds = { tenantId: string; runId: string }

/** Closes the list of an edition. */
export const freezeTask = defineTask<RunIds>({
  name: 'printed.freeze',
  async run({ tenantId, runId }, { signal }) {
    const { freezeEdition } = await import('./freeze.server.ts')
    const tenant = await tenantOfId(tenantId)
    if (tenant) await freezeEdition({ tenant, runId, now: now(), signal })
  },
})

/** Makes the file of an edition. */
export const drawTask = defineTask<RunIds>({
  name: 'printed.draw',
  async run({ tenantId, runId }, { signal }) {
    const { drawEdition } = await import('./draw-edition.server.ts')
    const tenant = await tenantOfId(tenantId)
    if (tenant) await drawEdition({ tenant, runId, now: now(), signal })
  },
})
