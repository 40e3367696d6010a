import { useTranslation } from 'react-i18next'
import type { FieldId } from '#app/vocabulary/fields.ts'
import { Line } from './profile-line.tsx'
import type { ShownFields } from './shown.ts'

/** Fields that a card writes together, in one line or block, before its others. */
export const TOGETHER: Record<string, readonly FieldId[]> = {
  place: ['homeAddress', 'homePostcode', 'homeCity', 'homeCountry'],
  brief: ['diploma', 'promotion', 'speciality'],
}

/** An address as on an envelope; studies as one says them: « Ingénieur ISEP · Promo 2010 · Mécatronique ». */
export function Together({ card, fields }: { card: string; fields: ShownFields }) {
  const { t } = useTranslation('profile')
  const of = TOGETHER[card]?.filter((field) => fields[field]?.text) ?? []
  if (of.length === 0) return null
  const lines = card === 'place' ? ADDRESS_LINES : [of]
  const there = lines.filter((line) => line.some((field) => of.includes(field)))
  return (
    <div className="mb-2">
      <span className="sr-only">{t(`person:together.${card}`)}</span>
      {there.map((line) => (
        <p key={line[0]} className={card === 'brief' ? 'font-semibold' : undefined}>
          <Line fields={fields} of={line} between={card === 'place' ? ' ' : ' · '} />
        </p>
      ))}
    </div>
  )
}

const ADDRESS_LINES: readonly (readonly FieldId[])[] = [['homeAddress'], ['homePostcode', 'homeCity'], ['homeCountry']]
