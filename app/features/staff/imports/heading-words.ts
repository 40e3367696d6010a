/**
 * What schools call their columns, French and English, folded (no accents, hyphens and apostrophes as spaces). First
 * come the fields whose headings are read as a whole, then words by which an unknown heading is guessed. Data, not
 * code: add freely.
 */
import type { FieldId } from '#app/vocabulary/fields.ts'

/** What a column may hold beside a field: both names in one cell, the handle of an export, a death by yes or a day. */
export const MORE_COLUMNS = ['fullName', 'handle', 'deceased'] as const
export type ColumnField = FieldId | (typeof MORE_COLUMNS)[number]

const SYNONYMS: Partial<Record<ColumnField, string>> = {
  civility: 'civilite|civ|titre|titre de civilite|genre|sexe|title|salutation|gender|sex|honorific|m mme',
  firstName:
    'prenom|prenoms|prenom usuel|prenom 1|premier prenom|prenom etat civil|first name|firstname|' +
    'given name|given names|forename|first',
  lastName:
    'nom|nom usuel|nom d usage|nom de famille|nom marital|nom patronymique|nom courant|last name|' +
    'lastname|surname|family name|last|name|usual name',
  diplomaName:
    'nom de naissance|nom de jeune fille|nom diplome|nom sur le diplome|nom d etudiant|nom a l ecole|' +
    'nom etat civil|maiden name|birth name|name on diploma|diploma name|name at graduation',
  fullName:
    'nom prenom|nom et prenom|nom prenoms|prenom nom|prenom et nom|nom complet|full name|fullname|' +
    'identite|eleve|etudiant|diplome nom prenom',
  birthDate:
    'date de naissance|date naissance|naissance|ne le|nee le|ne e le|ne le date|ddn|dn|date of birth|' +
    'birth date|birthdate|birthday|dob|born|born on',
  birthPlace:
    'lieu de naissance|lieu naissance|ville de naissance|ne a|nee a|ne e a|a|commune de naissance|' +
    'place of birth|birth place|birthplace|city of birth|born in',
  primaryEmail:
    'e mail|email|mail|courriel|adresse mail|adresse email|adresse e mail|adresse electronique|mel|' +
    'mail principal|email principal|mail ecole|mail etudiant|email ecole|email etudiant|mail eleve|' +
    'e mail ecole|e mail eleve|mail institutionnel|email address|e mail address|mail address|' +
    'primary email|school email|student email|contact email|university email|mail de contact',
  secondaryEmail:
    'mail perso|mail personnel|email perso|email personnel|e mail perso|e mail personnel|' +
    'courriel personnel|adresse mail perso|second mail|mail 2|email 2|e mail 2|autre mail|' +
    'autre email|secondary email|personal email|private email|other email|alternative email',
  workEmail:
    'mail pro|mail professionnel|email pro|email professionnel|e mail professionnel|' +
    'courriel professionnel|work email|business email|professional email|company email',
  lifetimeEmail: 'mail a vie|email a vie|adresse a vie|lifetime email|alumni email|email alumni',
  mobilePhone:
    'mobile|portable|tel mobile|tel portable|telephone mobile|telephone portable|tel port|gsm|' +
    'numero de portable|numero mobile|n portable|n mobile|portable perso|mobile phone|cell|' +
    'cell phone|cellphone|mobile number|telephone|tel|phone|phone number',
  homePhone:
    'tel fixe|fixe|telephone fixe|tel domicile|telephone domicile|tel perso|telephone personnel|' +
    'tel 1|home phone|landline|home tel|telephone home|fixed phone',
  workPhone:
    'tel pro|tel professionnel|telephone professionnel|tel bureau|telephone bureau|ligne directe|' +
    'work phone|business phone|office phone',
  promotion:
    'promotion|promo|annee de promotion|annee promotion|annee de promo|promotion de sortie|' +
    'promo sortie|annee de sortie|annee sortie|annee diplome|annee du diplome|annee de diplome|' +
    'annee d obtention|annee obtention|annee de diplomation|millesime|session|annee|cohorte|cohort|' +
    'class|class of|class year|graduation year|year of graduation|grad year|year|batch|graduation',
  diploma:
    'diplome|intitule du diplome|libelle diplome|diplome obtenu|diplome prepare|type de diplome|' +
    'degree|diploma|degree name|qualification|award',
  programme:
    'programme|formation|cursus|cycle|code programme|code formation|filiere formation|parcours|' +
    'program|programme code|programme of study|course|course of study|study programme|curriculum',
  speciality:
    'specialite|option|majeure|dominante|mention|filiere|specialisation|voie|major|speciality|' +
    'specialty|specialization|specialisation|field of study|track',
  level:
    'niveau|annee d etudes|annee en cours|annee de formation|classe|niveau d etudes|level|study year|' +
    'year of study|grade',
  apprenticeship:
    'cfa|apprenti|apprentissage|alternance|alternant|par apprentissage|apprentice|apprenticeship|work study',
  diplomaState:
    'etat du diplome|etat diplome|statut du diplome|statut diplome|situation diplome|diplome o n|' +
    'diplome oui non|resultat|etat|obtention|obtention du diplome|diplome obtenu o n|diploma status|' +
    'diploma state|degree status|graduation status|graduated|status|statut|awarded',
  prepCycle:
    'prepa|classe prepa|classe preparatoire|cycle preparatoire|cycle prepa|preparatory class|preparatory cycle',
  engineeringCycle: 'cycle ingenieur|cycle d ingenieur|engineering cycle',
  labellis: 'labellis|certificat labellis|labellis certificate',
  schoolActivities:
    'activites a l ecole|activites ecole|vie associative|associations|school activities|student activities|clubs',
  alumniActivities: 'activites alumni|engagement alumni|alumni activities',
  studentNumber:
    'n eleve|no eleve|num eleve|numero eleve|numero d eleve|n etudiant|no etudiant|num etudiant|' +
    'numero etudiant|numero d etudiant|matricule|id eleve|id etudiant|identifiant|identifiant eleve|' +
    'identifiant etudiant|code eleve|code etudiant|ine|n ine|numero ine|student number|student no|' +
    'student id|student nr|id|student|student code|registration id|matriculation number',
  diplomaNumber:
    'n diplome|no diplome|numero de diplome|numero du diplome|num diplome|n de diplome|' +
    'diploma number|diploma no|certificate number',
  registrationNumber:
    'n d enregistrement|n enregistrement|no enregistrement|numero d enregistrement|' +
    'numero enregistrement|num enregistrement|registration number|registration no|record number',
  homeAddress:
    'adresse|adresse 1|adresse 2|adresse 3|adresse 4|adresse postale|adresse personnelle|' +
    'adresse perso|adresse domicile|adresse ligne 1|adresse ligne 2|adresse ligne 3|complement|' +
    'complement adresse|complement d adresse|rue|voie et numero|n et voie|address|address 1|' +
    'address 2|address 3|address line 1|address line 2|address line 3|street|street address|' +
    'home address|postal address|mailing address',
  homePostcode: 'code postal|cp|c p|code post|postal code|postcode|post code|zip|zip code|zipcode|code postal perso',
  homeCity: 'ville|commune|localite|ville perso|ville de residence|city|town|locality|home city',
  homeCountry: 'pays|pays de residence|pays perso|country|home country|country of residence|state country',
  company:
    'entreprise|societe|employeur|raison sociale|organisme|company|employer|organisation|organization|company name',
  companyAddress:
    'adresse entreprise|adresse professionnelle|adresse pro|adresse societe|company address|' +
    'work address|business address',
  companySiret: 'siret|n siret|numero siret|siret number',
  companyNaf: 'naf|code naf|ape|code ape|naf code',
  workField: 'secteur|secteur d activite|domaine|domaine d activite|sector|industry|field|business sector',
  workLevel: 'position|niveau hierarchique|level of responsibility|seniority',
  jobTitle:
    'fonction|poste|intitule du poste|intitule de poste|emploi|metier|job title|job|position title|role|occupation',
  jobStart: 'date d embauche|date de debut|date debut poste|debut de poste|depuis le|start date|job start|hired on',
  skills: 'competences|mots cles|skills|keywords',
  remarks: 'remarques|remarque|commentaire|commentaires|observations|note|notes|remarks|comments|comment',
  status: 'situation|situation actuelle|statut de la personne|person status|life status',
  deceased:
    'decede|decedee|decede e|deces|date de deces|date deces|date du deces|dcd|mort|defunt|deceased|' +
    'death|date of death|died|died on',
  emailingConsent:
    'accord mailing|accepte mailing|autorisation mailing|autorisation emailing|mailing authorization|emailing consent',
}

/** Folded heading → field. */
export const HEADING_FIELDS: ReadonlyMap<string, ColumnField> = new Map(
  Object.entries(SYNONYMS).flatMap(([field, words]) =>
    words.split('|').map((word) => [word, field as ColumnField] as const),
  ),
)

/** Words that, anywhere in a heading that no synonym explains, make a field likely; the first line that fits counts. */
export const TELLING_WORDS: readonly (readonly [RegExp, ColumnField])[] = [
  [
    /\b(?:naissance|birth)\b.*\b(?:lieu|ville|place|city)\b|\b(?:lieu|ville|place|city)\b.*\b(?:naissance|birth)\b/,
    'birthPlace',
  ],
  [/\b(?:nom|name)\b.*\b(?:naissance|jeune fille|birth|maiden)\b/, 'diplomaName'],
  [/\b(?:naissance|birth|nee?)\b/, 'birthDate'],
  [/\b(?:mail|email|courriel)\b.*\b(?:pro|professionnel|work|bureau|entreprise)\b/, 'workEmail'],
  [/\b(?:mail|email|courriel)\b.*\b(?:perso|personnel|personal|private)\b/, 'secondaryEmail'],
  [/\b(?:mail|email|courriel|mel)\b/, 'primaryEmail'],
  [/\b(?:portable|mobile|gsm|cell)\b/, 'mobilePhone'],
  [/\b(?:tel|telephone|phone)\b.*\b(?:pro|professionnel|work|bureau|office)\b/, 'workPhone'],
  [/\b(?:tel|telephone|phone|fixe)\b/, 'homePhone'],
  [/\benregistrement\b/, 'registrationNumber'],
  [/\b(?:etat|statut|status|state)\b.*\b(?:diplome|diploma|degree)\b/, 'diplomaState'],
  [/\b(?:n|no|num|numero|number)\b.*\b(?:diplome|diploma)\b/, 'diplomaNumber'],
  [
    /\b(?:n|no|num|numero|id|identifiant|code|number|matricule)\b.*\b(?:eleve|etudiant|student|apprenant)\b/,
    'studentNumber',
  ],
  [/\b(?:promo|promotion|annee|year|class)\b/, 'promotion'],
  [/\b(?:prenom|first name|given name)\b/, 'firstName'],
  [/\b(?:nom|surname|last name|family name)\b/, 'lastName'],
  [/\b(?:code postal|postal code|zip|postcode)\b/, 'homePostcode'],
  [/\b(?:ville|city|town)\b/, 'homeCity'],
  [/\b(?:pays|country)\b/, 'homeCountry'],
  [/\b(?:adresse|address|street)\b/, 'homeAddress'],
  [/\b(?:programme|program|formation|cursus)\b/, 'programme'],
  [/\b(?:specialite|option|majeure|major)\b/, 'speciality'],
  [/\b(?:apprenti|apprentissage|alternance)\b/, 'apprenticeship'],
  [/\b(?:civilite)\b/, 'civility'],
  [/\b(?:entreprise|societe|employeur|company|employer)\b/, 'company'],
  [/\b(?:fonction|poste|job)\b/, 'jobTitle'],
]

/**
 * Headings that a more precise one beside them outranks (« Nom » beside « Nom d'usage », « Téléphone » beside «
 * Portable »).
 */
export const GENERAL_HEADINGS: ReadonlySet<string> = new Set(
  'nom|name|last|telephone|tel|phone|phone number|e mail|email|mail'.split('|'),
)

/** Columns about somebody or something else than the person: never guessed from one word of their heading. */
export const ABOUT_OTHERS =
  /\b(?:pere|mere|parents?|tuteur|tutrice|conjoint|maitre|responsable|urgence|contact|stage|entreprise|societe|employeur|company|employer|father|mother|emergency|tutor|spouse|supervisor|pro|professionnel|professionnelle|work|etablissement|lycee|banque|iban)\b/

/** Several columns of these make one value, line by line; of all others the first column counts. */
export const JOINED_FIELDS: ReadonlySet<ColumnField> = new Set([
  ...(['homeAddress', 'companyAddress', 'remarks', 'skills', 'deceased'] as const),
])

/** A second column of the same kind fills the next field of its row. */
export const OVERFLOW: Partial<Record<ColumnField, ColumnField>> = {
  primaryEmail: 'secondaryEmail',
  mobilePhone: 'homePhone',
  lastName: 'diplomaName',
}
