# ruff: noqa: E501 - a pattern is read as one line
"""The frames of Spanish."""

from __future__ import annotations

from typing import Final

from ._plain_frames import PlainFrame, PlainLanguage, capital, firm, one_of, pattern, short, small
from ._spanish_over import BACK, OVER, did, did_so

_DAY: Final = r"(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)"
_WHEN: Final = (
    rf"(?:(?:ayer|anoche|anteayer|hoy|esta (?:mañana|tarde|semana)|este (?:mes|año|verano|invierno|finde|{_DAY})|el (?:otro día|{_DAY})(?: pasado)?|(?:la semana|el mes|el año|el verano|el invierno|el otoño|el {_DAY}) pasad[oa]|"
    r"hace (?:poco|nada|un par de|una?|dos|tres|cuatro|cinco|seis|unos|unas|\d)(?: (?:días|semanas?|mes(?:es)?|años?))?|en (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|otoño|verano|invierno|primavera|\d{4})|desde (?:ayer|hoy|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|el \w+|hace \w+ \w+)|"
    r"(?:tras|después de) (?:[\wáéíóúñ]+ ){1,2}años|por fin|al fin|al final|finalmente|recientemente|últimamente|total,? que|así que|buenas noticias|gran noticia|novedades?|noticia|cambio de planes)[,:]?\s+)"
)
_GOODS: Final = one_of(
    "coche carro auto moto bici bicicleta furgoneta caravana barco velero piano guitarra cámara portátil ordenador computadora móvil celular iphone casa piso apartamento terreno huerto patinete tele televisor tablet consola"
)
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
_STATUS: Final = (
    r"(?:casad[oa]s?|solter[oa]|divorciad[oa]s?|viud[oa]|separad[oa]s?|prometid[oa]|comprometid[oa])"
)
_KIN: Final = r"(?:hermana|hermano|madre|padre|mamá|papá|hija|hijo|prima|primo|tía|tío|abuela|abuelo|sobrina|sobrino|suegra|suegro|cuñada|cuñado|nieta|nieto)"
_PARTNER: Final = r"(?:marido|esposo|esposa|mujer|novia|novio|pareja)"

SPANISH: Final = PlainLanguage(
    cue=pattern(r"\b(?:me llamo|soy|vivo|tengo|trabajo|estudio|hablo|uso|mi|mis|nací|prefiero|quiero|estoy|juego|toco|odio|nos mudamos|me mudé|me gusta|me encanta|dejé|vendí|hago|hoy|me|nos|\w+ió|quise|quer[ií]a decir|estamos|se (?:me|nos)|\w+(?:é|í)|(?:he|hemos) \w+|acab[oa]m?o?s? de|ya no|no|murió|ha muerto|perdón|olvid\w+|lo de|sino|cumpl\w+|me (?:ha|han|robaron|despidieron|echaron)|renuncié|\w+ y yo|vendimos|dejamos|rompimos|tuvimos)\b"),
    openers=pattern(rf"(?:(?:y|pero|hola|bueno|pues|sí|no(?=,)|además|por cierto|la verdad|también|ahora|yo|nosotros|actualmente|hoy en día|total|que|en realidad|es que|perdón|perdona|ya|desde|como|me equivoqué|me he equivocado)(?:[,:]?\s+|[,:]))*{_WHEN}{{0,2}}(?:desde\s+[\wáéíóúñ]+(?:\s+de\s+\d{{4}})?,?\s+|en\s+[\wáéíóúñ ]{{3,20}},\s+)?(?:yo\s+|ahora\s+|ya\s+|también\s+)*"),
    refused=pattern(r"^(?:si|ojalá|imagina|supongamos)\b|\bsi yo\b|\b(?:dice|dijo|dicen|contó|escribió|preguntó) que\b|\bsi (?:fuera|viviera|tuviera|dejara|me mudara)\b|\btal vez\b|\bquizás?\b|\ba lo mejor\b|^(?:supón|digamos|pongamos)\b|\bsoñ(?:é|aba|ado)\b|\bcomo si\b|\ben (?:la|el|un|una|esa|ese|mi|su) (?:película|peli|novela|serie|canción|cuento|sueño|libro|juego|otra vida)\b|\b(?:creo|dudo|dic\w+|dij\w+|piens\w+|cree[ns]?|creía\w*|parec\w+|cuenta[ns]?|contaron|pregunt\w+|escrib\w+|supon\w+|supuse|asegur\w+)(?::| que\b(?! (?:es|era)\b)| si\b)"),
    asks=pattern(r",?\s*¿"),
    bygone=pattern(r"\bde (?:niñ[oa]|pequeñ[oa]|joven|adolescente|crí[oa]|chic[oa])s?\b|\bcuando (?:yo )?(?:era|tenía|éramos|estudiaba|iba)\b|\ben mi (?:infancia|juventud|época)\b|(?<!desde )\bhace (?:muchos|muchísimos|\d{2}|diez|quince|veinte|treinta|cuarenta) años\b(?! que)|\ba los (?:\d|1\d|seis|siete|ocho|nueve|diez|doce|quince|dieciséis|dieciocho)(?: años)?\b|\ben (?:el cole|el colegio|el instituto|los (?:ochenta|noventa|80|90))\b"),
    brief=pattern(
        rf"\bhasta (?:el|la|las|mañana|que|fin)\b|\b(?:por|para) (?:un|una|unos|unas|dos|tres|cuatro|\d+) (?:día|semana|mes|rato|hora|año|fin|temporada|tiempo|noche)\w*|(?<!hace )(?<!llevo )\b(?:unos|un par de|unas|dos|tres) (?:días|rato|meses|semanas|horas)\b|\bdurante\b|\b(?:este|el|de|en el|por el|un) (?:finde|fin de semana|puente)\b|"
        rf"\bde (?:vacaciones|visita|paso|viaje)\b|\btemporal(?:mente)?\b|\bprovisional\w*|\bde momento\b|\ba las (?:\d|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)|\b(?:el|la) (?:año|mes|semana|verano|{_DAY}) que viene\b|\bpróxim[oa]s?\b|\bmañana\b(?<!esta mañana)|\bpronto\b|\bcasi\b"
    ),
    doubt=pattern(r"\b(?:no(?!,)|nunca|jamás|casi|si|ojalá|apenas|por poco|como si|tampoco|sin|antes de|a punto)\b"),
    stop=pattern(r"[,;:.!?()\"«»\n]|\s(?:y (?:mi|me|yo|ya|no|vivo|trabajo|tengo|soy|estoy|la|el|nos|así|eso)|pero|porque|desde|hasta|aunque|así que|cuando|que|donde|con|por|para|como|hace|cerca|en|ahora|también|todos|todas|los (?:lunes|martes|miércoles|jueves|viernes|sábados|domingos)|este|esta|a|sin|muy|ayer|hoy|anoche|la semana|el (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|mes|año|verano|otoño|invierno|finde)|en vez|en lugar|por fin|desde|tras|después|y (?:he|me|soy)|ni|de nuevo|lol|jaja|tres veces|dos veces)\b"),
    articles=pattern(r"(?:el|la|los|las|un|una|unos|unas|mi|mis|nuestr[oa]s?)\s+"),
    frames=(
        PlainFrame(predicate="name", pattern=pattern(r"(?:me llamo|mi nombre es|me dicen|ll[áa]mame)\s+"), cut="name"),
        PlainFrame(predicate="birthday", pattern=pattern(r"(?:mi cumpleaños (?:es|cae)|cumplo años|nací)\s+(?:el\s+)?(?P<o>\d{1,2}\s+de\s+[a-z]+)"), cut="given"),
        PlainFrame(predicate="age", pattern=pattern(rf"(?:{_NOW}(?:tengo|he cumplido|cumplí)|acabo de cumplir|ya cumplí|hoy cumplo)\s+(?:los\s+)?(?P<o>\d{{1,3}})(?!\s*(?:%|euros|de\b|mil|hij|perr|gat))(?:\s+años(?!\s+de\b)|(?=\s*(?:[.,;!)]|$)|\s+(?:y|ayer|hoy|el|la|en|este|esta)\b))"), cut="given"),
        PlainFrame(predicate="born_in", pattern=pattern(r"nací\s+en\s+"), cut="place"),
        PlainFrame(predicate="comes_from", pattern=pattern(r"(?:soy|vengo)\s+(?:originalmente\s+)?de\s+|(?:crecí|me crié)\s+en\s+"), cut="place"),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"{_NOW}(?:vivo|vivimos|resido|estoy viviendo|llevo [\wáéíóúñ ]{2,20} viviendo|estamos instalados|estoy instalad[oa])\s+{_NOW}en\s+"), cut="place"),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"(?:{did_so('mudé', 'mudamos', 'mudado', 'mudar')}|{did_so('fui', 'fuimos', 'ido', 'ir')}\s+a\s+vivir|{did_so('vine', 'vinimos', 'venido', 'venir')}\s+a\s+vivir|{did_so('trasladé', 'trasladamos', 'trasladado', 'trasladar')}|{did_so('instalé', 'instalamos', 'instalado', 'instalar')})\s+(?:definitivamente\s+|por fin\s+|de vuelta\s+)?(?:(?:de|desde)\s+[\w-]+\s+)?(?:a|en)\s+"), cut="place", event=True),
        PlainFrame(predicate="lives_in", pattern=pattern(r"(?:antes\s+)?(?:vivía|vivíamos|viví|antes vivía)\s+(?:antes\s+)?en\s+"), cut="place", tense="past"),
        PlainFrame(predicate="lives_in", pattern=pattern(r"(?:ya no (?:vivo|vivimos)|(?:dejé|he dejado|dejamos|hemos dejado) de vivir|no (?:vivo|vivimos) más)\s+en\s+"), cut="place", tense="past", act="end"),
        PlainFrame(predicate="works_at", pattern=pattern(rf"{_NOW}(?:trabajo|estoy trabajando|curro)\s+{_NOW}(?:en|para|con)\s+(?:la\s+|el\s+|los\s+)?"), cut="noun", check=capital),
        PlainFrame(predicate="works_at", pattern=pattern(r"(?:trabajaba|trabajé)\s+(?:en|para)\s+"), cut="noun", check=capital, tense="past"),
        PlainFrame(predicate="works_at", pattern=pattern(rf"(?:{did('empecé', 'empezamos', 'empezado', 'empezar')}|(?:entré|he entrado)(?=\s+a\s+trabajar\b)|{did('comencé', 'comenzamos', 'comenzado', 'comenzar')}|{did_so('incorporé', 'incorporamos', 'incorporado', 'incorporar')}|{did('fiché', 'fichamos', 'fichado', 'fichar')}|(?:he\s+cambiado|cambié)\s+de\s+(?:trabajo|empresa|curro)[,:;]?\s+(?:y\s+)?ahora\s+(?:estoy|trabajo)|me\s+(?:contrataron|han\s+contratado|cogieron|han\s+cogido|ficharon)|conseguí\s+(?:un\s+)?(?:trabajo|curro|puesto))\s+(?:a trabajar\s+)?(?:en|a)\s+(?:la\s+|el\s+)?"), check=firm, event=True),
        PlainFrame(predicate="works_at", pattern=pattern(r"me\s+(?:ha\s+)?(?:fich(?:ado|ó)|contrat(?:ado|ó))\s+(?:la\s+|el\s+)?(?P<o>[\w&.-]+(?:\s(?-i:[A-Z])[\w&.-]+)?)(?=\s*(?:[.,;!]|$)|\s+(?:y|como|para|desde|este|esta|la semana)\b)"), cut="given", check=firm, event=True),
        PlainFrame(predicate="works_at", pattern=pattern(r"(?:ya no trabajo (?:en|para|con)|(?:dejé|he dejado) de trabajar (?:en|para|con)|renuncié a|he renunciado a|(?:dejé|he dejado|perdí|he perdido) (?:mi|el) (?:trabajo|puesto|curro|empleo) en|me (?:despidieron|han despedido|echaron|han echado) de|dimití de)\s+"), cut="noun", check=capital, tense="past", act="end"),
        PlainFrame(predicate="diet", pattern=pattern(rf"{_NOW}(?:soy|somos|me hice|me he hecho|me volví|me he vuelto|acabo de hacerme|me he pasado a ser|me pasé a)\s+{_NOW}(?P<o>{_DIETS})\b"), cut="given"),
        PlainFrame(predicate="diet", pattern=pattern(rf"(?:ya no soy|(?:dejé|he dejado) de ser|no soy más)\s+(?P<o>{_DIETS})\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="relationship_status", pattern=pattern(rf"(?:{_NOW}(?:estoy|soy|estamos)|me he|nos hemos|llevo \w+ años)\s+{_NOW}(?P<o>{_STATUS})\b"), cut="given"),
        PlainFrame(predicate="allergic_to", pattern=pattern(r"(?:soy alérgic[oa] a|tengo alergia a|me da alergia)\s+"), check=short),
        PlainFrame(predicate="allergic_to", pattern=pattern(r"no soy alérgic[oa] a\s+"), check=short, negated=True),
        PlainFrame(predicate="nationality", pattern=pattern(r"soy\s+(?P<o>[a-zñáéíóú]+)(?=$|[,.;!]|\s+(?:y|pero|de)\b)"), cut="given", check=_NATIONS),
        PlainFrame(predicate="occupation", pattern=pattern(rf"{_NOW}(?:soy|trabajo (?:de|como)|estoy de|me (?:he hecho|hice|he metido a|metí a)|empecé (?:de|como)|he empezado (?:de|como))\s+{_NOW}(?:un\s+|una\s+)?"), check=_TRADES),
        PlainFrame(predicate="occupation", pattern=pattern(r"(?:trabajaba (?:de|como)|era)\s+(?:un\s+|una\s+)?"), check=_TRADES, tense="past"),
        PlainFrame(predicate="occupation", pattern=pattern(r"(?:ya no (?:soy|trabajo (?:de|como))|(?:dejé|he dejado) de (?:ser|trabajar (?:de|como)))\s+(?:un\s+|una\s+)?"), check=_TRADES, tense="past", act="end"),
        PlainFrame(predicate="relationship_status", pattern=pattern(rf"ya no (?:estoy|soy|estamos)\s+(?P<o>{_STATUS})\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="studies", pattern=pattern(rf"{_NOW}(?:estudio|estoy estudiando)\s+(?!en\b|mucho\b|para\b)"), check=small),
        PlainFrame(predicate="studies_at", pattern=pattern(rf"{_NOW}(?:estudio|voy)\s+(?:[\w ]{{1,20}} )?(?:en|a)\s+la\s+(?=universidad|uni\b|escuela)"), check=short),
        PlainFrame(predicate="children", pattern=pattern(r"tengo\s+(?P<o>(?:un|una|dos|tres|cuatro|cinco)\s+(?:hij[oa]s?|niñ[oa]s?|mellizos|gemelos))\b"), cut="given"),
        PlainFrame(predicate="pet", pattern=pattern(rf"{_NOW}(?:tengo|tenemos|{did('adopté', 'adoptamos', 'adoptado', 'adoptar')})\s+(?={_ONE})"), check=_ANIMALS),
        PlainFrame(predicate="pet", pattern=pattern(r"(?:(?:se\s+(?:me|nos)\s+)?(?:murió|ha\s+muerto|escapó|ha\s+escapado)|falleció)\s+(?:mi|nuestr[oa]|el|la)\s+(?P<o>\w+)(?=\s*[.,;!]|\s+(?:ayer|hoy|la semana|hace|en|el)\b|$)"), cut="given", check=_ANIMALS, tense="past", act="end"),
        PlainFrame(predicate="pet", pattern=pattern(r"(?:mi|nuestr[oa])\s+(?P<o>\w+)(?:\s+[A-Z]\w+)?\s+(?:(?:se\s+)?(?:ha\s+muerto|murió|falleció|escapó|ha\s+escapado))\b"), cut="given", check=_ANIMALS, tense="past", act="end"),
        PlainFrame(predicate="owns", pattern=pattern(rf"{_NOW}(?:tengo|tenemos|{did('compré', 'compramos', 'comprado', 'comprar')}|{did_so('compré', 'compramos', 'comprado', 'comprar')})\s+(?=(?:un|una|mi|dos)\s)"), check=_GOODS),
        PlainFrame(predicate="owns", pattern=pattern(rf"{did('vendí', 'vendimos', 'vendido', 'vender')}\s+(?:mi|nuestr[oa]|el|la)\s+(?P<o>\w+)(?!\s+de\b|\w)"), cut="given", check=_GOODS, tense="past", act="end"),
        PlainFrame(predicate="speaks", pattern=pattern(rf"{_NOW}(?:hablo|estoy aprendiendo|aprendo)\s+"), check=_TONGUES),
        PlainFrame(predicate="speaks", pattern=pattern(r"no hablo\s+"), check=_TONGUES, negated=True),
        PlainFrame(predicate="uses", pattern=pattern(rf"{_NOW}(?:uso|usamos|utilizo|estoy usando|(?:empecé|he empezado) a usar)\s+{_NOW}"), check=capital),
        PlainFrame(predicate="uses", pattern=pattern(rf"(?:{did_so('cambié', 'cambiamos', 'cambiado', 'cambiar')}|{did_so('pasé', 'pasamos', 'pasado', 'pasar')})\s+(?:de(?:l|\s+la)?\s+(?P<x>[\w.+-]+(?:\s[\w.+-]+)?)\s+)?a\s+(?!(?:ser|vivir|trabajar|la|los|las|una?)\b)"), check=capital, event=True),
        PlainFrame(predicate="uses", pattern=pattern(rf"{did('cambié', 'cambiamos', 'cambiado', 'cambiar')}\s+(?:el\s+|la\s+|mi\s+)?(?P<x>[\w.+-]+(?:\s[\w.+-]+)?)\s+por\s+"), check=capital, event=True),
        PlainFrame(predicate="uses", pattern=pattern(r"(?:ya no (?:uso|utilizo)|(?:dejé|he dejado) de (?:usar|utilizar)|(?:desinstalé|he desinstalado))\s+"), check=capital, tense="past", act="end"),
        PlainFrame(predicate="activity", pattern=pattern(rf"{_NOW}(?:toco|juego (?:al?|a la)|practico|hago)\s+(?=(?:el\s+|la\s+|al\s+)?(?:guitarra|piano|violín|batería|bajo|flauta|fútbol|tenis|baloncesto|ajedrez|pádel|yoga|pilates|karate|boxeo|natación|judo|ballet|escalada|voleibol|senderismo|ciclismo|teatro|cerámica))"), check=short),
        PlainFrame(predicate="activity", pattern=pattern(r"(?:dejé|he dejado|ya no hago|abandoné|dejé de (?:hacer|tocar|practicar|jugar al?))\s+(?=(?:el\s+|la\s+|al\s+)?(?:guitarra|piano|violín|batería|fútbol|tenis|baloncesto|ajedrez|pádel|yoga|pilates|karate|boxeo|natación|judo|ballet|escalada|teatro|cerámica|gimnasio|tabaco))"), check=short, tense="past", act="end"),
        PlainFrame(predicate="likes", pattern=pattern(r"(?:me (?:gusta|gustan|encanta|encantan|fascina|fascinan)(?:\s+mucho)?|adoro|amo)\s+(?!tanto\b|que\b|tu\b|la idea\b|cómo\b)"), check=short),
        PlainFrame(predicate="likes", pattern=pattern(r"(?:no me (?:gusta|gustan)|odio|detesto|no soporto)\s+(?!tanto\b|tan\b|mucho\b|que\b|tu\b)"), check=short, negated=True),
        PlainFrame(predicate="likes", pattern=pattern(r"ya no (?:me (?:gustan?|encantan?)|soporto|aguanto)\s+(?!que\b|tu\b|tanto\b|tan\b)"), check=short, tense="past", act="end"),
        PlainFrame(predicate="activity", pattern=pattern(r"(?:dejé|he dejado|acabo de dejar)\s+de\s+(?P<o>fumar|beber|correr|nadar|bailar|cantar|pintar|escalar|boxear|surfear|esquiar)\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="favorite", pattern=pattern(r"mi\s+(?P<k>[a-zñáéíóú]+)\s+(?:favorit[oa]|preferid[oa])\s+es\s+(?:ahora\s+)?"), check=short),
        PlainFrame(predicate="favorite", pattern=pattern(r"mis\s+(?P<k>[a-zñáéíóú]+)\s+(?:favorit[oa]s|preferid[oa]s)\s+son\s+"), check=short),
        PlainFrame(predicate="prefers", pattern=pattern(r"prefiero\s+(?!que\b|no\b)"), check=short),
        PlainFrame(predicate="partner", pattern=pattern(rf"mi\s+(?P<k>{_PARTNER})\s+(?:se llama|es)\s+"), cut="name"),
        PlainFrame(predicate="relative", pattern=pattern(rf"mi\s+(?P<k>{_KIN})\s+(?:se llama|es)\s+"), cut="name"),
        PlainFrame(predicate="health", pattern=pattern(r"(?:tengo|sufro de|padezco|me diagnosticaron)\s+(?=(?:asma|diabetes|migrañas?|ansiedad|depresión|epilepsia|artritis|hipertensión|insomnio|tdah|eczema|psoriasis|celiaquía)\b)"), check=short),
        PlainFrame(predicate="member_of", pattern=pattern(r"(?:soy (?:miembro|socio|socia|parte) de|formo parte de|me uní a|me apunté a|estoy en)\s+(?=(?:un|una|el|la|al)\s+(?:\w+\s+)?(?:club|coro|equipo|grupo|asociación|banda|orquesta))"), check=short),
    ),
    over=OVER,
    back=BACK,
)  # fmt: skip
