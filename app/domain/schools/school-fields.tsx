import { useTranslation } from 'react-i18next'
import { CheckboxGroup } from '#app/ui/choice.tsx'
import { Select } from '#app/ui/select.tsx'
import { Textarea, TextInput } from '#app/ui/text-input.tsx'
import { COURSE_LEVELS, REGIONS, RHYTHMS, STUDY_FIELDS } from '#app/vocabulary/schools.ts'
import type { TypedCourse, TypedSchool } from './school-form.server.ts'

interface FieldsProps<Typed> {
  typed: Typed
  /** The words beside a field that is wrong. */
  say: (field: keyof Typed) => string | undefined
}

/** The fields of a school's page, for the school and for the staff. */
export function SchoolFields({ typed, say }: FieldsProps<TypedSchool>) {
  const { t } = useTranslation('schools')
  const field = (name: Exclude<keyof TypedSchool, 'fields'>) => ({
    ...{ name, label: t(`fields.${name}`), error: say(name), defaultValue: typed[name] },
  })
  const words = (values: readonly string[], group: string) =>
    values.map((value) => ({ value, label: t(`${group}.${value}`) }))
  return (
    <>
      <TextInput {...field('name')} autoComplete="organization" />
      <Textarea {...field('about')} rows={10} hint={t('hints.about')} />
      <CheckboxGroup
        name="fields"
        legend={t('fields.fields')}
        hint={t('hints.fields')}
        error={say('fields')}
        defaultValues={typed.fields}
        options={words(STUDY_FIELDS, 'studies')}
      />
      <TextInput {...field('street')} autoComplete="street-address" optional={t('optional')} />
      <TextInput {...field('postcode')} autoComplete="postal-code" narrow optional={t('optional')} />
      <TextInput {...field('city')} autoComplete="address-level2" />
      <Select {...field('region')} empty={t('choose')} options={words(REGIONS, 'regions')} />
      <TextInput {...field('website')} inputMode="url" autoComplete="url" optional={t('optional')} />
      <Textarea {...field('links')} rows={3} hint={t('hints.links')} optional={t('optional')} />
    </>
  )
}

/** The fields of a course. */
export function CourseFields({ typed, say }: FieldsProps<TypedCourse>) {
  const { t } = useTranslation('schools')
  const field = (name: keyof TypedCourse) => ({
    ...{ name, label: t(`course.${name}`), error: say(name), defaultValue: typed[name] },
  })
  const choice = (name: keyof TypedCourse, values: readonly string[], group: string) => ({
    ...field(name),
    empty: t('choose'),
    options: values.map((value) => ({ value, label: t(`${group}.${value}`) })),
  })
  return (
    <>
      <TextInput {...field('title')} hint={t('hints.title')} />
      <Select {...choice('level', COURSE_LEVELS, 'levels')} />
      <Select {...choice('field', STUDY_FIELDS, 'studies')} />
      <TextInput {...field('months')} inputMode="numeric" narrow after={t('months')} optional={t('optional')} />
      <Select {...choice('rhythm', RHYTHMS, 'rhythms')} />
      <Textarea {...field('periods')} rows={2} hint={t('hints.periods')} optional={t('optional')} />
      <TextInput {...field('city')} autoComplete="address-level2" />
      <Select {...choice('region', REGIONS, 'regions')} />
      <Textarea {...field('text')} rows={10} hint={t('hints.text')} />
      <TextInput {...field('link')} inputMode="url" optional={t('optional')} hint={t('hints.link')} />
    </>
  )
}
