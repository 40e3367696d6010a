import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { Form } from '#app/ui/form.tsx'
import { Actions } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { merge, readComparison } from './merge.server.ts'

/** GET and POST `/admin/doublons/comparer?garde=&absorbe=`: two records side by side, a value chosen for each field. */
export async function loader(args: LoaderFunctionArgs) {
  return readComparison(await open(args, { needs: 'people' }))
}

export async function action(args: ActionFunctionArgs) {
  return merge(await open(args, { needs: 'people' }), await sentForm(args.request))
}

export const meta = pageMeta

export default function Compare() {
  const { t } = useTranslation('admin')
  const { title, kept, gone, lines, refused: shut } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const refused = answer?.refused ?? shut
  const differing = lines.filter(({ differs }) => differs)
  const same = lines.filter(({ differs }) => !differs)
  const swap = `${href.compareDuplicates}?garde=${encodeURIComponent(gone.handle)}&absorbe=${encodeURIComponent(kept.handle)}`
  return (
    <>
      <PageHeading
        title={title}
        lead={t('merge.compare.lead', { kept: kept.label, gone: gone.label })}
        above={
          <Breadcrumbs
            label={t('trail')}
            items={[{ to: href.duplicates, text: t('merge.title') }, { text: kept.name }]}
          />
        }
        actions={
          <LinkButton look="secondary" small to={swap}>
            {t('merge.compare.swap')}
          </LinkButton>
        }
      />
      {refused && (
        <Alert tone="error" live={Boolean(answer)}>
          {t(`merge.refused.${refused}`)}
        </Alert>
      )}
      <Form method="post" className="form-stack">
        {differing.map(({ field, kept: one, gone: other }) => (
          <RadioGroup
            key={field}
            name={`field-${field}`}
            legend={t(`fields.${field}`)}
            defaultValue="kept"
            options={[
              { value: 'kept', label: one ?? '', hint: t('merge.compare.kept') },
              { value: 'gone', label: other ?? '', hint: t('merge.compare.gone') },
            ]}
          />
        ))}
        <Disclosure framed summary={t('merge.compare.same', { count: same.length })}>
          <DefinitionList>
            {same.map(({ field, kept: one, gone: other }) => (
              <Definition key={field} term={t(`fields.${field}`)}>
                {one ?? other}
              </Definition>
            ))}
          </DefinitionList>
        </Disclosure>
        <ul className="reading list-disc pl-6">
          <li>{t('merge.compare.rows')}</li>
          <li>{t('merge.compare.privacy')}</li>
          {gone.account && <li>{t(kept.account ? 'merge.compare.twoAccounts' : 'merge.compare.oneAccount')}</li>}
          <li>{t('merge.compare.undo')}</li>
        </ul>
        {!refused && (
          <Actions>
            <Button look="danger">{t('merge.compare.send')}</Button>
            <LinkButton look="secondary" to={href.duplicates}>
              {t('back')}
            </LinkButton>
          </Actions>
        )}
      </Form>
    </>
  )
}
