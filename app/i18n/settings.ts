/** What the server's translators and the browser's have in common. */
import type { InitOptions } from 'i18next'
import type { Language } from './language.ts'

/** Looked up when a key is not in the namespace asked for. */
export const SHARED_NAMESPACE = 'common'

/** i18next's settings for one language; texts are escaped by React, not here. */
export function settings(language: Language): InitOptions {
  return {
    lng: language,
    fallbackLng: false,
    supportedLngs: [language],
    defaultNS: SHARED_NAMESPACE,
    fallbackNS: SHARED_NAMESPACE,
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  }
}

/** An association's own words by dotted key, such as `roles.adherent`: they replace those of the shared namespace. */
export type Words = Readonly<Record<string, string>>
