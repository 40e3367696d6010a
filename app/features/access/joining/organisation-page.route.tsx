import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import type { FormAnswer } from '#app/context/form-answer.server.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Narrow } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import { AccessForm, useFields } from './access-form.tsx'
import { openOrganisation, saveOrganisation } from './own-organisation.server.ts'

/** GET and POST `/recruteurs/ma-page` and `/ecoles/ma-page` [N3, N4]. */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx, own } = await openOrganisation(args)
  const { recruiters, schools } = ctx.tenant.config
  const requires = (own.kind === 'company' ? recruiters?.requires : schools?.requires) ?? 'nothing'
  const waits = requires === 'validation' ? !own.validated : requires === 'completion' && !own.completed
  return {
    title: ctx.t('access:page.title'),
    own,
    shownPage: own.kind === 'company' ? href.companyEdit(own.id) : null,
    requires,
    waits,
    saved: ctx.url.searchParams.has('enregistre'),
    welcome: ctx.url.searchParams.has('bienvenue'),
    association: ctx.tenant.config.name,
  }
}

export async function action(args: ActionFunctionArgs) {
  return saveOrganisation(await openOrganisation(args), await sentForm(args.request))
}

export const meta = pageMeta
export const headers: HeadersFunction = () => ({ 'Cache-Control': 'no-store' })

const ORDER = ['name', 'about', 'website', 'contactName', 'phone']

export default function OrganisationPage() {
  const { t } = useTranslation('access')
  const { own, shownPage, requires, waits, saved, welcome, association } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as FormAnswer | undefined
  const stands = Object.fromEntries(ORDER.map((name) => [name, String(own[name as 'name'] ?? '')]))
  const fields = useFields(answer, stands)
  return (
    <Narrow>
      <PageHeading
        title={t('page.title')}
        lead={t(`page.lead.${own.kind}`, { association })}
        actions={
          shownPage && (
            <LinkButton look="secondary" to={shownPage}>
              {t('page.shown')}
            </LinkButton>
          )
        }
      />
      {welcome && !saved && !answer && (
        <Alert tone="success" title={t('page.welcome')}>
          <p>{t('page.welcomeText')}</p>
        </Alert>
      )}
      {saved && !answer && (
        <Alert tone="success" live>
          <p>{t('page.saved')}</p>
        </Alert>
      )}
      {waits && (
        <Alert tone={own.refused ? 'warning' : 'info'}>
          <p>{t(own.refused ? 'page.refused' : `page.waits.${requires}`, { association })}</p>
        </Alert>
      )}
      <AccessForm answer={answer} order={ORDER} send={t('page.send')}>
        {own.validated ? (
          <DefinitionList>
            <Definition term={t('fields.name')}>{own.name}</Definition>
          </DefinitionList>
        ) : (
          <TextInput {...fields('name')} autoComplete="organization" required />
        )}
        {(own.siret || own.country) && (
          <DefinitionList>
            {own.siret && <Definition term={t('fields.siret')}>{own.siret}</Definition>}
            {own.country && <Definition term={t('fields.country')}>{own.country}</Definition>}
          </DefinitionList>
        )}
        <Textarea {...fields('about')} hint={t('hints.about')} rows={8} maxLength={4000} required />
        <TextInput {...fields('website')} optional={t('optional')} inputMode="url" autoComplete="url" />
        <TextInput {...fields('contactName')} autoComplete="name" required />
        <TextInput {...fields('phone')} type="tel" autoComplete="tel" required />
      </AccessForm>
    </Narrow>
  )
}
