import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { open } from '../../context/open.ts'
import { Card } from '../../ui/card.tsx'
import { Definition, DefinitionList } from '../../ui/definition-list.tsx'
import { Stack } from '../../ui/layout.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { pageMeta } from '../../ui/page-meta.ts'
import { periodText } from './period-text.ts'
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
    entries: registerOf(config).map(({ activity, basis, periods, themes, readers }) => ({
      ...{ activity, basis, themes, readers },
      periods: periods.map(({ kind, period }) => ({ kind, text: periodText(t, period) })),
    })),
    transfers: config.processing.transfers.map(({ to, what, basis }) => ({
      to: to[language],
      what: what[language],
      basis,
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
      {entries.map(({ activity, basis, themes, readers, periods }) => (
        <Card key={activity} id={activity} title={t(`activities.${activity}.title`)}>
          <DefinitionList>
            <Definition term={t('register.purpose')}>{t(`activities.${activity}.purpose`)}</Definition>
            <Definition term={t('register.basis')}>{t(`bases.${basis}`)}</Definition>
            <Definition term={t('register.people')}>{t(`activities.${activity}.people`)}</Definition>
            <Definition term={t('register.data')}>
              {[t(`activities.${activity}.data`), ...themes.map((theme) => t(`themes.${theme}`))].join(' ; ')}
            </Definition>
            <Definition term={t('register.recipients')}>
              {readers.map((role) => t(`roles.${role}`)).join(', ') || t('register.noReaders')}
            </Definition>
            <Definition term={t('register.period')}>
              {periods.length === 0
                ? t('register.asLong')
                : periods
                    .map(({ kind, text }) => t('register.periodOf', { what: t(`classes.${kind}`), text }))
                    .join(' ; ')}
            </Definition>
          </DefinitionList>
        </Card>
      ))}
      <Card id="transferts" title={t('register.transfers')}>
        {transfers.length === 0 ? (
          <p>{t('register.noTransfers')}</p>
        ) : (
          <DefinitionList>
            {transfers.map(({ to, what, basis }) => (
              <Definition key={to} term={to}>
                {what} ({t(`bases.${basis}`)})
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
