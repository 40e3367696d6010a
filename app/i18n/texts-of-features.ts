/** Which texts a feature's pages read: by default the file named after the feature. Pure; also runs in browsers. */

/** Features that share the texts of one subject, or read those of a second; a page of one that reads more by itself. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  'sign-in': ['account'],
  joining: ['access', 'account'],
  profile: ['profile', 'person', 'suggestions'],
  settings: ['profile', 'settings', 'positions'],
  'settings/contact': ['profile', 'settings'],
  'settings/subscriptions': ['profile', 'notices'],
  privacy: ['profile', 'privacy'],
  welcome: ['welcome', 'profile'],
  messages: ['messages', 'reports'],
  'my-data': ['rights'],
  'privacy-desk': ['rights', 'admin'],
  legal: ['rights', 'legal'],
  dues: ['membership', 'payments'],
  checkout: ['payments', 'papers'],
  papers: ['papers', 'payments'],
  treasury: ['books'],
  bank: ['books'],
  fec: ['books'],
  desk: ['admin'],
  members: ['admin'],
  organisations: ['admin'],
  team: ['admin'],
  exports: ['admin', 'books'],
  transfers: ['transfers', 'books'],
  rules: ['admin'],
  requests: ['access', 'admin'],
  moderation: ['reports', 'admin'],
  'cohort-mail': ['cohort-mail', 'groups'],
  'groups/groups': ['groups', 'common-groups'],
  'common-groups': ['common-groups', 'groups'],
  home: ['content', 'news'],
  news: ['news', 'comments'],
  alerts: ['alerts', 'offers'],
  tickets: ['tickets', 'agenda'],
  // The form of an event names what the agenda shows.
  events: ['events', 'agenda', 'contents'],
  'mail-links': ['mailing'],
}

/** @returns the names of the text files of a feature. */
export function textsOfFeature(feature: string): readonly string[] {
  return TEXTS[feature] ?? [feature]
}

/** @param id of a route, such as `features/people/directory/search.route` */
export function textsOfRoute(id: string): readonly string[] {
  const [, feature, page] = /^features\/[^/]+\/([^/]+)\/([\w-]+)/.exec(id) ?? []
  return feature ? (TEXTS[`${feature}/${page}`] ?? textsOfFeature(feature)) : []
}
