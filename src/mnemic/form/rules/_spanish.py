# ruff: noqa: E501 - a pattern is read as one line
"""The frames of Spanish."""

from __future__ import annotations

from typing import Final

from ._plain_frames import PlainFrame, PlainLanguage, capital, one_of, pattern, short, small

_NOW: Final = r"(?:ahora\s+|ya\s+|también\s+|todavía\s+|aún\s+|siempre\s+|actualmente\s+|hoy en día\s+|desde [\wáéíóúñ]+\s+|además\s+)*"
_ONE: Final = r"(?:un|una|dos|tres|cuatro|cinco|seis|mi|mis|el|la|los|las)\s+"
_ANIMALS: Final = one_of(
    "perro perra perros perras perrito gato gata gatos gatas gatito loro conejo hámster caballo tortuga pez peces canario hurón cobaya yegua burro gallinas"
)
_TRADES: Final = one_of(
    "médico médica doctor doctora enfermero enfermera profesor profesora maestro maestra abogado abogada ingeniero ingeniera arquitecto arquitecta "
    "periodista programador programadora desarrollador desarrolladora diseñador diseñadora cocinero cocinera camarero camarera carpintero carpintera "
    "electricista fontanero contable contador contadora estudiante escritor escritora músico música pintor pintora fotógrafo fotógrafa traductor traductora "
    "psicólogo psicóloga veterinario veterinaria farmacéutico farmacéutica panadero panadera policía bombero bombera piloto conductor conductora taxista "
    "dentista economista científico científica biólogo bióloga químico química físico física peluquero peluquera mecánico mecánica albañil jubilado jubilada "
    "funcionario funcionaria vendedor vendedora secretario secretaria actor actriz cantante bailarín bailarina agricultor agricultora matrona fisioterapeuta "
    "azafata bibliotecario bibliotecaria juez jueza chef técnico técnica consultor consultora gerente"
)
_TONGUES: Final = one_of(
    "español inglés francés alemán italiano portugués ruso chino japonés coreano árabe catalán gallego euskera vasco holandés neerlandés sueco polaco turco griego quechua guaraní hebreo hindi"
)
_NATIONS: Final = one_of(
    "español española mexicano mexicana argentino argentina colombiano colombiana chileno chilena peruano peruana venezolano venezolana cubano cubana "
    "uruguayo uruguaya boliviano boliviana ecuatoriano ecuatoriana francés francesa inglés inglesa alemán alemana italiano italiana portugués portuguesa "
    "brasileño brasileña ruso rusa chino china japonés japonesa polaco polaca suizo suiza marroquí americano americana estadounidense británico británica "
    "irlandés irlandesa griego griega turco turca catalán catalana gallego gallega vasco vasca andaluz andaluza paraguayo paraguaya dominicano dominicana"
)
_DIETS: Final = r"(?:vegetarian[oa]|vegan[oa]|pescetarian[oa]|celíac[oa]|omnívor[oa]|flexitarian[oa])"
_STATUS: Final = r"(?:casad[oa]|solter[oa]|divorciad[oa]|viud[oa]|separad[oa]|prometid[oa]|comprometid[oa])"
_KIN: Final = r"(?:hermana|hermano|madre|padre|mamá|papá|hija|hijo|prima|primo|tía|tío|abuela|abuelo|sobrina|sobrino|suegra|suegro|cuñada|cuñado|nieta|nieto)"
_PARTNER: Final = r"(?:marido|esposo|esposa|mujer|novia|novio|pareja)"

SPANISH: Final = PlainLanguage(
    cue=pattern(r"\b(?:me llamo|soy|vivo|tengo|trabajo|estudio|hablo|uso|mi|mis|nací|prefiero|quiero|estoy|juego|toco|odio|nos mudamos|me mudé|me gusta|me encanta|dejé|vendí|hago)\b"),
    openers=pattern(r"(?:(?:y|pero|hola|bueno|pues|sí|no(?=,)|además|por cierto|la verdad|también|ahora|yo|nosotros|actualmente|hoy en día|total|que|en realidad|es que|perdón|perdona|ya|desde|como)(?:[,:]?\s+|[,:]))*(?:desde\s+[\wáéíóúñ]+(?:\s+de\s+\d{4})?,?\s+|en\s+[\wáéíóúñ ]{3,20},\s+)?(?:yo\s+|ahora\s+|ya\s+|también\s+)*"),
    refused=pattern(r"^(?:si|ojalá|imagina|supongamos)\b|\bsi yo\b|\b(?:dice|dijo|dicen|contó|escribió|preguntó) que\b|\bsi (?:fuera|viviera|tuviera|dejara|me mudara)\b|\btal vez\b|\bquizás?\b|\ba lo mejor\b"),
    stop=pattern(r"[,;:.!?()\"«»\n]|\s(?:y (?:mi|me|yo|ya|no|vivo|trabajo|tengo|soy|estoy|la|el|nos|así|eso)|pero|porque|desde|hasta|aunque|así que|cuando|que|donde|con|por|para|como|hace|cerca|en|ahora|también|todos|todas|los (?:lunes|martes|miércoles|jueves|viernes|sábados|domingos)|este|esta|a|sin|muy|ni|de nuevo|lol|jaja|tres veces|dos veces)\b"),
    articles=pattern(r"(?:el|la|los|las|un|una|unos|unas|mi|mis)\s+"),
    frames=(
        PlainFrame(predicate="name", pattern=pattern(r"(?:me llamo|mi nombre es|me dicen|ll[áa]mame)\s+"), cut="name"),
        PlainFrame(predicate="birthday", pattern=pattern(r"(?:mi cumpleaños (?:es|cae)|cumplo años|nací)\s+(?:el\s+)?(?P<o>\d{1,2}\s+de\s+[a-z]+)"), cut="given"),
        PlainFrame(predicate="age", pattern=pattern(rf"(?:{_NOW}tengo|cumplí|acabo de cumplir)\s+(?P<o>\d{{1,3}})\s+(?:años)?"), cut="given"),
        PlainFrame(predicate="born_in", pattern=pattern(r"nací\s+en\s+"), cut="place"),
        PlainFrame(predicate="comes_from", pattern=pattern(r"(?:soy|vengo)\s+(?:originalmente\s+)?de\s+|(?:crecí|me crié)\s+en\s+"), cut="place"),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"{_NOW}(?:vivo|vivimos|resido|estoy viviendo)\s+{_NOW}en\s+"), cut="place"),
        PlainFrame(predicate="lives_in", pattern=pattern(r"(?:me mudé|nos mudamos|me he mudado|nos hemos mudado|me fui a vivir|nos fuimos a vivir|me trasladé)\s+(?:de\s+\w+\s+)?a\s+"), cut="place", event=True),
        PlainFrame(predicate="lives_in", pattern=pattern(r"(?:antes\s+)?(?:vivía|vivíamos|viví|antes vivía)\s+(?:antes\s+)?en\s+"), cut="place", tense="past"),
        PlainFrame(predicate="lives_in", pattern=pattern(r"ya no (?:vivo|vivimos)\s+en\s+"), cut="place", tense="past", act="end"),
        PlainFrame(predicate="works_at", pattern=pattern(rf"{_NOW}(?:trabajo|estoy trabajando|curro)\s+{_NOW}(?:en|para|con)\s+(?:la\s+|el\s+|los\s+)?"), cut="noun", check=capital),
        PlainFrame(predicate="works_at", pattern=pattern(r"(?:trabajaba|trabajé)\s+(?:en|para)\s+"), cut="noun", check=capital, tense="past"),
        PlainFrame(predicate="works_at", pattern=pattern(r"(?:empecé|he empezado|entré)\s+(?:a trabajar\s+)?en\s+"), cut="noun", check=capital, event=True),
        PlainFrame(predicate="works_at", pattern=pattern(r"(?:ya no trabajo (?:en|para)|renuncié a|dejé mi trabajo en|me despidieron de)\s+"), cut="noun", check=capital, tense="past", act="end"),
        PlainFrame(predicate="diet", pattern=pattern(rf"{_NOW}(?:soy|me hice|me he hecho|me volví)\s+{_NOW}(?P<o>{_DIETS})\b"), cut="given"),
        PlainFrame(predicate="diet", pattern=pattern(rf"ya no soy\s+(?P<o>{_DIETS})\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="relationship_status", pattern=pattern(rf"(?:{_NOW}(?:estoy|soy)|me he|llevo \w+ años)\s+{_NOW}(?P<o>{_STATUS})\b"), cut="given"),
        PlainFrame(predicate="allergic_to", pattern=pattern(r"(?:soy alérgic[oa] a|tengo alergia a|me da alergia)\s+"), check=short),
        PlainFrame(predicate="allergic_to", pattern=pattern(r"no soy alérgic[oa] a\s+"), check=short, negated=True),
        PlainFrame(predicate="nationality", pattern=pattern(r"soy\s+(?P<o>[a-zñáéíóú]+)(?=$|[,.;!]|\s+(?:y|pero|de)\b)"), cut="given", check=_NATIONS),
        PlainFrame(predicate="occupation", pattern=pattern(rf"{_NOW}(?:soy|trabajo (?:de|como))\s+{_NOW}(?:un\s+|una\s+)?"), check=_TRADES),
        PlainFrame(predicate="occupation", pattern=pattern(r"(?:trabajaba (?:de|como)|era)\s+(?:un\s+|una\s+)?"), check=_TRADES, tense="past"),
        PlainFrame(predicate="studies", pattern=pattern(rf"{_NOW}(?:estudio|estoy estudiando)\s+(?!en\b|mucho\b|para\b)"), check=small),
        PlainFrame(predicate="studies_at", pattern=pattern(rf"{_NOW}(?:estudio|voy)\s+(?:[\w ]{{1,20}} )?(?:en|a)\s+la\s+(?=universidad|uni\b|escuela)"), check=short),
        PlainFrame(predicate="children", pattern=pattern(r"tengo\s+(?P<o>(?:un|una|dos|tres|cuatro|cinco)\s+(?:hij[oa]s?|niñ[oa]s?|mellizos|gemelos))\b"), cut="given"),
        PlainFrame(predicate="pet", pattern=pattern(rf"(?:tengo|tenemos|adopté|adoptamos)\s+(?={_ONE})"), check=_ANIMALS),
        PlainFrame(predicate="speaks", pattern=pattern(rf"{_NOW}(?:hablo|estoy aprendiendo|aprendo)\s+"), check=_TONGUES),
        PlainFrame(predicate="speaks", pattern=pattern(r"no hablo\s+"), check=_TONGUES, negated=True),
        PlainFrame(predicate="uses", pattern=pattern(rf"{_NOW}(?:uso|utilizo|estoy usando)\s+"), check=capital),
        PlainFrame(predicate="uses", pattern=pattern(r"(?:me (?:cambié|pasé|he pasado) (?:de [\w ]+? )?a|cambié (?:el |la )?[\w ]+? por (?:un |una |el |la )?)\s*"), check=capital, event=True),
        PlainFrame(predicate="uses", pattern=pattern(r"(?:ya no uso|dejé de usar)\s+"), check=capital, tense="past", act="end"),
        PlainFrame(predicate="activity", pattern=pattern(r"(?:toco|juego (?:al?|a la)|practico|hago)\s+(?=(?:el\s+|la\s+|al\s+)?(?:guitarra|piano|violín|batería|bajo|flauta|fútbol|tenis|baloncesto|ajedrez|pádel|yoga|pilates|karate|boxeo|natación|judo|ballet|escalada|voleibol|senderismo|ciclismo|teatro|cerámica))"), check=short),
        PlainFrame(predicate="activity", pattern=pattern(r"(?:dejé|he dejado|ya no hago|abandoné|dejé de (?:hacer|tocar|practicar|jugar al?))\s+(?=(?:el\s+|la\s+|al\s+)?(?:guitarra|piano|violín|batería|fútbol|tenis|baloncesto|ajedrez|pádel|yoga|pilates|karate|boxeo|natación|judo|ballet|escalada|teatro|cerámica|gimnasio|tabaco))"), check=short, tense="past", act="end"),
        PlainFrame(predicate="likes", pattern=pattern(r"(?:me (?:gusta|gustan|encanta|encantan|fascina|fascinan)(?:\s+mucho)?|adoro|amo)\s+(?!que\b|tu\b|la idea\b|cómo\b)"), check=short),
        PlainFrame(predicate="likes", pattern=pattern(r"(?:no me (?:gusta|gustan)|odio|detesto|no soporto)\s+(?!que\b|tu\b)"), check=short, negated=True),
        PlainFrame(predicate="favorite", pattern=pattern(r"mi\s+(?P<k>[a-zñáéíóú]+)\s+(?:favorit[oa]|preferid[oa])\s+es\s+(?:ahora\s+)?"), check=short),
        PlainFrame(predicate="favorite", pattern=pattern(r"mis\s+(?P<k>[a-zñáéíóú]+)\s+(?:favorit[oa]s|preferid[oa]s)\s+son\s+"), check=short),
        PlainFrame(predicate="prefers", pattern=pattern(r"prefiero\s+(?!que\b|no\b)"), check=short),
        PlainFrame(predicate="partner", pattern=pattern(rf"mi\s+(?P<k>{_PARTNER})\s+(?:se llama|es)\s+"), cut="name"),
        PlainFrame(predicate="relative", pattern=pattern(rf"mi\s+(?P<k>{_KIN})\s+(?:se llama|es)\s+"), cut="name"),
        PlainFrame(predicate="health", pattern=pattern(r"(?:tengo|sufro de|padezco|me diagnosticaron)\s+(?=(?:asma|diabetes|migrañas?|ansiedad|depresión|epilepsia|artritis|hipertensión|insomnio|tdah|eczema|psoriasis|celiaquía)\b)"), check=short),
        PlainFrame(predicate="member_of", pattern=pattern(r"(?:soy (?:miembro|socio|socia|parte) de|formo parte de|me uní a|me apunté a|estoy en)\s+(?=(?:un|una|el|la|al)\s+(?:\w+\s+)?(?:club|coro|equipo|grupo|asociación|banda|orquesta))"), check=short),
    ),
)  # fmt: skip
