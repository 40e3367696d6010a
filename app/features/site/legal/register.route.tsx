import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '#app/context/open.ts'
import { periodText } from '#app/domain/data-rights/period-text.ts'
import { basesIn } from '#app/tenant/processing.schema.ts'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { registerOf } from './register.ts'

/** GET `/registre`: the register of processing (GDPR, article 30), as the rules in force make it (P7). */
export async function loader(args: LoaderFunctionArgs) {
  const { tenant, t, language } = await open(args)
  const { config } = tenant
  return {
    title: t('rights:register.title'),
    controller: config.name,
    contact: config.processing.officer ?? { name: '', email: config.contactEmail },
    version: tenant.version,
    entries: registerOf(config).map(({ activity, bases, periods, themes, readers }) => ({
      ...{ activity, bases, themes, readers },
      // What the association says itself, in its words.
      purpose: config.processing.purposes?.[activity]?.[language] ?? null,
      data: config.processing.data?.[activity]?.[language] ?? null,
      recipients: config.processing.recipients?.[activity]?.[language] ?? null,
      periods: periods.map(({ kind, period }) => ({ kind, text: periodText(t, period) })),
    })),
    transfers: config.processing.transfers.map(({ to, what, basis }) => ({
      to: to[language],
      what: what[language],
      bases: basesIn(basis),
    })),
  }
}

export const meta = pageMeta

export default function Register() {
  const { t } = useTranslation('rights')
  const { title, controller, contact, version, entries, transfers } = useLoaderData<typeof loader>()
  return (
    <Stack>
      <PageHeading title={title} lead={t('register.lead', { name: controller })} />
      <DefinitionList>
        <Definition term={t('register.controller')}>{controller}</Definition>
        <Definition term={t('register.contact')}>
          {contact.name ? `${contact.name}, ${contact.email}` : contact.email}
        </Definition>
        <Definition term={t('register.version')}>{version}</Definition>
      </DefinitionList>
      {entries.map((entry) => (
        <Processing key={entry.activity} {...entry} />
      ))}
      <Card id="transferts" title={t('register.transfers')}>
        {transfers.length === 0 ? (
          <p>{t('register.noTransfers')}</p>
        ) : (
          <DefinitionList>
            {transfers.map(({ to, what, bases }) => (
              <Definition key={to} term={to}>
                {what} ({bases.map((basis) => t(`bases.${basis}`)).join(' ; ')})
              </Definition>
            ))}
          </DefinitionList>
        )}
        <p className="reading">{t('register.processors')}</p>
      </Card>
      <Card id="securite" title={t('register.security')}>
        <p className="reading">{t('register.securityText')}</p>
      </Card>
    </Stack>
  )
}

type ProcessingProps = ReturnType<typeof useLoaderData<typeof loader>>['entries'][number]

function Processing({ activity, bases, themes, readers, periods, purpose, data, recipients }: ProcessingProps) {
  const { t } = useTranslation('rights')
  const kinds = [
    t(`activities.${activity}.data`),
    ...(data ? [data] : []),
    ...themes.map((theme) => t(`themes.${theme}`)),
  ]
  const roles = readers.map((role) => t(`roles.${role}`)).join(', ')
  return (
    <Card id={activity} title={t(`activities.${activity}.title`)}>
      <DefinitionList>
        <Definition term={t('register.purpose')}>{purpose ?? t(`activities.${activity}.purpose`)}</Definition>
        <Definition term={t('register.basis')}>{bases.map((basis) => t(`bases.${basis}`)).join(' ; ')}</Definition>
        <Definition term={t('register.people')}>{t(`activities.${activity}.people`)}</Definition>
        <Definition term={t('register.data')}>{kinds.join(' ; ')}</Definition>
        <Definition term={t('register.recipients')}>
          {[roles, recipients].filter(Boolean).join(' ; ') || t('register.noReaders')}
        </Definition>
        <Definition term={t('register.period')}>
          {periods.length === 0
            ? t('register.asLong')
            : periods.map(({ kind, text }) => t('register.periodOf', { what: t(`classes.${kind}`), text })).join(' ; ')}
        </Definition>
      </DefinitionList>
    </Card>
  )
}
