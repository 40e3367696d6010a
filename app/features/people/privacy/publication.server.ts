/** « Publier mon profil » (N2): what one looks for, a few lines, a pseudonym, a look at it, then the act itself. */
import { redirect } from '@remix-run/node'
import * as href from '#app/addresses.ts'
import { civilDay } from '#app/calendar/civil-day.ts'
import { outdated, readForm, refused } from '#app/context/form-answer.server.ts'
import { notFound } from '#app/context/refusals.ts'
import { applyValues } from '#app/domain/people/apply-values.ts'
import type { PersonSource, PersonValues } from '#app/domain/people/person-source.ts'
import { hideProfile, isPublished, openProfile, tellsName } from '#app/domain/people/publication.ts'
import { sealFor } from '#app/domain/people/seal.server.ts'
import { type Owner, readOwn, saveOwn } from '#app/features/people/settings/own-record.server.ts'
import { lines, type Question, text } from '#app/features/people/settings/questions.ts'
import { sectionSchema } from '#app/features/people/settings/section.schema.ts'
import { standing, withKept } from '#app/features/people/settings/section.server.ts'
import { longDay } from '#app/i18n/format.ts'

export const STEPS = ['but', 'contenu', 'pseudo', 'apercu'] as const
export type Step = (typeof STEPS)[number]

/** @throws Response 404 where profiles are not published by an act */
function purposesOf({ ctx }: Owner): readonly string[] {
  const { publication } = ctx.tenant.config
  if (!publication) throw notFound()
  return publication.purposes
}

function questionsOf(owner: Owner, step: Step): readonly Question[] {
  const asked: Record<Step, readonly Question[]> = {
    but: [{ field: 'purpose', control: 'choice', required: true, options: purposesOf(owner) }],
    contenu: [
      text('speciality'),
      text('homeCity', { most: 120, autoComplete: 'address-level2' }),
      { field: 'homeCountry', control: 'country', most: 80, autoComplete: 'country-name' },
      { field: 'skills', control: 'words', most: 2000 },
      lines('bio', { most: 4000 }),
    ],
    pseudo: [text('pseudonym', { required: true, most: 40, autoComplete: 'nickname' })],
    apercu: [],
  }
  return asked[step]
}

const at = (step: Step) => `${href.ownPublication}?etape=${step}`

/** What has to be said before anything is published. */
function missing(owner: Owner, values: PersonValues): Step | undefined {
  if (!purposesOf(owner).includes(String(values.purpose))) return 'but'
  return values.pseudonym ? undefined : 'pseudo'
}

/** What others will read, as text; the list shows the first of it. */
const SHOWN = ['pseudonym', 'purpose', 'speciality', 'homeCity', 'homeCountry', 'skills', 'bio'] as const

export async function readPublication(owner: Owner) {
  const { ctx } = owner
  purposesOf(owner)
  const record = await readOwn(owner)
  const { values, source } = record
  const published = isPublished(ctx.tenant.config, source)
  const asked = STEPS.find((one) => one === ctx.url.searchParams.get('etape'))
  const lacks = missing(owner, values)
  const step = asked ?? (published ? null : 'but')
  if (step === 'apercu' && lacks) throw redirect(at(lacks), 303)
  const questions = step ? withKept(questionsOf(owner, step), record) : []
  const day = typeof values.publishedAt === 'string' ? longDay(`${values.publishedAt}T12:00:00Z`, ctx.language) : null
  return {
    title: ctx.t('privacy:publish.title'),
    handle: source.handle,
    version: record.version,
    published,
    day,
    step,
    done: ctx.url.searchParams.get('fait'),
    questions,
    stands: standing(questions, values),
    shown: SHOWN.flatMap((field) => {
      const value = values[field]
      const words = Array.isArray(value) ? value.join(', ') : String(value ?? '')
      return words ? [{ field, value, words }] : []
    }),
  }
}

/** POST of a step, or `intent` publish, refresh or withdraw. @returns a redirect, or the answers to correct */
export async function savePublication(owner: Owner, form: FormData) {
  purposesOf(owner)
  const intent = form.get('intent')
  if (intent === 'publish' || intent === 'refresh' || intent === 'withdraw') return act(owner, intent)
  const step = STEPS.find((one) => one === form.get('etape'))
  if (!step || step === 'apercu') throw notFound()
  const { values } = await readOwn(owner)
  const questions = questionsOf(owner, step)
  const submission = readForm(form, sectionSchema(questions, values))
  if (submission.status !== 'success') return refused(form, submission.error)
  const { version, ...answers } = submission.value as Record<string, unknown> & { version: string }
  const pseudonym = String(answers.pseudonym ?? '')
  if (step === 'pseudo' && form.get('keep') !== 'yes' && tellsName(pseudonym, namesOf(values)))
    return refused(form, { pseudonym: ['privacy:publish.pseudo.yourName'] })
  const changes = Object.fromEntries(questions.map(({ field }) => [field, answers[field] ?? null]))
  const saved = await saveOwn(owner, version, (source) => apply(owner, source, changes))
  if (saved.conflict !== undefined) return outdated(form, saved.conflict)
  return redirect(at(STEPS[STEPS.indexOf(step) + 1]!), 303)
}

const namesOf = ({ firstName, lastName, diplomaName }: PersonValues) =>
  [firstName, lastName, diplomaName].map((name) => (name ? String(name) : null))

function apply({ ctx }: Owner, source: PersonSource, changes: Parameters<typeof applyValues>[1]): void {
  applyValues(source, changes, sealFor(ctx.tenant.id, source.id))
}

/** The act itself: from now on, and as of today, others see the profile; or no longer. */
async function act(owner: Owner, intent: 'publish' | 'refresh' | 'withdraw') {
  const { config } = owner.ctx.tenant
  const { values, source: stands } = await readOwn(owner)
  const lacks = intent !== 'withdraw' && missing(owner, values)
  if (lacks) return redirect(at(lacks), 303)
  // Only what is published can be put on top.
  if (intent === 'refresh' && !isPublished(config, stands)) return redirect(at('apercu'), 303)
  await saveOwn(owner, '', (source) => {
    if (intent === 'withdraw') return hideProfile(config, source)
    openProfile(config, source)
    apply(owner, source, { publishedAt: civilDay(owner.ctx.now) })
  })
  return redirect(`${href.ownPublication}?fait=${intent}`, 303)
}
