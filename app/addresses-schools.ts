/** Addresses of schools, of their courses and of the space in which they present themselves (N3). */
const one = encodeURIComponent

export const schools = '/ecoles'
export const school = (school: string): string => `/ecoles/${one(school)}`
export const schoolLogo = (school: string): string => `/ecoles/${one(school)}/logo`
export const claimSchool = (school: string): string => `/ecoles/${one(school)}/revendiquer`
export const courses = '/formations'
export const course = (course: string): string => `/formations/${one(course)}`
/** Ends of the addresses under which a school is asked something, by the service that receives it. */
export const SCHOOL_ASKS: Partial<Record<string, string>> = {
  ...{ questions: 'question', documentation: 'documentation', introductions: 'opportunite' },
}
export const askSchool = (school: string, kind: string, course = ''): string =>
  `/ecoles/${one(school)}/ecrire/${one(SCHOOL_ASKS[kind] ?? kind)}${course ? `?formation=${one(course)}` : ''}`
/** Of a mail: a visitor proves their address, and what they wrote goes to the school. */
export const schoolQuestion = (secret: string): string => `/lien-question/${one(secret)}`
/** Of a mail: a school proves the address that its questions go to. */
export const schoolAddress = (secret: string): string => `/lien-adresse/${one(secret)}`
/** What somebody asked a school, by the sealed link that they have. */
export const schoolThread = (token: string): string => `/echanges/${one(token)}`
export const schoolServices = '/ecoles/espace/services'
export const schoolInbox = '/ecoles/espace/messages'
export const schoolInboxThread = (thread: string): string => `/ecoles/espace/messages/${one(thread)}`
export const schoolSpace = '/ecoles/espace'
export const presentSchool = '/ecoles/espace/presentation'
export const removeSchool = '/ecoles/espace/suppression'
export const courseNew = '/ecoles/espace/formations/nouvelle'
export const courseEdit = (course: string): string => `/ecoles/espace/formations/${one(course)}`
export const schoolsDesk = '/admin/ecoles'
export const schoolNew = '/admin/ecoles/nouvelle'
export const schoolDesk = (school: string): string => `/admin/ecoles/${one(school)}`
