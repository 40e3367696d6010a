/** The four steps after an activation: what stands, the setters of « Réglages » behind each, and whom one finds. */
import { redirect } from '@remix-run/node'
import type { Ctx } from '#app/context/open.ts'
import { notFound } from '#app/context/refusals.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { sql } from '#app/db/sql.ts'
import { ownPromotion } from '#app/features/people/directory/cohort.server.ts'
import { NOTHING } from '#app/features/people/directory/search.schema.ts'
import { searchDirectory } from '#app/features/people/directory/search.server.ts'
import { readPrivacy, savePrivacy } from '#app/features/people/privacy/privacy.server.ts'
import { readFiles, saveFile } from '#app/features/people/settings/own-files.server.ts'
import { type Owner, readOwn } from '#app/features/people/settings/own-record.server.ts'
import { addPosition, readPositions } from '#app/features/people/settings/positions.server.ts'
import { readSection, saveSection } from '#app/features/people/settings/section.server.ts'
import { mayFilterBy } from '#app/policy/ability.ts'
import { searchesAtHome } from '#app/policy/home.rules.ts'
import { isOneOf } from '#app/vocabulary/closed-list.ts'
import { STEPS, type Step, stepAfter, stepAt } from './steps.ts'

const wished = ({ url }: Ctx) => url.searchParams.get('etape') ?? STEPS[0]

export async function readWelcome(owner: Owner) {
  const { ctx } = owner
  const record = await readOwn(owner)
  const { source, values, version } = record
  const asked = wished(ctx)
  const step = isOneOf(STEPS, asked) ? asked : null
  if (!step && asked !== 'fin') throw notFound()
  const city = typeof values.homeCity === 'string' ? values.homeCity : null
  return {
    title: ctx.t('welcome:title'),
    ...{ handle: source.handle, version, step },
    photo: step === 'photo' ? readFiles(record).photo : null,
    positions: step === 'poste' ? readPositions(owner, record, true) : [],
    address: step === 'ville' ? readSection(owner, 'adresse', record) : null,
    presets: step === 'visibilite' ? await readPresets(owner) : [],
    near: step ? null : await countNear(ctx, city),
  }
}

/** The ready-made answers of « Confidentialité » in words: its texts weigh more than the step. */
async function readPresets(owner: Owner) {
  const { t } = owner.ctx
  const { presets } = await readPrivacy(owner)
  return presets.map(({ preset, count }) => ({
    ...{ preset, count },
    name: t(`privacy:presets.${preset}.name`),
    text: t(`privacy:presets.${preset}.text`),
    state: count > 0 ? t('privacy:presets.changes', { count }) : t('privacy:presets.current'),
  }))
}

export interface Near {
  promo: number
  /** Null where nobody of the year is found there: the count is of the whole year then. */
  city: string | null
  count: number
  more: boolean
}

/** Counts as the directory would for this viewer: by fields that each person shows them; null where it is closed. */
async function countNear(ctx: Ctx, city: string | null): Promise<Near | null> {
  const { ability, viewer } = ctx
  const promo = searchesAtHome(ability) && mayFilterBy(ability, 'promo') ? await ownPromotion(ctx) : undefined
  if (promo === undefined) return null
  const others = sql`p."id" <> ${viewer.personId}`
  if (city && mayFilterBy(ability, 'ville')) {
    const { total, more } = await searchDirectory(ctx, { ...NOTHING, promo, ville: city }, 0, others)
    if (total > 0) return { promo, city, count: total, more }
  }
  const { total, more } = await searchDirectory(ctx, { ...NOTHING, promo }, 0, others)
  return total > 0 ? { promo, city: null, count: total, more } : null
}

const SAVE: Record<Step, (owner: Owner, request: Request) => Promise<unknown>> = {
  photo: saveFile,
  poste: async (owner, request) => addPosition(owner, await sentForm(request)),
  ville: async (owner, request) => saveSection(owner, 'adresse', await sentForm(request)),
  visibilite: async (owner, request) => savePrivacy(owner, await sentForm(request)),
}

/** POST of a step: what « Réglages » does with the same form, then on to the next. */
export async function saveStep(owner: Owner, request: Request) {
  const step = wished(owner.ctx)
  if (!isOneOf(STEPS, step)) throw notFound()
  const answer = await SAVE[step](owner, request)
  return answer instanceof Response ? redirect(stepAt(stepAfter(step)), 303) : answer
}
