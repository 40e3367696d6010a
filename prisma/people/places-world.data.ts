/**
 * Cities abroad where French graduates live, most frequent countries first:
 * name | country | post code (empty where letters carry none) | latitude | longitude. Positions: GeoNames (CC BY 4.0).
 */
export const WORLD_PLACES = `
  Londres|Royaume-Uni|SW1A 1AA|51.509|-0.126 ; Manchester|Royaume-Uni|M1 1AE|53.481|-2.237 ;
  Édimbourg|Royaume-Uni|EH1 1YZ|55.952|-3.196 ; Cambridge|Royaume-Uni|CB2 1TN|52.200|0.117 ;
  Dublin|Irlande|D02 X285|53.333|-6.249 ; Bruxelles|Belgique|1000|50.850|4.349 ; Liège|Belgique|4000|50.634|5.567 ;
  Anvers|Belgique|2000|51.220|4.400 ; Luxembourg|Luxembourg|L-1009|49.612|6.130 ; Genève|Suisse|1201|46.202|6.146 ;
  Lausanne|Suisse|1003|46.516|6.633 ; Zurich|Suisse|8001|47.367|8.550 ; Bâle|Suisse|4001|47.558|7.573 ;
  Berlin|Allemagne|10115|52.524|13.411 ; Munich|Allemagne|80331|48.137|11.575 ;
  Francfort|Allemagne|60311|50.116|8.684 ; Hambourg|Allemagne|20095|53.551|9.993 ;
  Stuttgart|Allemagne|70173|48.782|9.177 ; Amsterdam|Pays-Bas|1012 AB|52.374|4.890 ;
  Eindhoven|Pays-Bas|5611 AZ|51.441|5.478 ; Copenhague|Danemark|1050|55.676|12.566 ;
  Stockholm|Suède|111 20|59.329|18.069 ; Göteborg|Suède|411 03|57.707|11.967 ; Oslo|Norvège|0150|59.913|10.746 ;
  Helsinki|Finlande|00100|60.170|24.935 ; Madrid|Espagne|28001|40.416|-3.703 ;
  Barcelone|Espagne|08001|41.389|2.159 ; Séville|Espagne|41001|37.383|-5.973 ;
  Lisbonne|Portugal|1100-148|38.717|-9.133 ; Porto|Portugal|4000-322|41.150|-8.611 ;
  Milan|Italie|20121|45.464|9.190 ; Rome|Italie|00184|41.892|12.511 ; Turin|Italie|10121|45.070|7.687 ;
  Vienne|Autriche|1010|48.208|16.372 ; Prague|Tchéquie|110 00|50.088|14.421 ;
  Varsovie|Pologne|00-001|52.230|21.012 ; Cracovie|Pologne|31-002|50.061|19.937 ;
  Budapest|Hongrie|1051|47.498|19.040 ; Bucarest|Roumanie|010011|44.432|26.106 ;
  Athènes|Grèce|105 57|37.984|23.728 ; Istanbul|Turquie|34110|41.014|28.950 ; Casablanca|Maroc|20000|33.588|-7.611 ;
  Rabat|Maroc|10000|34.013|-6.833 ; Tanger|Maroc|90000|35.767|-5.800 ; Tunis|Tunisie|1000|36.819|10.166 ;
  Alger|Algérie|16000|36.732|3.087 ; Dakar|Sénégal|11000|14.694|-17.444 ; Abidjan|Côte d’Ivoire||5.354|-4.002 ;
  Douala|Cameroun||4.048|9.704 ; Libreville|Gabon||0.392|9.454 ; Antananarivo|Madagascar|101|-18.914|47.536 ;
  Le Caire|Égypte|11511|30.063|31.250 ; Johannesburg|Afrique du Sud|2000|-26.202|28.044 ;
  Nairobi|Kenya|00100|-1.283|36.817 ; Beyrouth|Liban|1107|33.893|35.502 ; Dubaï|Émirats arabes unis||25.077|55.309 ;
  Abou Dabi|Émirats arabes unis||24.451|54.397 ; Doha|Qatar||25.285|51.531 ;
  Riyad|Arabie saoudite|11564|24.688|46.722 ; Tel Aviv|Israël|6100000|32.081|34.781 ;
  Bombay|Inde|400001|19.073|72.883 ; Bangalore|Inde|560001|12.972|77.594 ;
  Singapour|Singapour|048616|1.290|103.850 ; Hong Kong|Hong Kong||22.278|114.175 ;
  Shanghai|Chine|200000|31.222|121.458 ; Pékin|Chine|100000|39.907|116.397 ; Tokyo|Japon|100-0001|35.690|139.692 ;
  Séoul|Corée du Sud|04524|37.566|126.978 ; Bangkok|Thaïlande|10200|13.754|100.501 ;
  Hô Chi Minh-Ville|Viêt Nam|700000|10.823|106.630 ; Jakarta|Indonésie|10110|-6.215|106.845 ;
  Sydney|Australie|2000|-33.868|151.207 ; Melbourne|Australie|3000|-37.814|144.963 ;
  Auckland|Nouvelle-Zélande|1010|-36.849|174.763 ; Nouméa|Nouvelle-Calédonie|98800|-22.274|166.449 ;
  Papeete|Polynésie française|98714|-17.537|-149.566 ; Montréal|Canada|H2Y 1C6|45.509|-73.588 ;
  Québec|Canada|G1R 4S9|46.812|-71.215 ; Toronto|Canada|M5H 2N2|43.700|-79.416 ;
  Vancouver|Canada|V6B 1A1|49.250|-123.119 ; New York|États-Unis|10001|40.714|-74.006 ;
  Boston|États-Unis|02108|42.358|-71.060 ; San Francisco|États-Unis|94103|37.775|-122.419 ;
  Seattle|États-Unis|98101|47.606|-122.332 ; Houston|États-Unis|77002|29.763|-95.363 ;
  Chicago|États-Unis|60601|41.850|-87.650 ; Mexico|Mexique|06000|19.428|-99.128 ;
  São Paulo|Brésil|01000-000|-23.547|-46.636 ; Rio de Janeiro|Brésil|20010-000|-22.906|-43.182 ;
  Buenos Aires|Argentine|C1002|-34.613|-58.377 ; Santiago|Chili|8320000|-33.457|-70.648 ;
  Bogotá|Colombie|110111|4.610|-74.082`
