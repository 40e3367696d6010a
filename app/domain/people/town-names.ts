/**
 * What towns are called where GeoNames has another name: abroad in French or at home, in France since communes merged
 * (as of January 2026) or after a place of work that is no commune. Country, then written = known. Pure.
 */
const OTHER_NAMES = `
  GB londres=london, edimbourg=edinburgh, cantorbery=canterbury, douvres=dover ; BE bruxelles=brussels,
  brussel=brussels, antwerp=antwerpen, ghent=gent, anvers=antwerpen, gand=gent, bruges=brugge, louvain=leuven,
  malines=mechelen, courtrai=kortrijk, ostende=ostend ; CH geneva=geneve, bale=basel, berne=bern, lucerne=luzern,
  bienne=biel bienne, soleure=solothurn, saint gall=sankt gallen ; DE francfort=frankfurt am main, hambourg=hamburg,
  cologne=koln, mayence=mainz, aix la chapelle=aachen, ratisbonne=regensburg, nuremberg=nurnberg, fribourg=freiburg,
  fribourg en brisgau=freiburg, hanovre=hannover, dresde=dresden, sarrebruck=saarbrucken, treves=trier,
  augsbourg=augsburg, wurtzbourg=wurzburg, duisbourg=duisburg, magdebourg=magdeburg, breme=bremen, munchen=munich ; DK
  copenhague=copenhagen, kobenhavn=copenhagen ; ES barcelone=barcelona, seville=sevilla, valence=valencia,
  saragosse=zaragoza, grenade=granada, cordoue=cordoba ; PT lisbonne=lisbon, lisboa=lisbon ; AT vienne=vienna,
  wien=vienna, salzbourg=salzburg ; PL varsovie=warsaw, warszawa=warsaw, cracovie=krakow ; RO bucarest=bucharest ; GR
  athenes=athens, thessalonique=thessaloniki ; IT roma=rome, milano=milan, torino=turin, napoli=naples,
  firenze=florence, genes=genoa, venise=venice, bologne=bologna, padoue=padova, verone=verona, palerme=palermo,
  pise=pisa, parme=parma ; NL la haye=the hague ; MA tanger=tangier, marrakech=marrakesh ; DZ alger=algiers ; EG le
  caire=cairo, alexandrie=alexandria ; LB beyrouth=beirut ; SY damas=damascus ; AE abou dabi=abu dhabi ; SA
  riyad=riyadh ; IN bombay=mumbai, bangalore=bengaluru, calcutta=kolkata ; SG singapour=singapore ; CN pekin=beijing,
  canton=guangzhou ; VN ho chi minh ville=ho chi minh city, saigon=ho chi minh city ; US new york=new york city, la
  nouvelle orleans=new orleans, philadelphie=philadelphia, washington=washington d c ; MX mexico=mexico city ; RU
  moscou=moscow, saint petersbourg=saint petersburg ; UA kiev=kyiv ; CU la havane=havana ; FR evry
  courcouronnes=courcouronnes, cherbourg en cotentin=cherbourg octeville, cherbourg=cherbourg octeville, saint ouen
  sur seine=saint ouen, oullins pierre benite=oullins, paris la defense=puteaux, la defense=puteaux, sophia
  antipolis=valbonne, le chesnay rocquencourt=le chesnay, beaupreau en mauges=beaupreau, sevremoine=saint macaire en
  mauges, vire normandie=vire, ancenis saint gereon=ancenis, segre en anjou bleu=segre, bagnoles de l orne
  normandie=bagnoles de l orne, montaigu vendee=montaigu, binic etables sur mer=binic, conde en normandie=conde sur
  noireau, verneuil d avre et d iton=verneuil sur avre, filliere=thorens glieres, aime la plagne=aime, port jerome sur
  seine=notre dame de gravenchon, rives en seine=caudebec en caux, marne la vallee=champs sur marne ; SE
  gothenburg=goteborg ; CZ praha=prague ; IE baile atha cliath=dublin`

let names: Map<string, string> | undefined

function read(): Map<string, string> {
  const found = new Map<string, string>()
  for (const line of OTHER_NAMES.split(';')) {
    const [country, ...rest] = line.trim().split(/\s+/)
    for (const pair of rest.join(' ').split(',')) {
      const [written, known] = pair.trim().split('=')
      found.set(`${country} ${written}`, known!)
    }
  }
  return found
}

/** @returns the name under which a town is known; undefined where it has no other */
export function otherTownName(country: string, town: string): string | undefined {
  names ??= read()
  return names.get(`${country} ${town}`)
}

/** @returns every other name with its country, for tests */
export function otherTownNames(): { country: string; town: string }[] {
  names ??= read()
  return [...names.keys()].map((key) => ({ country: key.slice(0, 2), town: key.slice(3) }))
}
