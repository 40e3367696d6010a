import { useTranslation } from 'react-i18next'
import { Title } from '#app/domain/search/person-line.tsx'
import { titleOf } from '#app/domain/search/row.ts'
import { Avatar } from '#app/ui/avatar.tsx'
import type { Other } from './correspondent.server.ts'

/** A face or initials of the other; silent, the name stands beside it. */
export function OtherFace({ other, name }: { other: Other; name: string }) {
  const { line, open } = other
  const photo = line?.fields.photo && open ? `${line.address}/photo` : undefined
  return <Avatar name={line ? titleOf(line) : name} photo={photo} lazy {...(photo ? { field: 'photo' } : {})} />
}

/** The other by name, each part with its field; « Un membre » for whom one may not know of. */
export function OtherName({ other }: { other: Other }) {
  const { t } = useTranslation('messages')
  if (other.mask) return other.mask
  if (other.organisation) return other.organisation
  if (other.line) return <Title line={other.line} />
  return t(other.gone ? 'gone' : 'hidden')
}
