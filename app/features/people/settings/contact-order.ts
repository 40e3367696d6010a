/** Names of the contact form's fields in the order of the page; shared by page and summary of errors. */
export const EMAIL_FIELDS = ['personal0', 'personal1', 'work0', 'work1'] as const
export const LINK_FIELDS = ['link0', 'link1', 'link2', 'link3', 'link4'] as const
export const CONTACT_ORDER: readonly string[] = [
  ...EMAIL_FIELDS,
  'preferred',
  'currentPassword',
  ...['mobilePhone', 'homePhone', 'acceptsContact', 'emailingConsent'],
  ...LINK_FIELDS,
]
