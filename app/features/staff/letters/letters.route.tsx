import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Mail from 'lucide-react/icons/mail'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { countText, shortDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Form } from '#app/ui/form.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { beginLetter, readLettersDesk } from './desk.server.ts'
import { TONES } from './tones.ts'

/** GET `/admin/lettres`; POST begins a letter (S12). */
export async function loader(args: LoaderFunctionArgs) {
  return readLettersDesk(await open(args, { needs: 'letters' }))
}

export async function action(args: ActionFunctionArgs) {
  return beginLetter(await open(args, { needs: 'letters' }))
}

export const meta = pageMeta

export default function Letters() {
  const { t, i18n } = useTranslation('letters')
  const { title, letters, outcome, writes } = useLoaderData<typeof loader>()
  const write = writes && (
    <Form method="post">
      <Button>{t('new')}</Button>
    </Form>
  )
  return (
    <>
      <PageHeading title={title} lead={t('lead')} actions={letters.length > 0 && write} />
      {outcome === 'removed' && (
        <Alert tone="success" live>
          {t('outcome.removed')}
        </Alert>
      )}
      {letters.length === 0 ? (
        <EmptyState icon={Mail} title={t('none')} action={write}>
          <p>{t(writes ? 'noneText' : 'noList')}</p>
        </EmptyState>
      ) : (
        <Table
          id="lettres"
          caption={t('caption')}
          head={
            <>
              <ColumnHead>{t('subject')}</ColumnHead>
              <ColumnHead>{t('state')}</ColumnHead>
              <ColumnHead>{t('at')}</ColumnHead>
              <ColumnHead>{t('list')}</ColumnHead>
              <ColumnHead number>{t('leftHead')}</ColumnHead>
            </>
          }
        >
          {letters.map((one) => (
            <tr key={one.id} data-letter={one.id} data-state={one.state}>
              <RowHead>
                <Anchor to={one.state === 'draft' ? href.letter(one.id) : href.letterSending(one.id)}>
                  {one.title}
                </Anchor>
              </RowHead>
              <Cell>
                <Badge tone={TONES[one.state]}>{t(`states.${one.state}`)}</Badge>
              </Cell>
              <Cell>{shortDay(one.at, i18n.language)}</Cell>
              <Cell>{one.list}</Cell>
              <Cell number>{one.left === null ? '–' : countText(one.left, i18n.language)}</Cell>
            </tr>
          ))}
        </Table>
      )}
    </>
  )
}
