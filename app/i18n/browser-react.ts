/**
 * The part of react-i18next that pages use, for browsers (remix.config.js): an instance handed down, and texts that a
 * page waits for. The server keeps react-i18next itself.
 */
import type { i18n } from 'i18next'
import { createContext, createElement, type ReactNode, useContext, useMemo } from 'react'
import { SHARED_NAMESPACE } from './settings.ts'

const Instance = createContext<i18n | undefined>(undefined)

export function I18nextProvider({ i18n, children }: { i18n: i18n; children: ReactNode }) {
  return createElement(Instance.Provider, { value: i18n }, children)
}

/**
 * @param wanted files of texts; keys are looked up in the first
 * @throws Promise while one of them is not there: React draws the page once it is
 */
export function useTranslation(wanted: string | readonly string[] = SHARED_NAMESPACE) {
  const i18n = useContext(Instance)!
  const names = [wanted].flat() as string[]
  if (!names.every((name) => i18n.hasLoadedNamespace(name))) throw i18n.loadNamespaces(names)
  const [bound = SHARED_NAMESPACE] = names
  const t = useMemo(() => i18n.getFixedT(null, bound), [i18n, bound])
  return { t, i18n }
}
