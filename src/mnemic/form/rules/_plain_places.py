# ruff: noqa: E501 - a list of names
"""Countries and cities as Spanish, French, German and Portuguese call them: known without a capital, and no employer."""

from __future__ import annotations

from typing import Final

from ._plain_frames import capital, firm, folded, typed

_NAMES: Final = (
    # Spanish
    "españa, méxico, argentina, colombia, chile, perú, venezuela, cuba, uruguay, bolivia, ecuador, paraguay, costa rica, panamá, guatemala, honduras, nicaragua, el salvador, república dominicana, puerto rico, "
    "madrid, barcelona, valencia, sevilla, zaragoza, málaga, murcia, palma, palma de mallorca, mallorca, menorca, ibiza, tenerife, gran canaria, las palmas, bilbao, alicante, córdoba, valladolid, vigo, gijón, vitoria, granada, elche, "
    "oviedo, badalona, cartagena, jerez, sabadell, móstoles, alcalá de henares, pamplona, almería, san sebastián, donostia, burgos, santander, castellón, albacete, logroño, badajoz, salamanca, huelva, lleida, lérida, tarragona, "
    "león, cádiz, jaén, ourense, girona, gerona, lugo, cáceres, santiago de compostela, ceuta, melilla, toledo, cuenca, ávila, segovia, soria, teruel, huesca, palencia, zamora, ciudad real, guadalajara, pontevedra, a coruña, la coruña, "
    "asturias, galicia, cataluña, andalucía, navarra, euskadi, aragón, extremadura, cantabria, la rioja, canarias, baleares, ciudad de méxico, cdmx, monterrey, puebla, tijuana, mérida, querétaro, cancún, oaxaca, buenos aires, "
    "rosario, mendoza, la plata, mar del plata, tucumán, salta, bogotá, medellín, cali, barranquilla, bucaramanga, santiago, santiago de chile, valparaíso, viña del mar, concepción, lima, arequipa, cusco, trujillo, caracas, maracaibo, "
    "la habana, montevideo, la paz, santa cruz, cochabamba, quito, guayaquil, asunción, san josé, san juan, santo domingo, tegucigalpa, managua, francia, alemania, italia, inglaterra, reino unido, irlanda, suiza, bélgica, holanda, "
    "países bajos, portugal, estados unidos, brasil, canadá, japón, china, marruecos, londres, parís, berlín, múnich, roma, milán, lisboa, oporto, nueva york, miami, dublín, bruselas, ámsterdam, viena, ginebra, zúrich, tokio, "
    # French
    "france, belgique, suisse, canada, québec, allemagne, espagne, italie, angleterre, irlande, maroc, algérie, tunisie, sénégal, côte d'ivoire, cameroun, luxembourg, pays-bas, états-unis, japon, chine, brésil, mexique, "
    "paris, marseille, lyon, toulouse, nice, nantes, montpellier, strasbourg, bordeaux, lille, rennes, reims, saint-étienne, toulon, le havre, grenoble, dijon, angers, nîmes, villeurbanne, clermont-ferrand, le mans, aix-en-provence, "
    "brest, tours, amiens, limoges, annecy, perpignan, metz, besançon, orléans, rouen, mulhouse, caen, nancy, avignon, poitiers, versailles, pau, la rochelle, quimper, lorient, vannes, bayonne, biarritz, cannes, antibes, chambéry, "
    "valence, troyes, colmar, bourges, saint-malo, saint-nazaire, bretagne, normandie, alsace, corse, provence, bruxelles, liège, namur, anvers, gand, genève, lausanne, zurich, berne, bâle, fribourg, montréal, montreal, ottawa, "
    "toronto, vancouver, casablanca, rabat, marrakech, alger, oran, tunis, dakar, abidjan, yaoundé, douala, londres, madrid, barcelone, lisbonne, rome, berlin, munich, new york, dublin, amsterdam, "
    # German
    "deutschland, österreich, schweiz, frankreich, spanien, italien, england, großbritannien, irland, polen, niederlande, belgien, dänemark, schweden, norwegen, türkei, griechenland, kanada, berlin, hamburg, münchen, köln, "
    "frankfurt, frankfurt am main, stuttgart, düsseldorf, leipzig, dortmund, essen, bremen, dresden, hannover, nürnberg, duisburg, bochum, wuppertal, bielefeld, bonn, münster, mannheim, karlsruhe, augsburg, wiesbaden, "
    "mönchengladbach, gelsenkirchen, aachen, braunschweig, chemnitz, kiel, halle, magdeburg, freiburg, krefeld, mainz, lübeck, erfurt, oberhausen, rostock, kassel, hagen, potsdam, saarbrücken, hamm, ludwigshafen, oldenburg, "
    "osnabrück, leverkusen, heidelberg, darmstadt, solingen, regensburg, paderborn, ingolstadt, würzburg, ulm, heilbronn, göttingen, wolfsburg, reutlingen, koblenz, erlangen, trier, jena, cottbus, konstanz, tübingen, bamberg, "
    "bayreuth, passau, flensburg, schwerin, weimar, gießen, marburg, bayern, sachsen, thüringen, hessen, niedersachsen, brandenburg, wien, graz, linz, salzburg, innsbruck, klagenfurt, villach, bregenz, tirol, kärnten, steiermark, "
    "zürich, genf, basel, bern, luzern, winterthur, st. gallen, paris, london, rom, mailand, madrid, lissabon, brüssel, warschau, prag, kopenhagen, istanbul, "
    # Portuguese
    "brasil, portugal, angola, moçambique, cabo verde, espanha, frança, alemanha, itália, inglaterra, suíça, irlanda, holanda, bélgica, estados unidos, canadá, argentina, uruguai, japão, são paulo, sp, rio de janeiro, rio, rj, brasília, "
    "salvador, fortaleza, belo horizonte, bh, manaus, curitiba, recife, goiânia, belém, porto alegre, poa, guarulhos, campinas, são luís, maceió, campo grande, natal, teresina, joão pessoa, osasco, ribeirão preto, uberlândia, sorocaba, "
    "aracaju, cuiabá, joinville, londrina, juiz de fora, florianópolis, floripa, santos, niterói, vitória, vila velha, porto velho, macapá, boa vista, palmas, rio branco, blumenau, maringá, caxias do sul, pelotas, são josé dos campos, "
    "minas gerais, bahia, pernambuco, ceará, paraná, santa catarina, lisboa, porto, braga, coimbra, aveiro, faro, évora, setúbal, guimarães, viseu, leiria, funchal, madeira, açores, ponta delgada, almada, cascais, sintra, amadora, "
    "algarve, viana do castelo, vila real, bragança, castelo branco, beja, portimão, luanda, maputo, praia, londres, paris, madri, madrid, dublin, miami, nova york, nova iorque"
)
PLACES: Final = frozenset(spelt for name in _NAMES.split(", ") for spelt in (folded(name), typed(name)))
_MOST_WORDS: Final = 4


def is_place(phrase: str) -> bool:
    """Return whether a phrase is the name of a known place."""
    return folded(phrase) in PLACES


def employer(phrase: str) -> bool:
    """Return whether a phrase is a proper name that no place has: who works in Madrid names no employer."""
    return capital(phrase) and not is_place(phrase)


def new_employer(phrase: str) -> bool:
    """Return whether a phrase is no more than the name of a firm."""
    return firm(phrase) and not is_place(phrase)


def place_at(text: str, start: int, end: int) -> int | None:
    """Return where the known place ends that is named, in small letters, at *start*."""
    stops = [at for at in range(start + 2, min(end, start + 30) + 1) if at == end or not _within(text[at])]
    for stop in reversed(stops):
        if text[start:stop].count(" ") < _MOST_WORDS and folded(text[start:stop]) in PLACES:
            return stop
    return None


def _within(letter: str) -> bool:
    return letter.isalnum() or letter in "-'"
