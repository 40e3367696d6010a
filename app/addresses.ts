/**
 * Every address of the site, by the name of its page: the one place but `routes/` where their French words stand. An
 * address without parameters is a text; one with parameters is a function, which encodes what it is given. Read as
 * `import * as href from '#app/addresses.ts'`: `href.profile(handle)`.
 */
export * from './addresses-admin.ts'
export * from './addresses-schools.ts'

const one = encodeURIComponent

// Frame, front page, policy, links of mails.
/** Here, since every page's menu may lead there. */
export const admin = '/admin'
export const home = '/'
export const resendWebhook = '/webhooks/resend'
export const unsubscribe = (token: string): string => `/desabonnement/${one(token)}`
export const privacyPolicy = '/confidentialite'
export const register = '/registre'
export const display = '/affichage'
export const more = '/plus'
export const news = '/actualites'
export const newsItem = (slug: string): string => `/actualites/${one(slug)}`
export const newsPicture = (slug: string): string => `/actualites/${one(slug)}/image`
export const newsFeed = '/actualites.atom'
export const events = '/evenements'
/** The word of the menu: it leads to `events`. */
export const agenda = '/agenda'
export const event = (slug: string): string => `/evenements/${one(slug)}`
export const eventRegistration = (slug: string): string => `/evenements/${one(slug)}/inscription`
/** The page of a code that is shown at the door, for its holder. */
export const ticket = (code: string): string => `/billets/${one(code)}`
export const eventTicketsPaper = (slug: string): string => `/evenements/${one(slug)}/billets.pdf`
export const eventTickets = (slug: string): string => `/evenements/${one(slug)}/billets`
/** A place that somebody hands over, by the sealed link that they gave. */
export const eventTakeOver = (slug: string, token: string): string => `/evenements/${one(slug)}/reprise/${one(token)}`
/** Of an invitation's mail: who answers needs no session. */
export const invitation = (token: string): string => `/invitation/${one(token)}`
export const eventCalendar = (slug: string): string => `/evenements/${one(slug)}/agenda.ics`
export const eventsCalendar = '/evenements.ics'
/** Whose secret it is reads it without a session. */
export const ownCalendar = (file: string): string => `/agenda/${one(file)}`
export const ownAgenda = '/mon-agenda'
export const eventPicture = (slug: string): string => `/evenements/${one(slug)}/image`
export const pages = '/pages'
export const page = (slug: string): string => `/pages/${one(slug)}`
/** Sections of pages whose address has another word than the one they are kept under. */
const SECTIONS: Partial<Record<string, string>> = { community: 'communaute', career: 'carriere' }
export const pageSection = (section: string): string => `/rubriques/${one(SECTIONS[section] ?? section)}`
export const figures = '/statistiques'
export const documents = '/documents'
export const document = (id: string): string => `/documents/${one(id)}`
export const letterCopy = (letter: string): string => `/lettres/${one(letter)}`
export const letterPicture = (letter: string, picture: string): string =>
  `/lettres/${one(letter)}/images/${one(picture)}`
export const contact = '/contact'
export const legalNotice = '/mentions-legales'
export const termsOfSale = '/conditions-de-vente'
export const accessibility = '/accessibilite'
export const themeSheet = '/theme.css'
export const logo = '/logo.svg'

// Signing in and getting in.
export const signIn = '/connexion'
export const signInRecruiters = '/recruteurs/connexion'
export const signInSchools = '/ecoles/connexion'
export const signInVerification = '/connexion/verification'
export const passkeyEntry = '/connexion/cle'
export const signOut = '/deconnexion'
export const security = '/parametres/securite'
export const ownPassword = '/parametres/securite/mot-de-passe'
export const ownEmail = '/parametres/securite/adresse'
export const appFactor = '/parametres/securite/application'
export const passkeys = '/parametres/securite/cles'
export const passkeyQuestion = '/parametres/securite/cles/question'
export const recoveryCodes = '/parametres/securite/codes'
export const activation = '/activation'
export const arrival = '/bienvenue'
export const forgottenPassword = '/mot-de-passe-oublie'
export const forgottenPasswordRecruiters = '/recruteurs/mot-de-passe-oublie'
export const forgottenPasswordSchools = '/ecoles/mot-de-passe-oublie'
export const proveIdentity = '/mot-de-passe-oublie/identite'
export const proveIdentityRecruiters = '/recruteurs/mot-de-passe-oublie/identite'
export const proveIdentitySchools = '/ecoles/mot-de-passe-oublie/identite'
export const newPassword = '/nouveau-mot-de-passe'
export const registration = '/inscription'
export const registrationRecruiters = '/recruteurs/inscription'
export const registrationSchools = '/ecoles/inscription'
export const recruiterPage = '/recruteurs/ma-page'
export const schoolPage = '/ecoles/ma-page'

// The directory, one person, one’s own record.
export const directory = '/annuaire'
export const directorySuggestions = '/annuaire/suggestions'
export const directoryFacets = '/annuaire/facettes'
export const directoryFacetCounts = '/annuaire/facettes.json'
export const directoryMap = '/annuaire/carte'
export const mapGround = (zone: string): string => `/annuaire/carte/fond/${one(zone)}`
export const around = '/annuaire/autour-de-moi'
export const cohort = '/ma-promo'
export const sendLost = (handle: string): string => `/ma-promo/perdus/${one(handle)}`
export const lostAnswer = (secret: string): string => `/retrouvailles/${one(secret)}`
export const companies = '/entreprises'
export const company = (company: string): string => `/entreprises/${one(company)}`
export const companyEdit = (company: string): string => `/entreprises/${one(company)}/modifier`
export const companyLogo = (company: string): string => `/entreprises/${one(company)}/logo`
export const profile = (handle: string): string => `/profil/${one(handle)}`
export const profilePhoto = (handle: string): string => `/profil/${one(handle)}/photo`
export const profileCv = (handle: string): string => `/profil/${one(handle)}/cv`
export const askContact = (handle: string): string => `/profil/${one(handle)}/contact`
export const reportProfile = (handle: string): string => `/profil/${one(handle)}/signaler`
export const contacts = '/contacts'
export const contactsList = (list: string): string => `/contacts/${one(list)}`
export const suggestions = '/suggestions'
export const mentoring = '/mentorat'
export const mentoringOffer = '/mentorat/proposer'
export const mentoringAsk = (handle: string): string => `/mentorat/demander/${one(handle)}`
export const mentoringRequest = (request: string): string => `/mentorat/demandes/${one(request)}`
export const writeTo = (handle: string): string => `/profil/${one(handle)}/ecrire`
export const messages = '/messagerie'
/** Tells a page of messages to look again (server-sent events). */
export const liveMessages = '/messagerie/direct'
export const messageRequests = '/messagerie/demandes'
export const conversation = (id: string): string => `/messagerie/${one(id)}`
export const reportMessage = (id: string): string => `/messagerie/${one(id)}/signaler`
export const messageFile = (id: string, file: string): string => `/messagerie/${one(id)}/fichiers/${one(file)}`
export const notices = '/notifications'
export const contactsNews = '/actualites-contacts'
export const carnet = '/carnet'
export const carnetNew = '/carnet/annoncer'
export const cohortMails = '/mail-promo'
export const cohortMailNew = '/mail-promo/nouveau'
export const cohortMail = (mail: string): string => `/mail-promo/${one(mail)}`
export const cohortMailEdit = (mail: string): string => `/mail-promo/${one(mail)}/modifier`
export const groups = '/groupes'
/** Groups of the federation, on the host of each of its associations. */
export const commonGroups = '/groupes-federation'
export const commonGroup = (group: string): string => `${commonGroups}/${one(group)}`
export const proposeGroup = '/groupes/proposer'
export const group = (group: string): string => `/groupes/${one(group)}`
export const groupMembers = (group: string): string => `/groupes/${one(group)}/membres`
export const manageGroup = (group: string): string => `/groupes/${one(group)}/gerer`
export const writePost = (group: string): string => `/groupes/${one(group)}/articles/nouveau`
export const groupPost = (group: string, post: string): string => `/groupes/${one(group)}/articles/${one(post)}`
export const editPost = (group: string, post: string): string => `/groupes/${one(group)}/articles/${one(post)}/modifier`
export const groupMentions = (group: string): string => `/groupes/${one(group)}/mentions`
export const groupDocuments = (group: string): string => `/groupes/${one(group)}/documents`
export const groupDocument = (group: string, document: string): string =>
  `/groupes/${one(group)}/documents/${one(document)}`
export const groupPhotos = (group: string): string => `/groupes/${one(group)}/photos`
export const groupPhoto = (group: string, picture: string): string => `/groupes/${one(group)}/photos/${one(picture)}`
export const groupMails = (group: string): string => `/groupes/${one(group)}/envois`
export const groupMailNew = (group: string): string => `/groupes/${one(group)}/envois/nouveau`
export const groupMail = (group: string, mail: string): string => `/groupes/${one(group)}/envois/${one(mail)}`
export const groupMailEdit = (group: string, mail: string): string =>
  `/groupes/${one(group)}/envois/${one(mail)}/modifier`
export const offers = '/offres'
export const offerNew = '/offres/deposer'
export const ownOffers = '/mes-offres'
export const offer = (offer: string): string => `/offres/${one(offer)}`
export const offerEdit = (offer: string): string => `/offres/${one(offer)}/modifier`
export const offerReport = (offer: string): string => `/offres/${one(offer)}/signaler`
export const applyTo = (offer: string): string => `/offres/${one(offer)}/postuler`
export const offerApplications = (offer: string): string => `/offres/${one(offer)}/candidatures`
export const recruiterOffers = '/recruteurs/offres'
export const recruiterApplications = '/recruteurs/candidatures'
export const ownApplications = '/mes-candidatures'
export const application = (id: string): string => `/candidatures/${one(id)}`
export const applicationFile = (id: string): string => `/candidatures/${one(id)}/cv`
export const alerts = '/alertes'
export const alertLink = (secret: string): string => `/lien-alerte/${one(secret)}`
export const offerLink = (secret: string): string => `/lien-offre/${one(secret)}`
export const profileLibrary = '/cvtheque'
export const libraryProfile = (profile: string): string => `/cvtheque/${one(profile)}`
export const libraryCv = (profile: string): string => `/cvtheque/${one(profile)}/cv`
export const ownProfileCv = (profile: string): string => `/mes-profils/${one(profile)}/cv`
export const answerProfile = (profile: string): string => `/cvtheque/${one(profile)}/ecrire`
export const profileAlerts = '/recruteurs/alertes'
export const ownProfiles = '/mes-profils'
export const profileNew = '/mes-profils/nouveau'
export const profileExclusions = '/mes-profils/exclusions'
export const ownProfile = (profile: string): string => `/mes-profils/${one(profile)}`
export const profileEdit = (profile: string): string => `/mes-profils/${one(profile)}/modifier`
export const settings = '/parametres'
export const ownRecord = '/parametres/fiche'
/** The steps after an activation. */
export const welcome = '/parametres/bienvenue'
export const ownCareer = '/parametres/parcours'
export const ownContact = '/parametres/coordonnees'
/** Where profiles are published by an act. */
export const ownPublication = '/parametres/publier'
export const ownAccount = '/parametres/compte'
export const positionNew = '/parametres/postes/nouveau'
export const position = (id: string): string => `/parametres/postes/${one(id)}`
export const positionEnd = (id: string): string => `/parametres/postes/${one(id)}/fin`
export const positionRemove = (id: string): string => `/parametres/postes/${one(id)}/supprimer`
export const otherDiplomas = '/parametres/autres-diplomes'
export const iesfCode = '/parametres/code-iesf'
export const privacy = '/parametres/confidentialite'
export const whoSees = '/parametres/confidentialite/qui-voit'
export const profileVisits = '/parametres/confidentialite/visites'
export const subscriptions = '/parametres/abonnements'
/** Of before it stood with the subscriptions. */
export const noticeChoices = '/parametres/notifications'
export const myData = '/parametres/mes-donnees'
export const dataCopy = (id: string): string => `/parametres/mes-donnees/copie/${one(id)}`
export const ownDeletion = '/parametres/mes-donnees/suppression'
/** A page of before there were six: its forms still work, and who reads it is led to where it stands now. */
export const settingsSection = (section: string): string => `/parametres/${one(section)}`
export const proveEmail = (secret: string): string => `/confirmer-adresse/${one(secret)}`
export const accountDeleted = '/compte-supprime'

// Dues, shop, payments.
export const dues = '/adhesion'
export const directoryPass = '/acces-annuaire'
export const billing = '/facturation'
export const gifts = '/dons'
export const shop = '/boutique'
export const payment = (id: string): string => `/paiement/${one(id)}`
export const payPayment = (id: string): string => `/paiement/${one(id)}/payer`
export const withdrawal = (id: string): string => `/paiement/${one(id)}/retractation`
export const receipts = '/recus'
export const stripeWebhook = '/webhooks/stripe'
export const invoicePaper = (id: string): string => `/recus/facture/${one(id)}`
export const paymentPaper = (id: string): string => `/recus/paiement/${one(id)}`
export const taxReceiptPaper = (id: string): string => `/recus/fiscal/${one(id)}`

// What the staff do outside the administration.
export const seeAsEnd = '/voir-comme/fin'

// Each base of accounts has pages of its own for getting in (N1), behind what stands before theirs.
export const doorPrefix = { people: '', recruiters: '/recruteurs', schools: '/ecoles' } as const
export const signInAt = { people: signIn, recruiters: signInRecruiters, schools: signInSchools } as const
export const forgottenPasswordAt = {
  people: forgottenPassword,
  recruiters: forgottenPasswordRecruiters,
  schools: forgottenPasswordSchools,
} as const
export const registrationAt = {
  people: registration,
  recruiters: registrationRecruiters,
  schools: registrationSchools,
} as const
export const proveIdentityAt = {
  people: proveIdentity,
  recruiters: proveIdentityRecruiters,
  schools: proveIdentitySchools,
} as const
