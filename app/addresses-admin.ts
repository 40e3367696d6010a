/** Addresses of the administration and of operators: a file of their own, which members’ browsers never get. */
const one = encodeURIComponent

// The administration.
export const staffFind = '/admin/recherche'
export const peoplePicker = '/admin/personnes'
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
export const lostDesk = '/admin/perdus-de-vue'
export const groupsDesk = '/admin/groupes'
export const groupNew = '/admin/groupes/nouveau'
export const offersDesk = '/admin/offres'
export const offerDesk = (offer: string): string => `/admin/offres/${one(offer)}`
export const contents = '/admin/contenus'
export const newsNew = '/admin/contenus/actualites/nouvelle'
export const newsDesk = (id: string): string => `/admin/contenus/actualites/${one(id)}`
export const pagesDesk = '/admin/contenus/pages'
export const pageNew = '/admin/contenus/pages/nouvelle'
export const pageDesk = (id: string): string => `/admin/contenus/pages/${one(id)}`
export const pageVersions = (id: string): string => `/admin/contenus/pages/${one(id)}/versions`
export const documentsDesk = '/admin/contenus/documents'
export const contactDesk = '/admin/contenus/messages'
export const eventsDesk = '/admin/evenements'
export const eventNew = '/admin/evenements/nouveau'
export const eventDesk = (id: string): string => `/admin/evenements/${one(id)}`
export const eventEdit = (id: string): string => `/admin/evenements/${one(id)}/modifier`
/** The dates of an event that repeats. */
export const eventSeries = (id: string): string => `/admin/evenements/${one(id)}/serie`
export const carnetDesk = '/admin/carnet'
export const letters = '/admin/lettres'
export const letter = (id: string): string => `/admin/lettres/${one(id)}`
export const letterSending = (id: string): string => `/admin/lettres/${one(id)}/envoi`
export const letterPreview = (id: string): string => `/admin/lettres/${one(id)}/apercu`
export const eventPlaces = (id: string): string => `/admin/evenements/${one(id)}/places`
export const eventCodes = (id: string): string => `/admin/evenements/${one(id)}/codes`
export const eventTicketTypes = (id: string): string => `/admin/evenements/${one(id)}/billets`
export const eventInvitations = (id: string): string => `/admin/evenements/${one(id)}/invitations`
export const eventMessage = (id: string): string => `/admin/evenements/${one(id)}/message`
export const eventDoor = (id: string): string => `/admin/evenements/${one(id)}/entrees`
/** The door for scanners, as JSON. */
export const eventScan = (id: string): string => `/admin/evenements/${one(id)}/entrees/scan`
export const eventDoorList = (id: string): string => `/admin/evenements/${one(id)}/liste`
export const eventBadges = (id: string): string => `/admin/evenements/${one(id)}/badges.pdf`
export const eventAttendance = (id: string): string => `/admin/evenements/${one(id)}/presences.pdf`
export const eventWorkbook = (id: string): string => `/admin/evenements/${one(id)}/inscrits.xlsx`
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
export const transfers = '/admin/transmissions'
export const staffFigures = '/admin/statistiques'
export const printed = '/admin/annuaire-imprime'
/** A copy by its number, or `epreuve`. */
export const printedFile = (run: string, copy: string): string => `/admin/annuaire-imprime/${one(run)}/${one(copy)}`
export const rules = '/admin/regles'
export const askRules = '/admin/regles/question'
export const erasures = '/admin/suppressions'
export const retention = '/admin/conservation'
export const ruleVersions = '/admin/versions'
export const auditLog = '/admin/journal'
export const recordSale = '/admin/ventes/nouvelle'
export const recordCheques = '/admin/ventes/cheques'
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
