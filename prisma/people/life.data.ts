/** What synthetic people do, know and like. Entries are told apart by `;`. */

export const JOB_TITLES = {
  junior: `Ingénieur études; Ingénieur développement; Ingénieur qualité; Développeur full stack; Analyste de données; Ingénieur
    méthodes; Ingénieur calcul; Ingénieur essais; Consultant; Ingénieur réseau; Ingénieur systèmes embarqués; Doctorant;
    Ingénieur travaux; Technico-commercial; Ingénieur logiciel; Contrôleur de gestion; Ingénieur sécurité`,
  confirmed: `Chef de projet; Responsable bureau d’études; Architecte logiciel; Ingénieur principal; Responsable qualité; Chef
    d’équipe; Consultant senior; Product owner; Responsable maintenance; Ingénieur d’affaires; Chercheur; Maître de
    conférences; Responsable cybersécurité; Chef de produit; Acheteur industriel; Responsable R&D; Ingénieur C++ temps réel`,
  senior: `Directeur technique; Directeur de site; Directeur des opérations; Directeur des systèmes d’information;
    Directeur industriel; Associé; Directeur général; Fondateur; Directeur commercial; Directeur de l’innovation; Professeur des
    universités; Président; Secrétaire général; Directeur des achats; Expert judiciaire`,
} as const

/** Words of titles and levels that women's have in another form. */
export const FEMININE = `Ingénieur Ingénieure Développeur Développeuse Analyste Analyste Consultant Consultante Doctorant Doctorante
  Technico-commercial Technico-commerciale Contrôleur Contrôleuse Chef Cheffe principal principale Chercheur Chercheuse Maître Maîtresse
  Acheteur Acheteuse industriel industrielle Directeur Directrice Associé Associée général générale Fondateur Fondatrice commercial commerciale
  Professeur Professeure Président Présidente Expert Experte judiciaire judiciaire Dirigeant Dirigeante confirmé confirmée Chargé Chargée
  senior senior`

export const WORK_LEVELS = {
  junior: 'Ingénieur; Consultant; Chargé de mission',
  confirmed: 'Ingénieur confirmé; Chef de projet; Cadre; Expert',
  senior: 'Directeur; Dirigeant; Membre du comité de direction',
} as const

export const SKILLS = `C++; C#; Java; Python; TypeScript; SQL; Rust; Matlab; VHDL; Linux; Kubernetes; Apprentissage automatique; Vision
  par ordinateur; Traitement du signal; Cybersécurité; Réseaux 5G; Systèmes embarqués; Automatique; Robotique; CATIA; SolidWorks;
  Calcul éléments finis; Mécanique des fluides; Vibrations; Matériaux composites; Usinage; Tolérancement; Fabrication additive;
  Thermique; Énergétique; Hydrogène; Photovoltaïque; Génie civil; Béton armé; BIM; Géotechnique; Acoustique; Optique; Lasers;
  Génie des procédés; Chimie analytique; Biotechnologies; Qualité; Lean; Six Sigma; Sûreté de fonctionnement; Gestion de projet;
  Management d’équipe; Conduite du changement; Achats; Logistique; Finance d’entreprise; Audit; Droit des affaires; Marketing
  industriel; Vente de solutions; Propriété intellectuelle; Innovation; Design thinking; Agile; Anglais; Allemand; Espagnol;
  Chinois; Japonais; Arabe; Portugais; Pédagogie; Rédaction technique; R&D; Node.js; DevOps; Architecture SI; Data visualisation;
  Bilan carbone; Écoconception; Analyse de cycle de vie; Ferroviaire; Aéronautique; Naval; Spatial`

export const HOBBIES = `voile; escalade; course à pied; randonnée; vélo; photographie; jazz; chant choral; piano; guitare; théâtre;
  échecs; jeux de société; cuisine; œnologie; jardinage; apiculture; astronomie; lecture; bande dessinée; cinéma; rugby; football;
  tennis; judo; natation; plongée; ski de fond; parapente; modélisme; radioamateur; bricolage; généalogie; bénévolat; danse;
  œuvres d’art; aquarelle; voyages en train; mots croisés; impression 3D`

export const ACTIVITIES = `Bureau des élèves; Bureau des sports; Bureau des arts; Junior-entreprise; Club robotique; Club voile; Fanfare;
  Chorale; Club théâtre; Journal de l’école; Club œnologie; Association humanitaire; Gala; Raid étudiant; Club photo; Fablab; Club
  aéro; Course solaire; Radio de l’école; Tutorat en lycée; 24 heures; Forum des entreprises`

export const ALUMNI_ACTIVITIES = `Déléguée ou délégué de promotion; Groupe régional; Mentorat; Relecture de CV; Comité carrière; Commission
  finances; Jury d’admission; Correspondance à l’étranger; Organisation du gala`

export const BADGES = 'donateur; mentor; délégué de promotion; correspondant; bénévole; ambassadeur'

export const STREETS = `rue de la République; rue Victor-Hugo; avenue Jean-Jaurès; rue Pasteur; place de l’Église; rue du Moulin; chemin des
  Vignes; boulevard Carnot; rue de l'Hôtel-de-Ville; rue des Écoles; avenue de la Gare; rue Émile-Zola; impasse des Lilas; allée des
  Tilleuls; quai de la Marne; rue Saint-Jacques; rue du Faubourg; cours Gambetta; rue Marie-Curie; avenue du Général-Leclerc; rue
  Jules-Ferry; rue des Frères-Lumière; square Rabelais; rue de la Fontaine; route de Paris; rue du Château; place du Marché; rue
  Sophie-Germain; rue Ampère; rue Blaise-Pascal; rue du 11-Novembre; passage du Cœur-Volant; rue d’Alésia; chemin de l’Ouche`

export const FOREIGN_STREETS = `Station Road; High Street; Hauptstraße; Bahnhofstrasse; King Street; Via Garibaldi; Calle Mayor; Rua Augusta;
  Grand-Place; Nørregade; Main Street; Avenue Habib-Bourguiba; Boulevard Mohammed-V; Market Square; Park Avenue; Kungsgatan`

export const PURPOSES = 'stage; apprentissage; emploi; emploi étudiant; formation'

export const REMARKS = `Courrier revenu, NPAI; A rappelé pour changer d’adresse; Préfère le papier; Ne plus téléphoner; Don en attente de reçu;
  Fiche fusionnée en 2021; Vu au gala; Demande de rectification traitée`
