/** Addresses of schools, of their courses and of the space in which they present themselves (N3). */
const one = encodeURIComponent

export const schools = '/ecoles'
export const school = (school: string): string => `/ecoles/${one(school)}`
export const schoolLogo = (school: string): string => `/ecoles/${one(school)}/logo`
export const claimSchool = (school: string): string => `/ecoles/${one(school)}/revendiquer`
export const courses = '/formations'
export const course = (course: string): string => `/formations/${one(course)}`
export const schoolSpace = '/ecoles/espace'
export const presentSchool = '/ecoles/espace/presentation'
export const removeSchool = '/ecoles/espace/suppression'
export const courseNew = '/ecoles/espace/formations/nouvelle'
export const courseEdit = (course: string): string => `/ecoles/espace/formations/${one(course)}`
export const schoolsDesk = '/admin/ecoles'
export const schoolNew = '/admin/ecoles/nouvelle'
export const schoolDesk = (school: string): string => `/admin/ecoles/${one(school)}`
