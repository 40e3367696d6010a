import { useTranslation } from 'react-i18next'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Definition, DefinitionList } from '#app/ui/definition-list.tsx'
import { IMPORTS } from './run-address.ts'

interface SheetCardProps {
  /** The one that was read. */
  sheet: string
  /** All of the file, that one among them. */
  sheets: string[]
  /** Whether another can be read without sending the file again. */
  isKept: boolean
  error?: string
}

/** Which sheet of the workbook was read, and the choice of another where there are several: part of the step's form. */
export function SheetCard({ sheet, sheets, isKept, error }: SheetCardProps) {
  const { t } = useTranslation('imports')
  if (sheets.length > 1 && isKept) return <SheetChoice sheet={sheet} sheets={sheets} error={error} />
  return (
    <Card id="feuille" title={t('columns.sheet')}>
      <DefinitionList>
        <Definition term={t('columns.sheet')}>{sheet}</Definition>
        {sheets.length > 1 && (
          <Definition term={t('sheet.others')}>{sheets.filter((one) => one !== sheet).join(', ')}</Definition>
        )}
      </DefinitionList>
      {sheets.length > 1 && (
        <>
          <p className="reading">{t('sheet.another')}</p>
          <LinkButton look="secondary" small to={`${IMPORTS}#nouveau`}>
            {t('sheet.again')}
          </LinkButton>
        </>
      )}
    </Card>
  )
}

function SheetChoice({ sheet, sheets, error }: Omit<SheetCardProps, 'isKept'>) {
  const { t } = useTranslation('imports')
  return (
    <>
      <RadioGroup
        id="sheet"
        name="sheet"
        legend={t('sheet.choose')}
        hint={t('sheet.chooseHint')}
        error={error}
        defaultValue={sheet}
        framed
        options={sheets.map((one) => ({ value: one, label: one }))}
      />
      <div>
        <Button look="secondary" name="read">
          {t('sheet.read')}
        </Button>
      </div>
    </>
  )
}
