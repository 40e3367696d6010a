import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { periodText } from '#app/domain/data-rights/period-text.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cookies, Periods, Purposes, Readers, Rights } from './policy-parts.tsx'
import { consentsAsked, periodsOf, readersOf, registerOf } from './register.ts'

/** GET `/confidentialite`: the privacy policy, worked out from the association's rules (S17, N10, P7). */
export async function loader(args: LoaderFunctionArgs) {
  const { tenant, t, language } = await open(args)
  const { config } = tenant
  return {
    title: t('rights:policy.title'),
    name: config.name,
    contact: config.processing.officer?.email ?? config.contactEmail,
    entries: registerOf(config).map(({ activity, bases }) => ({
      ...{ activity, bases },
      purpose: config.processing.purposes?.[activity]?.[language] ?? null,
    })),
    readers: config.kind === 'federation' ? [] : readersOf(config),
    consents: consentsAsked(config),
    transfers: config.processing.transfers.map(({ to, what }) => ({ to: to[language], what: what[language] })),
    periods: periodsOf(config).map(({ kind, period }) => ({ kind, text: periodText(t, period) })),
  }
}

export const meta = pageMeta

export default function Policy() {
  const { t } = useTranslation('rights')
  const page = useLoaderData<typeof loader>()
  return (
    <Stack>
      <PageHeading title={page.title} lead={t('policy.lead', { name: page.name })} />
      <Purposes entries={page.entries} />
      {page.readers.length > 0 && (
        <Readers readers={page.readers} consents={page.consents} transfers={page.transfers} />
      )}
      <Periods periods={page.periods} />
      <Rights contact={page.contact} />
      <Cookies />
      <p className="reading">
        <Anchor to={href.register}>{t('policy.register')}</Anchor>
      </p>
    </Stack>
  )
}
