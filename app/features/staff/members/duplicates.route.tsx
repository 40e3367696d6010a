import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import Users from 'lucide-react/icons/users'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { open } from '#app/context/open.ts'
import { sentForm } from '#app/context/sent-form.ts'
import { shortDay } from '#app/i18n/format.ts'
import { Alert } from '#app/ui/alert.tsx'
import { Anchor } from '#app/ui/anchor.tsx'
import { Button } from '#app/ui/button.tsx'
import { Disclosure } from '#app/ui/disclosure.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Form } from '#app/ui/form.tsx'
import { Row, Rows } from '#app/ui/list-row.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { PairRow, SettledRow } from './duplicate-rows.tsx'
import { readDuplicates, settleDuplicates } from './merge.server.ts'

/** GET and POST `/admin/doublons`. */
export async function loader(args: LoaderFunctionArgs) {
  return readDuplicates(await open(args, { needs: 'people' }))
}

export async function action(args: ActionFunctionArgs) {
  return settleDuplicates(await open(args, { needs: 'people' }), await sentForm(args.request))
}

export const meta = pageMeta

const DONE = ['merge', 'undo', 'distinct', 'suspect', 'gone']

export default function Duplicates() {
  const { t, i18n } = useTranslation('admin')
  const { title, done, pairs, settled, merges } = useLoaderData<typeof loader>()
  const said = DONE.find((one) => one === done)
  const [likely, unlikely] = [pairs.filter((pair) => !pair.unlikely), pairs.filter((pair) => pair.unlikely)]
  return (
    <>
      <PageHeading title={title} lead={t('merge.lead')} />
      {said && (
        <Alert tone={said === 'gone' ? 'warning' : 'success'} live>
          {t(`merge.done.${said}`)}
        </Alert>
      )}
      {likely.length === 0 ? (
        <EmptyState icon={Users} title={t('merge.none')}>
          <p>{t('merge.noneWhy')}</p>
        </EmptyState>
      ) : (
        <Rows data-total={likely.length}>
          {likely.map((pair) => (
            <PairRow key={`${pair.one.handle} ${pair.other.handle}`} pair={pair} />
          ))}
        </Rows>
      )}
      {unlikely.length > 0 && (
        <Disclosure framed summary={t('merge.unlikely', { count: unlikely.length })}>
          <p className="reading mb-4">{t('merge.unlikelyWhy')}</p>
          <Rows plain>
            {unlikely.map((pair) => (
              <PairRow key={`${pair.one.handle} ${pair.other.handle}`} pair={pair} />
            ))}
          </Rows>
        </Disclosure>
      )}
      {settled.length > 0 && (
        <>
          <h2 className="text-xl">{t('merge.settled')}</h2>
          <Rows>
            {settled.map(({ at, ...pair }) => (
              <SettledRow
                key={`${pair.one.handle} ${pair.other.handle}`}
                pair={pair}
                day={shortDay(at, i18n.language)}
              />
            ))}
          </Rows>
        </>
      )}
      {merges.length > 0 && (
        <>
          <h2 className="text-xl">{t('merge.recent')}</h2>
          <Rows>
            {merges.map(({ id, goneHandle, handle, by, at, undoUntil }) => (
              <Row
                key={id}
                title={<Anchor to={href.member(handle)}>{`${goneHandle} → ${handle}`}</Anchor>}
                note={t('merge.by', {
                  who: by ?? '–',
                  day: shortDay(at, i18n.language),
                  until: shortDay(undoUntil, i18n.language),
                })}
                end={
                  <Form method="post">
                    <input type="hidden" name="merge" value={id} />
                    <Button small look="secondary" name="intent" value="undo">
                      {t('merge.undo')} <span className="sr-only">{goneHandle}</span>
                    </Button>
                  </Form>
                }
              />
            ))}
          </Rows>
        </>
      )}
    </>
  )
}
