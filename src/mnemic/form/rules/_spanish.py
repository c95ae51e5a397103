# ruff: noqa: E501 - a pattern is read as one line
"""The frames of Spanish."""

from __future__ import annotations

from typing import Final

from ._plain_frames import (
    FIELDS,
    MAKES,
    NO_APP,
    PlainFrame,
    PlainLanguage,
    capital,
    either,
    none_of,
    one_of,
    pattern,
    short,
    small,
    standing,
)
from ._plain_places import employer, new_employer
from ._spanish_over import BACK, OVER, did, did_so

_DAY: Final = r"(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)"
_WHEN: Final = (
    rf"(?:(?:ayer|anoche|anteayer|hoy|esta (?:mañana|tarde|semana)|este (?:mes|año|verano|invierno|finde|{_DAY})|el (?:otro día|{_DAY})(?: pasado)?|(?:la semana|el mes|el año|el verano|el invierno|el otoño|el {_DAY}) pasad[oa]|"
    r"hace (?:poco|nada|un par de|una?|dos|tres|cuatro|cinco|seis|unos|unas|\d)(?: (?:días|semanas?|mes(?:es)?|años?))?|en (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|otoño|verano|invierno|primavera|\d{4})|desde (?:ayer|hoy|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|el \w+|hace \w+ \w+)|"
    r"(?:tras|después de) (?:[\wáéíóúñ]+ ){1,2}años|por fin|al fin|al final|finalmente|recientemente|últimamente|total,? que|así que|buenas noticias|gran noticia|novedades?|noticia|cambio de planes)[,:]?\s+)"
)
_GOODS: Final = one_of(
    "coche carro auto moto bici bicicleta furgoneta caravana barco velero piano guitarra cámara portátil ordenador computadora móvil celular iphone casa piso apartamento terreno huerto patinete tele televisor tablet consola "
    + MAKES
)
_NOW: Final = r"(?:ahora\s+|ya\s+|también\s+|todavía\s+|aún\s+|siempre\s+|actualmente\s+|hoy en día\s+|desde [\wáéíóúñ]+\s+|además\s+)*"
_ONE: Final = r"(?:un|una|dos|tres|cuatro|cinco|seis|mi|mis|el|la|los|las)\s+"
_ANIMALS: Final = one_of(
    "perro perra perros perras perrito gato gata gatos gatas gatito loro conejo hámster caballo tortuga pez peces canario hurón cobaya yegua burro gallinas"
)
_TRADE_WORDS: Final = (
    "médico médica doctor doctora enfermero enfermera profesor profesora maestro maestra abogado abogada ingeniero ingeniera arquitecto arquitecta "
    "periodista programador programadora desarrollador desarrolladora diseñador diseñadora cocinero cocinera camarero camarera carpintero carpintera "
    "electricista fontanero contable contador contadora estudiante escritor escritora músico música pintor pintora fotógrafo fotógrafa traductor traductora "
    "psicólogo psicóloga veterinario veterinaria farmacéutico farmacéutica panadero panadera policía bombero bombera piloto conductor conductora taxista "
    "dentista economista científico científica biólogo bióloga químico química físico física peluquero peluquera mecánico mecánica albañil jubilado jubilada "
    "funcionario funcionaria vendedor vendedora secretario secretaria actor actriz cantante bailarín bailarina agricultor agricultora matrona fisioterapeuta "
    "azafata bibliotecario bibliotecaria juez jueza chef técnico técnica consultor consultora gerente "
    "informático informática cartero cartera camionero camionera soldador soldadora repartidor repartidora dependiente dependienta cajero cajera "
    "auxiliar administrativo administrativa comercial recepcionista cuidador cuidadora niñera limpiador limpiadora panadera pescador ganadero ganadera "
    "jardinero jardinera pastelero pastelera costurera sastre logopeda podólogo podóloga óptico óptica nutricionista enóloga enólogo editor editora guía "
    "monitor monitora entrenador entrenadora investigador investigadora educador educadora autónomo autónoma analista publicista arqueólogo arqueóloga"
)
_TRADES: Final = one_of(_TRADE_WORDS)
_TRADE: Final = rf"(?:{'|'.join(_TRADE_WORDS.split())})"
_WORKPLACE: Final = either(
    employer,
    one_of(
        "banco hospital restaurante colegio escuela instituto supermercado tienda bar hotel farmacia fábrica universidad ayuntamiento startup agencia biblioteca cafetería taller residencia guardería "
        "consultora gestoría panadería peluquería librería clínica bodega imprenta obra almacén museo ong notaría"
    ),
)
_FIELDS: Final = one_of(FIELDS)
_TONGUES: Final = one_of(
    "español inglés francés alemán italiano portugués ruso chino japonés coreano árabe catalán gallego euskera vasco holandés neerlandés sueco polaco turco griego quechua guaraní hebreo hindi"
)
_NATIONS: Final = one_of(
    "español española mexicano mexicana argentino argentina colombiano colombiana chileno chilena peruano peruana venezolano venezolana cubano cubana "
    "uruguayo uruguaya boliviano boliviana ecuatoriano ecuatoriana francés francesa inglés inglesa alemán alemana italiano italiana portugués portuguesa "
    "brasileño brasileña ruso rusa chino china japonés japonesa polaco polaca suizo suiza marroquí americano americana estadounidense británico británica "
    "irlandés irlandesa griego griega turco turca catalán catalana gallego gallega vasco vasca andaluz andaluza paraguayo paraguaya dominicano dominicana costarricense guatemalteco guatemalteca hondureño hondureña salvadoreño salvadoreña nicaragüense panameño panameña rumano rumana ucraniano ucraniana"
)
_DIETS: Final = r"(?:vegetarian[oa]|vegan[oa]|pescetarian[oa]|celíac[oa]|omnívor[oa]|flexitarian[oa])"
_ILLNESS: Final = r"(?:miopía|astigmatismo|enfermedad\s+de\s+\w+|asma|diabetes|migrañas?|ansiedad|depresión|epilepsia|artritis|artrosis|hipertensión|insomnio|tdah|eczema|dermatitis|psoriasis|celiaquía|colesterol|tensión\s+alta|hipotiroidismo|hipertiroidismo|fibromialgia|lupus|esclerosis|anemia|endometriosis|colon\s+irritable|cáncer|rinitis|reúma|tdah|autismo|reflujo|gastritis|escoliosis|parkinson|apnea|covid\s+persistente)"
_ILL: Final = r"(?:diabétic[oa]|asmátic[oa]|epiléptic[oa]|hipertens[oa]|daltónic[oa]|miope|zurd[oa]|sord[oa]|autista|bipolar|intolerante\s+(?:a\s+la|al)\s+\w+)"
_FOODS: Final = r"(?:carne|cerdo|pescado|mariscos?|gluten|lácteos|leche|azúcar|alcohol|huevos?|pollo|ternera|frutos\s+secos|picante)"
_GYM: Final = r"(?:gimnasio|gym|gim|piscina|yoga|pilates|crossfit|spinning|boxeo|natación|baile|zumba|teatro|inglés|cerámica|pintura|iglesia|misa|parque)"
_OFTEN: Final = r"(?=[^.,;!?]*\b(?:veces|todos|todas|todo|toda|cada|cada|casi\s+siempre|siempre|a\s+menudo|entre\s+semana|los\s+(?:lunes|martes|miércoles|jueves|viernes|sábados|domingos|fines))\b)"
_WISH_END: Final = (
    r"(?=\s*(?:[.,;:!?()\n]|$)|\s+(?:pero|porque|así\s+que|aunque|y\s+(?:no|me|mi|ya|tengo|quiero|estoy))\b)"
)
_TO_DO: Final = r"[^.,;:!?()\n]{1,60}?"
_WISHED: Final = (
    r"(?:aprender\s+(?!más\b)|correr\s+(?:una?|la|el|mi)\s|ahorrar\b|perder\s+(?:\d|peso|unos|algunos|kilos)|bajar\s+(?:de\s+peso|\d|unos)|adelgazar\b|dejar\s+(?:de\s+(?:fumar|beber)|el\s+tabaco)\b|"
    r"comprar(?:me|nos)?\s+(?:una?|mi)\s+(?:casa|piso|coche|moto|apartamento)|(?:montar|abrir|crear)\s+(?:mi|una?)\s+(?:propi[oa]\s+)?(?:negocio|tienda|bar|restaurante|cafetería|empresa|panadería|clínica|academia|taller|estudio|canal|peluquería|librería|startup)\b|escribir\s+(?:una?|mi)\s+(?:libro|novela)|sacar(?:me)?\s+(?:el|la)\s|mejorar\s+mi\s|mudarme\s+a\s|irme\s+a\s+vivir\s|"
    r"opositar\b|estudiar\s+(?:una?|la|el|para)\s|viajar\s+a\s|leer\s+(?:más|\d)|hacer\s+(?:más\s+(?:ejercicio|deporte)|un\s+máster|el\s+camino)|ponerme\s+en\s+forma|tocar\s+(?:el|la)\s|ser\s+(?:madre|padre|más)\b)"
)
_YEAR: Final = r"(?:un\s+máster\s+(?:en|de)\s+|un\s+(?:grado|doctorado)\s+(?:en|de)\s+|(?:el\s+)?(?:primer|primero|segundo|tercer|tercero|cuarto|quinto|sexto|último)(?:\s+(?:año|curso))?\s+de\s+)"
_ME: Final = r"(?:me|nos)?"
_INSTRUCTION: Final = standing(
    polite=r"por\s+favor|porfa(?:vor)?",
    always=r"siempre|nunca|a\s+partir\s+de\s+ahora|de\s+ahora\s+en\s+adelante|desde\s+ahora",
    verbs=rf"(?:responde|contesta|escribe|habla|explica)|(?:respónde|contésta|escríbe|hábla|explíca|tráta)(?:me|nos)|(?:responda|conteste|escriba|hable|explique|trate|tutea|tutee){_ME}|sé|sea|usa|utiliza",
    style=r"siempre|en\s+(?:español|castellano|inglés|francés|catalán|portugués|alemán|italiano)|de\s+(?:tú|usted|vos|forma|manera)|breve(?:mente)?|concis[oa]|direct[oa]|en\s+pocas\s+palabras|frases\s+cortas|con\s+ejemplos|sin\s+(?:emojis|tecnicismos|rodeos)|en\s+(?:viñetas|listas|una\s+frase)|paso\s+a\s+paso",
    denied=r"no\s+(?:(?:me|nos)\s+)?(?:uses?|utilices?|pongas?|trates?|hables?|respondas?|contestes?|des?|llames?|escribas?)|nunca\s+(?:(?:me|nos)\s+)?(?:uses?|utilices?|pongas?|trates?|hables?|respondas?|des?|llames?)|evita",
    shunned=r"emojis?|emoticonos?|exclamaci\w+|viñetas|listas|negritas?|markdown|tecnicismos|jerga|anglicismos|palabrotas|de\s+(?:usted|tú|vos)|en\s+inglés|respuestas|explicaciones|rodeos|disculpas|consejos|sermones|tablas|señora?",
    texts=r"(?:este|el|del|al|la|esta|mi|un|una)\s+(?:siguiente\s+)?(?:texto|carta|correo|mensaje|frase|e-?mail|artículo|párrafo|redacción|ensayo|poema|cuento|código|función|post|tuit|pregunta)",
)
_STATUS: Final = (
    r"(?:casad[oa]s?|solter[oa]|divorciad[oa]s?|viud[oa]|separad[oa]s?|prometid[oa]|comprometid[oa])"
)
_KIN: Final = r"(?:hermana|hermano|madre|padre|mamá|papá|hija|hijo|prima|primo|tía|tío|abuela|abuelo|sobrina|sobrino|suegra|suegro|cuñada|cuñado|nieta|nieto)"
_PARTNER: Final = r"(?:marido|esposo|esposa|mujer|novia|novio|pareja|prometid[oa])"
_PERSON: Final = r"(?P<o>(?-i:[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+)(?:\s(?-i:[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+)){0,2})"
_NAMED: Final = none_of(
    _TRADES,
    _TONGUES,
    _NATIONS,
    one_of(
        "aries tauro géminis cáncer virgo libra escorpio sagitario capricornio acuario piscis soltero soltera casado casada vegano vegana vegetariano vegetariana premium nuevo nueva vip católico católica cristiano cristiana ateo atea consciente"
    ),
)

SPANISH: Final = PlainLanguage(
    cue=pattern(r"\b(?:respónd\w+|responde|curro|compart\w+|contésta\w+|llámame|háblame|voy|salgo|conduzco|estudio|curso|me llamo|soy|vivo|tengo|trabajo|estudio|hablo|uso|mi|mis|nací|prefiero|quiero|estoy|juego|toco|odio|nos mudamos|me mudé|me gusta|me encanta|dejé|vendí|hago|hoy|me|nos|\w+ió|quise|quer[ií]a decir|estamos|se (?:me|nos)|\w+(?:é|í)|(?:he|hemos) \w+|acab[oa]m?o?s? de|ya no|no|murió|ha muerto|perdón|olvid\w+|lo de|sino|cumpl\w+|me (?:ha|han|robaron|despidieron|echaron)|renuncié|\w+ y yo|vendimos|dejamos|rompimos|tuvimos)\b"),
    openers=pattern(rf"(?:(?:y|pero|hola|bueno|pues|sí|no(?=,)|además|por cierto|la verdad|también|ahora|yo|nosotros|actualmente|hoy en día|total|que|en realidad|es que|perdón|perdona|ya|desde|como|me equivoqué|me he equivocado)(?:[,:]?\s+|[,:]))*{_WHEN}{{0,2}}(?:desde\s+[\wáéíóúñ]+(?:\s+de\s+\d{{4}})?,?\s+|en\s+[\wáéíóúñ ]{{3,20}},\s+)?(?:yo\s+|ahora\s+|ya\s+|también\s+)*"),
    refused=pattern(r"^(?:si|ojalá|imagina|supongamos)\b|\bsi yo\b|\b(?:dice|dijo|dicen|contó|escribió|preguntó) que\b|\bsi (?:fuera|viviera|tuviera|dejara|me mudara)\b|\btal vez\b|\bquizás?\b|\ba lo mejor\b|^(?:supón|digamos|pongamos)\b|\bsoñ(?:é|aba|ado)\b|\bcomo si\b|\ben (?:la|el|un|una|esa|ese|mi|su) (?:película|peli|novela|serie|canción|cuento|sueño|libro|juego|otra vida)\b|\b(?:creo|dudo|dic\w+|dij\w+|piens\w+|cree[ns]?|creía\w*|parec\w+|cuenta[ns]?|contaron|pregunt\w+|escrib\w+|supon\w+|supuse|asegur\w+)(?::| que\b(?! (?:es|era)\b)| si\b)"),
    asks=pattern(r",?\s*¿"),
    bygone=pattern(r"\bde (?:niñ[oa]|pequeñ[oa]|joven|adolescente|crí[oa]|chic[oa])s?\b|\bcuando (?:yo )?(?:era|tenía|éramos|estudiaba|iba)\b|\ben mi (?:infancia|juventud|época)\b|(?<!desde )\bhace (?:muchos|muchísimos|\d{2}|diez|quince|veinte|treinta|cuarenta) años\b(?! que)|\ba los (?:\d|1\d|seis|siete|ocho|nueve|diez|doce|quince|dieciséis|dieciocho)(?: años)?\b|\ben (?:el cole|el colegio|el instituto|los (?:ochenta|noventa|80|90))\b"),
    brief=pattern(
        rf"\bhasta (?:el|la|las|mañana|que|fin)\b|\b(?:por|para) (?:un|una|unos|unas|dos|tres|cuatro|\d+) (?:día|semana|mes|rato|hora|año|fin|temporada|tiempo|noche)\w*|(?<!hace )(?<!llevo )\b(?:unos|un par de|unas|dos|tres) (?:días|rato|meses|semanas|horas)\b|\bdurante\b|\b(?:este|el|de|en el|por el|un) (?:finde|fin de semana|puente)\b|"
        rf"\bde (?:vacaciones|visita|paso|viaje)\b|\btemporal(?:mente)?\b|\bprovisional\w*|\bde momento\b|\ba las (?:\d|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)|\b(?:el|la) (?:año|mes|semana|verano|{_DAY}) que viene\b|\bpróxim[oa]s?\b|\bmañana\b(?<!esta mañana)|\bpronto\b|\bcasi\b"
    ),
    doubt=pattern(r"\b(?:no(?!,)|nunca|jamás|casi|si|ojalá|apenas|por poco|como si|tampoco|sin|antes de|a punto)\b"),
    stop=pattern(r"[,;:.!?()\"«»\n]|\s(?:y (?:mi|me|yo|ya|no|vivo|trabajo|tengo|soy|estoy|la|el|nos|así|eso)|pero|porque|desde|hasta|aunque|así que|cuando|que|donde|con|por|para|como|hace|cerca|en|ahora|también|todos|todas|todo|toda|cada|los (?:lunes|martes|miércoles|jueves|viernes|sábados|domingos)|este|esta|a|sin|muy|ayer|hoy|anoche|la semana|el (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|mes|año|verano|otoño|invierno|finde)|en vez|en lugar|por fin|desde|tras|después|y (?:he|me|soy)|ni|de nuevo|fluido|perfectamente|bastante bien|los fines de semana|el fin de semana|lol|jaja|tres veces|dos veces)\b"),
    articles=pattern(r"(?:el|la|los|las|un|una|unos|unas|mi|mis|nuestr[oa]s?)\s+"),
    frames=(
        PlainFrame(predicate="name", pattern=pattern(r"(?:me llamo|mi nombre es|me dicen|ll[áa]mame|puedes\s+llamarme|todos\s+me\s+llaman)\s+"), cut="name"),
        PlainFrame(predicate="name", pattern=pattern(rf"soy\s+{_PERSON}(?=\s*(?:[,.!]|$)|\s+(?:y\s+(?:tengo|vivo|soy|trabajo|estudio)|tengo|vivo)\b)"), cut="given", check=_NAMED),
        PlainFrame(predicate="comes_from", pattern=pattern(r"soy\s+(?-i:[A-ZÁÉÍÓÚÑ])[a-záéíóúñ]+,?(?:\s+\d\d\s+años,?)?\s+de\s+"), cut="place"),
        PlainFrame(predicate="instruction", pattern=pattern(_INSTRUCTION), cut="given"),
        PlainFrame(predicate="goal", pattern=pattern(rf"mi\s+(?:gran\s+)?(?:objetivo|meta|sueño|propósito)(?:\s+(?:para|de|en)\s+(?:este|el|la|20)\s?\w+(?:\s\w+)?)?\s+es\s+(?P<o>[\wáéíóúñ]+[aeí]r(?:me|nos|l[oa]s?)?\b(?:\s{_TO_DO})?){_WISH_END}"), cut="given"),
        PlainFrame(predicate="goal", pattern=pattern(rf"(?:quiero|queremos|planeo|me\s+he\s+propuesto|me\s+propuse|estoy\s+intentando|intento)\s+(?P<o>{_WISHED}(?:{_TO_DO})?){_WISH_END}"), cut="given"),
        PlainFrame(predicate="birthday", pattern=pattern(r"(?:mi cumpleaños (?:es|cae)|cumplo años|nací)\s+(?:el\s+)?(?P<o>\d{1,2}\s+de\s+[a-z]+)"), cut="given"),
        PlainFrame(predicate="age", pattern=pattern(rf"(?:{_NOW}(?:tengo|he cumplido|cumplí)|acabo de cumplir|ya cumplí|hoy cumplo)\s+(?:los\s+)?(?P<o>\d{{1,3}})(?!\s*(?:%|euros|de\b|mil|hij|perr|gat))(?:\s+años(?!\s+de\b)|(?=\s*(?:[.,;!)]|$)|\s+(?:y|ayer|hoy|el|la|en|este|esta)\b))"), cut="given"),
        PlainFrame(predicate="born_in", pattern=pattern(r"nací\s+en\s+"), cut="place"),
        PlainFrame(predicate="comes_from", pattern=pattern(r"(?:soy|vengo)\s+(?:originalmente\s+)?de\s+|(?:crecí|me crié)\s+en\s+"), cut="place"),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"{_NOW}(?:vivo|vivimos|resido|estoy viviendo|llevo [\wáéíóúñ ]{2,20} viviendo|estamos instalados|estoy instalad[oa]|compart(?:o|imos)\s+piso)\s+(?:{_NOW}|sol[oa]\s+|con\s+[\wáéíóúñ ]{{2,25}}?\s+|en\s+pareja\s+)en\s+(?:(?:las\s+afueras|el\s+centro)\s+de\s+|(?:un\s+piso|una\s+casa|un\s+apartamento)\s+en\s+)?"), cut="place"),
        PlainFrame(predicate="lives_in", pattern=pattern(rf"(?:{did_so('mudé', 'mudamos', 'mudado', 'mudar')}|{did_so('fui', 'fuimos', 'ido', 'ir')}\s+a\s+vivir|{did_so('vine', 'vinimos', 'venido', 'venir')}\s+a\s+vivir|{did_so('trasladé', 'trasladamos', 'trasladado', 'trasladar')}|{did_so('instalé', 'instalamos', 'instalado', 'instalar')})\s+(?:definitivamente\s+|por fin\s+|de vuelta\s+)?(?:(?:de|desde)\s+[\w-]+\s+)?(?:a|en)\s+"), cut="place", event=True),
        PlainFrame(predicate="lives_in", pattern=pattern(r"(?:antes\s+)?(?:vivía|vivíamos|viví|antes vivía)\s+(?:antes\s+)?en\s+"), cut="place", tense="past"),
        PlainFrame(predicate="lives_in", pattern=pattern(r"(?:ya no (?:vivo|vivimos)|(?:dejé|he dejado|dejamos|hemos dejado) de vivir|no (?:vivo|vivimos) más)\s+en\s+"), cut="place", tense="past", act="end"),
        PlainFrame(predicate="works_at", pattern=pattern(rf"{_NOW}(?:trabajo|estoy trabajando|curro)\s+{_NOW}(?:en|para|con)\s+(?:la\s+|el\s+|los\s+)?"), cut="noun", check=_WORKPLACE),
        PlainFrame(predicate="works_at", pattern=pattern(rf"{_NOW}(?:soy|(?:trabajo|curro)\s+(?:de|como)|estoy\s+de)\s+{_NOW}(?:una?\s+)?{_TRADE}\b(?:\s+(?!en\b)[\wáéíóúñ]+){{0,3}}\s+en\s+"), check=_WORKPLACE),
        PlainFrame(predicate="works_at", pattern=pattern(rf"(?:{did('dejé', 'dejamos', 'dejado', 'dejar')}|ya\s+no\s+(?:trabajo|curro|estoy)\s+en|me\s+fui\s+de|salí\s+de)\s+(?:la\s+|el\s+)?{NO_APP}(?P<x>(?-i:[A-ZÁÉÍÓÚ])[\w&.-]+(?:\s(?-i:[A-Z])[\w&.-]+)?)(?:\s+y\s+(?:ahora\s+|ya\s+)?|,\s+(?:y\s+)?ahora\s+)(?:estoy|trabajo|curro)\s+(?:ahora\s+)?(?:en|para)\s+(?:la\s+|el\s+)?"), check=new_employer, event=True),
        PlainFrame(predicate="works_at", pattern=pattern(r"(?:trabajaba|trabajé)\s+(?:en|para)\s+"), cut="noun", check=employer, tense="past"),
        PlainFrame(predicate="works_at", pattern=pattern(rf"(?:{did('empecé', 'empezamos', 'empezado', 'empezar')}|(?:entré|he entrado)(?=\s+a\s+trabajar\b)|{did('comencé', 'comenzamos', 'comenzado', 'comenzar')}|{did_so('incorporé', 'incorporamos', 'incorporado', 'incorporar')}|{did('fiché', 'fichamos', 'fichado', 'fichar')}|(?:he\s+cambiado|cambié)\s+de\s+(?:trabajo|empresa|curro)[,:;]?\s+(?:y\s+)?ahora\s+(?:estoy|trabajo)|me\s+(?:contrataron|han\s+contratado|cogieron|han\s+cogido|ficharon)|conseguí\s+(?:un\s+)?(?:trabajo|curro|puesto))\s+(?:a trabajar\s+)?(?:en|a)\s+(?:la\s+|el\s+)?"), check=new_employer, event=True),
        PlainFrame(predicate="works_at", pattern=pattern(r"me\s+(?:ha\s+)?(?:fich(?:ado|ó)|contrat(?:ado|ó))\s+(?:la\s+|el\s+)?(?P<o>[\w&.-]+(?:\s(?-i:[A-Z])[\w&.-]+)?)(?=\s*(?:[.,;!]|$)|\s+(?:y|como|para|desde|este|esta|la semana)\b)"), cut="given", check=new_employer, event=True),
        PlainFrame(predicate="works_at", pattern=pattern(r"(?:ya no trabajo (?:en|para|con)|(?:dejé|he dejado) de trabajar (?:en|para|con)|renuncié a|he renunciado a|(?:dejé|he dejado|perdí|he perdido) (?:mi|el) (?:trabajo|puesto|curro|empleo) en|me (?:despidieron|han despedido|echaron|han echado) de|dimití de)\s+"), cut="noun", check=capital, tense="past", act="end"),
        PlainFrame(predicate="diet", pattern=pattern(rf"{_NOW}(?:soy|somos|me hice|me he hecho|me volví|me he vuelto|acabo de hacerme|me he pasado a ser|me pasé a)\s+{_NOW}(?P<o>{_DIETS})\b"), cut="given"),
        PlainFrame(predicate="diet", pattern=pattern(rf"(?:ya no soy|(?:dejé|he dejado) de ser|no soy más)\s+(?P<o>{_DIETS})\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="diet", pattern=pattern(rf"(?:ya\s+)?no\s+(?:como|bebo|tomo|consumo)\s+(?:nada\s+de\s+)?(?P<o>{_FOODS})\b(?![^.;!?]*\b(?:los\s+(?:lunes|martes|viernes|domingos)|hoy|antes|cuando|noche|mucho|mucha|tant[oa])\b)"), cut="given", negated=True),
        PlainFrame(predicate="relationship_status", pattern=pattern(rf"(?:{_NOW}(?:estoy|soy|estamos)|me he|nos hemos|llevo \w+ años)\s+{_NOW}(?P<o>{_STATUS})\b"), cut="given"),
        PlainFrame(predicate="allergic_to", pattern=pattern(r"(?:soy (?:muy )?alérgic[oa] al?|tengo alergia al?|me da alergia)\s+"), several=True, check=short),
        PlainFrame(predicate="allergic_to", pattern=pattern(r"(?<!ya\s)no soy alérgic[oa] a\s+"), several=True, check=short, negated=True),
        PlainFrame(predicate="nationality", pattern=pattern(r"soy\s+(?P<o>[a-zñáéíóú]+)(?=$|[,.;!]|\s+(?:y|pero|de)\b)"), cut="given", check=_NATIONS),
        PlainFrame(predicate="occupation", pattern=pattern(rf"{_NOW}(?:soy|(?:trabajo|curro) (?:de|como)|estoy de|me (?:he hecho|hice|he metido a|metí a)|empecé (?:de|como)|he empezado (?:de|como))\s+{_NOW}(?:un\s+|una\s+)?"), check=_TRADES),
        PlainFrame(predicate="occupation", pattern=pattern(r"(?:trabajaba (?:de|como)|era)\s+(?:un\s+|una\s+)?"), check=_TRADES, tense="past"),
        PlainFrame(predicate="occupation", pattern=pattern(r"(?:ya no (?:soy|trabajo (?:de|como))|(?:dejé|he dejado) de (?:ser|trabajar (?:de|como)))\s+(?:un\s+|una\s+)?"), check=_TRADES, tense="past", act="end"),
        PlainFrame(predicate="relationship_status", pattern=pattern(rf"ya no (?:estoy|soy|estamos)\s+(?P<o>{_STATUS})\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="studies", pattern=pattern(r"(?:me\s+(?:gradué|licencié|diplomé)\s+en|soy\s+(?:licenciad[oa]|graduad[oa])\s+en|estudié)\s+(?!en\b|mucho\b|para\b|poco\b|con\b|la\b|el\b)"), check=_FIELDS, tense="past"),
        PlainFrame(predicate="studies", pattern=pattern(rf"{_NOW}(?:(?:estudio|estoy estudiando|curso)\s+{_YEAR}?|(?:estoy en|estoy haciendo|hago)\s+{_YEAR})(?!en\b|mucho\b|para\b|segundo\b|la\s+(?:universidad|uni|mañana|noche)\b)"), check=small),
        PlainFrame(predicate="studies_at", pattern=pattern(rf"{_NOW}(?:estudio|estoy\s+estudiando|voy)\s+(?:[\wáéíóúñ ]{{1,30}} )?(?:en|a)\s+la\s+(?P<o>(?:universidad|escuela|uni)\s+[^.,;:!?()\n]{{1,40}}?|(?-i:[A-Z]{{2,6}})\b)(?=\s*(?:[.,;:!?()]|$)|\s+(?:y|pero|desde)\b)"), cut="given"),
        PlainFrame(predicate="children", pattern=pattern(r"(?:tengo|tenemos)\s+(?:ya\s+)?(?P<o>(?:una?|dos|tres|cuatro|cinco|seis|\d)\s+(?:hij[oa]s?|niñ[oa]s?|peques|mellizos|mellizas|gemelos|gemelas))\b"), cut="given"),
        PlainFrame(predicate="pet", pattern=pattern(rf"{_NOW}(?:tengo|tenemos|{did('adopté', 'adoptamos', 'adoptado', 'adoptar')})\s+(?={_ONE})"), check=_ANIMALS),
        PlainFrame(predicate="pet", pattern=pattern(r"(?:(?:se\s+(?:me|nos)\s+)?(?:murió|ha\s+muerto|escapó|ha\s+escapado)|falleció)\s+(?:mi|nuestr[oa]|el|la)\s+(?P<o>\w+)(?=\s*[.,;!]|\s+(?:ayer|hoy|la semana|hace|en|el)\b|$)"), cut="given", check=_ANIMALS, tense="past", act="end"),
        PlainFrame(predicate="pet", pattern=pattern(r"(?:mi|nuestr[oa])\s+(?P<o>\w+)(?:\s+[A-Z]\w+)?\s+(?:(?:se\s+)?(?:ha\s+muerto|murió|falleció|escapó|ha\s+escapado))\b"), cut="given", check=_ANIMALS, tense="past", act="end"),
        PlainFrame(predicate="owns", pattern=pattern(rf"{_NOW}(?:tengo|tenemos|{did('compré', 'compramos', 'comprado', 'comprar')}|{did_so('compré', 'compramos', 'comprado', 'comprar')})\s+(?=(?:un|una|mi|dos)\s)"), check=_GOODS),
        PlainFrame(predicate="owns", pattern=pattern(rf"{_NOW}(?:conduzco|manejo)\s+(?=una?\s)"), check=short),
        PlainFrame(predicate="owns", pattern=pattern(rf"{did('vendí', 'vendimos', 'vendido', 'vender')}\s+(?:mi|nuestr[oa]|el|la)\s+(?P<o>\w+)(?!\s+de\b|\w)"), cut="given", check=_GOODS, tense="past", act="end"),
        PlainFrame(predicate="speaks", pattern=pattern(rf"{_NOW}(?:hablo|estoy aprendiendo|aprendo)\s+"), several=True, check=_TONGUES),
        PlainFrame(predicate="speaks", pattern=pattern(r"no hablo\s+"), several=True, check=_TONGUES, negated=True),
        PlainFrame(predicate="uses", pattern=pattern(rf"{_NOW}(?:uso|usamos|utilizo|estoy usando|(?:empecé|he empezado) a usar)\s+{_NOW}"), several=True, check=capital),
        PlainFrame(predicate="uses", pattern=pattern(rf"(?:{did_so('cambié', 'cambiamos', 'cambiado', 'cambiar')}|{did_so('pasé', 'pasamos', 'pasado', 'pasar')})\s+(?:de(?:l|\s+la)?\s+(?P<x>[\w.+-]+(?:\s[\w.+-]+)?)\s+)?a\s+(?!(?:ser|vivir|trabajar|la|los|las|una?)\b)"), check=capital, event=True),
        PlainFrame(predicate="uses", pattern=pattern(rf"{did('cambié', 'cambiamos', 'cambiado', 'cambiar')}\s+(?:el\s+|la\s+|mi\s+)?(?P<x>[\w.+-]+(?:\s[\w.+-]+)?)\s+por\s+"), check=capital, event=True),
        PlainFrame(predicate="uses", pattern=pattern(r"(?:ya no (?:uso|utilizo)|(?:dejé|he dejado) de (?:usar|utilizar)|(?:desinstalé|he desinstalado))\s+"), check=capital, tense="past", act="end"),
        PlainFrame(predicate="activity", pattern=pattern(rf"{_NOW}(?:toco|juego (?:al?|a la)|practico|hago|entreno)\s+(?=(?:el\s+|la\s+|al\s+)?(?:guitarra|piano|violín|batería|bajo|flauta|fútbol|tenis|baloncesto|ajedrez|pádel|yoga|pilates|karate|boxeo|natación|judo|ballet|escalada|voleibol|balonmano|surf|esgrima|taekwondo|petanca|bádminton|crossfit|gimnasia|zumba|ukelele|saxofón|violonchelo|acordeón|trompeta|senderismo|ciclismo|teatro|cerámica))"), check=short),
        PlainFrame(predicate="activity", pattern=pattern(rf"{_NOW}(?:suelo\s+ir|voy)\s+(?:a\s+clases?\s+de\s+|al?\s+(?:la\s+)?)(?P<o>{_GYM})\b{_OFTEN}"), cut="given"),
        PlainFrame(predicate="activity", pattern=pattern(rf"{_NOW}(?:suelo\s+(?:salir\s+a\s+)?|salgo\s+a\s+)(?P<o>correr|andar|caminar|nadar|montar\s+en\s+bici|escalar|pasear)\b{_OFTEN}"), cut="given"),
        PlainFrame(predicate="activity", pattern=pattern(r"(?:dejé|he dejado|ya no hago|abandoné|dejé de (?:hacer|tocar|practicar|jugar al?))\s+(?=(?:el\s+|la\s+|al\s+)?(?:guitarra|piano|violín|batería|fútbol|tenis|baloncesto|ajedrez|pádel|yoga|pilates|karate|boxeo|natación|judo|ballet|escalada|teatro|cerámica|gimnasio|tabaco))"), check=short, tense="past", act="end"),
        PlainFrame(predicate="likes", pattern=pattern(r"(?:me (?:gusta|gustan|encanta|encantan|fascina|fascinan)(?:\s+mucho)?|adoro|amo|soy\s+(?:muy\s+)?(?:fan|hincha|aficionad[oa]|seguidora?|forofo|forofa)\s+(?:del?|al?))\s+(?!tanto\b|más\b|mucho\s+más\b|que\b|tu\b|la idea\b|cómo\b)"), several=True, check=short),
        PlainFrame(predicate="likes", pattern=pattern(r"(?:no me (?:gusta|gustan)|odio|detesto|no soporto)\s+(?!tanto\b|tan\b|mucho\b|que\b|tu\b)"), several=True, check=short, negated=True),
        PlainFrame(predicate="likes", pattern=pattern(r"ya no (?:me (?:gustan?|encantan?)|soporto|aguanto)\s+(?!que\b|tu\b|tanto\b|tan\b)"), check=short, tense="past", act="end"),
        PlainFrame(predicate="activity", pattern=pattern(r"(?:dejé|he dejado|acabo de dejar)\s+de\s+(?P<o>fumar|beber|correr|nadar|bailar|cantar|pintar|escalar|boxear|surfear|esquiar)\b"), cut="given", tense="past", act="end"),
        PlainFrame(predicate="favorite", pattern=pattern(r"mi\s+(?P<k>[a-zñáéíóú]+)\s+(?:favorit[oa]|preferid[oa])\s+es\s+(?:ahora\s+)?"), check=short),
        PlainFrame(predicate="favorite", pattern=pattern(r"mis\s+(?P<k>[a-zñáéíóú]+)\s+(?:favorit[oa]s|preferid[oa]s)\s+son\s+"), check=short),
        PlainFrame(predicate="prefers", pattern=pattern(r"me\s+gustan?\s+más\s+(?=(?:el|la|los|las)\s)"), check=short),
        PlainFrame(predicate="prefers", pattern=pattern(r"prefiero\s+(?!que\b|no\b)"), check=short),
        PlainFrame(predicate="partner", pattern=pattern(rf"mi\s+(?P<k>{_PARTNER})\s+(?:se llama|es)\s+"), cut="name"),
        PlainFrame(predicate="relative", pattern=pattern(rf"mi\s+(?P<k>{_KIN})(?:\s+(?:mayor|menor|pequeñ[oa]))?,?\s+{_PERSON}(?=,?\s+(?:tiene|vive|es|trabaja|estudia|está|acaba|cumple)\b)"), cut="given"),
        PlainFrame(predicate="partner", pattern=pattern(rf"mi\s+(?P<k>{_PARTNER}),?\s+{_PERSON}(?=,?\s+(?:tiene|vive|es|trabaja|estudia|está|acaba|cumple)\b)"), cut="given"),
        PlainFrame(predicate="age", pattern=pattern(r"soy\s+(?-i:[A-ZÁÉÍÓÚÑ])[a-záéíóúñ]+,\s+(?P<o>\d\d)(?:\s+años)?(?=\s*(?:[.,;!]|$)|\s+y\b)"), cut="given"),
        PlainFrame(predicate="out_of_work", pattern=pattern(rf"{_NOW}(?:estoy|me\s+he\s+quedado|me\s+quedé)\s+{_NOW}(?P<o>en\s+(?:el\s+)?paro|desemplead[oa]|sin\s+(?:trabajo|empleo|curro)|parad[oa])(?=\s*(?:[.,;!]|$)|\s+(?:y|desde|pero|hace)\b)"), cut="given"),
        PlainFrame(predicate="relative", pattern=pattern(rf"tengo\s+una?\s+(?P<k>{_KIN})(?:\s+(?:mayor|menor|pequeñ[oa]|mediana?|gemel[oa]|melliz[oa]))?(?:\s+que\s+se\s+llama|,?\s+llamad[oa]|,)\s+"), cut="name"),
        PlainFrame(predicate="pet", pattern=pattern(r"(?:mi|nuestr[oa])\s+(?:perr[oa]|perrit[oa]|gat[oa]|gatit[oa]|conej[oa]|loro|hámster|caballo|tortuga)\s+se\s+llama\s+"), cut="name"),
        PlainFrame(predicate="relative", pattern=pattern(rf"mi\s+(?P<k>{_KIN})(?:\s+(?:mayor|menor|pequeñ[oa]|mediana?))?(?:\s+de\s+\d{{1,2}}\s+años)?\s+(?:se llama|es)\s+"), cut="name"),
        PlainFrame(predicate="health", pattern=pattern(rf"(?:tengo|sufro (?:de )?|padezco (?:de )?|me (?:diagnosticaron|han diagnosticado))\s+(?:de\s+|una?\s+|el\s+|la\s+)?(?={_ILLNESS})"), several=True, check=short),
        PlainFrame(predicate="health", pattern=pattern(r"tengo\s+(?:una\s+)?(?P<o>intolerancia\s+(?:a\s+la|al|a)\s+(?:lactosa|gluten|fructosa|histamina))\b"), cut="given"),
        PlainFrame(predicate="health", pattern=pattern(rf"{_NOW}soy\s+{_NOW}(?P<o>{_ILL})\b"), cut="given"),
        PlainFrame(predicate="member_of", pattern=pattern(r"(?:soy (?:miembro|socio|socia|parte) de|formo parte de|me uní a|me apunté a|estoy en|canto en|toco en|juego en)\s+(?=(?:un|una|el|la|al|mi)\s+(?:\w+\s+)?(?:club|coro|equipo|grupo|asociación|banda|orquesta))"), check=short),
    ),
    over=OVER,
    back=BACK,
)  # fmt: skip
