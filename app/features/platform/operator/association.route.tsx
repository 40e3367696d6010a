import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { openOperator } from '#app/context/operator.ts'
import { longMoment } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Card } from '#app/ui/card.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { pageMeta } from '#app/ui/page-meta.ts'
import { type AssociationVersion, readAssociation } from './associations.server.ts'
import { OperatorHead } from './operator-head.tsx'

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await openOperator(args, { needs: 'operator' })
  const association = await readAssociation(args.params?.slug, ctx.language)
  return { title: association.name, email: ctx.operator!.email, association }
}

export const meta = pageMeta

export default function Association() {
  const { t } = useTranslation('operator')
  const { title, email, association } = useLoaderData<typeof loader>()
  const { slug, kind, version, hosts, federation, versions } = association
  return (
    <Stack>
      <OperatorHead title={title} email={email} />
      <Card id="association" title={t('association.title')}>
        <DefinitionList>
          <Definition term={t('association.slug')}>{slug}</Definition>
          <Definition term={t('home.kind')}>{t(`kinds.${kind}`)}</Definition>
          {federation && <Definition term={t('home.federation')}>{federation}</Definition>}
          <Definition term={t('home.hosts')}>{hosts.join(', ')}</Definition>
        </DefinitionList>
      </Card>
      {versions.map((one) => (
        <Version key={one.number} inForce={one.number === version} {...one} />
      ))}
    </Stack>
  )
}

function Version({ number, author, appliedAt, diff, inForce }: AssociationVersion & { inForce: boolean }) {
  const { t, i18n } = useTranslation('operator')
  const day = longMoment(appliedAt, i18n.language)
  return (
    <Card
      id={`version-${number}`}
      title={t('association.version', { number })}
      aside={inForce && <Badge tone="success">{t('association.inForce')}</Badge>}
    >
      <p className="text-muted">{t('association.by', { day, author })}</p>
      {!diff && <p>{t('association.first')}</p>}
      {diff && (
        <ul className="list-disc pl-6">
          {diff.map((line) => (
            <li key={line} className="break-words">
              {line}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
