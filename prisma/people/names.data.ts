/** Names of synthetic people. Most frequent first: position decides frequency (names.ts). `_` stands for a space. */

/** The names most of France bears. */
export const COMMON_LAST_NAMES = `
  Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David Bertrand
  Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefevre Faure Andre Mercier Blanc Guerin
  Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clement Morin Nicolas Henry Roussel Mathieu Gautier
  Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet
  Gaillard Barbier Arnaud Martinez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard Roger Fabre Aubert Lemoine
  Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc Payet Rolland Leclercq Guillaume Lecomte Lopez Jean
  Dupuy Guillot Hubert Berger Carpentier Sanchez Dupuis Moulin Louis Deschamps Huet Vasseur Perez Boucher Fleury Royer Klein
  Jacquet Adam Paris Poirier Marty Aubry Guyot Carré Charles Renault Charpentier Ménard Maillard Baron Bertin Bailly Hervé
  Schneider Fernandez Le_Gall Collet Léger Bouvier Julien Prévost Millet Perrot Daniel Le_Roux Cousin Germain Breton Besson
  Langlois Rémy Le_Goff Pelletier Lévêque Perrier Leblanc Barré Lebrun Marchal Weber Mallet Hamon Boulanger Jacob Monnier
  Michaud Rodriguez Guichard Gillet Étienne Grondin Poulain Tessier Chevallier Collin Chauvin Da_Silva Bouchet Gay Lemaître
  Bénard Maréchal Humbert Reynaud Antoine Hoarau Perret Barthélemy Cordier Pichon Lejeune Gilbert Lamy Delaunay Pasquier
  Carlier Laporte`

/** Rarer ones, and those that trip programs: accents, particles, apostrophes, hyphens, ligatures. */
export const RARE_LAST_NAMES = `
  Abgrall Achard Aguilar Alleaume Amiel Ancelin Anquetil Arnoult Astruc Aubin Audouin Avril Babin Bachelet Baillet Balland
  Baudry Beauvais Bécu Bégin Belloc Bidault Billard Blondel Bodin Boisseau Bonhomme Bordier Bossard Bouquet Bourdin Briand
  Brossard Cadiou Calvet Camus Cardon Castel Cazenave Chabert Champion Chapelle Chapuis Charrier Chartier Chassagne Chatelain
  Clerc Cochet Coulon Courtois Crépin Dallet Daumas Delattre Delmas Desbois Doucet Drouet Duchêne Dupré Écuyer Épinat Esnault
  Évrard Faivre Féraud Ferrand Flament Forestier Fouquet Froment Gallet Gaudin Gérôme Gicquel Godard Goulet Grenier Guéguen
  Guéno Guillemot Hébrard Hénaff Héraud Houdin Imbert Jaouen Joubert Kervella Kerguelen Labbé Lachaud Laîné Lagarde Lavigne
  Lécuyer Lelièvre Lhomme Lognon Maçon Magnin Malherbe Marquet Mauger Ménager Mignot Montagne Moreno Nadal Naudin
  Nivelle Noiret Ollivier Ozanne Paccard Pagès Péan Péchoux Pénicaud Pérégo Pichard Pinçon Ponçet Prigent Quéméneur Quéré
  Rabot Ravel Récamier Régnier Riou Rochefort Sabatier Sénéchal Serre Sévérac Tanguy Tardieu Thévenet Thiéry Tréguier
  Vacher Valette Verdier Viguier Vignon Villard Viollet Voisin Ygon Yvon Zeller Zimmermann
  d'Artagnan D'Hondt d'Aboville d'Ormesson L'Hame L'Hostis L'Hermitte L’Huillier N'Diaye M'Baye O'Brien O’Connor D’Angelo
  de_La_Tour de_Villepoix du_Plessis des_Essarts de_La_Rochefoucauld Le_Bihan Le_Corre Le_Floc'h Le_Quéré La_Fontaine Van_den_Berghe
  Van_Damme von_Berg de_Saint-Exupère de_Beauharnais du_Pré_de_Saint-Maur Saint-Martin Saint-Aubin
  Martin-Lefèvre Durand-Ruel Dupont-Aubel Blanc-Gonnet Petit-Jean Garcia-Moreno Roche-Bonnet Lévy-Sorel Pinard-Legry
  Œuvrard Lebœuf Cœur Cœuret Vœlker Bœuf Bœgli Çelik Noÿs Haÿ Croÿ Güell Maës Saül Israël Dûr Boël Ÿvart`

/** One person in a thousand has a name of sixty letters or more. */
export const LONG_LAST_NAMES = `
  Delahousse-Vandenbroucke-de-Montmaurency-Luxembraye-Tinguerville
  de_Kerangall-Montrésor_d'Artenay_de_La_Roche-Guyvern-Verteuillac`

export const FOREIGN_LAST_NAMES = `
  Nguyễn Trần Lê Phạm Diallo Traoré Ba Diop Sow Ndiaye Koné Ouattara Benali Haddad Khelifi Bouzid Belkacem El_Amrani
  Ben_Youssef Ait_Ali Bensaïd Cherif Zhang Wang Li Chen Liu Silva Ferreira Pereira Dos_Santos González Muñoz Ibáñez Núñez
  Rossi Ricci D'Amico De_Luca Müller Weiß Schröder Groß Kowalski Łukasiewicz Wójcik Dąbrowski Novák Dvořák Horvath Szabó
  Popescu Ionescu Đorđević Živković Šarić Yılmaz Öztürk Işık Şahin Sørensen Østergård Åkesson Björk Papadópoulos Ivanova
  Петров Smirnov Haroutiounian Sarkissian Cohen Lévi Patel Sharma Kim Park 田中 王 Smith Johnson O'Sullivan MacLeod McCarthy`

type ByEra = readonly [from1940: string, from1965: string, from1985: string]

export const MALE_FIRST_NAMES: ByEra = [
  `Jean Michel Pierre Jacques Bernard André Philippe Claude Gérard Alain Daniel Patrick Christian René Yves Guy François
   Jean-Pierre Jean-Claude Jean-Paul Roger Robert Marcel Georges Henri Raymond Serge Gilles Dominique Jean-Louis Maurice
   Hervé Bruno Jean-Marie Jean-François Pierre-Henri Jean-Jacques Rémi Lucien Gaëtan`,
  `Nicolas Christophe Laurent Frédéric Stéphane David Olivier Éric Sébastien Thierry Pascal Julien Franck Jérôme Vincent
   Guillaume Cédric Emmanuel Fabrice Ludovic Arnaud Benoît Xavier Yann Grégory Mickaël Jean-Christophe Mathieu Loïc Régis
   Jean-Baptiste Raphaël Joël Anthony Gaël Cyrille Tanguy Erwan Jean-Noël Sylvain`,
  `Thomas Alexandre Maxime Antoine Kévin Romain Clément Quentin Florian Hugo Lucas Louis Paul Théo Arthur Valentin Adrien
   Baptiste Simon Mathis Léo Gabriel Nathan Jules Enzo Corentin Rémy Bastien Tristan Aurélien Damien Augustin Côme Maël
   Timothée Mathéo Aloïs Anaël Éloi Ulysse Zéphyr`,
]

export const FEMALE_FIRST_NAMES: ByEra = [
  `Marie Françoise Monique Catherine Nicole Jacqueline Anne Martine Sylvie Brigitte Christine Chantal Michèle Annie
   Jeanne Danielle Nathalie Véronique Marie-Thérèse Anne-Marie Élisabeth Hélène Geneviève Marie-Claude Thérèse Colette
   Josiane Édith Solange Marie-France Béatrice Agnès Denise Odile Bénédicte Anne-Laure Marie-Noëlle Noëlle`,
  `Isabelle Valérie Sandrine Stéphanie Céline Virginie Karine Sophie Laurence Delphine Caroline Florence Corinne Aurélie
   Laëtitia Émilie Séverine Magali Élodie Claire Cécile Anne-Sophie Audrey Gaëlle Hélène Marie-Laure Muriel Nadège
   Ségolène Raphaëlle Maïté Joëlle Éloïse Mireille Anaïs Aude Estelle Solène Lætitia Cunégonde`,
  `Camille Léa Manon Marine Pauline Laura Mathilde Chloé Marion Julie Lucie Charlotte Alice Margaux Emma Inès Juliette
   Clara Louise Sarah Océane Zoé Jade Lou Apolline Capucine Héloïse Noémie Justine Clémence Éléa Maëlle Maëlys Anaëlle
   Romane Cléa Maxellende Ombeline Sixtine Philippine`,
]

export const FOREIGN_FIRST_NAMES = {
  M: `Mohamed Ahmed Karim Youssef Mehdi Samir Amadou Moussa Ibrahima Cheikh Wei Minh Hao João José Carlos Łukasz Piotr
      Giovanni İlker Øyvind Søren Björn Jürgen Aleksandr Дмитрий Rajesh Jin-Woo John Liam`,
  Mme: `Fatima Leïla Yasmine Amina Nadia Khadija Aïssata Fatou Aminata Mei Thị_Hương Linh Ana María Lucía Agnieszka
      Małgorzata Chiara Ayşe Zeynep Ingrid Åsa Olga Елена Priya Ji-Young Siobhán Sinéad Emily Grace`,
} as const
