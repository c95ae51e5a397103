# ruff: noqa: E501 - a pattern is read as one line
"""What ends, replaces, corrects and takes back in Spanish."""

from __future__ import annotations

from typing import Final

from ._plain_frames import KNOWN, Bare, PlainBack, PlainOver, pattern, patterns


def did(one: str, we: str, done: str, to_do: str) -> str:
    """Return the ways to say that one did something: "dejé", "dejamos", "he dejado", "acabo de dejar"."""
    return rf"(?:{one}|{we}|(?:he|hemos)\s+(?:ya\s+|por fin\s+)?{done}|acab(?:o|amos)\s+de\s+{to_do})"


def did_so(one: str, we: str, done: str, to_do: str) -> str:
    """Return the ways to say what one did to oneself: "me mudé", "nos hemos mudado", "acabo de mudarme"."""
    just = rf"acabo\s+de\s+{to_do}me|acabamos\s+de\s+{to_do}nos|me\s+acabo\s+de\s+{to_do}|nos\s+acabamos\s+de\s+{to_do}"
    return rf"(?:me\s+{one}|nos\s+{we}|(?:me\s+he|nos\s+hemos)\s+{done}|{just})"


_AFTER: Final = (
    r"(?=\s*(?:$|[.,;:!?)…-])|\s+(?:y|pero|porque|ya|así que|aunque|cuando|en (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|verano|otoño|invierno|primavera|navidad\w*|\d{4})|por|para|del (?:móvil|teléfono|ordenador)|tras|después|desde|hace|ayer|hoy|anoche|anteayer|la semana|el (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|mes|año|verano|invierno|otoño|finde|\d)|"
    r"este|esta|al final|del todo|definitivamente|para siempre|finalmente|por fin|de golpe|de una vez|a (?:mi|un|una|los|principios|finales|mediados)|con|también|entonces|sin|jaja\w*|lol|total)\b)"
)
_K: Final = KNOWN + _AFTER
_LEFT: Final = "|".join(
    (
        did("dejé", "dejamos", "dejado", "dejar"), did("abandoné", "abandonamos", "abandonado", "abandonar"),
        did("cancelé", "cancelamos", "cancelado", "cancelar"), did("desinstalé", "desinstalamos", "desinstalado", "desinstalar"),
        did("borré", "borramos", "borrado", "borrar"), did("perdí", "perdimos", "perdido", "perder"), did("aparté", "apartamos", "apartado", "apartar"),
        did("renuncié", "renunciamos", "renunciado", "renunciar"), did("dimití", "dimitimos", "dimitido", "dimitir"),
        did_so("salí", "salimos", "salido", "salir"), did_so("fui", "fuimos", "ido", "ir"),
        did_so("borré", "borramos", "borrado", "borrar"), did_so("desapunté", "desapuntamos", "desapuntado", "desapuntar"),
        did_so("quité", "quitamos", "quitado", "quitar"), did_so("di", "dimos", "dado", "dar") + r"\s+de\s+baja",
    )
)  # fmt: skip
_RID: Final = "|".join(
    (
        did("vendí", "vendimos", "vendido", "vender"), did("regalé", "regalamos", "regalado", "regalar"), did("doné", "donamos", "donado", "donar"),
        did("tiré", "tiramos", "tirado", "tirar"), did("malvendí", "malvendimos", "malvendido", "malvender"),
        did_so("deshice", "deshicimos", "deshecho", "deshacer") + r"(?:\s+de)?",
        r"(?:tuve|tuvimos|he tenido|hemos tenido)\s+que\s+(?:vender|dejar|regalar|cerrar|abandonar)", r"me\s+(?:robaron|han robado|mangaron|han mangado)", r"nos\s+(?:robaron|han robado)",
    )
)  # fmt: skip
_DOING: Final = r"(?:\s+de\s+(?:usar|utilizar|ir|jugar|tocar|hacer|practicar|comer|beber|tomar|trabajar|vivir|ver|leer|escuchar|estudiar|hablar|ser|seguir|montar|pertenecer|formar parte)(?:\s+(?:a|en|para|con|como|por))?)?(?:\s+de|\s+a)?"
_DO: Final = (
    r"(?:uso|usamos|utilizo|tengo|tenemos|toco|juego|jugamos|hago|hacemos|practico|como|bebo|tomo|estudio|trabajo|curro|vivo|vivimos|voy|vamos|soy|estoy|leo|veo|escucho|hablo|formo parte|pertenezco|monto|salgo|padezco|sufro|"
    r"quiero|prefiero|aguanto|soporto|me gustan?|me encantan?|me interesan?|me llaman?|me apetecen?|puedo con)"
)
_TO: Final = r"(?:\s+(?:a|en|para|con|como|de|alérgic[oa]|alergia|la atención))*"
_SPLIT: Final = r"(?:lo\s+(?:hemos\s+dejado|dejamos)|(?:ya\s+)?no\s+estamos\s+juntos|hemos\s+(?:roto|cortado|terminado|acabado)|rompimos|cortamos|terminamos|nos\s+(?:hemos\s+)?(?:separa(?:do|mos)|divorcia(?:do|mos)))"
_NEW: Final = r"(?P<new>(?:(?:el|la|un|una)\s+)?[\w'&.+-]+(?:\s[\w'&.+-]+){0,2}?)"
_PAIRED: Final = frozenset({"relationship_status", "partner"})
_WORK: Final = frozenset({"works_at"})
_JOB: Final = frozenset({"works_at", "occupation"})

OVER: Final = PlainOver(
    own=r"(?:(?:de|a|en|con|por)\s+)?(?:mi|mis|nuestr[oa]s?|el|la|los|las|un|una|al|del)\s+(?:viej[oa]\s+|querid[oa]\s+|pobre\s+|antigu[oa]\s+)?",
    possessive=r"(?:mi|mis|nuestr[oa]s?)\s+",
    others=pattern(r"\b(?:su|sus|tu|tus|vuestr[oa]s?|ese|esa|aquel|aquella|otro|otra)\s+\Z"),
    after=_AFTER,
    left=(
        rf"(?:{_LEFT}){_DOING}\s+{_K}",
        rf"(?:fue|ha\s+sido|era|es)\s+mi\s+último\s+día(?:\s+en)?\s+{_K}",
        rf"{KNOWN},?\s+l[oa]s?\s+(?:{_LEFT}){_AFTER}",
    ),
    ends=(
        rf"{KNOWN},?\s+(?:se\s+)?l[oa]s?\s+(?:{_RID}){_AFTER}",
        rf"(?:{_RID})\s+(?:a\s+)?{_K}",
        rf"(?:me|nos)\s+(?:robaron|han\s+robado|mangaron|han\s+mangado)\s+{KNOWN}(?!\s+de\b)",
        rf"ya\s+no\s+{_DO}{_TO}\s+{_K}",
        rf"no\s+{_DO}\s+más{_TO}\s+{_K}|no\s+{_DO}{_TO}\s+{KNOWN}\s+(?:nunca\s+)?más\b",
        rf"hace\s+(?:años|meses|siglos|mucho(?:\s+tiempo)?|tiempo|una?\s+(?:mes|semana|año)|\w+\s+(?:meses|semanas|años))\s+que\s+no\s+{_DO}{_TO}\s+{_K}",
        rf"(?:se\s+acabó|se\s+terminó|adiós)(?:\s+lo\s+de|\s+a)?\s+{_K}|{KNOWN}\s+(?:se\s+acabó|se\s+terminó|es\s+historia|ya\s+es\s+historia|pasó\s+a\s+la\s+historia|son\s+historia)\b",
        rf"se\s+me\s+(?:quitó|ha\s+quitado|pasó|ha\s+pasado|curó|ha\s+curado)\s+{_K}",
    ),
    ends_of={
        "likes": (rf"{KNOWN}\s+ya\s+no\s+me\s+(?:dice|gusta|llama|interesa|emociona|apetece|llena)n?\b|(?:{did_so('cansé', 'cansamos', 'cansado', 'cansar')}|{did_so('aburrí', 'aburrimos', 'aburrido', 'aburrir')}|{did_so('harté', 'hartamos', 'hartado', 'hartar')}|le\s+(?:he\s+)?(?:cogí|cogido|agarré|agarrado)\s+(?:manía|asco)|(?:he\s+perdido|perdí)\s+el\s+(?:interés|gusto))(?:\s+(?:de|a|por|en))?\s+{_K}",),
        "works_at": (rf"me\s+(?:despidieron|han\s+despedido|echaron|han\s+echado)(?:\s+de)?\s+{_K}|{KNOWN}\s+me\s+(?:despidió|ha\s+despedido|echó|ha\s+echado)\b",),
        "member_of": (rf"(?:salí|salimos|he\s+salido)(?:\s+de)?\s+{_K}",),
        "pet": (
            rf"{KNOWN}\s+(?:(?:se\s+)?(?:nos\s+)?(?:ha\s+)?(?:murió|muerto|falleció|fallecido|escapó|escapado)|nos\s+(?:dejó|ha\s+dejado)|ya\s+no\s+está)\b",
            rf"(?:(?:se\s+(?:me|nos)\s+)?(?:murió|ha\s+muerto|escapó|ha\s+escapado)|falleció|ha\s+fallecido)\s+{_K}",
            rf"(?:tuvimos|tuve|hemos\s+tenido|he\s+tenido)\s+que\s+(?:sacrificar|dormir|dormirlo)(?:\s+a)?\s+{_K}|se\s+(?:me|nos)\s+(?:fue|ha\s+ido)(?:\s+a)?\s+{_K}|(?:enterramos|hemos\s+enterrado|despedimos)(?:\s+a)?\s+{_K}",
        ),
        "partner": (
            rf"(?:lo\s+(?:he|hemos)\s+dejado|lo\s+dejé|rompí|corté|terminé|he\s+(?:roto|cortado|terminado|acabado)|acabo\s+de\s+romper)\s+(?:con\s+)?{_K}",
            rf"(?:{did_so('separé', 'separamos', 'separado', 'separar')}|{did_so('divorcié', 'divorciamos', 'divorciado', 'divorciar')})(?:\s+de)?\s+{_K}",
            rf"(?:{KNOWN}\s+y\s+yo|yo\s+y\s+{KNOWN})\s+(?:ya\s+)?{_SPLIT}",
            rf"{KNOWN}\s+me\s+(?:dejó|ha\s+dejado){_AFTER}|{KNOWN}\s+(?:rompió|cortó|terminó|ha\s+roto|ha\s+cortado)\s+conmigo\b",
        ),
        "studies": (rf"(?:{_LEFT})\s+(?:la\s+carrera|el\s+grado|el\s+máster|los\s+estudios)\s+de\s+{_K}|(?:{did('terminé', 'terminamos', 'terminado', 'terminar')}|{did('acabé', 'acabamos', 'acabado', 'acabar')}|{did_so('gradué', 'graduamos', 'graduado', 'graduar')}|{did_so('licencié', 'licenciamos', 'licenciado', 'licenciar')})(?:\s+(?:la\s+carrera|el\s+(?:grado|máster)|mis\s+estudios|los\s+estudios))?(?:\s+(?:de|en))?\s+{_K}",),
        "health": (rf"(?:{did_so('curé', 'curamos', 'curado', 'curar')}|{did_so('recuperé', 'recuperamos', 'recuperado', 'recuperar')}|{did('superé', 'superamos', 'superado', 'superar')})(?:\s+de)?\s+{_K}",),
        "speaks": (rf"(?:he\s+olvidado|olvidé|se\s+me\s+(?:ha\s+olvidado|olvidó))\s+(?:todo\s+)?{_K}",),
    },
    swaps=(
        rf"(?:{did('cambié', 'cambiamos', 'cambiado', 'cambiar')}|{did('sustituí', 'sustituimos', 'sustituido', 'sustituir')}|{did('reemplacé', 'reemplazamos', 'reemplazado', 'reemplazar')})\s+{KNOWN}\s+por\s+",
        rf"(?:{did_so('cambié', 'cambiamos', 'cambiado', 'cambiar')}|{did_so('mudé', 'mudamos', 'mudado', 'mudar')}|{did_so('trasladé', 'trasladamos', 'trasladado', 'trasladar')})(?:\s+de)?\s+{KNOWN}\s+al?\s+",
        rf"(?:{_LEFT})\s+{KNOWN}\s+por\s+(?=(?:el\s+|la\s+)?(?-i:[A-ZÁÉÍÓÚÑ]))",
        rf"(?:{_RID})\s+{KNOWN}\s+y\s+(?:me\s+|nos\s+)?(?:compré|he\s+comprado|compramos|hemos\s+comprado)\s+",
        rf"adi[oó]s,?\s+{KNOWN}[,;!.]*\s+(?:y\s+)?(?:hola|bienvenid[oa]s?),?\s+(?:a\s+)?",
        rf"ahora\s+{_DO}{_TO}\s+{_NEW}\s+en\s+(?:vez|lugar)\s+(?:de\s+)?{_K}",
        rf"en\s+(?:vez|lugar)\s+(?:de\s+)?{KNOWN},?\s+ahora\s+{_DO}{_TO}\s+",
    ),
    shifts=(rf"(?:{did_so('pasé', 'pasamos', 'pasado', 'pasar')}|{did('pasé', 'pasamos', 'pasado', 'pasar')})(?:\s+de)?\s+{KNOWN}\s+al?\s+",),
    bare=(
        Bare(_WORK, pattern(rf"\b(?:me\s+(?:despidieron|han\s+despedido|echaron(?:\s+del\s+(?:trabajo|curro))?|han\s+echado(?:\s+del\s+(?:trabajo|curro))?)|dimití|he\s+dimitido|acabo\s+de\s+dimitir|renuncié|he\s+renunciado|presenté\s+(?:mi|la)\s+(?:renuncia|dimisión)|he\s+presentado\s+(?:mi|la)\s+(?:renuncia|dimisión)|me\s+(?:quedé|he\s+quedado)\s+(?:sin\s+(?:trabajo|curro|empleo)|en\s+(?:el\s+)?paro)){_AFTER}(?!\s+(?:con|a|para|así)\b)")),
        Bare(_JOB, pattern(rf"\b{did_so('jubilé', 'jubilamos', 'jubilado', 'jubilar')}{_AFTER}"), "jubilad"),
        Bare(frozenset({"relationship_status"}), pattern(rf"\b{did_so('casé', 'casamos', 'casado', 'casar')}{_AFTER}"), "casad"),
        Bare(_PAIRED, pattern(rf"\b(?:{did_so('divorcié', 'divorciamos', 'divorciado', 'divorciar')}|{did_so('separé', 'separamos', 'separado', 'separar')}){_AFTER}"), "divorciad|separad|solter"),
        Bare(frozenset({"diet"}), pattern(r"\b(?:he\s+vuelto|volví|vuelvo)\s+a\s+comer\s+(?:carne|pescado|queso|huevos)\b|\bya\s+como\s+(?:carne|pescado)\b|\b(?:dejé|he\s+dejado)\s+la\s+dieta\b"), "omn"),
    ),
    slots={"works_at": "trabajo|curro|empleo|puesto|laburo|chamba", "studies": "carrera|estudios", "diet": "dieta"},
    i_do=(r"[aei]r\Z", "o"),
    i_do_no_more=rf"ya\s+no\s+{_K}|(?<!hoy\s)no\s+{KNOWN}\s+más(?=\s*(?:[.,;!]|$))",
    now=pattern(r"\b(?:ahora|ya no|me (?:he )?(?:pas|cambi)\w+|por fin|desde (?:ayer|hoy|este|esta))\b"),
)  # fmt: skip

_SORRY: Final = r"(?:perdón|perdona|perdonad|disculpa|ay|uy|ups|no|espera|corrijo|corrección|lo\s+siento|me\s+equivoqué|me\s+he\s+equivocado|me\s+confundí|error\s+mío|bueno|oye|mejor\s+dicho|sorry)"
_LEAD: Final = rf"^(?:{_SORRY}(?:\s+por\s+el\s+(?:error|lío))?[\s,.:;!…-]+)"
_X: Final = r"(?P<x>(?:(?:el|la|en|a|de)\s+)?\w[\w'&./ -]{0,40}?)"
_Y: Final = r"(?:(?:el|la|en|a|de)\s+)?(?P<y>\w[\w'&./ -]{0,40}?)"
_END: Final = r"(?=\s*(?:[.,;:!?)]|$))"

BACK: Final = PlainBack(
    sorry=pattern(_LEAD),
    wrong=pattern(r"\b(?:quer[ií]a\s+decir|quise\s+decir|me\s+(?:he\s+)?(?:equivoqué|equivocado|confundí|confundido)|error\s+mío|corrijo|corrección|mejor\s+dicho|lo\s+(?:dije|puse|escribí)\s+mal|errata)\b"),
    news=pattern(r"\b(?:ahora|ya|hoy|desde|acabo|este|esta)\b"),
    cue=pattern(r"\b(?:no|quise|olv[ií]d\w+|ignora|borra|lo\s+de|dije|decir|inventé|mentí|refería)\b"),
    meant=patterns(
        rf"\b(?:quer[ií]a|quise)\s+decir\s+(?:que\s+(?:es\s+)?)?{_X}(?:,?\s+(?:y\s+)?no\s+{_Y})?{_END}",
        rf"\bme\s+refer[ií]a?\s+a\s+{_X}(?:,?\s+(?:y\s+)?no\s+{_Y})?{_END}",
        rf"{_LEAD}(?:(?:en\s+realidad\s+)?(?:es|era|son|se\s+llama)\s+){_X}(?:,?\s+(?:y\s+)?no\s+{_Y})?{_END}",
        rf"^(?:{_SORRY}[\s,.:;!…-]+)*no\s+(?:es\s+|era\s+|en\s+)?{_Y}(?:,?\s+sino\s+(?:que\s+)?(?:en\s+)?|,\s+es\s+){_X}{_END}",
        rf"^(?:{_SORRY}[\s,.:;!…-]+)*(?:es\s+|era\s+)?{_X},\s+(?:y\s+)?no\s+{_Y}(?=\s*[.!]|$)",
        rf"\b(?:dije|he\s+dicho|puse|escribí)\s+{_Y},?\s+(?:pero|y)\s+(?:es|era|quería\s+decir|soy\s+de)\s+{_X}{_END}",
        rf"^(?:{_SORRY}[\s,.:;!…-]+)*(?:(?:tengo|he\s+cumplido|cumplo|son|es)\s+)?(?P<x>\d{{1,4}}),?\s+no\s+(?P<y>\d{{1,4}}){_END}",
    ),
    forget=pattern(r"\b(?:olvida|olvídate|olvidad|olvide|ignora|borra|no\s+(?:tengas|tomes)\s+en\s+cuenta|retiro)\s+(?:de\s+)?(?:todo\s+)?(?:lo\s+(?:que\s+)?(?:te\s+)?(?:dije|he\s+dicho|conté|he\s+contado|mencioné|puse)(?:\s+antes)?(?:\s+(?:sobre|de|acerca\s+de|en\s+cuanto\s+a))?(?:\s+que)?|lo\s+de)"),
    untrue=(
        rf"lo\s+(?:que\s+(?:dije|te\s+dije|conté)\s+)?(?:de|sobre)?\s*{KNOWN}\s+(?:no\s+(?:es|era)\s+(?:verdad|cierto|así|seguro)|(?:es|era)\s+(?:mentira|broma|falso)|me\s+lo\s+inventé)\b",
        rf"(?:me\s+inventé|mentí\s+(?:sobre|con|en))\s+(?:lo\s+(?:de\s+)?)?{KNOWN}(?=\s*(?:[.,;!]|$))",
    ),
    vague=pattern(r"(?:algo|otra|otro|eso|esto|lo|que|nada|más|mal|así|hola|gracias|todo|mucho|muy|una cosa|si|te)\b"),
)  # fmt: skip
