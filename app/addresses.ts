/**
 * Every address of the site, by the name of its page: the one place but `routes/` where their French words stand. An
 * address without parameters is a text; one with parameters is a function, which encodes what it is given. Read as
 * `import * as href from '#app/addresses.ts'`: `href.profile(handle)`.
 */
const one = encodeURIComponent

// Frame, front page, policy, links of mails.
export const home = '/'
export const resendWebhook = '/webhooks/resend'
export const unsubscribe = (token: string): string => `/desabonnement/${one(token)}`
export const privacyPolicy = '/confidentialite'
export const register = '/registre'
export const display = '/affichage'
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
export const directoryMap = '/annuaire/carte'
export const mapGround = (zone: string): string => `/annuaire/carte/fond/${one(zone)}`
export const cohort = '/ma-promo'
export const companies = '/entreprises'
export const profile = (handle: string): string => `/profil/${one(handle)}`
export const profilePhoto = (handle: string): string => `/profil/${one(handle)}/photo`
export const profileCv = (handle: string): string => `/profil/${one(handle)}/cv`
export const askContact = (handle: string): string => `/profil/${one(handle)}/contact`
export const reportProfile = (handle: string): string => `/profil/${one(handle)}/signaler`
export const contacts = '/contacts'
export const contactsList = (list: string): string => `/contacts/${one(list)}`
export const writeTo = (handle: string): string => `/profil/${one(handle)}/ecrire`
export const messages = '/messagerie'
export const messageRequests = '/messagerie/demandes'
export const conversation = (id: string): string => `/messagerie/${one(id)}`
export const reportMessage = (id: string): string => `/messagerie/${one(id)}/signaler`
export const messageFile = (id: string, file: string): string => `/messagerie/${one(id)}/fichiers/${one(file)}`
export const groups = '/groupes'
export const proposeGroup = '/groupes/proposer'
export const group = (group: string): string => `/groupes/${one(group)}`
export const groupMembers = (group: string): string => `/groupes/${one(group)}/membres`
export const manageGroup = (group: string): string => `/groupes/${one(group)}/gerer`
export const writePost = (group: string): string => `/groupes/${one(group)}/articles/nouveau`
export const groupPost = (group: string, post: string): string => `/groupes/${one(group)}/articles/${one(post)}`
export const editPost = (group: string, post: string): string => `/groupes/${one(group)}/articles/${one(post)}/modifier`
export const settings = '/parametres'
export const ownContact = '/parametres/contact'
export const ownFiles = '/parametres/photo'
export const ownFamily = '/parametres/famille'
export const positionsNow = '/parametres/postes'
export const positionsPast = '/parametres/parcours'
export const positionNew = '/parametres/postes/nouveau'
export const position = (id: string): string => `/parametres/postes/${one(id)}`
export const positionEnd = (id: string): string => `/parametres/postes/${one(id)}/fin`
export const positionRemove = (id: string): string => `/parametres/postes/${one(id)}/supprimer`
export const otherDiplomas = '/parametres/autres-diplomes'
export const iesfCode = '/parametres/code-iesf'
export const privacy = '/parametres/confidentialite'
export const whoSees = '/parametres/confidentialite/qui-voit'
export const profileVisits = '/parametres/confidentialite/visites'
export const ownAddresses = '/parametres/adresses'
export const subscriptions = '/parametres/abonnements'
export const myData = '/parametres/mes-donnees'
export const dataCopy = (id: string): string => `/parametres/mes-donnees/copie/${one(id)}`
export const ownDeletion = '/parametres/mes-donnees/suppression'
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

// The administration.
export const admin = '/admin'
export const members = '/admin/membres'
export const memberNew = '/admin/membres/nouveau'
export const member = (handle: string): string => `/admin/membres/${one(handle)}`
export const memberAccount = (handle: string): string => `/admin/membres/${one(handle)}/compte`
export const memberDues = (handle: string): string => `/admin/membres/${one(handle)}/cotisations`
export const memberHistory = (handle: string): string => `/admin/membres/${one(handle)}/historique`
export const bulkRuns = '/admin/actions'
export const bulkRun = (run: string): string => `/admin/actions/${one(run)}`
export const bulkConfirm = (run: string): string => `/admin/actions/${one(run)}/confirmation`
export const bulkUndo = (run: string): string => `/admin/actions/${one(run)}/annuler`
export const team = '/admin/equipe'
export const invitations = '/admin/invitations'
export const requestQueue = '/admin/a-traiter'
export const requestPaper = (id: string): string => `/admin/a-traiter/${one(id)}/piece`
export const duplicates = '/admin/doublons'
export const compareDuplicates = '/admin/doublons/comparer'
export const seeAs = '/admin/voir-comme'
export const reports = '/admin/signalements'
export const reportsOf = (handle: string): string => `/admin/signalements/${one(handle)}`
export const reviewedThings = '/admin/publications'
export const groupsDesk = '/admin/groupes'
export const messageReports = '/admin/messages-signales'
export const messageReport = (id: string): string => `/admin/messages-signales/${one(id)}`
export const organisations = '/admin/organisations'
export const organisation = (id: string): string => `/admin/organisations/${one(id)}`
export const imports = '/admin/imports'
export const importRun = (run: string): string => `/admin/imports/${one(run)}`
export const importSheet = (run: string): string => `/admin/imports/${one(run)}/feuille`
export const importColumns = (run: string): string => `/admin/imports/${one(run)}/colonnes`
export const importDoubts = (run: string): string => `/admin/imports/${one(run)}/doublons`
export const importCheck = (run: string): string => `/admin/imports/${one(run)}/verification`
export const importRefused = (run: string): string => `/admin/imports/${one(run)}/refus.csv`
export const importUndo = (run: string): string => `/admin/imports/${one(run)}/annuler`
export const importDiscard = (run: string): string => `/admin/imports/${one(run)}/abandonner`
export const extraction = '/admin/exports'
export const rules = '/admin/regles'
export const askRules = '/admin/regles/question'
export const erasures = '/admin/suppressions'
export const retention = '/admin/conservation'
export const ruleVersions = '/admin/versions'
export const auditLog = '/admin/journal'
export const recordSale = '/admin/ventes/nouvelle'
export const sale = (id: string): string => `/admin/ventes/${one(id)}`
export const treasury = '/admin/paiements'
export const treasuryLists = '/admin/paiements/liste'
export const bank = '/admin/paiements/banque'
export const stripeMovements = '/admin/paiements/mouvements'
export const bankStatement = (id: string): string => `/admin/paiements/banque/${one(id)}`
export const taxReceipts = '/admin/paiements/recus-fiscaux'
export const booksExports = '/admin/paiements/exports'
export const booksClosing = '/admin/paiements/cloture'
export const apportionments = '/admin/paiements/repartitions'
export const apportionmentFile = (id: string): string => `/admin/paiements/repartitions/${one(id)}`
export const treasurySettings = '/admin/paiements/reglages'
export const treasuryPayment = (id: string): string => `/admin/paiements/${one(id)}`

// The operator’s pages, on a host of their own.
export const operator = '/operateur'
export const operatorSignIn = '/operateur/connexion'
export const operatorVerification = '/operateur/verification'
export const operatorSecurity = '/operateur/securite'
export const operatorSignOut = '/operateur/deconnexion'
export const operatorAssociation = (slug: string): string => `/operateur/associations/${one(slug)}`
export const operatorHealth = '/operateur/sante'

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
