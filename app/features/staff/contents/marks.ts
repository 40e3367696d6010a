import { useTranslation } from 'react-i18next'
import type { MarkdownInputProps } from '#app/ui/markdown-input.tsx'
import { MARKS, type Mark } from '#app/ui/markdown-marks.ts'

/** @returns the words of the buttons above a text */
export function useMarks(): Pick<MarkdownInputProps, 'marks' | 'toolbar' | 'sample'> {
  const { t } = useTranslation('contents')
  const marks = Object.fromEntries(MARKS.map((mark) => [mark, t(`editor.marks.${mark}`)])) as Record<Mark, string>
  return { marks, toolbar: t('editor.toolbar'), sample: t('editor.sample') }
}
