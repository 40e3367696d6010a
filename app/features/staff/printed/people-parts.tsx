import type { SerializeFrom } from '@remix-run/node'
import { useTranslation } from 'react-i18next'
import * as href from '#app/addresses.ts'
import { Anchor } from '#app/ui/anchor.tsx'
import { Card } from '#app/ui/card.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Cell, ColumnHead, RowHead, Table } from '#app/ui/table.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import type { readPrinted } from './printed.server.ts'

type Page = Extract<SerializeFrom<typeof readPrinted>, { closed: false }>

/** Who receives a copy, and the file of each. */
export function Copies({ run, copies }: { run: string; copies: Page['copies'] }) {
  const { t } = useTranslation('printed')
  const head = (
    <>
      <ColumnHead number>{t('copy.number')}</ColumnHead>
      <ColumnHead>{t('copy.person')}</ColumnHead>
      <ColumnHead>{t('copy.file')}</ColumnHead>
    </>
  )
  return (
    <Card id="exemplaires" title={t('copy.title')}>
      <p className="reading">{copies.length > 0 ? t('copy.text') : t('copy.none')}</p>
      {copies.length > 0 && (
        <>
          <Table id="table-exemplaires" caption={t('copy.title')} captionHidden head={head}>
            {copies.map(({ number, handle, name, own }) => (
              <tr key={number} data-person={handle}>
                <Cell number>{number}</Cell>
                <RowHead>
                  {name}
                  {own && <span className="block text-sm text-muted">{t('copy.own')}</span>}
                </RowHead>
                <Cell>
                  <Anchor to={href.printedFile(run, String(number))}>
                    {t('copy.get')} <span className="sr-only">{t('copy.getOf', { number })}</span>
                  </Anchor>
                </Cell>
              </tr>
            ))}
          </Table>
          <p>
            <Anchor to={`${href.extraction}?liste=annuaire-papier&set=labels&why=print`}>{t('copy.labels')}</Anchor>
          </p>
        </>
      )}
    </Card>
  )
}

/** Who is in, or who is not and why. */
export function PrintedPeople({ list: { shown, page, people, more } }: { list: Page['list'] }) {
  const { t } = useTranslation('printed')
  const at = (liste: string, to = 1) => `${href.printed}?${new URLSearchParams({ liste, page: String(to) })}#liste`
  const liste = shown === 'present' ? 'inscrits' : 'absents'
  const tabs = [
    { to: at('absents'), text: t('list.absent'), current: shown === 'absent' },
    { to: at('inscrits'), text: t('list.present'), current: shown === 'present' },
  ]
  const head = (
    <>
      <ColumnHead>{t('list.name')}</ColumnHead>
      <ColumnHead>{t('list.why')}</ColumnHead>
    </>
  )
  return (
    <section id="liste" className="stack" aria-labelledby="liste-titre">
      <h2 id="liste-titre" className="text-xl">
        {t('list.title')}
      </h2>
      <Tabs label={t('list.title')} tabs={tabs} />
      {people.length === 0 ? (
        <p>{t('list.nobody')}</p>
      ) : (
        <Table id="table-liste" caption={t('list.caption')} captionHidden head={head}>
          {people.map(({ handle, name, why }) => (
            <tr key={handle} data-person={handle} data-why={why}>
              <RowHead>
                <Anchor to={href.member(handle)}>{name}</Anchor>
              </RowHead>
              <Cell>{t(`list.reasons.${why}`)}</Cell>
            </tr>
          ))}
        </Table>
      )}
      {(page > 1 || more) && (
        <Pagination
          label={t('list.title')}
          summary={t('list.page', { page })}
          previous={page > 1 ? { to: at(liste, page - 1), text: t('list.previous') } : null}
          next={more ? { to: at(liste, page + 1), text: t('list.next') } : null}
        />
      )}
    </section>
  )
}
