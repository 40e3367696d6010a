import { useTranslation } from 'react-i18next'
import { RadioGroup } from '#app/ui/choice.tsx'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'

type GroupFieldsProps = {
  /** What was typed before; nothing at first. */
  typed: Partial<Record<'name' | 'about' | 'kind' | 'joining', string>> | undefined
  /** The words beside a field that is wrong. */
  say: (field: 'name' | 'about' | 'kind' | 'joining') => string | undefined
  kinds: readonly string[]
  joining: readonly string[]
  /** What is asked for as its description: proposed, it has to be argued for. */
  about: { label: string; hint?: string; optional?: string }
}

/** The form of a group is the same for members, who propose one, and for the staff, who make one. */
export function GroupFields({ typed, say, kinds, joining, about }: GroupFieldsProps) {
  const { t } = useTranslation('groups')
  return (
    <>
      <TextInput name="name" label={t('propose.name')} error={say('name')} defaultValue={typed?.name} />
      <Textarea name="about" rows={4} {...about} error={say('about')} defaultValue={typed?.about} />
      <RadioGroup
        name="kind"
        legend={t('propose.kind')}
        error={say('kind')}
        defaultValue={typed?.kind ?? 'club'}
        options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      <RadioGroup
        name="joining"
        legend={t('propose.joining')}
        error={say('joining')}
        defaultValue={typed?.joining ?? 'open'}
        options={joining.map((value) => ({ value, label: t(`joining.${value}`) }))}
      />
    </>
  )
}
